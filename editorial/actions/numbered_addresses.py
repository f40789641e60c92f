"""Which addresses of a kind are free: the wanted one, or the first with a number added; looked up for many at once."""

from __future__ import annotations

import itertools
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator

from editorial.models import Manuscript
from encyclopedia.core.chunks import in_chunks

# As many numbers of an address are looked up at once.
_NUMBERS_AT_ONCE = 50


class NumberedAddresses:
    """The manuscripts at the wanted addresses of one kind, and at these with numbers added; and those drafted since."""

    def __init__(self, kind: str, wanted: Iterable[str]) -> None:
        self._kind = kind
        self._known: dict[str, uuid.UUID | None] = {}
        counts = Counter(wanted)
        self._look_up(counts)
        repeated = [slug for slug, count in counts.items() if count > 1 or self._known[slug]]
        self._look_up(numbered for slug in repeated for numbered in _numbered(slug, 2))

    def __getitem__(self, slug: str) -> uuid.UUID | None:
        """The manuscript at the address, None when it is free."""
        if slug not in self._known:
            self._look_up([slug])
        return self._known[slug]

    def take(self, slug: str, manuscript: uuid.UUID) -> None:
        """Note that a manuscript is drafted at the address."""
        self._known[slug] = manuscript

    def used(self, wanted: str) -> dict[str, uuid.UUID]:
        """The manuscripts at the address, and at the address with 2, 3 … added up to the first that is free."""
        return dict(self._used(wanted))

    def free(self, wanted: str) -> str:
        """The address, or the first with a number added that is free."""
        number = len(self.used(wanted)) + 1
        return f"{wanted}-{number}" if number > 1 else wanted

    def _used(self, wanted: str) -> Iterator[tuple[str, uuid.UUID]]:
        for number in itertools.count(1):
            slug = f"{wanted}-{number}" if number > 1 else wanted
            if slug not in self._known:
                self._look_up(_numbered(wanted, number))
            manuscript = self._known[slug]
            if manuscript is None:
                return
            yield slug, manuscript

    def _look_up(self, slugs: Iterable[str]) -> None:
        new = sorted({slug for slug in slugs if slug not in self._known})
        self._known.update(dict.fromkeys(new))
        for chunk in in_chunks(new):
            rows = Manuscript.objects.filter(kind=self._kind, slug__in=chunk)
            self._known.update(rows.values_list("slug", "pk"))


def _numbered(slug: str, first: int) -> list[str]:
    return [f"{slug}-{number}" for number in range(first, first + _NUMBERS_AT_ONCE)]
