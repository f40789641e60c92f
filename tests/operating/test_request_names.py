"""The name of a request is found again in its answer, its page of an error, its e-mails, its tasks and the log."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.test import Client
from django_tasks_db.models import DBTaskResult
from factories import Cast
from office import entered

from editorial.accounts.letters import send
from editorial.management.commands.db_worker import NamingWorker
from editorial.operating.signs import give_sign
from encyclopedia import logs
from encyclopedia.logs import JsonLine, Named, NoSigns, Reporter, logging_of
from encyclopedia.named_tasks import name_of

NAME = "from-the-proxy.1"


@pytest.fixture
def named() -> Iterator[None]:
    before = logs.name.set(NAME)
    yield
    logs.name.reset(before)


def test_the_name_is_the_proxys_where_one_is_trusted(client: Client, settings: Any) -> None:
    def answered(name: str) -> str:
        return client.get("/admin/", headers={"x-request-id": name}).headers["X-Request-ID"]

    settings.TRUSTED_PROXIES = 1
    assert answered(NAME) == NAME
    for foreign in ("short", "a b c d e f g h", "x" * 65, "<script>alert</script>", "línea-larga"):
        assert answered(foreign) not in {foreign, NAME}
    settings.TRUSTED_PROXIES = 0
    assert answered(NAME) != NAME
    assert answered("") != answered("")
    # Readers' pages are the same for everybody.
    assert "X-Request-ID" not in client.get("/healthz").headers


def test_what_is_logged_of_a_refusal_has_it(client: Client, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    seen = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            Named().filter(record)
            seen.append(record.request_name)

    logger, handler = logging.getLogger("django.request"), Kept()
    logger.addHandler(handler)
    try:
        client.get("/nowhere/", headers={"x-request-id": NAME})
    finally:
        logger.removeHandler(handler)
    assert seen == [NAME]


def test_the_page_of_an_error_names_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: Any) -> None:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr("editorial.accounts.idle_time._end_or_note", fails)
    client = entered(cast.editor)
    client.raise_request_exception = False
    answer = client.get("/admin/")
    assert answer.status_code == 500
    name = answer.headers["X-Request-ID"]
    assert len(name) == 16
    assert f"<code>{name}</code>" in answer.content.decode()


def test_a_letter_has_it_in_its_headers(named: None, settings: Any) -> None:
    settings.MAIL_THROUGH = settings.EMAIL_BACKEND  # what the tests have
    settings.EMAIL_BACKEND = "encyclopedia.mail.NamedBackend"
    send_mail("A subject", "Words.", None, ["reader@example.org"])
    assert mail.outbox[0].extra_headers == {"X-Request-ID": NAME}
    assert mail.outbox[0].message()["X-Request-ID"] == NAME


def test_a_task_has_it_while_a_worker_does_it(
    named: None, waiting_tasks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    send.enqueue("reader@example.org", "A subject", "Words.")
    row = DBTaskResult.objects.get()
    assert name_of(row) == NAME
    seen = []
    monkeypatch.setattr(
        "editorial.accounts.letters.send_mail", lambda *_letter: seen.append(logs.name.get())
    )
    logs.name.set("")
    worker = NamingWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="one",
        excluded_queue_names=[],
    )
    worker.run_task(row)
    assert seen == [NAME]
    assert logs.name.get() == ""
    row.refresh_from_db()
    assert row.status == "SUCCESSFUL"
    # One that comes of no request has a name of its own.
    give_sign.enqueue()
    assert len(name_of(DBTaskResult.objects.get(task_path=give_sign.module_path))) == 16


def test_a_line_of_json_has_it_and_the_error(named: None) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLine())
    handler.addFilter(Named())
    logger = logging.Logger("a.logger")
    logger.addHandler(handler)
    try:
        raise ValueError("with “quotes”\nand a second line")
    except ValueError:
        logger.exception("It failed for %s", "a reason")
    (line,) = stream.getvalue().splitlines()
    data = json.loads(line)
    assert data["request"] == NAME
    assert (data["level"], data["logger"]) == ("ERROR", "a.logger")
    assert data["said"] == "It failed for a reason"
    assert data["error"] == "ValueError"
    assert "second line" in data["trace"]


def record(level: int = logging.ERROR, words: str = "It failed") -> logging.LogRecord:
    return logging.LogRecord("a.logger", level, __file__, 1, words, (), None)


def test_both_kinds_of_lines_are_settings_that_logging_takes() -> None:
    for lines in ("words", "json"):
        described = logging_of("WARNING", lines, "")
        formatter = logging.config.DictConfigurator(described)
        made = formatter.configure_formatter(described["formatters"][lines])
        one = record()
        Named().filter(one)
        assert "It failed" in made.format(one)


def test_the_workers_signs_are_not_logged_and_their_failures_are() -> None:
    words = "Task id=1 path=editorial.operating.signs.give_sign state=RUNNING"
    assert not NoSigns().filter(record(logging.INFO, words))
    assert NoSigns().filter(record(logging.ERROR, words))
    assert NoSigns().filter(record(logging.INFO, "another task"))


reported: list[logging.LogRecord] = []


def report(record: logging.LogRecord) -> None:
    reported.append(record)
    if record.getMessage() == "and so does the reporter":
        raise ValueError("it cannot be reached")


def test_the_reporter_is_called_with_errors_alone_and_may_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Reporter, "handleError", lambda self, record: None)
    handler = Reporter(f"{__name__}.report")
    handler._call = report
    logger = logging.Logger("a.logger")
    logger.addHandler(handler)
    logger.warning("a warning")
    logger.error("an error")
    logger.error("and so does the reporter")
    assert [r.getMessage() for r in reported] == ["an error", "and so does the reporter"]


def test_the_reporter_is_found_by_its_path(capsys: pytest.CaptureFixture[str]) -> None:
    Reporter("builtins.print").emit(record())
    assert "It failed" in capsys.readouterr().out
