"""What the body of one reference says: works cited, or an explanatory note, or words to keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from editorial.importers.mediawiki.citing.works import Works
from editorial.importers.mediawiki.context import ATOM, LINE_MARK, Cite, Context, Use
from editorial.references import ParsedReference, part_references, read_reference
from encyclopedia.core.citations import Reference
from encyclopedia.markup.brackets import Bracket, read_bracket

MAX_TITLE = 300
# A reference of more words than this without address, identifier or page explains; it does not
# cite.
_MAX_CITATION_WORDS = 40
_URL = re.compile(r"(?:https?:)?//[^\s\[\]<>\"|\ufdd0-\ufdef]+", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*([\d–-][\d\s–-]{8,16}[\dXx])", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>|\[\]{}]+", re.IGNORECASE)
_TAG = re.compile(r"</?i>")
_PLACE = re.compile(
    r"[,.;:(]?\s*\(?(?<!\w)((?:pp?|pages?|pgs?|S|s|с|стр|str|chap|ch|chapter|col|cols|fol|§+|vol)\.?\s*"
    r"\d[\d\s,–—-]*(?:ff?\.?|n\.?\s?\d+)?)\s*[).]*\Z",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\A[\s.,;:*•·–—-]+|[\s,;:*•·–—-]+\Z")
_JOINT = re.compile(
    r"\A[\s.,;:&()*\u2022\u00b7\u2013\u2014-]*(?:(?:and|und|et|y|e|и|[eе])[\s,:]*)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Content:
    """`note` is wikitext (with atoms) of an explanatory note; else the works cited, in order."""

    references: tuple[Reference, ...] = ()
    note: str = ""

    def within(self, base: Content) -> Content:
        """This as a part of `base`: a sub-reference's page or words, added to the work it extends."""
        if base.note or not base.references:
            return self
        only_reference = self.references[0] if len(self.references) == 1 else None
        place = only_reference.suffix if only_reference else ""
        return Content((*base.references[:-1], _with_place(base.references[-1], place)))


def labelled(locator: str) -> str:
    """A bare page number with its label."""
    locator = re.sub(r"\A(pp?)\.?\s*(?=\d)", r"\1. ", locator.strip(" ,.;:"), flags=re.IGNORECASE)
    if re.fullmatch(r"[\divxlc]+[a-z]?", locator):
        return f"p. {locator}"
    if re.fullmatch(r"\d[\d\s,;–—-]*(?:ff?\.?)?", locator):
        return f"pp. {locator.replace('-', '–')}"
    return locator


def _with_place(reference: Reference, place: str) -> Reference:
    if not place:
        return reference
    if re.search(r"\d", place) and len(place) < 60 and not reference.locator:
        return replace(reference, locator=labelled(place))
    return replace(reference, suffix=" ".join(filter(None, (reference.suffix, place))))


def content_of(text: str, works: Works, wants_note: bool, line: int, part: bool = False) -> Content:
    """Read a reference's body, its templates expanded.

    `wants_note` says that its group is one of explanatory notes; `part` that it only names a
    place in another reference's work: its words are then the suffix of a reference without key.
    """
    context = works.context
    text = LINE_MARK.sub(" ", text)
    pieces, atoms = _pieces(text, context)
    words = [works.words(piece) for piece in pieces]
    nested = any(isinstance(atom, Use) for atom in atoms) or "[@?" in text
    cites = [atom for atom in atoms if isinstance(atom, Cite)]
    if part and not cites:
        return Content((Reference("", suffix=" ".join(words).strip()),))
    has_words = any(not _JOINT.match(word) for word in words)
    if cites and not nested and not has_words:
        return Content(tuple(_reference(cite) for cite in cites))
    if wants_note or nested:
        return Content(note=text.strip())
    if cites:
        return _mixed(text, cites, words, context, line)
    plain = _LEAD.sub("", words[0])
    if not re.search(r"\w", plain):
        plain = _LEAD.sub("", _bare_addresses(text))
        if not plain:
            return Content()
    if _explains(plain, text):
        return Content(note=text.strip())
    marked = _LEAD.sub("", works.marked(pieces[0])) if re.search(r"\w", words[0]) else plain
    return Content(_free_text(marked, text, works))


_AGAIN = re.compile(
    r"(?:see )?(?:ibid(?:em|\.)?|ebd\.?|ebenda|там же|ibíd\.|ivi|idem|id\.)(?!\w)[.,:;]?\s*"
    r"(?P<place>(?:(?:pp?|pages?|s|с|стр|p[aá]gs?|vol|ch|chap|cap|§|fol)\b\.?\s?|(?=\d)).{1,40}?)?[.;]?\s*",
    re.IGNORECASE,
)


def again(text: str, last: Content | None, works: Works) -> Content | None:
    """What "Ibid., p. 5" cites: the one work of the reference before, at its own place; None for other words.

    Where that is a note, or cites several works, nobody can tell: the words stay as a note.
    """
    match = _AGAIN.fullmatch(_LEAD.sub("", works.words(LINE_MARK.sub(" ", text))))
    if match is None:
        return None
    keys = {reference.key for reference in last.references} if last and not last.note else set()
    if last is None or len(keys) != 1:
        return Content(note=text.strip())
    before = last.references[-1]
    place = labelled(match["place"]) if match["place"] else before.locator
    return Content((Reference(before.key, place),))


def content_of_source(raw: str, works: Works) -> Content:
    """A reference that could not be read (an unknown template): its wikitext is kept as words."""
    plain = _LEAD.sub("", " ".join(re.sub(r"[{}\[\]<>\x00]+", " ", raw.replace("|", ", ")).split()))
    return Content(_free_text(plain, raw, works)) if re.search(r"\w", plain) else Content()


def _pieces(text: str, context: Context) -> tuple[list[str], list[Any]]:
    """The text between citations, and the citations and uses of references."""
    pieces, atoms, end = [], [], 0
    for match in ATOM.finditer(text):
        atom = context.atom(match)
        if isinstance(atom, Cite | Use):
            pieces.append(text[end : match.start()])
            atoms.append(atom)
            end = match.end()
    return [*pieces, text[end:]], atoms


def _reference(cite: Cite) -> Reference:
    return Reference(cite.key, cite.locator, cite.quotation)


def _mixed(text: str, cites: list[Cite], words: list[str], context: Context, line: int) -> Content:
    """Words around citations: what precedes and follows one is its prefix and suffix, if short."""
    references: list[Reference] = []
    for number, cite in enumerate(cites):
        before, after = words[number], words[number + 1] if number == len(cites) - 1 else ""
        before, after = _LEAD.sub("", before), _LEAD.sub("", after).strip(" .")
        if (
            len(before) > 80
            or len(after) > 160
            or len(re.findall(r"[.!?]\s+\w", before + after)) > 1
        ):
            return Content(note=text.strip())
        reference = _reference(cite)
        if before and _JOINT.match(words[number]) is None:
            reference = replace(reference, prefix=before)
        if after:
            place = _PLACE.fullmatch(after) or _PLACE.fullmatch(" " + after)
            if place and not reference.locator:
                reference = replace(reference, locator=labelled(place.group(1)))
            else:
                reference = replace(reference, suffix=after)
        references.append(reference)
    return Content(tuple(references))


def _explains(plain: str, text: str) -> bool:
    if len(plain.split()) <= _MAX_CITATION_WORDS:
        return False
    cites = _URL.search(text) or _DOI.search(text) or _ISBN.search(text)
    return not cites and not re.search(r"\bpp?\.\s?\d|\b(?:1[5-9]|20)\d\d\b", plain)


def _bare_addresses(text: str) -> str:
    return " ".join(match.group() for match in _URL.finditer(text))


def _free_text(plain: str, text: str, works: Works) -> tuple[Reference, ...]:
    """The works that a reference's own words name, one citation each; `plain` has its italics between apostrophes."""
    parts = part_references(plain)
    own = _own_addresses(parts, text, works) if len(parts) > 1 else [text]
    if own is None:
        parts, own = [plain], [text]
    language = works.context.language
    return tuple(
        _work(read_reference(part, language), address, works)
        for part, address in zip(parts, own, strict=True)
    )


_LINK = re.compile(r"\[((?:https?:)?//[^\s\[\]]+)\s+([^\[\]]+)\]")


def _own_addresses(parts: list[str], text: str, works: Works) -> list[str] | None:
    """Each part with the addresses of the links whose words it holds; None where a link is in none of them."""
    links: list[list[str]] = [[] for _part in parts]
    for link in _LINK.finditer(text):
        label = works.marked(link[2]).strip(" '")[:60]
        place = next((n for n, part in enumerate(parts) if label and label in part), None)
        if place is None:
            return None
        links[place].append(link[1])
    own = [" ".join([*before, part]) for before, part in zip(links, parts, strict=True)]
    return own if len(_URL.findall(" ".join(own))) >= len(_URL.findall(text)) else None


def _work(part: ParsedReference, text: str, works: Works) -> Reference:
    """A source made of the words of one work; `text` is where its address may be."""
    record, locator = dict(part.record), part.locator
    if not part.certain:
        title = str(record["title"])
        if not locator and (place := _PLACE.search(title)) and place.start() > 2:
            locator = labelled(" ".join(place.group(1).split()))
            title = title[: place.start()].rstrip(" ,;:(")
        record["title"] = title
    address = _URL.search(text)
    words = _TAG.sub("", str(record["title"]) if not part.certain else part.words)
    if key := works.named(words):
        suffix = ", ".join(filter(None, (part.suffix, address.group() if address else "")))
        return Reference(key, locator, prefix=part.prefix, suffix=suffix)
    if not part.certain and len(words) > MAX_TITLE:
        record["note"], record["title"] = record["title"], shortened(words, MAX_TITLE)
        record["custom"] = {"verbatim": "note"}
    if address:
        url = address.group().rstrip(".,;:)'")
        record["URL"] = f"https:{url}" if url.startswith("//") else url
    return Reference(works.add(record), locator, prefix=part.prefix, suffix=part.suffix)


def shortened(text: str, limit: int) -> str:
    """The text cut at a word's end, with an ellipsis, when it is longer than `limit`."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


_SPECIAL = re.compile(r"([\\\[\]@;,\"*_`<>&~|!])")


def bracket(references: tuple[Reference, ...]) -> str:
    """The markup of citations: one bracket, each work with its prefix, locator, quotation and suffix."""
    return "[" + "; ".join(_safe_markup(reference) for reference in references) + "]"


def _safe_markup(reference: Reference) -> str:
    """The markup of one work; a locator that would not be read as one is kept as words."""
    markup = _reference_markup(reference)
    if not reference.locator:
        return markup
    read_back = read_bracket(f"[{markup}]", 0, len(markup) + 2)
    if isinstance(read_back, Bracket) and len(read_back.references) == 1 and not read_back.faults:
        return markup
    words = f"{reference.locator} {reference.suffix}".strip()
    return _reference_markup(replace(reference, locator="", suffix=f"({words})"))


def _reference_markup(reference: Reference) -> str:
    pieces = [f"@{reference.key}"]
    if reference.locator:
        pieces.append(re.sub(r"([\\\[\]@;\"*_`<>&~|])", r"\\\1", _straight(reference.locator)))
    if reference.quotation:
        quotation = " ".join(reference.quotation.split())[:4500]
        pieces.append('"' + re.sub(r"([\\\[\]\"*_`<>&~|@])", r"\\\1", quotation) + '"')
    if reference.suffix:
        pieces.append(_escaped(reference.suffix))
    prefix = f"{_escaped(reference.prefix)} " if reference.prefix else ""
    return prefix + ", ".join(pieces)


def _straight(text: str) -> str:
    return re.sub("[“”„«»]", '"', " ".join(text.split())).rstrip(" -–—")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _straight(text))
