"""Home and lists as Django's view answered them, kept for the day while no move has written readers' tables since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from encyclopedia.serving.encodings import Headers, Versions

# What every version has of its own.
OWN = frozenset({"content-type", "content-length", "etag", "vary"})


@dataclass(frozen=True, slots=True)
class Answer:
    """An application's answer as WSGI has it."""

    status: str
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class KeptList:
    """An answer, the generation of readers' tables that was the present one before it was made, and its day."""

    versions: Versions
    generation: int
    day: date

    @property
    def size(self) -> int:
        return self.versions.size


def ask(application: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> Answer:
    """The application's whole answer to a GET without conditions."""
    started: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Iterable[tuple[str, str]], *_error: Any) -> None:
        started.append((status, tuple(headers)))

    answer = application(environ, start_response)
    try:
        body = b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()
    status, headers = started[-1]
    return Answer(status, headers, body)


def today() -> date:
    """The day by which the home page chooses, the same on every host."""
    return datetime.now(UTC).date()


def kept_list(answer: Answer, generation: int, day: date) -> KeptList | None:
    """The answer to be kept; None for one that another reader may not be sent."""
    names = {name.lower() for name, _value in answer.headers}
    if not answer.status.startswith("200 ") or "set-cookie" in names or "content-encoding" in names:
        return None
    shared = tuple((name, value) for name, value in answer.headers if name.lower() not in OWN)
    etag = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
    return KeptList(Versions(answer.body, etag, shared), generation, day)
