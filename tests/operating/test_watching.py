"""What Prometheus, browsers and those who found a weakness are answered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from factories import Cast, article, drafted
from prometheus_client.parser import text_string_to_metric_families
from source_files import ROOT

from editorial.operating import limits, policy_reports
from encyclopedia.serving import counting
from encyclopedia.serving.copies import Copies

TOKEN = "a long token that nobody guesses"


@pytest.fixture(autouse=True)
def nothing_counted(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR = tmp_path
    counting._counts.clear()
    monkeypatch.setattr(policy_reports, "counts", limits.Counts())
    monkeypatch.setattr(policy_reports, "logged", limits.Counts())


def scraped(client: Client) -> dict[tuple[str, str], float]:
    """Name and value of the last label → number."""
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return {
        (sample.name, "/".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


@pytest.mark.parametrize("sent", [{}, {"authorization": "Bearer x"}, {"authorization": TOKEN[:-1]}])
def test_the_metrics_are_closed_to_strangers(
    client: Client, settings: Any, sent: dict[str, str]
) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers=sent).status_code == 404
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_the_metrics_hold_the_parts_the_moves_and_what_was_counted(
    client: Client, settings: Any, cast: Cast, all_at_work: None
) -> None:
    settings.METRICS_TOKEN = TOKEN
    drafted(article(), cast)
    client.get("/about/")
    counting.count("pages", "entry")
    told = scraped(client)
    assert told["stet_part_state", "database"] == 0
    assert told["stet_part_sign_age_seconds", "worker:default"] >= 0
    assert told["stet_part_free_bytes", "disk"] > 0
    assert told["stet_moves_total", "save"] >= 1
    assert told["stet_tasks", "default/successful"] == 1
    assert told["stet_pages_total", "entry"] == 1
    assert told["stet_answers_total", "2xx"] >= 1


def test_the_manual_names_the_file_of_the_copies() -> None:
    manual = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    assert f"`{counting.FILE}` in `STET_VAR`" in manual


def test_what_several_processes_counted_is_added_up(tmp_path: Path) -> None:
    file = Copies(tmp_path / counting.FILE)
    for _process in range(3):
        counting.count("pages", "list")
        counting.count("pages", "list")
        counting.flush(file)
    assert counting.counted() == {("pages", "list"): 6}
    assert counting.counted() == {("pages", "list"): 6}


def test_what_the_gate_refuses_is_counted(cast: Cast) -> None:
    from editorial.actions.review import pass_gate
    from editorial.workflow import Refused

    document = article(text="A sentence without any source [@nobody-2009].")
    manuscript = drafted(document, cast)
    with pytest.raises(Refused):
        pass_gate(manuscript, document, "submit")
    assert counting._counts["gate_refusals", ""] == 1


def test_without_a_database_the_metrics_say_so(client: Client, settings: Any, db: None) -> None:
    settings.METRICS_TOKEN = TOKEN

    def away(*_query: Any) -> None:
        raise OperationalError("no")

    with connection.execute_wrapper(away):
        told = scraped(client)
    assert told["stet_part_state", "database"] == 2


REPORT = {"document-uri": "https://e.example/", "blocked-uri": "inline"}
OLD = {"csp-report": {**REPORT, "effective-directive": "script-src-elem"}}
NEW = [{"type": "csp-violation", "body": {"effectiveDirective": "img-src", "blockedURL": "x"}}]


def reported(client: Client, body: Any, kind: str = "application/csp-report") -> int:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post("/policy-report/", text, content_type=kind).status_code


def test_reports_of_browsers_are_counted_in_both_of_their_forms(client: Client) -> None:
    assert reported(client, OLD) == reported(client, NEW, "application/reports+json") == 204
    assert counting._counts["policy_reports", "script-src-elem"] == 1
    assert counting._counts["policy_reports", "img-src"] == 1


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "7", b"\xff\xfe", [[]], {"csp-report": []}, "[" * 9_000, "1" * 9_000],
)
def test_what_is_no_report_is_not_counted_and_breaks_nothing(client: Client, body: Any) -> None:
    assert reported(client, body) == 204
    assert not any(name == "policy_reports" for name, _label in counting._counts)


def test_a_form_is_no_report(client: Client) -> None:
    assert client.post("/policy-report/", {"csp-report": "x"}).status_code == 204
    assert not any(name == "policy_reports" for name, _label in counting._counts)


def test_what_anybody_writes_makes_no_label_and_no_line_of_its_own(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    forged = {"effective-directive": "made-up\n2026 ERROR", "blocked-uri": "a\nb" * 500}
    for _time in range(5):
        reported(client, {"csp-report": forged})
    assert counting._counts["policy_reports", "other"] == 5
    lines = [r.getMessage() for r in caplog.records if r.name.endswith("policy_reports")]
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert len(lines[0]) < 300


def test_only_so_many_reports_of_one_address_are_counted(client: Client) -> None:
    for _time in range(policy_reports.MAX_A_MINUTE + 5):
        assert reported(client, OLD) == 204
    counted = counting._counts["policy_reports", "script-src-elem"]
    assert counted <= 2 * policy_reports.MAX_A_MINUTE  # a minute may begin meanwhile
    assert client.get("/policy-report/").status_code == 405


def test_pages_name_the_address_for_reports(client: Client, db: None) -> None:
    policy = client.get("/about/").headers["Content-Security-Policy"]
    assert "report-uri /policy-report/" in policy


def test_whom_to_tell_of_a_weakness(client: Client, settings: Any) -> None:
    address = "/.well-known/security.txt"
    assert client.get(address).status_code == 404
    settings.SECURITY_CONTACT = ["mailto:security@encyclopedia.example", "https://e.example/tell"]
    settings.SECURITY_POLICY = "https://encyclopedia.example/policy"
    answer = client.get(address)
    fields = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert [value for name, value in fields if name == "Contact"] == settings.SECURITY_CONTACT
    (until,) = (value for name, value in fields if name == "Expires")
    assert datetime.now(UTC) < datetime.fromisoformat(until)
    assert {"Canonical", "Preferred-Languages", "Policy"} <= {name for name, _value in fields}
