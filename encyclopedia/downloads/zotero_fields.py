"""Citations as the fields that Zotero writes into Word files, so that it, and our own import, reads them back.

Its published form: `ADDIN ZOTERO_ITEM CSL_CITATION` and the citation as JSON
(https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-citation.json). Pure: no Django.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from encyclopedia.bibliography.csl_locators import csl_locator
from encyclopedia.downloads.tree import Cited

_SCHEMA: Final = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_STYLE: Final = "http://www.zotero.org/styles/chicago-fullnote-bibliography"
# The member of a citation in which it stands as it was typed here.
OWN: Final = "stet"
# A property of a document holds so many characters; Zotero parts what is longer.
_MAX_PROPERTY: Final = 255


def citation_field(
    cited: Sequence[tuple[Cited, Mapping[str, Any], str]], words: str, note_index: int
) -> str:
    """The code of one field: each citation with its record and its work's address; `words` as the note has them."""
    items = [_item(citation, record, address) for citation, record, address in cited]
    identity = json.dumps([note_index, items], ensure_ascii=False, sort_keys=True)
    data = {
        "citationID": hashlib.sha256(identity.encode()).hexdigest()[:10],
        "properties": {"formattedCitation": words, "plainCitation": words, "noteIndex": note_index},
        "citationItems": items,
        "schema": _SCHEMA,
    }
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {_json(data)}"


def bibliography_field() -> str:
    """The code of the field around the bibliography."""
    return (
        f"ADDIN ZOTERO_BIBL {_json({'uncited': [], 'omitted': [], 'custom': []})} CSL_BIBLIOGRAPHY"
    )


def preferences(session: str) -> list[str]:
    """What Zotero keeps of a document in its properties `ZOTERO_PREF_1` …, in pieces that a property holds."""
    written = (
        f'<data data-version="3" zotero-version="6.0"><session id="{session[:8]}"/>'
        f'<style id="{_STYLE}" hasBibliography="1" bibliographyStyleHasBeenSet="1"/>'
        '<prefs><pref name="fieldType" value="Field"/></prefs></data>'
    )
    return pieces_of(written)


def pieces_of(written: str) -> list[str]:
    """What is written, in pieces that a property of a document holds."""
    return [written[at : at + _MAX_PROPERTY] for at in range(0, len(written), _MAX_PROPERTY)]


def _item(citation: Cited, record: Mapping[str, Any], address: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": citation.key,
        "uris": [address],
        "itemData": {**record, "id": citation.key},
    }
    label, place = csl_locator(citation.locator)
    for name, value in (
        ("locator", place),
        ("label", label if place else ""),
        ("prefix", f"{citation.prefix} " if citation.prefix else ""),
        ("suffix", shown_suffix(citation.suffix, citation.quotation)),
    ):
        if value:
            item[name] = value
    # Zotero keeps what it does not know until somebody changes the citation: our import takes it as it was typed.
    typed = {
        name: value
        for name in ("key", "locator", "prefix", "suffix", "quotation")
        if (value := getattr(citation, name))
    }
    return {**item, OWN: typed}


def shown_suffix(suffix: str, quotation: str) -> str:
    """What stands behind the place, and the quotation that the citation rests on."""
    quoted = f'"{quotation}"' if quotation else ""
    return "".join(f", {words}" for words in (suffix, quoted) if words)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
