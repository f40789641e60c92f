"""What the server logs, where, and that nobody writes into it."""

from __future__ import annotations

import logging
import logging.config

import pytest
from django.urls import reverse
from factories import Cast, article, drafted
from office import entered

from encyclopedia.logs import logging_of


@pytest.mark.django_db
def test_what_is_refused_is_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    manuscript = drafted(article(), cast)
    address = reverse("admin:move_submit", args=[manuscript.pk])
    assert entered(cast.editor).post(address, {}).status_code == 422
    assert any(address in record.getMessage() for record in caplog.records)


def test_nothing_that_was_typed_makes_a_line_of_its_own() -> None:
    formatter = logging.config.DictConfigurator(  # type: ignore[attr-defined]
        logging_of("WARNING", "words", "")
    ).configure_formatter(logging_of("WARNING", "words", "")["formatters"]["words"])
    typed = "a\r\n2026 CRITICAL b\x1b[2J\u2028c é"
    record = logging.LogRecord("x", logging.WARNING, "", 0, "said %s", (typed,), None)
    record.request_name = "name"
    line = formatter.format(record)
    assert line.splitlines() == [line]
    assert "\\r\\n2026" in line
    assert line.endswith("c é")
    assert "\x1b" not in line


def test_logs_go_nowhere_but_where_the_manual_says() -> None:
    for lines in ("words", "json"):
        handlers = logging_of("WARNING", lines, "")["handlers"]
        assert {row["class"] for row in handlers.values()} == {"logging.StreamHandler"}
    assert set(logging_of("WARNING", "words", "a.b")["handlers"]) == {"console", "reporter"}
