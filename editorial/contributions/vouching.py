"""Which citations stood checked before a revision: whoever brought these in before does not count after a change."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet

from editorial.contributions.around import Contexts
from editorial.contributions.past_pieces import Writers
from editorial.models import Check, Confirmation
from encyclopedia.core.chunks import in_chunks

# Verdicts with which a citation stands checked.
STOOD = ("supports", "partly")


class _Made(NamedTuple):
    """A check, or that somebody confirmed one: the newest revision then, the context, who, and the check's verdict."""

    revision: int
    context: str
    by: int
    verdict: str


@dataclass(slots=True)
class Vouched:
    """All that was said of one citation, in the order in which it was."""

    checks: list[_Made] = field(default_factory=list)
    confirmed: list[_Made] = field(default_factory=list)

    def until(self, number: int, here: Collection[str], writers: Mapping[int, int]) -> int | None:
        """The revision in which it last stood checked before revision `number`; None if it did not.

        Its newest check is good, by somebody who had not brought it in, and was made or confirmed in every context in
        which it stood `here`; nowhere is enough. A good check that another has overturned, before or after this
        revision, vouches for nobody's words: a later check can only make more people count.
        """
        earlier = [made for made in self.checks if made.revision < number]
        later = self.checks[len(earlier) :]
        if not earlier or any(made.verdict not in STOOD for made in (earlier[-1], *later)):
            return None
        if not _is_by_another(earlier[-1], writers):
            return None
        vouched: dict[str, int] = {}
        for made in (*earlier, *self.confirmed):
            if made.verdict in STOOD and made.revision < number and _is_by_another(made, writers):
                vouched[made.context] = max(made.revision, vouched.get(made.context, 0))
        if not vouched.keys() >= set(here):
            return None
        return min((vouched[context] for context in here), default=earlier[-1].revision)


def _is_by_another(made: _Made, writers: Mapping[int, int]) -> bool:
    """Whether who checked had not brought it in by then; what they change later takes nothing from it."""
    return made.by not in writers or writers[made.by] > made.revision


def vouched(
    manuscript: uuid.UUID,
    digests: Collection[str] | None = None,
    *,
    before: datetime | None = None,
) -> dict[str, Vouched]:
    """Digest → what was said of it; with `digests` only of these, with `before` only before that time."""
    said: dict[str, Vouched] = defaultdict(Vouched)
    checks = Check.objects.filter(manuscript=manuscript).order_by("at", "id")
    confirmed = Confirmation.objects.filter(manuscript=manuscript).order_by("at", "id")
    if before:
        checks, confirmed = checks.filter(at__lt=before), confirmed.filter(at__lt=before)
    names = ("digest", "revision", "context", "by", "verdict")
    for digest, made in _rows(checks, digests, names):
        said[digest].checks.append(made)
    names = ("digest", "revision", "context", "by", "check_made__verdict")
    for digest, made in _rows(confirmed, digests, names):
        said[digest].confirmed.append(made)
    return dict(said)


def stood(
    said: Mapping[str, Vouched], contexts: Contexts, writers: Writers, number: int
) -> dict[str, int]:
    """Those that stood checked before revision `number`, whose base has these `contexts`; each with `Vouched.until`."""
    untils = {
        digest: of_it.until(number, contexts.get(digest, ()), writers.get(digest, {}))
        for digest, of_it in said.items()
    }
    return {digest: until for digest, until in untils.items() if until is not None}


_Row = TypeVar("_Row", Check, Confirmation)


def _rows(
    rows: QuerySet[_Row], digests: Collection[str] | None, names: tuple[str, ...]
) -> Iterator[tuple[str, _Made]]:
    chunks = [None] if digests is None else in_chunks(list(digests))
    for chunk in chunks:
        some = rows if chunk is None else rows.filter(digest__in=chunk)
        for digest, *made in some.values_list(*names):
            yield digest, _Made(*made)
