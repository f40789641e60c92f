"""Two entries of one kind beside each other, row by row: what both say, what differs, what one lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from editorial.projection.taking_over import at_odds, fact_name, parts, picture_name, ways
from encyclopedia import bibliography
from encyclopedia.core.documents import Author, Document, DocumentFact, SourceDocument
from encyclopedia.core.facts import claim_words
from encyclopedia.core.properties import PROPERTIES, label_of
from encyclopedia.wording import record_labels, words
from encyclopedia.wording.record_labels import RecordLine, record_lines

# Longer values are folded.
MAX_SHORT = 400

# After what stands first: the names, the summary, and every field of a source's record.
_PLACES = {"facts": 1, "tags": 2, "picture": 3, "authors": 4, "text": 5}

Lacking = Mapping[str, frozenset[str]]
Line = tuple[str, str, str]


@dataclass(frozen=True)
class PairRow:
    """One thing that either says. `lacks` are the ids of those that can take it over, `proposed` if they should.

    `choices`, where only one of the two can stand: the names of taking the other's instead, and of both as disputed.
    """

    name: str
    label: str
    values: tuple[str, str]
    lacks: frozenset[str] = frozenset()
    proposed: bool = False
    ids: tuple[str, str] = ("", "")
    choices: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        return all(self.values) and self.values[0] != self.values[1]

    @property
    def both_lack(self) -> bool:
        """Whether each has something of it that the other lacks."""
        return len(self.lacks) > 1

    @property
    def cells(self) -> list[tuple[str, bool]]:
        """Each value, and whether that one alone can take over the other's."""
        return [
            (value, self.lacks == {pk}) for value, pk in zip(self.values, self.ids, strict=True)
        ]

    @property
    def is_in_both(self) -> bool:
        return all(self.values)

    @property
    def is_long(self) -> bool:
        return any(len(value) > MAX_SHORT for value in self.values)


def rows_of(ids: tuple[str, str], documents: tuple[Document, Document]) -> list[PairRow]:
    """Every row, in the order of a form; `ids` are those of the two entries."""
    lacks: dict[str, set[str]] = defaultdict(set)
    proposed: set[str] = set()
    for pk, (kept, other) in zip(ids, (documents, documents[::-1]), strict=True):
        for part in parts(kept, other):
            lacks[part.name].add(pk)
            if part.is_plain:
                proposed.add(part.name)
    pairs = at_odds(*documents)
    labels: dict[str, str] = {}
    values: list[dict[str, str]] = []
    for document in documents:
        lines = list(_lines(document, pairs))
        said: dict[str, list[str]] = defaultdict(list)
        for name, _label, value in lines:
            said[name].append(value)
        values.append({name: "; ".join(texts) for name, texts in said.items()})
        labels |= {name: label for name, label, _value in lines if name not in labels}
    chosen = {pair: ways(pair) for pair in pairs.values()}
    return [
        PairRow(
            name,
            label,
            (values[0].get(name, ""), values[1].get(name, "")),
            frozenset(ids) if name in chosen else frozenset(lacks.get(name, ())),
            name in proposed,
            ids,
            chosen.get(name, ()),
        )
        for name, label in _in_order(labels, values)
    ]


def _in_order(
    labels: Mapping[str, str], values: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """Rows of the same label stand together, so that facts that contradict each other are seen beside each other."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for name, label in labels.items():
        by_label[label].append(name)
    ordered = sorted(by_label.items(), key=lambda item: _PLACES.get(_field(item[1][0]), 0))
    for label, names in ordered:
        for name in names:
            if any(row.get(name) for row in values):
                yield name, label


def _field(name: str) -> str:
    return "facts" if name.startswith("fact-") else name.partition("-")[0]


def _lines(document: Document, pairs: Mapping[str, str]) -> Iterator[Line]:
    """Name, label and value of everything that is compared; facts of a property in `pairs` have its name."""
    if isinstance(document, SourceDocument):
        shown = [*record_lines(document.record), *_other_fields(document.record)]
        yield from ((line.name, line.label, line.value) for line in shown)
        return
    yield "aliases", _("Names"), "; ".join((document.title, *document.aliases))
    yield "sort_name", _("Name in lists"), getattr(document, "sort_name", "")
    yield "summary", _("Summary"), document.summary
    for fact in document.facts:
        name = pairs.get(fact.property) or fact_name(fact)
        yield name, _label(fact), _fact_words(fact)
    yield "tags", _("Subjects"), ", ".join(document.tags)
    for picture in document.pictures:
        said = " · ".join(filter(None, (picture.caption, picture.alt, picture.credit)))
        yield picture_name(picture), _("Picture"), said or picture.name
    yield "authors", _("Authors"), "; ".join(map(_author, document.authors))
    yield "text", _("Text"), document.text


def _label(fact: DocumentFact) -> str:
    if fact.property in PROPERTIES:
        return words(label_of(fact.property))
    return fact.property.replace("_", " ")


def _fact_words(fact: DocumentFact) -> str:
    """What the fact says, and what it cites."""
    said = claim_words("", fact)[1].removeprefix(fact.property.replace("_", " ")).strip()
    cited = "; ".join(
        ", ".join(filter(None, (f"@{citation.key}", citation.locator)))
        for citation in fact.citations
    )
    remarks = "; ".join(filter(None, (fact.note, _("disputed") if fact.disputed else "")))
    return " ".join(filter(None, (said, remarks and f"({remarks})", cited and f"[{cited}]")))


def _author(author: Author) -> str:
    return ", ".join(filter(None, (author.name, author.affiliation, author.orcid)))


def _other_fields(record: dict[str, Any]) -> list[RecordLine]:
    """The text fields of a record that readers are not shown."""
    listed = {line.name for line in bibliography.fields(record)} | {"id", "title", "type"}
    return [
        RecordLine(name, str(record_labels.FIELDS.get(name, name)), value[:2000])
        for name, value in record.items()
        if name not in listed and isinstance(value, str) and value
    ]
