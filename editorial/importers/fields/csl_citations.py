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
from encyclopedia.bibliography.csl_locators import csl_locator
from encyclopedia.downloads.zotero_fields import OWN, shown_suffix

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
    typed = item.get(OWN)
    typed = typed if isinstance(typed, Mapping) else {}
    key = key or str(typed.get("key") or "")
    label, place = str(item.get("label") or "page"), str(item.get("locator") or "")
    # As it was typed here, unless somebody changed the citation in the reference manager since.
    locator, prefix = str(typed.get("locator") or ""), str(typed.get("prefix") or "")
    is_same_place = bool(locator) and csl_locator(locator) == (label, place)
    suffix, quotation = str(typed.get("suffix") or ""), str(typed.get("quotation") or "")
    is_same_suffix = bool(quotation) and shown_suffix(suffix, quotation) == item.get("suffix")
    is_same_prefix = bool(prefix) and f"{prefix} " == item.get("prefix")
    return FieldWork(
        normalise(record) if named else {},
        tuple(identities) or (() if numbered or not own else (own,)),
        key if _KEY.fullmatch(key) else "",
        tidy(locator) if is_same_place else worded_locator(place, label),
        tidy(prefix) if is_same_prefix else tidy(item.get("prefix")).rstrip(" ,;:"),
        tidy(suffix) if is_same_suffix else joint(str(item.get("suffix") or "")),
        " ".join(quotation.split()) if is_same_suffix else "",
    )


def _shown(data: Mapping[str, Any]) -> str:
    shown = data.get("properties") or data.get("mendeley") or {}
    if not isinstance(shown, Mapping):
        return ""
    return tidy(shown.get("plainCitation") or shown.get("plainTextFormattedCitation") or "")
