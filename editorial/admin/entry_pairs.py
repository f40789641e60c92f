"""Two entries side by side: row by row, with what cites or links to them and what a merge would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.actions.merge import citing_manuscripts, still_asked
from editorial.admin.list_pages import ListSlice
from editorial.admin.pair_rows import Lacking, PairRow, rows_of
from editorial.models import DraftCitation, Duplicate, Manuscript, Merge, Revision, ToldApart
from editorial.moves import PENDING
from editorial.projection import duplicate_pairs
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document
from encyclopedia.core.names import name_key
from encyclopedia.models import Citation, Kind, Link
from encyclopedia.projection.resolution import names_in, own_names

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
    "number": gettext_lazy("An authority file has the same number for both."),
    "dates": gettext_lazy("They have nearly the same name and the same years."),
    "name": gettext_lazy("They have the same name."),
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
    """One of the two, and what happens if it is merged into the other.

    `repointed` get a new draft, `asked` says what is still to be answered of it, `names_other` whether it links to the
    other one in text or facts, `linking` how many published entries link to it, or
    name it in vain while readers do not see it.
    """

    entry: Manuscript
    document: Document
    asked: str = ""
    names_other: bool = False
    linking: int = 0
    drafts: int = 0
    published: int = 0
    checked: int = 0
    pending: list[str] = field(default_factory=list)
    repointed: list[str] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many more are re-pointed than are named."""
        return max(0, self.drafts - len(self.repointed))


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
        return min(self.sides, key=_worth).entry

    @cached_property
    def rows(self) -> list[PairRow]:
        """Everything that one of them says."""
        one, other = self.sides
        return rows_of((str(one.entry.pk), str(other.entry.pk)), (one.document, other.document))

    @property
    def lacking(self) -> Lacking:
        """What may be taken over → the ids of those that lack it."""
        return {
            name: row.lacks for row in self.rows if row.lacks for name in row.choices or (row.name,)
        }

    @property
    def proposed_rows(self) -> list[str]:
        """What is ticked beforehand: all that does not contradict the other entry."""
        return [row.name for row in self.rows if row.proposed]

    @property
    def is_of_sources(self) -> bool:
        return self.sides[0].entry.kind == Kind.SOURCE


def _worth(side: Side) -> tuple[bool, int, Any]:
    return (not side.entry.is_live, -(side.drafts + side.published), side.entry.pk)


def proposals(after: int, *, of: Manuscript | None = None) -> ListSlice[PairProposal]:
    """A page of the pairs proposed, after the one of this number; with `of` only those of one entry."""
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
    """The two with their newest documents and what leads to them; a fixed number of queries."""
    documents = _newest([one, other])
    sides = (_side(one, documents), _side(other, documents))
    if one.kind == Kind.SOURCE:
        _count(sides)
    else:
        _count_links(sides)
    first, second = duplicate_pairs.pair_of(one.pk, other.pk)
    return Pair(
        sides,
        by=duplicate_pairs.sameness_of(sides[0].document, sides[1].document),
        merge=Merge.objects.select_related("merged", "into", "by")
        .filter(merged__in=[one, other])
        .first(),
        apart=ToldApart.objects.select_related("by").filter(first=first, second=second).first(),
    )


def _newest(entries: Sequence[Manuscript]) -> dict[Any, Document]:
    revisions = Revision.objects.filter(
        manuscript__in=[entry.pk for entry in entries], number=F("manuscript__revision")
    )
    return {revision.manuscript_id: revision.read() for revision in revisions}


def _side(entry: Manuscript, documents: Mapping[Any, Document]) -> Side:
    citing = citing_manuscripts(entry)
    own = [entry.title] if entry.kind != Kind.SOURCE and entry.status in PENDING else []
    return Side(
        entry,
        documents[entry.pk],
        asked=still_asked(entry),
        drafts=citing.count(),
        pending=own or _titles(citing.filter(status__in=PENDING)),
        repointed=_titles(citing),
    )


def _count_links(sides: tuple[Side, Side]) -> None:
    for side, other in (sides, sides[::-1]):
        names = {name_key(name) for name in names_in(side.document, analyse(side.document))}
        side.names_other = not names.isdisjoint(own_names(other.document))
    for side in sides:
        links = Q(target=side.entry.pk)
        if not side.entry.is_live:
            # What names an entry that readers do not see leads nowhere yet.
            links |= Q(target=None, name_key__in=own_names(side.document))
        counted = Link.objects.filter(links).exclude(entry=side.entry.pk)
        side.linking = counted.aggregate(count=Count("entry", distinct=True))["count"]


def _titles(manuscripts: Any) -> list[str]:
    return list(manuscripts.order_by("sort_key", "id").values_list("title", flat=True)[:NAMED])


def _count(sides: Sequence[Side]) -> None:
    by_key = {side.entry.slug: side for side in sides}
    drafts = DraftCitation.objects.filter(source_key__in=by_key, checked=True).order_by()
    for key, count in drafts.values_list("source_key").annotate(Count("pk")):
        by_key[key].checked = count
    published = Citation.objects.filter(Q(source__slug__in=by_key)).order_by()
    counts = published.values_list("source__slug").annotate(Count("entry", distinct=True))
    for key, count in counts:
        by_key[key].published = count


@dataclass(frozen=True)
class Likeness:
    """What the page of an entry says about others: that it was merged, or which may be the same."""

    merge: Merge | None
    likely: Sequence[PairProposal]
    may_merge: bool


def likeness(manuscript: Manuscript, user: User) -> Likeness | None:
    """None for a page about the site; two queries for an entry."""
    if manuscript.kind == Kind.PAGE:
        return None
    merge = Merge.objects.select_related("into", "by").filter(merged=manuscript).first()
    return Likeness(
        merge,
        [] if merge else proposals(0, of=manuscript).rows,
        merge is None and user.has_perm(permissions.MERGE_SOURCE),
    )
