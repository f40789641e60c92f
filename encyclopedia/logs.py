"""What is logged: lines of words or of JSON, each with the name of the request or task that it belongs to.

The name of a request stands in its answer (`X-Request-ID`, of the office and of errors), on the page of an error, in
the e-mails and on the tasks that come of it, and in every line that is logged meanwhile: by it all of them are found.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.utils.module_loading import import_string

# Of the request, task or command that is under way; empty outside of all.
name: ContextVar[str] = ContextVar("name", default="")


def new_name() -> str:
    return secrets.token_hex(8)


class Named(logging.Filter):
    """Adds the name to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_name = name.get() or "-"
        return True


class NoSigns(logging.Filter):
    """Leaves out what the queue says of the workers' signs, twice a minute."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno > logging.INFO or "give_sign" not in record.getMessage()


class WordLine(logging.Formatter):
    """A line of words: whatever was typed cannot end it and write another. A trace follows in lines of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        line = super().formatMessage(record)
        return "".join(
            sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in line
        )


class JsonLine(logging.Formatter):
    """One JSON object a line: `at`, `level`, `logger`, `said`, `request`, and of an error `error` and `trace`."""

    def format(self, record: logging.LogRecord) -> str:
        data: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "said": record.getMessage(),
            "request": getattr(record, "request_name", "-"),
            "process": record.process,
        }
        if status := getattr(record, "status_code", None):
            data["status"] = status
        if record.exc_info and record.exc_info[0]:
            data["error"] = record.exc_info[0].__name__
            data["trace"] = self.formatException(record.exc_info)
        return json.dumps(data, ensure_ascii=False, default=str)


class Reporter(logging.Handler):
    """Calls the function of ERROR_REPORTER with each record of an error; its own errors stop nothing."""

    def __init__(self, function: str) -> None:
        super().__init__(logging.ERROR)
        self.function = function
        self._call: Callable[[logging.LogRecord], object] | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self._call is None:  # it may need Django, which is being set up when this is made
                self._call = import_string(self.function)
            self._call(record)
        except Exception:
            self.handleError(record)


def logging_of(level: str, lines: str, reporter: str) -> dict[str, Any]:
    """The setting LOGGING; `lines` is `words` or `json`, `reporter` the dotted path of a function or empty."""
    handlers: dict[str, Any] = {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": lines,
            "filters": ["named", "no_signs"],
        }
    }
    if reporter:
        handlers["reporter"] = {
            "()": "encyclopedia.logs.Reporter",
            "function": reporter,
            "filters": ["named"],
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "named": {"()": "encyclopedia.logs.Named"},
            "no_signs": {"()": "encyclopedia.logs.NoSigns"},
        },
        "formatters": {
            "words": {
                "()": "encyclopedia.logs.WordLine",
                "format": "{asctime} {levelname} {request_name} {name}: {message}",
                "style": "{",
            },
            "json": {"()": "encyclopedia.logs.JsonLine"},
        },
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": level},
    }
