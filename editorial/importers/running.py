"""One import of a MediaWiki export, from the file to drafts, with a report of what was not carried
over.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial.actions.importing import Taken, take_in
from editorial.importers.mediawiki.context import ReportLine
from editorial.importers.mediawiki.convert import Converted, convert
from editorial.importers.mediawiki.dump import Dump, DumpError, DumpPage
from editorial.importers.mediawiki.sources import Sources
from editorial.models import Manuscript, Revision
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Item:
    """One thing for the report: the page, its place there, what it is and why it was not carried
    over.
    """

    page: str
    place: str
    construct: str
    message: str
    excerpt: str = ""


@dataclass
class Run:
    """What an import did so far. `counts` by the state of a page (new, revised, same, refused, left
    out).
    """

    counts: Counter[str] = field(default_factory=Counter)
    sources: int = 0
    items: list[Item] = field(default_factory=list)


def run(path: Path, *, by: User | None, state: Run) -> Iterator[tuple[int, int]]:
    """Import an export, or only read it when `by` is None; yields bytes read and their total, page
    by page.

    Raises DumpError at the place where the file breaks, after the pages before it were taken in.
    """
    aliases = _redirects(path)
    sources = Sources(_known_sources())
    dump = Dump(path)
    for page in dump:
        if page.namespace != 0:
            state.counts["left out"] += 1
            state.items.append(
                Item(page.title, "", "page", _("Not an article: pages of other namespaces stay."))
            )
        elif not page.redirect:
            converted = convert(page, dump.site, sources)
            if converted.redirect:
                continue
            state.items += [_item(page, line) for line in converted.report]
            _take(page, converted, dump, aliases.get(page.title, []), by, state)
        yield dump.position, dump.size


def _take(
    page: DumpPage,
    converted: Converted,
    dump: Dump,
    aliases: list[str],
    by: User | None,
    state: Run,
) -> None:
    if by is None:
        state.counts["read"] += 1
        state.sources += len(converted.sources)
        return
    origin = (dump.site.dbname or dump.site.base) if dump.site else "wiki"
    taken: Taken = take_in(
        page=page, converted=converted, origin=origin[:200], aliases=aliases, by=by
    )
    state.counts[taken.state] += 1
    state.sources += taken.sources
    if taken.reason:
        state.items.append(Item(page.title, "", "page", taken.reason))


def _redirects(path: Path) -> dict[str, list[str]]:
    """Title of a page → titles that redirect to it. A first reading: a redirect may stand before
    its target.
    """
    found: dict[str, list[str]] = defaultdict(list)
    # Where the file breaks the second reading tells; the pages before the break are taken in.
    with suppress(DumpError):
        for page in Dump(path):
            if page.redirect and page.namespace == 0:
                found[page.redirect.partition("#")[0].strip()].append(page.title)
    return found


def _known_sources() -> Iterator[dict[str, object]]:
    """The records of all sources in the office, each with its key as `id`."""
    for manuscript, document in _newest_sources():
        record = json.loads(document).get("record", {})
        yield {**record, "id": manuscript}


def _newest_sources() -> Iterator[tuple[str, str]]:
    for slug, pk, number in Manuscript.objects.of_kind(Kind.SOURCE).values_list(
        "slug", "pk", "revision"
    ):
        yield (
            slug,
            Revision.objects.values_list("document", flat=True).get(manuscript=pk, number=number),
        )


def _item(page: DumpPage, line: ReportLine) -> Item:
    return Item(page.title, line.place, line.construct, line.message, line.excerpt)
