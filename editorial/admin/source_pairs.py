"""Two sources side by side: field by field, with what cites them and what a merge would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.actions.merge import citing_manuscripts
from editorial.admin.list_pages import ListSlice
from editorial.models import DraftCitation, Duplicate, Manuscript, Merge, ToldApart
from editorial.moves import PENDING
from editorial.projection import duplicate_pairs
from encyclopedia import bibliography
from encyclopedia.models import Citation, Kind
from encyclopedia.wording import record_labels
from encyclopedia.wording.record_labels import RecordLine, record_lines

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_ON_PAGE = 25
# How many titles are named; the rest is counted.
NAMED = 8

BECAUSE: dict[str, Any] = {
    "doi": gettext_lazy("Both have the same DOI."),
    "isbn": gettext_lazy("Both have the same ISBN."),
    "oclc": gettext_lazy("Both have the same OCLC number."),
    "arxiv": gettext_lazy("Both have the same arXiv number."),
    "pmid": gettext_lazy("Both have the same PubMed number."),
    "url": gettext_lazy("Both have the same title at the same address."),
    "title": gettext_lazy("Both have the same title, first author and year."),
}


@dataclass(frozen=True)
class PairProposal:
    """A pair in the list."""

    one: Manuscript
    other: Manuscript
    because: str
    sure: bool


@dataclass
class Side:
    """One of the two, and what happens if it is merged into the other: `repointed` get a new draft."""

    source: Manuscript
    record: dict[str, Any]
    drafts: int = 0
    published: int = 0
    checked: int = 0
    pending: list[str] = field(default_factory=list)
    repointed: list[str] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many more are re-pointed than are named."""
        return max(0, self.drafts - len(self.repointed))


@dataclass(frozen=True)
class PairRow:
    """One field of both records. `lacks` is the id of the source without it, "" when both have it."""

    name: str
    label: str
    values: tuple[str, str]
    lacks: str = ""

    @property
    def differs(self) -> bool:
        return all(self.values) and self.values[0] != self.values[1]


@dataclass
class Pair:
    sides: tuple[Side, Side]
    by: str = ""
    merge: Merge | None = None
    apart: ToldApart | None = None

    @property
    def because(self) -> str:
        """What the two share, as a reason."""
        return str(BECAUSE.get(self.by, ""))

    @property
    def decided(self) -> bool:
        """Whether one of the two has been merged: nothing is left to decide."""
        return self.merge is not None

    @property
    def ways(self) -> list[tuple[Side, Side]]:
        """Both ways to merge: the one kept, then the one merged into it."""
        return [self.sides, self.sides[::-1]]

    @property
    def proposed(self) -> Manuscript:
        """The one to keep by default: the one that readers see, then the one cited more, then the older."""
        return min(self.sides, key=_worth).source

    @cached_property
    def rows(self) -> list[PairRow]:
        """Every field that one of them has, in the order of a record."""
        labels: dict[str, str] = {}
        values_of_sides: list[dict[str, str]] = []
        for side in self.sides:
            shown = [*record_lines(side.record), *_other_fields(side.record)]
            values_of_sides.append({line.name: line.value for line in shown})
            labels |= {line.name: line.label for line in shown}
        rows = []
        for name, label in labels.items():
            values = (values_of_sides[0].get(name, ""), values_of_sides[1].get(name, ""))
            lacks = ""
            for side, other in (self.sides, self.sides[::-1]):
                if name not in side.record and name in other.record:
                    lacks = str(side.source.pk)
            rows.append(PairRow(name, label, values, lacks))
        return rows

    @property
    def lacking(self) -> dict[str, str]:
        """Field → the id of the one that lacks it."""
        return {row.name: row.lacks for row in self.rows if row.lacks}


def _worth(side: Side) -> tuple[bool, int, Any]:
    return (not side.source.is_live, -(side.drafts + side.published), side.source.pk)


def _other_fields(record: dict[str, Any]) -> list[RecordLine]:
    """The text fields of a record that readers are not shown."""
    listed = {line.name for line in bibliography.fields(record)} | {"id", "title", "type"}
    return [
        RecordLine(name, str(record_labels.FIELDS.get(name, name)), value[:2000])
        for name, value in record.items()
        if name not in listed and isinstance(value, str) and value
    ]


def proposals(after: int, *, of: Manuscript | None = None) -> ListSlice[PairProposal]:
    """A page of the pairs proposed, after the one of this number; with `of` only those of one source."""
    duplicates = Duplicate.objects.select_related("first", "second").surest_first()
    if of is not None:
        duplicates = duplicates.of(of.pk)
    last = Duplicate.objects.filter(pk=after).first() if after else None
    if last is not None:
        duplicates = duplicates.following(last)
    page = list(duplicates[: MAX_ON_PAGE + 1])
    rows = [
        PairProposal(
            *(
                (duplicate.first, duplicate.second)
                if duplicate.second_id != _pk(of)
                else (duplicate.second, duplicate.first)
            ),
            str(BECAUSE.get(duplicate.by, "")),
            duplicate.sure,
        )
        for duplicate in page[:MAX_ON_PAGE]
    ]
    return ListSlice(rows, str(page[MAX_ON_PAGE - 1].pk) if len(page) > MAX_ON_PAGE else "")


def _pk(manuscript: Manuscript | None) -> Any:
    return manuscript.pk if manuscript else None


def pair_at(one: Manuscript, other: Manuscript) -> Pair:
    """The two with their newest records and what cites them; a fixed number of queries."""
    records = duplicate_pairs.records([one.pk, other.pk])
    sides = (_side(one, records), _side(other, records))
    _count(sides)
    first, second = duplicate_pairs.pair_of(one.pk, other.pk)
    sameness = bibliography.same_work(sides[0].record, sides[1].record)
    return Pair(
        sides,
        by=sameness.by if sameness else "",
        merge=Merge.objects.select_related("merged", "into", "by")
        .filter(merged__in=[one, other])
        .first(),
        apart=ToldApart.objects.select_related("by").filter(first=first, second=second).first(),
    )


def _side(source: Manuscript, records: dict[Any, dict[str, Any]]) -> Side:
    citing = citing_manuscripts(source)
    return Side(
        source,
        records.get(source.pk, {}),
        drafts=citing.count(),
        pending=_titles(citing.filter(status__in=PENDING)),
        repointed=_titles(citing),
    )


def _titles(manuscripts: Any) -> list[str]:
    return list(manuscripts.order_by("sort_key", "id").values_list("title", flat=True)[:NAMED])


def _count(sides: Sequence[Side]) -> None:
    by_key = {side.source.slug: side for side in sides}
    drafts = DraftCitation.objects.filter(source_key__in=by_key, checked=True).order_by()
    for key, count in drafts.values_list("source_key").annotate(Count("pk")):
        by_key[key].checked = count
    published = Citation.objects.filter(Q(source__slug__in=by_key)).order_by()
    counts = published.values_list("source__slug").annotate(Count("entry", distinct=True))
    for key, count in counts:
        by_key[key].published = count


@dataclass(frozen=True)
class Likeness:
    """What the page of a source says about others: that it was merged, or which may be the same work."""

    merge: Merge | None
    likely: Sequence[PairProposal]
    may_merge: bool


def likeness(manuscript: Manuscript, user: User) -> Likeness | None:
    """None if it is not a source; two queries for a source."""
    if manuscript.kind != Kind.SOURCE:
        return None
    merge = Merge.objects.select_related("into", "by").filter(merged=manuscript).first()
    return Likeness(
        merge,
        [] if merge else proposals(0, of=manuscript).rows,
        merge is None and user.has_perm(permissions.MERGE_SOURCE),
    )
