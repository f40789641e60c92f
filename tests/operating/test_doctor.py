"""`manage.py doctor` names what is wrong with an installation and how to mend it, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from editorial.operating import installation
from editorial.operating.findings import Finding, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def well(settings: Any, tmp_path: Path, all_at_work: None) -> Iterator[Any]:
    """An installation as docs/operating.md has it."""
    # Of DJANGO_ALLOW_ASYNC_UNSAFE: this process needs it if it has begun a browser.
    settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "async.E001"]
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    for name in ("css/base.css", "css/typefaces.css", "staticfiles.json"):
        (settings.STATIC_ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (settings.STATIC_ROOT / name).touch()
    settings.SECRET_KEY = "0123456789abcdefghij" * 4
    settings.SITE_URL = "https://encyclopedia.example"
    settings.ALLOWED_HOSTS = ["encyclopedia.example"]
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.TRUSTED_PROXIES = 1
    settings.DEFAULT_FROM_EMAIL = "office@encyclopedia.example"
    settings.HISTORY_HEADS_FILE = str(tmp_path / "heads")
    return settings


def faults() -> dict[str, Finding]:
    return {
        finding.part: finding
        for finding in installation.all_findings()
        if finding.state != State.OK and finding.part not in {"folders", "disk"}
    }


def told(*options: str) -> tuple[str, int]:
    written = StringIO()
    try:
        call_command("doctor", *options, stdout=written)
    except SystemExit as end:
        return written.getvalue(), int(str(end.code))
    return written.getvalue(), 0


def test_nothing_is_wrong_with_a_whole_installation(well: Any) -> None:
    assert faults() == {}


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("DEBUG", True, "settings"),
        ("ALLOWED_HOSTS", ["localhost"], "addresses"),
        ("SITE_URL", "http://encyclopedia.example", "addresses"),
        ("TRUSTED_PROXIES", 0, "addresses"),
        ("SECRET_KEY", "short", "secret key"),
        ("DEFAULT_FROM_EMAIL", "stet@localhost", "sender"),
        ("HISTORY_HEADS_FILE", "", "kept heads"),
        ("STATIC_ROOT", "/nowhere", "static files"),
        ("CATALOGUES", ["no-such-catalogue"], "settings"),
        ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend", "mail server"),
        ("GATE_POLICY", {"checks": "some"}, "settings"),
    ],
)
def test_what_is_wrong_is_named_with_how_to_mend_it(
    well: Any, name: str, value: object, part: str
) -> None:
    well.EMAIL_PORT = 1  # nobody listens there
    setattr(well, name, value)
    seen = faults()
    assert part in seen
    assert all(finding.mend for finding in seen.values())


def test_files_that_others_can_read_are_named(well: Any) -> None:
    secret = Path(well.VAR) / "secret_key"
    secret.touch(mode=0o644)
    secret.chmod(0o644)
    more = {finding.more for finding in installation.folders()}
    assert str(secret) in more
    secret.chmod(0o600)
    assert str(secret) not in {finding.more for finding in installation.folders()}


def test_a_package_that_is_missing_is_named(well: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation.importlib.util, "find_spec", lambda module: None)
    assert "requirements/production.txt" in faults()["packages"].mend


def test_a_trigger_that_was_removed_is_named(well: Any) -> None:
    with connection.cursor() as cursor:
        table = " ON editorial_event" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {removed_trigger()}{table}")
    assert faults()["triggers"].state == State.BROKEN


def removed_trigger() -> str:
    from editorial.models.triggers import TRIGGERS

    return next(trigger.name for trigger in TRIGGERS if trigger.table == "editorial_event")


def test_without_a_database_the_rest_is_still_looked_at(well: Any) -> None:
    def away(*_query: Any) -> None:
        raise OperationalError("no")

    well.SECRET_KEY = "short"
    with connection.execute_wrapper(away):
        seen = faults()
    assert set(seen) == {"database", "secret key"}


def test_the_command_says_it_in_words_and_by_its_exit_code(well: Any) -> None:
    well.HISTORY_HEADS_FILE = ""
    words, code = told()
    assert code in {1, 2}
    assert "kept heads: The head of the audit log is kept nowhere else" in words
    assert "→ Set HISTORY_HEADS_FILE" in words
    well.SECRET_KEY = "short"
    words, code = told()
    assert code == 2
    assert words.startswith("BROKEN")
    assert words.rstrip().endswith("Mend what is broken first.")


def test_as_json_it_holds_every_finding(well: Any) -> None:
    well.SECRET_KEY = "short"
    words, code = told("--json")
    data = json.loads(words)
    assert code == 2
    assert data["state"] == "broken"
    (key,) = (finding for finding in data["findings"] if finding["part"] == "secret key")
    assert key["state"] == "broken"
    assert key["mend"]
    assert {"database", "triggers", "clock"} <= {finding["part"] for finding in data["findings"]}
