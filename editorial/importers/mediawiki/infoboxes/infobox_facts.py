"""The fields of one infobox as facts, each with the citations that stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editorial.importers.mediawiki.citing.ref_tags import References
from editorial.importers.mediawiki.context import ATOM, Cite, Context, Identity, LinkText, Use
from editorial.importers.mediawiki.infoboxes.fact_dates import found_date, period
from editorial.importers.mediawiki.templates.template_words import Arguments
from editorial.importers.mediawiki.writing.wiki_figures import Render, figure_markup
from editorial.importers.mediawiki.writing.wiki_inline import words
from editorial.importers.mediawiki.writing.wiki_links import read
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact, Kind
from encyclopedia.core.messages import Message

_TARGETS = frozenset(
    [
        "affiliation",
        "spouse",
        "child",
        "parent",
        "predecessor",
        "successor",
        "led_by",
        "founded_by",
        "split_from",
        "merged_into",
    ]
)
_SINGLE = frozenset({"website", "membership", "headquarters", "location"})
_PICTURES = (
    "image",
    "bild",
    "imagen",
    "imagem",
    "immagine",
    "изображение",
    "afbeelding",
    "grafika",
    "zdjęcie",
    "foto",
    "photo",
    "resim",
    "bilde",
    "obrázek",
    "logo",
    "image name",
    "画像",
    "图像",
    "kuva",
    "fichier",
    "img",
)
_CAPTIONS = (
    "caption",
    "image caption",
    "bildunterschrift",
    "légende",
    "pie de imagen",
    "pie imagen",
    "legenda",
    "didascalia",
    "описание изображения",
    "opis zdjęcia",
    "onderschrift",
    "bildtext",
    "bildetekst",
    "résim yazısı",
    "popisek",
    "picture caption",
    "alt",
)
_LOOKS = re.compile(
    r"image|size|width|colou?r|style|caption|alt\b|map|flag|logo|bgcolor|signature|imagesize|module|embed|display|coord|upright|align|px|bild|taille|tamaño"
)
_BREAK = re.compile(r"<br\s*/?>|\n\s*[*#]+\s*|\n{2,}| · ", re.IGNORECASE)
_LEADING = re.compile(
    r"\A(?:[\s,;:.()/–—-]+|(?:à|in|en|em|a|w|в|i|te|bei|at)\s+)+|[\s,;:(]+\Z", re.IGNORECASE
)
_AGE = re.compile(
    r"\(\s*(?:aged?|âge|edad|alter|возраст|idade|età)?[^()]{0,30}\)|\((?:aged?|âgée?|edad)[^()]*\)",
    re.IGNORECASE,
)


def spelling(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name.casefold()).strip()


@dataclass(slots=True)
class StatedFact:
    """What the infoboxes of a page tell."""

    kind: Kind | None = None
    facts: list[DocumentFact] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


class FactReader:
    def __init__(self, arguments: Arguments, references: References, told: StatedFact) -> None:
        self.arguments = arguments
        self.values = {
            spelling(name): value for name, value in arguments.values.items() if value.strip()
        }
        self.references = references
        self.context: Context = references.context
        self.told = told
        self.used: set[str] = set()

    def picture(self, render: Render) -> None:
        for name in _PICTURES:
            value = self.values.get(name, "")
            plain = words(value, self.context)
            atom = self.context.atom(match) if (match := ATOM.search(value)) else None
            target = (
                read(atom, self.context).target
                if isinstance(atom, LinkText)
                else plain.partition(":")[2] or plain
            )
            if target and re.search(
                r"\.(?:jpe?g|png|gif|svg|tiff?|webp|pdf)\Z", target, re.IGNORECASE
            ):
                caption_name = next((c for c in _CAPTIONS if self.values.get(c)), "")
                self.used |= {name, caption_name}
                caption = self.values.get(caption_name, "")
                alt = self.values.get("alt", "")
                self.told.pictures.append(figure_markup(target, alt, caption, self.context, render))
                return

    def facts(self, fields: dict[str, str]) -> None:
        grouped: dict[str, list[tuple[str, str]]] = {}
        for name, value in self.values.items():
            bare = re.sub(r"\s*\d+\Z", "", name)
            property_name = fields.get(name) or fields.get(bare)
            if property_name and name not in self.used:
                grouped.setdefault(property_name, []).append((name, value))
        for event in ("born", "died", "buried", "founded", "dissolved"):
            dates, places = grouped.pop(f"{event}_date", []), grouped.pop(f"{event}_place", [])
            if dates or places:
                self.event(event, dates[:1], places[:1])
        for property_name, pairs in grouped.items():
            for name, value in pairs:
                self.used.add(name)
                parts = [value] if property_name in _SINGLE else _parts(value)
                for part in parts[:30]:
                    self.fact(property_name, part)

    def event(
        self, event: str, dates: list[tuple[str, str]], places: list[tuple[str, str]]
    ) -> None:
        """Birth, death, foundation: date and place together."""
        date = place = note = ""
        raw = ""
        for name, value in dates:
            self.used.add(name)
            raw += value
            text = words(value, self.context)
            date, rest = found_date(text)
            rest = _LEADING.sub("", _AGE.sub(" ", rest)).strip()
            if date and rest and len(rest) < 100 and re.search(r"[^\W\d_]{3}", rest) and not places:
                place = rest
            elif not date or (rest and re.search(r"[^\W\d_]{3}", rest)):
                note = text
        for name, value in places:
            self.used.add(name)
            raw += value
            place = words(re.sub(r",?\s*<br\s*/?>\s*", ", ", value), self.context)
        if date or place or note:
            self.add(DocumentFact(event, date=date, place=place[:200], note=note[:300]), raw)

    def fact(self, property_name: str, value: str) -> None:
        text = words(value, self.context)
        target, date = "", ""
        if property_name in _TARGETS:
            target = self.single_link(value)
        if property_name not in ("website", "membership"):
            date, text = period(text)
        text = text.strip(" ,;·")
        if property_name == "website":
            text = self.address(value) or text
        if not text and not target:
            if ATOM.search(value) and self.citations(value)[0]:
                self.told.rows.append((property_name, value))
            return
        if property_name in _TARGETS:
            fact = DocumentFact(property_name, target=target or text[:200], date=date)
            if target and text and target.casefold() != text.casefold():
                fact = DocumentFact(property_name, target=target, date=date, note=text[:300])
        elif property_name in {"headquarters", "location"}:
            fact = DocumentFact(property_name, place=text[:200], date=date)
        else:
            fact = DocumentFact(property_name, value=text[:300], date=date)
        self.add(fact, value)

    def single_link(self, value: str) -> str:
        found = [
            read(atom, self.context).target
            for match in ATOM.finditer(value)
            if isinstance(atom := self.context.atom(match), LinkText)
        ]
        return found[0] if len(found) == 1 else ""

    def address(self, value: str) -> str:
        match = re.search(r"(?:https?:)?//[^\s\]|<>\ufdd0-\ufdef]+", value)
        return match.group() if match else ""

    def add(self, fact: DocumentFact, raw: str) -> None:
        citations, notes = self.citations(raw)
        note = "; ".join(part for part in (fact.note, *notes) if part)
        known = [f for f in self.told.facts if f.property == fact.property]
        same = (fact.value, fact.date, fact.place, fact.target)
        for other in known:
            if (other.value, other.date, other.place, other.target) == same:
                self.told.facts.remove(other)
                citations = (*other.citations, *(c for c in citations if c not in other.citations))
        self.told.facts.append(
            DocumentFact(
                fact.property,
                fact.value,
                fact.date,
                fact.place,
                fact.target,
                note,
                False,
                tuple(citations),
            )
        )

    def citations(
        self, raw: str, seen: set[Identity] | None = None
    ) -> tuple[tuple[Reference, ...], list[str]]:
        """The works cited in a field, and the words of explanatory notes in it; a note may cite itself (`seen`)."""
        seen = set() if seen is None else seen
        found: list[Reference] = []
        notes: list[str] = []
        for atom in self._atoms(raw):
            if isinstance(atom, Use):
                found += self.references.references(atom)
                content = self.references.content(atom.identity)
                if content.note and atom.identity not in seen:
                    seen.add(atom.identity)
                    notes.append(words(content.note, self.context))
                    found += self.citations(content.note, seen)[0]
            elif isinstance(atom, Cite):
                found.append(Reference(atom.key, atom.locator, atom.quotation))
        return tuple(dict.fromkeys(found)), notes

    def _atoms(self, raw: str) -> Iterator[Use | Cite]:
        for match in ATOM.finditer(raw):
            atom = self.context.atom(match)
            if isinstance(atom, Use | Cite):
                yield atom
            elif isinstance(atom, LinkText):
                yield from self._atoms(atom.inner)

    def rest(self) -> None:
        """Fields that are no facts: kept as rows where something is cited, else named in the
        report.
        """
        left = []
        for name, value in self.values.items():
            if name in self.used:
                continue
            if any(True for _ in self._atoms(value)):
                self.told.rows.append((name, value))
            elif not _LOOKS.search(name):
                left.append(name)
        if left:
            what = "{{" + self.arguments.name + "}}"
            self.context.tell(what, Message("wiki_infobox_fields_dropped"), ", ".join(left))


def _parts(value: str) -> list[str]:
    return [
        part for part in _BREAK.split(value.strip().lstrip("*").strip()) if part and part.strip()
    ]
