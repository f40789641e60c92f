"""The citations of Zotero and Mendeley: CSL's citation data as JSON, with every work's record. Pure: no Django.

https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-citation.json
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

from editorial.importers.fields.field_works import (
    MAX_FIELD,
    MAX_WORKS,
    FieldCitation,
    FieldWork,
    joint,
    tidy,
    worded_locator,
)
from encyclopedia.bibliography import normalise

MENDELEY_TAG = "MENDELEY_CITATION_v3_"
# The keys of fields that name a record in a program's library, and mean nothing to anybody else.
_INTERNAL = ("id", "citation-key", "citation-label", "system_id", "temp", "isTemporary", "multi")
_KEY = re.compile(r"[A-Za-z0-9][\w:.+/-]{0,79}")


def read_csl_citation(text: str) -> FieldCitation | None:
    """The citation in the JSON behind `CSL_CITATION`; None where it is none."""
    start = text.find("{")
    if start < 0 or len(text) > MAX_FIELD:
        return None
    try:
        data, _end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    items = data.get("citationItems") if isinstance(data, Mapping) else None
    if not isinstance(items, list) or not items:
        return None
    works = tuple(_work(item) for item in items[:MAX_WORKS] if isinstance(item, Mapping))
    return FieldCitation(works, _shown(data)) if works else None


def read_mendeley_tag(tag: str) -> FieldCitation | None:
    """The citation in the tag of a content control, as Mendeley Cite writes it."""
    if not tag.startswith(MENDELEY_TAG) or len(tag) > MAX_FIELD:
        return None
    packed = tag.removeprefix(MENDELEY_TAG)
    try:
        text = base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return read_csl_citation(text)


def _work(item: Mapping[str, Any]) -> FieldWork:
    data = item.get("itemData")
    data = data if isinstance(data, Mapping) else {}
    named = data.get("type") or data.get("title")
    record = {name: value for name, value in data.items() if name not in _INTERNAL}
    uris = item.get("uris") or item.get("uri") or ()
    listed = uris if isinstance(uris, list) else [uris]
    # An id is the program's own only within this file: Mendeley counts "ITEM-1" anew in each citation.
    own = str(item.get("id") or data.get("id") or "")
    numbered = own.startswith("ITEM-")
    identities = [str(uri) for uri in listed[:10] if isinstance(uri, str | int)]
    key = str(data.get("citation-key") or "")
    return FieldWork(
        normalise(record) if named else {},
        tuple(identities) or (() if numbered or not own else (own,)),
        key if _KEY.fullmatch(key) else "",
        worded_locator(str(item.get("locator") or ""), str(item.get("label") or "page")),
        tidy(item.get("prefix")).rstrip(" ,;:"),
        joint(str(item.get("suffix") or "")),
    )


def _shown(data: Mapping[str, Any]) -> str:
    shown = data.get("properties") or data.get("mendeley") or {}
    if not isinstance(shown, Mapping):
        return ""
    return tidy(shown.get("plainCitation") or shown.get("plainTextFormattedCitation") or "")
