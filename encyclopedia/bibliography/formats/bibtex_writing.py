"""BibTeX files out, in biblatex's fields. Fields of CSL's that biblatex lacks are written under CSL's own names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from encyclopedia.bibliography.formats import bibtex_fields
from encyclopedia.bibliography.formats.bibtex import unused_key
from encyclopedia.bibliography.formats.bibtex_names import others_of, write_name_list
from encyclopedia.bibliography.formats.further import is_line, orcids, packed
from encyclopedia.bibliography.formats.latex import encode
from encyclopedia.bibliography.records.csl_types import PERIODICALS, TEXT_FIELDS
from encyclopedia.bibliography.records.personal_names import read_names
from encyclopedia.bibliography.records.record_dates import edtf, read_date

_KEY = re.compile(r"[^\w:.+/-]+")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_DATED: Final = frozenset({"year", "month", "day"})
_OWN: Final = frozenset(
    {"others", bibtex_fields.TYPE_FIELD, bibtex_fields.PACKED, bibtex_fields.PACKED_CUSTOM}
)


def write_bibtex(records: Iterable[Mapping[str, Any]]) -> str:
    """The records as a BibTeX file, in their own order; keys are their ids."""
    library = Library()
    keys: dict[str, int] = {}
    for record in records:
        library.add(_entry(record, keys))
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent = "  "
    form.block_separator = "\n"
    form.trailing_comma = True
    return write_string(library, unparse_stack=[], bibtex_format=form) if keys else ""


def _entry(record: Mapping[str, Any], keys: dict[str, int]) -> Entry:
    kind = str(record.get("type", ""))
    name = bibtex_fields.TYPES_OUT.get(kind, "misc")
    fields = {}
    if bibtex_fields.TYPES_IN[name] != kind:
        fields[bibtex_fields.TYPE_FIELD] = encode(kind)
    for field, value in _fields(record, kind):
        if value:
            fields[bibtex_fields.KEPT + field if field in fields else field] = value
    return Entry(
        name,
        key_of(record, keys),
        [Field(field, f"{{{value}}}") for field, value in fields.items()],
    )


def key_of(record: Mapping[str, Any], keys: dict[str, int]) -> str:
    """The key of an entry, and no other one's: `keys` are those that are used already."""
    wanted = _KEY.sub("-", str(record.get("id") or "")).strip("-") or "entry"
    return unused_key(wanted, keys)


def _fields(record: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    rest: dict[str, Any] = {}
    for field, value in record.items():
        if field in ("id", "type", "custom"):
            continue
        if field in bibtex_fields.NAMES_OUT:
            name = bibtex_fields.NAMES_OUT[field]
            yield name, write_name_list(value, others=others_of(record, field))
            yield name + bibtex_fields.ANNOTATED, encode(orcids(value))
        elif field in bibtex_fields.DATES_OUT:
            if date := read_date(value):
                yield bibtex_fields.DATES_OUT[field], edtf(date) or encode(date.literal)
        elif field in TEXT_FIELDS and isinstance(value, str | int):
            yield _field_name(field, kind), _written(field, str(value))
        elif is_line(value) and _NAME.fullmatch(field):
            yield bibtex_fields.UNKNOWN + field, encode(value)
        else:
            rest[field] = value
    yield bibtex_fields.PACKED, encode(packed(rest))
    yield from _custom(record)


def _custom(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    custom, rest = record.get("custom"), dict[str, Any]()
    for field, value in custom.items() if isinstance(custom, Mapping) else ():
        if field == "others" and _are_written(record, value):
            continue  # written as "and others"
        if not is_line(value) or not _NAME.fullmatch(field):
            rest[field] = value
            continue
        name = _kept_name(field, record)
        plain = _verbatim(value) if name in bibtex_fields.VERBATIM else encode(value)
        if plain != encode(value) and name in bibtex_fields.VERBATIM:
            name, plain = bibtex_fields.KEPT + name, encode(value)
        yield name, plain
    yield bibtex_fields.PACKED_CUSTOM, encode(packed(rest))


def _are_written(record: Mapping[str, Any], others: Any) -> bool:
    """Whether all these fields of names end with "and others" in the file."""
    return isinstance(others, str) and all(
        field in bibtex_fields.NAMES_OUT and read_names(record.get(field))
        for field in others.split()
    )


def _kept_name(name: str, record: Mapping[str, Any]) -> str:
    """The name under which a field that means nothing in CSL comes back as it was, and isn't read as another."""
    field = (
        bibtex_fields.TEXTS_IN.get(name)
        or bibtex_fields.NAMES_IN.get(name)
        or bibtex_fields.DATES_IN.get(name)
    )
    if (
        name in bibtex_fields.AUXILIARY
        or name in _OWN
        or name.startswith((bibtex_fields.KEPT, bibtex_fields.UNKNOWN))
        or name[0].isdigit()
        or (field and field not in record)
        or (name in _DATED and "issued" not in record)
    ):
        return bibtex_fields.KEPT + name
    return name


def _field_name(field: str, kind: str) -> str:
    periodical = kind in PERIODICALS
    if field == "container-title" and kind == "book":
        return field  # `booktitle` would be read as the book's own
    if field == "container-title":
        return "journaltitle" if periodical else "booktitle"
    if field == "issue" and periodical:
        return "number"
    if field == "collection-number" and kind in bibtex_fields.BOOKS_AND_PARTS:
        return "number"
    if field == "number" and (periodical or kind in bibtex_fields.BOOKS_AND_PARTS):
        return "cslnumber"
    if field == "publisher":
        return {"thesis": "institution", "report": "institution"}.get(kind, "publisher")
    return bibtex_fields.TEXTS_OUT.get(field, field.lower())


def _written(field: str, value: str) -> str:
    name = bibtex_fields.TEXTS_OUT.get(field, "")
    if name in bibtex_fields.VERBATIM:
        return _verbatim(value)
    if field == "page":
        return (
            encode(value).replace("–", "--")
            if "-" not in value
            else re.sub(r"(?<=\w)-(?=\w)", "--", encode(value))
        )
    return encode(value)


def _verbatim(value: str) -> str:
    """An address with what would unbalance the entry percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match.group()):02X}", value.strip())
