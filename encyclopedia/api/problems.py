"""What went wrong, reported to a program as RFC 9457 defines: what, where, and how to fix it. Pure: no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

MEDIA_TYPE = "application/problem+json"

# code → title: the sorts of problem, each with its address `urn:stet:problem:CODE`.
TITLES = {
    "unreadable-parameters": "The question cannot be answered as it is asked",
    "not-found": "Nothing is published here",
    "withdrawn": "This entry was withdrawn",
    "method-not-allowed": "This address does not answer that method",
    "token-wanted": "A valid token is wanted",
    "forbidden": "This account may not do that",
    "unreadable-body": "The body cannot be read",
    "too-large": "The body is too large",
    "not-json": "The body must be JSON",
    "conflict": "Somebody saved in between",
    "not-allowed-now": "The manuscript's state does not allow it",
    "unacceptable-document": "The document cannot be taken as it is",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: `where` names the parameter or the place in the document."""

    where: str
    what: str
    mend: str


class Problem(Exception):
    """Raised by a view, answered as problem+json. `more` are members of this sort of problem alone."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        faults: tuple[Fault, ...] = (),
        headers: dict[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.faults, self.headers, self.more = faults, headers or {}, more or {}

    def as_data(self) -> dict[str, Any]:
        """JSON-ready; `errors` only where single things are wrong."""
        said: dict[str, Any] = {
            "type": f"urn:stet:problem:{self.code}",
            "title": TITLES[self.code],
            "status": self.status,
            "detail": self.detail,
        }
        if self.faults:
            said["errors"] = [asdict(fault) for fault in self.faults]
        return {**said, **self.more}
