"""RIS's field for anything else (M2), where it says "field: value": as we write it, and as Zotero exports “Extra”."""

from __future__ import annotations

import re
from typing import Any, Final

from encyclopedia.bibliography.formats.bibtex_fields import KEPT, PACKED, PACKED_CUSTOM, UNKNOWN
from encyclopedia.bibliography.formats.further import give_bodies, give_orcids, name_of, unpacked
from encyclopedia.bibliography.records.csl_types import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS

# After the name of a field of names: the ORCID iDs in it, and which of its names are bodies'.
ORCID: Final = "-orcid"
BODIES: Final = "-bodies"
_LINE = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]{0,80}): (.+)", re.DOTALL)


def read_extra(record: dict[str, Any], custom: dict[str, Any], line: str) -> bool:
    """Put what the line says where it belongs; False when it names no field, or one that has a value already."""
    match = _LINE.fullmatch(line)
    if not match:
        return False
    name, value = match[1], match[2].strip()
    if name in NAME_FIELDS:
        record.setdefault(name, []).append(name_of(value))
        return True
    for ending, give in ((ORCID, give_orcids), (BODIES, give_bodies)):
        if name.endswith(ending):
            return give(record.get(name.removesuffix(ending)), value)
    if name in (PACKED, PACKED_CUSTOM):
        packed = unpacked(value)
        for key, item in (packed or {}).items():
            (record if name == PACKED else custom).setdefault(key, item)
        return packed is not None
    if name == "type":
        return bool(record["type"] == value)
    for start, where in ((KEPT, custom), (UNKNOWN, record)):
        if name.startswith(start):
            return bool(where.setdefault(name.removeprefix(start), value) == value)
    if name in record or name not in (*TEXT_FIELDS, *DATE_FIELDS):
        return False
    record[name] = {"raw": value} if name in DATE_FIELDS else value
    return True
