"""What went wrong, reported to a program as RFC 9457 defines: what, where, and how to fix it. Pure: no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from encyclopedia.core.messages import Message

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: `where` names the parameter or the place in the document.

    `what` and `mend` are messages, or sentences of a module that words its own.
    """

    where: str
    what: Message | str
    mend: Message | str


class Problem(Exception):
    """Raised by a view, answered as problem+json.

    `code` is the sort of problem, with the address `urn:stet:problem:CODE` and a title of
    `wording.api_sentences`. Without `detail` it is what the faults say. `more` are members of this sort alone.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: Message | str = "",
        *,
        faults: tuple[Fault, ...] = (),
        headers: dict[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(code, detail, faults)
        self.status, self.code, self.detail = status, code, detail
        self.faults, self.headers, self.more = faults, headers or {}, more or {}
