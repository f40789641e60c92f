"""A MediaWiki export as the steps of an import: one for each article, its redirects among its aliases."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from editorial.actions.import_entry import Incoming, import_entries, imported_before
from editorial.actions.import_result import StepRemark
from editorial.actions.import_sources import import_cited
from editorial.actions.import_templates import mappings_of, remembered_templates
from editorial.importers.jobs.known_sources import source_records
from editorial.importers.jobs.read_anew import ReadAnew
from editorial.importers.jobs.steps import MAX_WEIGHT, ImportBroken, Step, Steps, unchanged
from editorial.importers.mediawiki.citing.imported_sources import Sources
from editorial.importers.mediawiki.convert import Converted, convert
from editorial.importers.mediawiki.expansion.template_pages import TEMPLATES, TemplatePages
from editorial.importers.mediawiki.templates.mappings import KnownOfWiki
from editorial.importers.mediawiki.wikitext.dump import Dump, DumpError, DumpPage
from editorial.wording import words

ARTICLES = 0
_PAGES_BETWEEN_SIGNS = 500


def mediawiki_steps(path: Path) -> Steps:
    """The articles of an export, with its `Template:` pages expanded in them.

    A page whose revision was imported before is not converted again.

    Raises ImportBroken at the place where the file breaks, after the pages before it.
    """
    aliases: dict[str, list[str]] = defaultdict(list)
    remembered = remembered_templates()
    templates = KnownOfWiki(mappings_of(remembered))
    yield from _first_reading(path, aliases, templates.pages)
    read_anew = ReadAnew(remembered, templates.pages.names())
    sources = Sources(source_records())
    dump = Dump(path)
    try:
        for page in dump:
            yield from _steps(page, dump, sources, aliases, templates, read_anew)
        yield from _leading_nowhere(dump, aliases)
    except DumpError as error:
        raise ImportBroken(words(error.message)) from error


def _steps(
    page: DumpPage,
    dump: Dump,
    sources: Sources,
    aliases: dict[str, list[str]],
    templates: KnownOfWiki,
    read_anew: ReadAnew,
) -> Steps:
    """One step for the page, after those for the works that it cites."""
    at = dump.position, dump.size
    if page.namespace == TEMPLATES:
        yield Step(*at, "")
        return
    if page.namespace != ARTICLES:
        line = StepRemark("", "page", _("Not an article: pages of other namespaces stay."))
        yield Step(*at, page.title, lines=[line])
        return
    redirected = aliases.pop(page.title, [])
    site = dump.site
    origin = ((site.dbname or site.base) if site else "") or "wiki"
    same = None if page.redirect else imported_before(origin, page.id, page.revision_id)
    if same and not read_anew.concerns(page.text, same):
        yield Step(*at, page.title, unchanged, item=same)
        return
    converted = convert(page, site, sources, templates)
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
    # The page's sources are copied: later pages may add to what is known of a work.
    cited = tuple(dict(record) for record in converted.sources)
    for first in range(0, len(cited) - MAX_WEIGHT, MAX_WEIGHT):
        records = cited[first : first + MAX_WEIGHT]
        yield Step(*at, "", import_cited, item=records, weight=len(records))
    incoming = _incoming(page, converted, cited, origin, redirected)
    incoming = replace(incoming, again=same is not None)
    weight = 1 + min(len(cited), MAX_WEIGHT)
    unknown = converted.unknown
    yield Step(*at, page.title, import_entries, lines, incoming, weight, unknown=unknown)


def _incoming(
    page: DumpPage,
    converted: Converted,
    cited: tuple[dict[str, Any], ...],
    origin: str,
    redirected: list[str],
) -> Incoming:
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
        sources=cited,
        sort_name=converted.sort_name,
    )


def _leading_nowhere(dump: Dump, unused: dict[str, list[str]]) -> Steps:
    """Redirects to pages that the file does not hold: no entry gets their titles as aliases."""
    message = _("It leads to “%(title)s”, which is not in this file: no entry gets the name.")
    for target, titles in unused.items():
        for title in titles:
            line = StepRemark("", "redirect", message % {"title": target})
            yield Step(dump.size, dump.size, title, lines=[line])


def _first_reading(path: Path, aliases: dict[str, list[str]], templates: TemplatePages) -> Steps:
    """Fills in title of a page → titles that redirect to it, and the templates.

    Both may come before or behind the articles that they belong to. Its steps hold nothing; they only show that the
    import is running.
    """
    # The second reading reports where the file breaks; the pages before the break are imported.
    with suppress(DumpError):
        dump = Dump(path)
        for number, page in enumerate(dump):
            if page.namespace == TEMPLATES:
                templates.add(page)
            if page.redirect and page.namespace == ARTICLES:
                aliases[page.redirect.partition("#")[0].strip()].append(page.title)
            if number % _PAGES_BETWEEN_SIGNS == 0:
                yield Step(0, dump.size, "")
