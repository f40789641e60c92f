"""BibTeX and biblatex files in. One broken entry is reported with its line, the rest is read.

bibtexparser splits the file; macros, `#`, cross-references, LaTeX and names are read here. Fields that mean
nothing in CSL are kept under `custom`, with their own name.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import unquote

from bibtexparser.entrypoint import parse_string

from encyclopedia.bibliography.formats import bibtex_fields
from encyclopedia.bibliography.formats.bibtex_entries import (
    Fields,
    Macros,
    cut,
    entries,
    fields_of,
    inherited,
    joined,
    line_of,
)
from encyclopedia.bibliography.formats.bibtex_names import (
    read_bibtex_date,
    read_name_list,
    split_names,
)
from encyclopedia.bibliography.formats.doubtful_years import doubtful_year
from encyclopedia.bibliography.formats.further import give_orcids, unpacked
from encyclopedia.bibliography.formats.latex import decode, sorted_out, verbatim
from encyclopedia.bibliography.formats.reading_result import FileContents, refusal
from encyclopedia.bibliography.records.csl_types import PERIODICALS
from encyclopedia.bibliography.records.identifiers import IdentifierError, arxiv
from encyclopedia.bibliography.records.normalising import normalise
from encyclopedia.bibliography.records.record_dates import read_date
from encyclopedia.dates import MONTHS

_ENTRY = re.compile(r"@\s*[A-Za-z]+\s*[{(]")
SUBTITLES: Final = {
    "title": "subtitle",
    "booktitle": "booksubtitle",
    "maintitle": "mainsubtitle",
    "journaltitle": "journalsubtitle",
}

# Of several fields that mean the same, the first of the table is used.
_RANK: Final = {name: rank for rank, name in enumerate(bibtex_fields.TEXTS_IN)}


def read_bibtex(text: str) -> FileContents:
    """The records of a BibTeX or biblatex file."""
    reading = FileContents()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    problem = refusal(text, "BibTeX")
    if problem:
        reading.problems.append(problem)
        return reading
    if not _ENTRY.search(text):
        reading.add(0, "", "bibtex_no_entry")
        return reading
    text = with_keys(text)
    library = parse_string(text, parse_stack=[])
    macros = Macros({month[:3].lower(): month for month in MONTHS})
    for string in library.strings:
        value, whole_of_it = joined(string.value, macros, lambda _: None)
        macros.values[string.key.lower()] = value
        if not whole_of_it:
            reading.problems.append(cut(line_of(string), "", string.key))
    entries_with_fields = [
        (entry, fields_of(entry, macros, reading)) for entry in entries(library.blocks, reading)
    ]
    fields = {entry.key.lower(): own for entry, own in reversed(entries_with_fields)}
    keys: dict[str, int] = {}
    for entry, own in entries_with_fields:
        line = line_of(entry)
        whole = inherited(own, fields, entry, macros, reading)
        record = _record(entry.entry_type, whole, line, entry.key, reading)
        _report_mended(whole, line, entry.key, reading)
        record["id"] = _unused(entry.key, keys, line, reading)
        reading.records.append(normalise(record))
    if not reading.records and not reading.problems:
        reading.add(0, "", "bibtex_no_work")
    reading.problems.sort(key=lambda problem: problem.line)
    return reading


# An entry that begins with its first field: "@book{ author = …".
_KEYLESS = re.compile(
    r"(@\s*(?!string\b|comment\b"
    r"|preamble\b)[A-Za-z]+\s*\{)(?=\s*[A-Za-z][A-Za-z_-]*\s*=\s*[{\"\w])",
    re.IGNORECASE,
)


def with_keys(text: str) -> str:
    """The file with a key, "entry-7" after its line, for each entry that has none."""
    return _KEYLESS.sub(
        lambda match: f"{match[1]}entry-{text.count(chr(10), 0, match.start()) + 1},", text
    )


def _report_mended(fields: Fields, line: int, key: str, reading: FileContents) -> None:
    """Say what was read otherwise than it stands."""
    for name, value in fields.items():
        if name in bibtex_fields.NAMES_IN and ";" in value and len(split_names(value)) == 1:
            reading.add(line, key, "bibtex_semicolons", name=name)
        elif bibtex_fields.TEXTS_IN.get(name) == "URL" and re.search(r"\S \S", value):
            reading.add(line, key, "address_with_space", address=value.strip()[:200])


def _unused(key: str, keys: dict[str, int], line: int, reading: FileContents) -> str:
    """The key, or the key with a number when it is already used."""
    wanted = key or f"entry-{line}"
    free_key = unused_key(wanted, keys)
    if free_key != wanted:
        reading.add(line, key, "bibtex_key_twice", key=key, unused=free_key)
    return free_key


def unused_key(wanted: str, keys: dict[str, int]) -> str:
    """`wanted`, followed by a number if it is among the `keys` already, which count how often each was wanted."""
    key = wanted
    while key.lower() in keys:
        keys[wanted.lower()] += 1
        key = f"{wanted}-{keys[wanted.lower()]}"
    keys[key.lower()] = 1
    return key


def _record(
    name: str, fields: Fields, line: int, key: str, reading: FileContents
) -> dict[str, Any]:
    name = name.lower()
    custom: dict[str, Any] = {}
    kind = bibtex_fields.TYPES_IN.get(name, "")
    if not kind:
        kind, custom["entrytype"] = "document", name
        reading.add(line, key, "bibtex_unknown_type", type=name)
    if fields.get(bibtex_fields.TYPE_FIELD):
        kind = decode(fields.pop(bibtex_fields.TYPE_FIELD))
    elif kind == "article-journal" and fields.get("entrysubtype") in ("magazine", "newspaper"):
        kind = f"article-{fields.pop('entrysubtype')}"
    record: dict[str, Any] = {"type": kind}
    if name in bibtex_fields.GENRES and "type" not in fields:
        record["genre"] = bibtex_fields.GENRES[name]
    fields = _titles(dict(fields))
    if kind == "chapter" and "chapter" in fields and "type" in fields:
        fields["chapter"] = f"{fields.pop('type')} {fields['chapter']}"  # "Section 1.2"
    _eprint(record, fields)
    _dates(record, fields)
    for field, value in sorted(fields.items(), key=lambda item: _RANK.get(item[0], 0)):
        if not (
            _place(record, kind, field, value, custom) or _further(record, field, value, custom)
        ):
            custom[field.removeprefix(bibtex_fields.KEPT)] = (
                verbatim(value) if field in bibtex_fields.VERBATIM else decode(value)
            )
    if custom:
        record["custom"] = custom
    return record


def _titles(fields: Fields) -> Fields:
    """Title and subtitle as one; the title of the whole before that of the volume."""
    for title, subtitle in SUBTITLES.items():
        if title in fields and (more := fields.pop(subtitle, "")):
            between = " " if fields[title].rstrip("}")[-1:] in ("?", "!", ":") else ": "
            fields[title] += between + more
    if main := fields.pop("maintitle", ""):
        volume = "booktitle" if "booktitle" in fields else "title"
        if volume in fields:
            fields["volume-title"] = fields[volume]
        fields[volume] = main
    return fields


def _eprint(record: dict[str, Any], fields: Fields) -> None:
    where = fields.get("eprinttype", fields.get("archiveprefix", "")).lower()
    number = verbatim(fields.get("eprint", ""))
    if where == "pubmed":
        record["PMID"] = number
    elif where == "arxiv" or (not where and number):
        try:
            record["arXiv"] = arxiv(number)
        except IdentifierError:
            return
    else:
        return
    for field in ("eprint", "eprinttype", "archiveprefix"):
        fields.pop(field, None)


def _dates(record: dict[str, Any], fields: Fields) -> None:
    for name, field in bibtex_fields.DATES_IN.items():
        if name in fields and field not in record:
            record[field] = {"raw": _raw(fields.pop(name))}
    year = decode(fields.get("year", ""))
    if not year or "issued" in record:
        return
    month, day = decode(fields.get("month", "")), decode(fields.get("day", ""))
    if doubtful := doubtful_year(fields["year"]):
        record["issued"] = doubtful
        fields.pop("year")
    elif date := read_bibtex_date(year, month, day):
        record["issued"] = date
        for name in ("year", "month", "day"):
            fields.pop(name, None)
    elif date := read_bibtex_date(year, ""):
        record["issued"] = date
        fields.pop("year")
    elif digits := re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", sorted_out(fields["year"])):
        record["issued"] = {"date-parts": [[int(digits.group())]]}
    elif not re.search("[0-9]", year):
        record["status"] = year
        fields.pop("year")


def _place(
    record: dict[str, Any], kind: str, name: str, value: str, custom: dict[str, Any]
) -> bool:
    """Put a field where it belongs; False when there is no such place, or it is already filled."""
    if field := bibtex_fields.NAMES_IN.get(name):
        if field in record:
            return False
        record[field], others = read_name_list(value)
        if others:
            custom["others"] = f"{custom.get('others', '')} {field}".strip()
        return True
    field = _number_field(kind, name) or bibtex_fields.TEXTS_IN.get(name, "")
    if kind == "book" and name == "booktitle":
        return decode(value) == record.get(
            "title"
        )  # a book stands in no other; this is for what refers to it
    if not field or field in record:
        return False
    plain = verbatim(value) if name in bibtex_fields.VERBATIM else decode(value)
    if name == "howpublished" and re.match(r"https?://\S+$", plain):
        if "URL" in record:
            return False
        field = "URL"
    elif field == "DOI":
        plain = re.sub(r"%(?:7[BbDd]|5[Cc])", lambda match: unquote(match.group()), plain)
    elif field == "page":
        plain = re.sub(r"\s*(?:--?|–|—)+\s*", "-", plain)
    elif field == "language":
        plain = bibtex_fields.LANGUAGES.get(
            plain, plain
        )  # babel's names; what stands there in words stays
    record[field] = plain
    return True


def _raw(value: str) -> str:
    """A date as it stands, or the words that stand in its place."""
    plain = re.sub(r"[{}]", "", value)
    date = read_date(plain)
    return decode(value) if date and date.literal else plain


def _further(record: dict[str, Any], name: str, value: str, custom: dict[str, Any]) -> bool:
    """Take what our own writer had no field for; False for anything else."""
    field, annotated, _ = name.partition(bibtex_fields.ANNOTATED)
    if annotated:
        return give_orcids(record.get(bibtex_fields.NAMES_IN.get(field, "")), decode(value))
    if name in (bibtex_fields.PACKED, bibtex_fields.PACKED_CUSTOM):
        values = unpacked(decode(value))
        for key, item in (values or {}).items():
            (record if name == bibtex_fields.PACKED else custom).setdefault(key, item)
        return values is not None
    if name.startswith(bibtex_fields.UNKNOWN):
        record.setdefault(name.removeprefix(bibtex_fields.UNKNOWN), decode(value))
        return True
    return False


def _number_field(kind: str, name: str) -> str:
    """What `number` counts: issues of a periodical, volumes of a series, or the works of its publisher."""
    if name != "number":
        return ""
    if kind in PERIODICALS:
        return "issue"
    return "collection-number" if kind in bibtex_fields.BOOKS_AND_PARTS else "number"
