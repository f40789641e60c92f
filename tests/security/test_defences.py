"""Small defences that docs/security.md rests on, each tried by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from browsers import type_in
from django.conf import global_settings
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string
from factories import PASSWORD, Cast
from house.test_secure_settings import served, started, value
from source_files import nodes

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for package in ("encyclopedia", "editorial")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
OWN_SCRIPTS = [
    path
    for folder in ("static/js", "static/desk", "static/office", "editorial/writing/src")
    for path in sorted((ROOT / folder).rglob("*.js"))
]


@cache
def calls(path: Path) -> tuple[tuple[str, ast.Call], ...]:
    """Every call by its dotted name."""
    return tuple(
        (ast.unparse(node.func), node) for node in nodes(path) if isinstance(node, ast.Call)
    )


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_no_code_calls() -> None:
    """What runs text as code, a shell, or a digest that can be forged."""
    names = {"eval", "exec", "os.system", "os.popen", "compile", "hashlib.md5", "hashlib.sha1"}
    assert [(str(path), name) for path in CODE for name, _ in calls(path) if name in names] == []


def test_no_code_imports() -> None:
    modules = {
        *("random", "pickle", "marshal", "shelve", "yaml", "telnetlib", "ftplib"),
        *("django.template.Template", "jinja2", "xml.dom", "lxml"),
    }
    guilty = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in CODE
        for name in imported(path)
        if any(f"{name}.".startswith(f"{module}.") for module in modules)
    ]
    # By its safe loader, which makes plain values, and without aliases, which grow.
    matter = "editorial/importers/texts/front_matter.py"
    assert guilty == [f"{matter}: yaml"]
    assert "SafeLoader" in (ROOT / matter).read_text()


def test_xml_is_parsed_by_parsers_that_expand_nothing() -> None:
    """Of the standard library only types, writing, escaping, and the names of what a parser raises."""
    harmless = ("Element", "ParseError", "escape", "quoteattr", "tostring")
    guilty = {
        str(path.relative_to(ROOT))
        for path in CODE
        for name in imported(path)
        if name.startswith("xml.") and name.rpartition(".")[2] not in harmless
    }
    # Both read piece by piece, and refuse a file that declares a type of document.
    assert guilty == {
        "editorial/importers/mediawiki/wikitext/dump.py",
        "editorial/importers/texts/word_archive.py",
    }
    assert all("StartDoctypeDeclHandler" in (ROOT / path).read_text() for path in guilty)


def test_no_command_passes_through_a_shell() -> None:
    through = [
        f"{path.relative_to(ROOT)}: {called}"
        for path in CODE
        for called, node in calls(path)
        for keyword in node.keywords
        if keyword.arg == "shell" or (keyword.arg == "verify" and "False" in ast.unparse(keyword))
    ]
    assert through == []


@pytest.mark.parametrize(
    "dangerous", [r"\beval\(", r"\bnew Function\(", r"document\.write", r"postMessage\("]
)
def test_no_script_of_ours_uses(dangerous: str) -> None:
    guilty = [path.name for path in OWN_SCRIPTS if re.search(dangerous, path.read_text())]
    assert len(OWN_SCRIPTS) > 20
    assert guilty == []


PASSWORD_FIELDS = [
    (form, field)
    for form in ("login", "reset_password_from_key", "change_password", "reauthenticate")
    for field in import_string(value("ACCOUNT_FORMS")[form]).base_fields
    if "password" in field
]


@pytest.mark.parametrize(("form", "name"), PASSWORD_FIELDS)
def test_a_password_is_hidden_kept_as_typed_and_may_be_long(form: str, name: str) -> None:
    field = import_string(value("ACCOUNT_FORMS")[form]).base_fields[name]
    assert field.widget.input_type == "password"
    assert field.strip is False
    assert field.max_length is None or field.max_length >= 64
    assert field.widget.attrs.get("autocomplete") != "off"


def test_passwords_are_hashed_by_a_slow_function() -> None:
    assert "PASSWORD_HASHERS" not in served()
    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")


def test_the_key_that_signs_is_made_at_random_for_its_owner_alone(tmp_path: Path) -> None:
    keys = []
    for folder in ("one", "other"):
        done = started(SECRET_KEY="", STET_VAR=str(tmp_path / folder))
        assert done.returncode == 0, done.stderr
        file = tmp_path / folder / "secret_key"
        assert file.stat().st_mode & 0o777 == 0o600
        keys.append(file.read_text())
    assert keys[0] != keys[1]
    assert min(map(len, keys)) >= 64


@pytest.mark.parametrize(
    "address",
    ["/.git/config", "/static/", "/static/../manage.py", "/media/", "/var/secret_key", "/.env"],
)
def test_nothing_beside_pages_is_served(address: str, client: Client, db: None) -> None:
    assert client.get(address).status_code == 404


def test_signing_in_gives_the_session_another_name(cast: Cast) -> None:
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = before = str(session.session_key)
    answer = client.post(reverse("account_login"), {"login": "edna", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.cookies["sessionid"].value != before
    client.cookies["sessionid"] = before
    assert client.get(reverse("admin:notices")).status_code == 302


def test_pages_of_the_office_are_kept_by_no_browser(cast: Cast) -> None:
    client = Client()
    type_in(client, "edna", PASSWORD)
    assert "no-store" in client.get(reverse("admin:index")).headers["Cache-Control"]


def test_nginx_takes_no_old_protocol_and_no_weak_cipher() -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    assert re.search(r"^\s*ssl_protocols TLSv1\.2 TLSv1\.3;$", text, re.MULTILINE)
    assert re.search(r"^\s*ssl_ciphers ECDHE\+AESGCM:ECDHE\+CHACHA20;$", text, re.MULTILINE)


def test_a_served_site_installs_nothing_that_only_tests_need() -> None:
    production = (ROOT / "requirements" / "production.txt").read_text()
    for package in ("pytest", "playwright", "mypy", "moto", "hypothesis", "pip-audit"):
        assert f"\n{package}==" not in production
    packages = re.findall(r"^[a-z0-9._-]+==", production, re.MULTILINE)
    assert len(packages) > 20
    assert production.count("--hash=sha256:") >= len(packages)
