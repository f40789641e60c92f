"""A MediaWiki export as the steps of an import: one for each article, its redirects among its aliases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from editorial.actions.import_result import ImportResult
from editorial.actions.take_in import Incoming, take_cited, take_in, taken_before
from editorial.importers.jobs.known_sources import source_records
from editorial.importers.jobs.steps import ImportBroken, Step, StepRemark, Steps
from editorial.importers.mediawiki.citing.imported_sources import Sources
from editorial.importers.mediawiki.convert import Converted, convert
from editorial.importers.mediawiki.wikitext.dump import Dump, DumpError, DumpPage
from editorial.wording import words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ARTICLES = 0
_BEAT = 500
_TOGETHER = 20


def mediawiki_steps(path: Path) -> Steps:
    """The articles of an export. A page whose revision was taken in before is not converted again.

    Raises ImportBroken at the place where the file breaks, after the pages before it.
    """
    aliases: dict[str, list[str]] = defaultdict(list)
    yield from _redirects(path, aliases)
    sources = Sources(source_records())
    dump = Dump(path)
    try:
        for page in dump:
            yield from _steps(page, dump, sources, aliases)
        yield from _leading_nowhere(dump, aliases)
    except DumpError as error:
        raise ImportBroken(words(error.message)) from error


def _steps(page: DumpPage, dump: Dump, sources: Sources, aliases: dict[str, list[str]]) -> Steps:
    """One step for the page, after those for the works that it cites."""
    at = dump.position, dump.size
    if page.namespace != ARTICLES:
        line = StepRemark("", "page", _("Not an article: pages of other namespaces stay."))
        yield Step(*at, page.title, lines=[line])
        return
    redirected = aliases.pop(page.title, [])
    site = dump.site
    origin = ((site.dbname or site.base) if site else "") or "wiki"
    same = None if page.redirect else taken_before(origin, page.id, page.revision_id)
    if same:
        yield Step(*at, page.title, partial(_answer, same))
        return
    converted = convert(page, site, sources)
    if converted.redirect:
        yield Step(*at, page.title)
        return
    lines = [
        StepRemark(
            _("line %(number)s") % {"number": line.line},
            line.construct,
            words(line.message),
            line.excerpt,
        )
        for line in converted.report
    ]
    if not (converted.text or converted.facts):
        lines = lines or [StepRemark("", "page", _("There is no text on this page."))]
        yield Step(*at, page.title, lines=lines)
        return
    for first in range(0, len(converted.sources), _TOGETHER):
        records = converted.sources[first : first + _TOGETHER]
        yield Step(*at, "", partial(_take_cited, records))
    incoming = _incoming(page, converted, origin, redirected)
    yield Step(*at, page.title, partial(_take, incoming), lines)


def _take_cited(records: Sequence[dict[str, Any]], by: User) -> ImportResult:
    return take_cited(records=records, by=by)


def _take(incoming: Incoming, by: User) -> ImportResult:
    return take_in(incoming=incoming, by=by)


def _answer(same: ImportResult, by: User) -> ImportResult:
    return same


def _incoming(page: DumpPage, converted: Converted, origin: str, redirected: list[str]) -> Incoming:
    return Incoming(
        origin=origin,
        page=page.id,
        version=page.revision_id,
        kind=converted.kind,
        title=converted.title,
        summary=converted.summary,
        text=converted.text,
        language=converted.language,
        aliases=(*converted.aliases, *redirected),
        tags=converted.tags,
        facts=converted.facts,
        provenance=converted.provenance,
        sources=converted.sources,
        sort_name=converted.sort_name,
    )


def _leading_nowhere(dump: Dump, left: dict[str, list[str]]) -> Steps:
    """Redirects to what the file does not hold: no entry gets their titles for aliases."""
    message = _("It leads to “%(title)s”, which is not in this file: no entry gets the name.")
    for target, titles in left.items():
        for title in titles:
            line = StepRemark("", "redirect", message % {"title": target})
            yield Step(dump.size, dump.size, title, lines=[line])


def _redirects(path: Path, found: dict[str, list[str]]) -> Steps:
    """Fills in title of a page → titles that redirect to it. A first reading: a redirect may stand before its target.

    Its steps hold nothing; they only tell that the import is alive.
    """
    # Where the file breaks the second reading tells; the pages before the break are taken in.
    with suppress(DumpError):
        dump = Dump(path)
        for number, page in enumerate(dump):
            if page.redirect and page.namespace == ARTICLES:
                found[page.redirect.partition("#")[0].strip()].append(page.title)
            if number % _BEAT == 0:
                yield Step(0, dump.size, "")
