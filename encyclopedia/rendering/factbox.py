"""The box of facts: picture or monogram, then each property with its values, in order of display."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from encyclopedia import markup
from encyclopedia.analysis import Analysis
from encyclopedia.core import facts
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.documents import Document
from encyclopedia.dates import Date
from encyclopedia.markup import RenderedPicture
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.part_templates import fill
from encyclopedia.rendering.parts import Library
from encyclopedia.rendering.site_language import current_markup_words, in_site_language
from encyclopedia.rendering.trusted import trusted
from encyclopedia.wording import words

# What HTML's `datetime` can hold: a year, month or day of our era, without doubt about it.
_MACHINE_DATE = re.compile(r"(?!0000)\d{4}(-\d\d(-\d\d)?)?\Z", re.ASCII)
_PICTURED = frozenset({"person", "organisation"})


@dataclass(frozen=True, slots=True)
class Value:
    """One fact as the template shows it; `id` is empty where the claim has its address elsewhere."""

    label: str
    id: str
    disputed: bool
    html: SafeString


@in_site_language
def render_facts(document: Document, analysis: Analysis, library: Library) -> str:
    """The box as sanitised HTML; empty where there is nothing to show in it."""
    claimed = {markup.claim_id(each.claim_digest) for each in analysis.citations if each.fact < 0}
    values = [_value(each, analysis, library, claimed) for each in facts.shown(document)]
    pictured = document.kind in _PICTURED
    groups = [(label, list(each)) for label, each in groupby(values, lambda value: value.label)]
    if not (groups or pictured):
        return ""
    context = {
        "groups": groups,
        "pictured": pictured,
        "picture": portrait(document, analysis, library) if pictured else None,
        "initials": initials(document.title),
    }
    return furniture_sanitiser.clean(fill("facts", context))


def _value(
    shown: facts.ShownFact, analysis: Analysis, library: Library, claimed: set[str]
) -> Value:
    citations: Sequence[DocumentCitation] = analysis.by_fact.get(shown.index, ())
    html = "".join((*_statement(shown, library), _markers(citations), *_remarks(shown)))
    return Value(
        label=words(shown.label),
        id=_claim_id(citations, claimed),
        disputed=shown.disputed,
        html=trusted(html),
    )


def _statement(shown: facts.ShownFact, library: Library) -> Iterator[str]:
    """Words, entry or address, then time and place: in brackets and behind a comma where they qualify."""
    named = ", ".join(
        filter(None, (escape(shown.words), _address(shown.url), _target(shown, library)))
    )
    yield named
    if when := _when(shown):
        yield f" ({when})" if named else when
    if shown.place:
        yield f"{', ' if named or when else ''}{escape(shown.place)}"


def _address(url: str) -> str:
    return f'<a href="{escape(url)}" rel="nofollow">{escape(url)}</a>' if url else ""


def _target(shown: facts.ShownFact, library: Library) -> str:
    if shown.target is None:
        return ""
    words = escape(target_words(shown.target.typed))
    if url := library.links.get(shown.target.typed):
        return f'<a href="{escape(url)}">{words}</a>'
    told = current_markup_words()
    gone = shown.target.typed in library.withdrawn
    wanted = escape(told.withdrawn if gone else told.no_entry)
    return (
        f'<span class="wanted" title="{wanted}">{words}'
        f'<span class="visually-hidden"> ({wanted})</span></span>'
    )


def _when(shown: facts.ShownFact) -> str:
    words = escape(shown.when)
    iso = machine_date(shown.date)
    return f'<time datetime="{iso}">{words}</time>' if iso else words


def _remarks(shown: facts.ShownFact) -> Iterator[str]:
    if shown.disputed:
        words = _("disputed; preferred here") if shown.preferred else _("disputed")
        yield f' <span class="disputed">{escape(words)}</span>'
    if shown.note:
        note = markup.sanitiser.clean(markup.render_inline_text(shown.note))
        yield f' <small class="fact-note">{note}</small>'


def _markers(citations: Sequence[DocumentCitation]) -> str:
    """The footnotes' markers, spelled as those of the text."""
    label = current_markup_words().footnote
    marks = "".join(
        f'<sup class="ref"><a id="{markup.mark_id(each.number, each.occurrence)}"'
        f' role="doc-noteref" href="#fn-{each.number}"'
        f' aria-label="{escape(label.format(each.number))}">[{each.number}]</a></sup>'
        for each in citations
    )
    return f'<span class="refs">{marks}</span>' if marks else ""


def _claim_id(citations: Sequence[DocumentCitation], claimed: set[str]) -> str:
    """The address of the claim that a fact makes, at the first fact that makes it."""
    found = markup.claim_id(citations[0].claim_digest) if citations else ""
    if found in claimed:
        return ""
    claimed.add(found)
    return found


def target_words(typed: str) -> str:
    """How a target is named: a title or alias as typed, of `kind/slug` the slug's words."""
    kind, stroke, slug = typed.partition("/")
    if stroke and kind in ("article", "person", "organisation", "source"):
        return slug.replace("-", " ")
    return typed


def machine_date(date: Date | None) -> str:
    """The date for a `time` element, or nothing where it is not precise enough for one."""
    return date.edtf if date and date.end is None and _MACHINE_DATE.match(date.edtf) else ""


def portrait(document: Document, analysis: Analysis, library: Library) -> RenderedPicture | None:
    """The first picture that the text does not show itself."""
    shown = {figure.name for figure in analysis.parsed.figures}
    for picture in document.pictures:
        if picture.name not in shown and picture.name in library.pictures:
            return library.pictures[picture.name]
    return None


def initials(title: str) -> str:
    """The first letters of the first and the last word: what a monogram shows."""
    letters = [word[0].upper() for word in re.findall(r"\w+", title)]
    return "".join(letters[:1] + letters[1:][-1:])
