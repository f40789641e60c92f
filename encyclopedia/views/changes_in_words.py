"""What changed between two editions in the words that readers see: for comparisons, and for short notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from encyclopedia.analysis import Analysis, analyse
from encyclopedia.analysis.comparison import Changed, FactWords, FieldChange, compare
from encyclopedia.analysis.passages import Cited, Passage, changed_alone, passages
from encyclopedia.core.citations import DocumentCitation, Reference
from encyclopedia.core.differences import DifferencePiece, word_differences
from encyclopedia.core.documents import Document
from encyclopedia.projection.resolution import sources_for
from encyclopedia.rendering.site_citation_style import site_citation_style
from encyclopedia.rendering.site_language import markup_words
from encyclopedia.search.part_words import plain_text
from encyclopedia.wording.filled_in import listed, quoted
from encyclopedia.wording.record_labels import FIELDS as RECORD_FIELDS

KINDS = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
FIELDS = {
    "slug": _("Address"),
    "title": _("Title"),
    "summary": _("Summary"),
    "language": _("Language"),
    "aliases": _("Other names"),
    "tags": _("Subjects"),
    "authors": _("Authors"),
    "pictures": _("Pictures"),
    "provenance": _("Origin"),
    "sort_name": _("Sorted as"),
    "record_edition": _("Edition of the record"),
}


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A field, fact or citation as one text with what changed marked.

    `name` is what it is, or what happened to it; `around` where that is not its own words but its sentence's.
    """

    name: str
    pieces: Sequence[DifferencePiece]
    around: bool = False


def passages_between(
    before: Analysis, after: Analysis, cited: Cited, language: str, neighbours: int = 1
) -> list[Passage]:
    """What reads differently in two texts in this language (BCP 47), with so many sentences on either side."""
    words = markup_words(get_language() or "")
    return passages(before, after, cited, words, language, neighbours)


def short_notes(readings: Iterable[Analysis]) -> Cited:
    """How these readings' citations are worded: as a later note on the source, in one query; by its key without one."""
    sources = sources_for({key for reading in readings for key in reading.keys})
    style = site_citation_style()

    @cache  # a source is cited at the same place again and again
    def note(reference: Reference) -> str:
        if source := sources.get(reference.key):
            line = style.short_note(
                source.record,
                locator=reference.locator,
                prefix=reference.prefix,
                suffix=reference.suffix,
            )
            words = plain_text(line).removesuffix(".")
        else:
            parts = (" ".join(filter(None, (reference.prefix, reference.key))), reference.place)
            words = listed(parts)
        return f"{words} {quoted(reference.quotation)}" if reference.quotation else words

    def cited(citation: DocumentCitation) -> str:
        return note(citation.reference)

    return cited


def field_changes(changes: Iterable[FieldChange]) -> list[NamedChange]:
    return [NamedChange(_field_name(change.field), change.pieces) for change in changes]


def fact_changes(changes: Iterable[Changed[FactWords]]) -> list[NamedChange]:
    return [_change(change, lambda fact: fact.words) for change in changes]


def citation_changes(
    changes: Iterable[Changed[DocumentCitation]], cited: Cited
) -> list[NamedChange]:
    return [
        replace(
            _change(change, lambda citation: f"{citation.claim} [{cited(citation)}]"),
            around=_is_around(change),
        )
        for change in changes
    ]


def _is_around(changed: Changed[DocumentCitation]) -> bool:
    before, after = changed.before, changed.after
    return (
        before is not None
        and after is not None
        and before.sentence != after.sentence
        and (before.claim, before.reference) == (after.claim, after.reference)
    )


def first_changes(
    before: Document, after: Document, limit: int
) -> tuple[list[Sequence[DifferencePiece]], int]:
    """The first changes of text, facts and fields, each as one text, and how many more there are."""
    differences = compare(before, after)
    older, newer = map(analyse, changed_alone(before, after))
    cited = short_notes((older, newer))
    changes: list[Sequence[DifferencePiece]] = [
        passage.pieces
        for passage in passages_between(older, newer, cited, after.language, neighbours=0)
    ]
    changes += [change.pieces for change in fact_changes(differences.facts)]
    changes += [change.pieces for change in field_changes(differences.fields)]
    return changes[:limit], max(0, len(changes) - limit)


def _field_name(field: str) -> str:
    of_record = RECORD_FIELDS.get(field.removeprefix("record."))
    return str(FIELDS.get(field) or of_record or field)


def _change(changed: Changed[Any], words: Callable[[Any], str]) -> NamedChange:
    """A fact or citation; whole when it was added or removed."""
    before = words(changed.before) if changed.before else ""
    after = words(changed.after) if changed.after else ""
    return NamedChange(str(KINDS[changed.kind]), word_differences(before, after))
