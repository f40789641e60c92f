"""How titles and aliases are compared: one key for links, aliases and look-ups. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata

from encyclopedia.core.citations import fold

# The width of the columns that hold keys: normalising can make one character eighteen.
MAX_KEY_LENGTH = 300

_KEEP = re.compile(r"[^\w\s-]", re.UNICODE)


def name_key(name: str) -> str:
    """What two spellings of one title share: NFKC, case folded, underscores and white space as one space."""
    key = fold(unicodedata.normalize("NFKC", name).replace("_", " ")).casefold()
    return key[:MAX_KEY_LENGTH]


def bare(text: str) -> str:
    """Without diacritics, case folded: for sorting and the A–Z index."""
    decomposed = unicodedata.normalize("NFKD", text)
    return fold("".join(c for c in decomposed if not unicodedata.combining(c))).casefold()


def slugify(title: str) -> str:
    """The address of a title: diacritics dropped, words joined by hyphens, other scripts kept."""
    key = _KEEP.sub("", bare(title)).strip()
    return re.sub(r"[-\s_]+", "-", key).strip("-")[:120]
