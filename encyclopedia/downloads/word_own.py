"""What a Word file of ours says of itself, so that our import knows the entry again. Pure: no Django."""

from __future__ import annotations

import json
from typing import Final

from encyclopedia.downloads.tree import EditionTree, words_of
from encyclopedia.downloads.zotero_fields import pieces_of

# The properties of the document that hold, piece by piece, the entry without its text.
OWN_PROPERTY: Final = "STET_ENTRY_"
# The code of a field around words that should link to an entry which is not here yet.
LINK_CODE: Final = "ADDIN STET_LINK"
# The code of a field around the words that ask for a citation within a note.
NEEDED_CODE: Final = "ADDIN STET_NEEDED"


def own_pieces(tree: EditionTree, facts_shown: str) -> list[str]:
    """The entry without its text, and what the file shows of its facts and bibliography: what differs was changed."""
    if not tree.stated:
        return []
    listed = [letters(words_of(line)) for line in (*tree.bibliography, *tree.further)]
    said = {"entry": json.loads(tree.stated), "shown": letters(facts_shown), "listed": listed}
    return pieces_of(json.dumps(said, ensure_ascii=True, separators=(",", ":")))


def letters(words: str) -> str:
    """The letters and digits alone: what a program that writes the file again leaves as it is."""
    return "".join(sign for sign in words if sign.isalnum())


def needed_field(reason: str) -> str:
    return f"{NEEDED_CODE} {json.dumps(reason, ensure_ascii=False)}"


def link_field(target: str) -> str:
    return f"{LINK_CODE} {json.dumps(target, ensure_ascii=False)}"
