"""The fields of one infobox as facts, each with its citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editorial.importers.mediawiki.citing.ref_tags import References
from editorial.importers.mediawiki.context import ATOM, Cite, Context, Identity, LinkText, Use
from editorial.importers.mediawiki.infoboxes.fact_dates import first_date, inexact_date, period
from editorial.importers.mediawiki.infoboxes.infobox_names import (
    CAPTIONS,
    METADATA,
    NAMES,
    PICTURES,
    words_of,
)
from editorial.importers.mediawiki.templates.template_words import Arguments
from editorial.importers.mediawiki.writing.wiki_figures import Render, figure_markup
from editorial.importers.mediawiki.writing.wiki_inline import words
from editorial.importers.mediawiki.writing.wiki_links import read
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact, Kind
from encyclopedia.core.messages import Message
from encyclopedia.core.properties import check

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
_APPEARANCE = re.compile(
    r"image|size|width|colou?r|style|caption|alt\b|map|flag|logo|bgcolor|signature|imagesize|module|embed|display|coord|upright|align|px|bild|taille|tamaño"
)
_BREAK = re.compile(r"<br\s*/?>|\n\s*[*#]+\s*|\n{2,}| · ", re.IGNORECASE)
_LEADING = re.compile(
    r"\A(?:[\s,;:.()/–—-]+|(?:à|in|en|em|a|w|в|i|te|bei|at)\s+)+|[\s,;:(]+\Z", re.IGNORECASE
)
_HOST = re.compile(r"(?<![\w.@-])(?:[a-z0-9-]+\.)+[a-z]{2,24}\b(?:/[^\s\[\]<>|]*)?", re.IGNORECASE)
_AGE = re.compile(
    r"\((?!o\.? ?s\b)\s*(?:aged?|âge|edad|alter|возраст|idade|età)?[^()]{0,30}\)|\((?:aged?|âgée?|edad)[^()]*\)",
    re.IGNORECASE,
)


def spelling(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name.casefold()).strip()


@dataclass(slots=True)
class InfoboxContent:
    """What the infoboxes of a page say."""

    kind: Kind | None = None
    facts: list[DocumentFact] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


class FactReader:
    def __init__(
        self, arguments: Arguments, references: References, content: InfoboxContent
    ) -> None:
        self.arguments = arguments
        self.values = {
            spelling(name): value for name, value in arguments.values.items() if value.strip()
        }
        self.references = references
        self.context: Context = references.context
        self.content = content
        self.used: set[str] = set()

    def name(self) -> str:
        """Whom or what the infobox is about, in its own words; "" where it does not say."""
        return next((words(self.values[n], self.context) for n in NAMES if n in self.values), "")

    def is_about(self, subject: list[str]) -> bool:
        """Is it about the one who bears these names? The page of a woman may hold the infobox of her husband.

        An infobox of the lead is about the page's subject, unless it is the second and names another.
        """
        if self.arguments.name in METADATA:
            return True
        if not (name := words_of(self.name())):
            return not self.arguments.below_heading or len(subject) == 1
        alike = any(name <= known or known <= name for known in map(words_of, subject) if known)
        return alike or (len(subject) == 1 and not self.arguments.below_heading)

    def picture(self, render: Render) -> None:
        for name in PICTURES:
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
                caption_name = next((name for name in CAPTIONS if self.values.get(name)), "")
                self.used |= {name, caption_name}
                caption = self.values.get(caption_name, "")
                alt = self.values.get("alt", "")
                self.content.pictures.append(
                    figure_markup(target, alt, caption, self.context, render)
                )
                return

    def facts(self, fields: dict[str, str]) -> None:
        grouped: dict[str, list[tuple[str, str]]] = {}
        for name, value in self.values.items():
            bare = re.sub(r"\s*\d+\Z", "", name)
            property_name = fields.get(name) or fields.get(bare)
            if property_name and name not in self.used:
                grouped.setdefault(property_name, []).append((name, value))
        for event in ("born", "died", "buried", "founded", "dissolved", "began", "ended"):
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
            inexact = inexact_date(_AGE.sub(" ", text))
            date, rest = inexact or first_date(text)
            rest = _LEADING.sub("", _AGE.sub(" ", rest)).strip()
            if date and rest and len(rest) < 100 and re.search(r"[^\W\d_]{3}", rest) and not places:
                place = rest
            elif not date or (rest and re.search(r"[^\W\d_]{3}", rest)):
                note = text
            if inexact:
                note = text
        for name, value in places:
            self.used.add(name)
            raw += value
            place = words(re.sub(r",?\s*<br\s*/?>\s*", ", ", value), self.context)
        if date or place or note:
            fact = DocumentFact(event, date=date, place=place[:200], note=note[:300])
            self.add(fact, raw)

    def fact(self, property_name: str, value: str) -> None:
        text = words(value, self.context)
        target, date = "", ""
        if property_name in _TARGETS:
            target = self.single_link(value)
        if property_name not in ("website", "membership"):
            date, text = period(text)
        text = text.strip(" ,;·")
        if property_name == "website":
            text = self.address(value)
        if not text and not target:
            if ATOM.search(value) and self.citations(value)[0]:
                self.content.rows.append((property_name, value))
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
        targets = [
            read(atom, self.context).target
            for match in ATOM.finditer(value)
            if isinstance(atom := self.context.atom(match), LinkText)
        ]
        return targets[0] if len(targets) == 1 else ""

    def address(self, value: str) -> str:
        """The whole web address in a field: "www.example.org" is one; "" where there is none."""
        if match := re.search(r"(?:https?:)?//[^\s\]|<>\ufdd0-\ufdef]+", value):
            address = match.group()
            return f"https:{address}" if address.startswith("//") else address
        host = _HOST.search(words(value, self.context))
        return f"https://{host.group()}" if host else ""

    def add(self, fact: DocumentFact, raw: str) -> None:
        """Keep a fact that fits its kind of entry; what does not stays as a row, in its words."""
        if check(self.content.kind or "article", fact):
            self.content.rows.append((fact.property.replace("_", " "), raw))
            return
        citations, notes = self.citations(raw)
        note = "; ".join(part for part in (fact.note, *notes) if part)
        same_property = [
            stated for stated in self.content.facts if stated.property == fact.property
        ]
        same = (fact.value, fact.date, fact.place, fact.target)
        for earlier in same_property:
            if (earlier.value, earlier.date, earlier.place, earlier.target) == same:
                self.content.facts.remove(earlier)
                citations = (
                    *earlier.citations,
                    *(citation for citation in citations if citation not in earlier.citations),
                )
        self.content.facts.append(
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
        references: list[Reference] = []
        notes: list[str] = []
        for atom in self._atoms(raw):
            if isinstance(atom, Use):
                references += self.references.references(atom)
                content = self.references.content(atom.identity)
                if content.note and atom.identity not in seen:
                    seen.add(atom.identity)
                    notes.append(words(content.note, self.context))
                    references += self.citations(content.note, seen)[0]
            elif isinstance(atom, Cite):
                references.append(Reference(atom.key, atom.locator, atom.quotation))
        return tuple(dict.fromkeys(references)), notes

    def _atoms(self, raw: str) -> Iterator[Use | Cite]:
        for match in ATOM.finditer(raw):
            atom = self.context.atom(match)
            if isinstance(atom, Use | Cite):
                yield atom
            elif isinstance(atom, LinkText):
                yield from self._atoms(atom.inner)

    def rest(self) -> None:
        """Fields that are not facts: kept as rows if they cite something, else named in the report."""
        dropped = []
        for name, value in self.values.items():
            if name in self.used:
                continue
            if any(True for _ in self._atoms(value)):
                self.content.rows.append((name, value))
            elif not _APPEARANCE.search(name):
                dropped.append(name)
        if dropped:
            construct = "{{" + self.arguments.name + "}}"
            self.context.tell(construct, Message("wiki_infobox_fields_dropped"), ", ".join(dropped))


def _parts(value: str) -> list[str]:
    return [
        part for part in _BREAK.split(value.strip().lstrip("*").strip()) if part and part.strip()
    ]
