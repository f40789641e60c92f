"""The box of facts: picture, then each property with its values, in order of display.

The style sheet folds it: it shows the first lines, on a narrow screen of every box, and on a wide one of those that are
long; an empty `details` below them opens the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia import markup
from encyclopedia.analysis import Analysis
from encyclopedia.core import facts
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.documents import KINDS, Document
from encyclopedia.core.names_in_words import named_in
from encyclopedia.core.properties import PROPERTIES
from encyclopedia.dates import Date
from encyclopedia.markup import RenderedPicture
from encyclopedia.markup.figures import PORTRAIT, caption_line, image
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.page_language import in_its_language, language_attributes
from encyclopedia.rendering.part_templates import fill
from encyclopedia.rendering.parts import Library
from encyclopedia.rendering.site_language import current_markup_words, date_words
from encyclopedia.rendering.trusted import trusted
from encyclopedia.wording import words
from encyclopedia.wording.filled_in import comma, listed

# What HTML's `datetime` can hold: a certain year, month or day of the common era.
_MACHINE_DATE = re.compile(r"(?!0000)\d{4}(-(?!2)\d\d(-\d\d)?)?\Z", re.ASCII)
_PICTURED = frozenset({"person", "organisation"})
# What a folded box shows: so many properties, of each the first value, and no notes.
FOLDED_GROUPS = 3
# What a long one shows beside the text: so many properties, of each so many values, and no notes.
LONG_GROUPS = 6
LONG_VALUES = 2


@dataclass(frozen=True, slots=True)
class Value:
    """One fact as the template shows it; `id` is empty where the claim's anchor is elsewhere on the page."""

    label: str
    id: str
    disputed: bool
    noted: bool
    html: SafeString


@in_its_language
def render_facts(document: Document, analysis: Analysis, library: Library) -> str:
    """The box as sanitised HTML; empty where there is nothing to show in it."""
    claim_ids = {
        markup.claim_id(citation.claim_digest)
        for citation in analysis.citations
        if citation.fact < 0
    }
    values = [_value(fact, analysis, library, claim_ids) for fact in facts.shown(document)]
    picture = portrait(document, analysis, library) if document.kind in _PICTURED else None
    groups = [(label, list(group)) for label, group in groupby(values, lambda value: value.label)]
    if not (groups or picture):
        return ""
    context = {
        "groups": groups,
        "attributes": language_attributes(document.language),
        "picture": picture and trusted(_image(picture)),
        "caption": picture and trusted(caption_line(escape(picture.caption), picture)),
        "more": _unfolding(groups),
        "is_long": len(groups) > LONG_GROUPS
        or any(len(alike) > LONG_VALUES for _label, alike in groups),
    }
    return furniture_sanitiser.clean(fill("facts", context))


def _unfolding(groups: Sequence[tuple[str, list[Value]]]) -> str:
    """The words that open a folded box; empty where nothing is folded away."""
    values = [value for _label, group in groups for value in group]
    count = len(values)
    if len(groups) <= FOLDED_GROUPS and count == len(groups) and not any(v.noted for v in values):
        return ""
    return ngettext("The whole fact", "All %(count)s facts", count) % {"count": count}


def _value(
    fact: facts.ShownFact, analysis: Analysis, library: Library, claim_ids: set[str]
) -> Value:
    citations: Sequence[DocumentCitation] = analysis.by_fact.get(fact.index, ())
    html = "".join((*_statement(fact, library), _markers(citations), *_remarks(fact)))
    return Value(
        label=words(fact.label),
        id=_claim_id(citations, claim_ids),
        disputed=fact.disputed,
        noted=bool(fact.note),
        html=trusted(html),
    )


def _statement(fact: facts.ShownFact, library: Library) -> Iterator[str]:
    """The date, in a line of its own where something else is said; then words, entry or address, and the place.

    A target that the words name is linked there, and a place that they name is not said again.
    """
    subject = _subject(fact, library)
    when = _when(fact)
    yield f'<span class="when">{when}</span> ' if when and subject else when
    yield subject
    target = target_words(fact.target.typed) if fact.target else ""
    if fact.place and fact.place != target and not named_in(fact.words, fact.place):
        yield f"{comma() if subject or when else ''}{escape(fact.place)}"


def _subject(fact: facts.ShownFact, library: Library) -> str:
    words = escape(fact.words)
    if fact.number:
        return _address(fact.number.address, fact.number.words)
    if fact.target is None:
        return listed((words, _address(fact.url)))
    typed = fact.target.typed
    url = library.links.get(typed)
    name = target_words(typed)
    is_person = (url or typed).lstrip("/").startswith("person/")
    if named := named_in(fact.words, name, is_person=is_person):
        link = _link(typed, named.name, library)
        return f"{escape(named.before)}{link}{escape(named.after)}"
    return listed((words, _address(fact.url), _link(typed, name, library)))


def _address(url: str, words: str = "") -> str:
    return f'<a href="{escape(url)}" rel="nofollow">{escape(words or url)}</a>' if url else ""


def _link(typed: str, name: str, library: Library) -> str:
    """The entry that is typed so, under this name; or that there is none."""
    words = escape(name)
    url = library.links.get(typed)
    if url == "":
        return words
    if url:
        return f'<a href="{escape(url)}">{words}</a>'
    markup_words = current_markup_words()
    is_withdrawn = typed in library.withdrawn
    reason = escape(markup_words.withdrawn if is_withdrawn else markup_words.no_entry)
    return (
        f'<span class="wanted" title="{reason}">{words}'
        f'<span class="visually-hidden"> ({reason})</span></span>'
    )


def _when(fact: facts.ShownFact) -> str:
    definition = PROPERTIES.get(fact.property)
    period = definition is not None and definition.period
    words = escape(date_words(fact.date, period=period) if fact.date else fact.when)
    iso = machine_date(fact.date)
    return f'<time datetime="{iso}">{words}</time>' if iso else words


def _remarks(fact: facts.ShownFact) -> Iterator[str]:
    if fact.disputed:
        words = _("disputed; preferred here") if fact.preferred else _("disputed")
        stop = "." if fact.note else ""
        yield f' <span class="disputed">{escape(words)}{stop}</span>'
    if fact.note:
        note = markup.sanitiser.clean(markup.render_inline_text(fact.note))
        yield f' <small class="fact-note">{note}</small>'


def _markers(citations: Sequence[DocumentCitation]) -> str:
    """The footnotes' markers, in the same HTML as those of the text."""
    words = current_markup_words()
    marks = "".join(
        markup.footnote_marker(citation.number, citation.occurrence, words)
        for citation in citations
    )
    return f'<span class="refs">{marks}</span>' if marks else ""


def _claim_id(citations: Sequence[DocumentCitation], claim_ids: set[str]) -> str:
    """The anchor of the claim that a fact makes, for the first fact that makes it; else empty."""
    claim_id = markup.claim_id(citations[0].claim_digest) if citations else ""
    if claim_id in claim_ids:
        return ""
    claim_ids.add(claim_id)
    return claim_id


def target_words(typed: str) -> str:
    """A target in words: a title or alias as typed, for `kind/slug` the slug's words."""
    kind, slash, slug = typed.partition("/")
    if slash and kind in KINDS:
        return slug.replace("-", " ")
    return typed


def machine_date(date: Date | None) -> str:
    """The date for a `time` element, or an empty string where it is not precise enough for one."""
    return date.edtf if date and date.end is None and _MACHINE_DATE.match(date.edtf) else ""


def _image(picture: RenderedPicture) -> str:
    return image(picture, alt=picture.alt, sizes=PORTRAIT, lazy=False)


def portrait(document: Document, analysis: Analysis, library: Library) -> RenderedPicture | None:
    """The first picture that the text does not show."""
    in_text = {figure.name for figure in analysis.parsed.figures}
    for picture in document.pictures:
        if picture.name not in in_text and picture.name in library.pictures:
            return library.pictures[picture.name]
    return None
