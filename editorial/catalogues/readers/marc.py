"""A record of MARC 21 in XML, as libraries give it: of whom, title, edition, imprint, numbers, responsible people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from editorial.catalogues.readers.answers import local, person, text, year_in
from editorial.catalogues.works import Work, work
from encyclopedia.core.documents import JSON
from encyclopedia.core.messages import Message

# Punctuation that introduces the next part (ISBD).
_END: Final = re.compile(r"[\s,:;/=]+\Z")
_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})\.\Z|(?<=[\d)\]])\.\Z")
_ISBN: Final = re.compile(r"[0-9][0-9 -]{8,16}[0-9Xx]")
_ROLES: Final = {
    "editor": ("edt", "edc", "edi", "edit", "hrsg", "hg", "éd", "ed."),
    "translator": ("trl", "transl", "übers", "trad"),
}
# Responsible in ways that no note names.
_OTHERS: Final = re.compile(
    r"\A(?:pbl|prt|bkd|bnd|own|fmo|dnr|ill|aui|aft|win|wpr|cov|dte|oth|isb|spn|his|fnd)\b"
)


@dataclass
class _Field:
    tag: str
    second: str = " "
    parts: list[tuple[str, str]] = field(default_factory=list)

    def first(self, codes: str) -> str:
        return next((words for code, words in self.parts if code in codes), "")

    def all(self, codes: str) -> list[str]:
        return [words for code, words in self.parts if code in codes]


def read_marc(record: Element) -> Work | None:
    """The work of one `record`; None without a title."""
    fields = list(_fields(record))
    title = next((item for item in fields if item.tag == "245"), None)
    if title is None:
        return None
    doubts: dict[str, Message] = {}
    made: JSON = {"type": _type(record, fields), "title": _title(title)}
    made |= _makers(fields)
    made |= _imprint(record, fields, doubts)
    made |= _numbers(fields)
    made |= _whole(fields)
    for item in fields:
        if item.tag == "250" and "edition" not in made:
            made["edition"] = _edition(item.first("a"))
        elif item.tag == "300":
            pages = re.search(r"(\d+)\s*(?:p\b|pp\b|pages|S\b|Seiten|s\b|стр|с\b)", item.first("a"))
            made["number-of-pages"] = pages[1] if pages else ""
        elif item.tag in ("490", "830") and "collection-title" not in made:
            made["collection-title"] = _bare(item.first("a"))
            made["collection-number"] = _bare(item.first("v"))
        elif item.tag == "502":
            made["genre"] = _bare(item.first("ab"))
            made["publisher"] = made.get("publisher") or _bare(item.first("c"))
    made["language"] = _language(record, fields)
    return work(made, doubts)


def _fields(record: Element) -> Iterator[_Field]:
    for element in record:
        if local(element) != "datafield":
            continue
        item = _Field(element.get("tag", ""), element.get("ind2", " "))
        for part in element:
            words = text(part.text or "")
            if words:
                item.parts.append((part.get("code", ""), words))
        yield item


def _controlled(record: Element, name: str) -> str:
    for element in record:
        if local(element) == name or (
            local(element) == "controlfield" and element.get("tag") == name
        ):
            return element.text or ""
    return ""


def _type(record: Element, fields: list[_Field]) -> str:
    leader = _controlled(record, "leader").ljust(24)
    kind, level = leader[6], leader[7]
    if any(item.tag == "502" for item in fields):
        return "thesis"
    by_kind = {"e": "map", "f": "map", "g": "motion_picture", "j": "song", "i": "song"}
    by_kind |= {"k": "graphic", "c": "musical_score", "d": "musical_score", "t": "manuscript"}
    if kind in by_kind:
        return by_kind[kind]
    if level in "ab" and any(item.tag == "773" for item in fields):
        numbered = any(item.tag == "773" and item.first("x") for item in fields)
        return "article-journal" if level == "b" or numbered else "chapter"
    return "periodical" if level == "s" else "book"


def _title(item: _Field) -> str:
    """Title, part and subtitle; what sorting passes over is told by an indicator, and belongs to it."""
    words = _bare(item.first("a"))
    for code, part in item.parts:
        if code in "bnp" and _bare(part):
            joint = "" if words.endswith(("?", "!", ":")) else (":" if code == "b" else ".")
            words = f"{words}{joint} {_bare(part)}"
    return words


def _makers(fields: list[_Field]) -> JSON:
    made: dict[str, list[JSON]] = {}
    for item in fields:
        if item.tag not in ("100", "110", "111", "700", "710"):
            continue
        if item.tag in ("700", "710") and item.first("t"):
            continue  # another work that is named, too
        role = _role(item)
        # Whoever else is named without a word of what they did has a part in it, which may be anything.
        if not role or (item.tag in ("700", "710") and role == "unsaid"):
            continue
        name = _bare(item.first("a"))
        if not name:
            continue
        # Numbers of kings and popes stand in b, titles in c: neither is the name.
        made.setdefault("author" if role == "unsaid" else role, []).append(
            person(name) if item.tag in ("100", "700") else {"literal": name}
        )
    return {role: _once(names) for role, names in made.items()}


def _role(item: _Field) -> str:
    said = [words.lower() for words in item.all("4e")]
    said = [re.sub(r".*/relators/", "", words) for words in said]
    if not said:
        return "unsaid"
    for role, signs in _ROLES.items():
        if any(words.startswith(sign) for words in said for sign in signs):
            return role
    if any(words.startswith(("aut", "verf", "cre", "dis")) for words in said):
        return "author"
    return "" if all(_OTHERS.match(words) for words in said) else "unsaid"


def _once(names: list[JSON]) -> list[JSON]:
    return [name for place, name in enumerate(names) if name not in names[:place]]


def _imprint(record: Element, fields: list[_Field], doubts: dict[str, Message]) -> JSON:
    published = [item for item in fields if item.tag == "264" and item.second == "1"]
    item = next(iter(published), None) or next((f for f in fields if f.tag == "260"), None)
    said = item.first("c") if item else ""
    coded = _controlled(record, "008")[7:11]
    year = year_in(said) or (int(coded) if re.fullmatch(r"1[4-9]\d\d|20\d\d", coded) else None)
    made: JSON = {"issued": {"date-parts": [[year]]} if year else None}
    if year and (not said or not re.fullmatch(r"\d{4}\.?", said)):
        # In brackets the library inferred it; c or © is the year of the right.
        doubts["issued"] = Message("catalogue_said_year", said=said or coded)
    if item:
        made["publisher-place"] = _unbracketed(item.first("a"))
        made["publisher"] = _unbracketed(item.first("b"))
    return made


def _numbers(fields: list[_Field]) -> JSON:
    isbns, issns, made = [], [], dict[str, str]()
    for item in fields:
        value = item.first("a")
        if item.tag == "020" and (isbn := _ISBN.match(value)):
            isbns.append(isbn.group())
        elif item.tag == "022" and value:
            issns.append(value.split()[0])
        elif item.tag == "024" and item.first("2").lower() == "doi":
            made["DOI"] = value
        elif item.tag == "035" and value.startswith("(OCoLC)"):
            made["OCLC"] = value
    return {**made, "ISBN": ", ".join(isbns), "ISSN": ", ".join(issns)}


def _whole(fields: list[_Field]) -> JSON:
    """What an article or chapter stands in."""
    item = next((item for item in fields if item.tag == "773"), None)
    if item is None:
        return {}
    made: JSON = {"container-title": _bare(item.first("t"))}
    where = " ".join(item.all("g"))
    signs = {"volume": r"(?:vol\.?|volume:|Bd\.?|Band)\s*(\w+)"}
    signs |= {"issue": r"(?:no\.?|number:|Nr\.?|Heft)\s*(\w+)"}
    signs |= {"page": r"(?:pp?\.|pages:|S\.|Seiten?)\s*(\d+(?:\s*[-–]\s*\d+)?)"}
    for name, sign in signs.items():
        if match := re.search(sign, where, re.I):
            made[name] = match[1]
    return made


def _edition(words: str) -> str:
    match = re.match(r"(\d{1,3})(?:st|nd|rd|th|\.|e|ª|º)?\s*(?:ed|auf|éd|изд|izd)", words, re.I)
    return match[1] if match else _bare(words)


def _language(record: Element, fields: list[_Field]) -> str:
    said = next((item.first("a") for item in fields if item.tag == "041"), "")
    return said[:3] or _controlled(record, "008")[35:38].strip("|# ")


def _bare(words: str) -> str:
    """Without the punctuation in front of the next part, and a full stop that ends no abbreviation."""
    return _STOP.sub("", _END.sub("", words)).strip()


def _unbracketed(words: str) -> str:
    """The same without brackets around the whole, in which the library puts what it knows from elsewhere."""
    bare = _bare(words)
    return _bare(bare[1:-1]) if bare.startswith("[") and bare.endswith("]") else bare
