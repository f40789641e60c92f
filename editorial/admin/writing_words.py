"""The words of the writing surface, which its script shows; those in brackets are filled in there."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from encyclopedia.models import Standing


def writing_words() -> str:
    """As JSON, by the names that the script knows them by."""
    words: dict[str, Any] = {
        "placeholder": _(
            "Write here. Type [@ to cite, [[ to link, / for a heading, a list or a table."
        ),
        "needed": _("citation needed"),
        "note": _("note {name}"),
        "picture": _("picture"),
        "table": _("Table"),
        "cell": _("Row {row}, column {column}"),
        "tableActs": {
            "addRow": _("Add a row"),
            "addColumn": _("Add a column"),
            "removeRow": _("Remove this row"),
            "removeColumn": _("Remove this column"),
            "asText": _("Write it as text"),
        },
        "uncited": _("No citation covers these words."),
        "mends": {
            "writeNote": _("Write this note"),
            "cite": _("Cite a source"),
            "needed": _("Mark that a citation is needed"),
        },
        "standings": {standing.value: str(standing.label) for standing in Standing},
        "cite": {
            "found": _("Here already: Enter takes the first."),
            "proposed": _("Not here yet. Compare what was read, mend it, then say where in it."),
            "chosen": _("Cites {work}."),
            "missing": _("Say which source you cite."),
            "asking": _("Asking {names} … You can go on meanwhile."),
            "asked": _("Compare what was found, mend it, then say where in it."),
            "kept": _("What you typed stays. It was found as “{value}”."),
            "unasked": _("The catalogues cannot be asked now. Write the fields yourself."),
            "expired": _("You have been logged out. Sign in again, then go on."),
            "failed": _("The office cannot be reached now. Try again, or write [@key] by hand."),
        },
        "phrases": {
            "find": _("Find"),
            "replaceWith": _("Replace with"),
            "next": _("Next"),
            "previous": _("Previous"),
            "all": _("Select all"),
            "matchCase": _("Match case"),
            "wholeWords": _("Whole words"),
            "pattern": _("Pattern"),
            "replace": _("Replace"),
            "replaceAll": _("Replace all"),
            "close": _("Close"),
            "onLine": _("in line"),
            "currentMatch": _("this place"),
            "proposals": _("Proposals"),
            "problems": _("Problems"),
            "goToLine": _("Go to line"),
            "go": _("Go"),
            "replacedOne": _("replaced in line $"),
            "replacedAll": _("replaced in $ places"),
        },
    }
    return json.dumps(words)


def writing_keys() -> list[tuple[str, str, str]]:
    """Each key that can be switched off, as the script names it, as one reads it, and what it does."""
    return [
        ("Mod-s", "Ctrl+S", _("Save and continue writing")),
        ("Mod-Enter", "Ctrl+Enter", _("Save and submit for review")),
        ("Mod-b", "Ctrl+B", _("Bold")),
        ("Mod-i", "Ctrl+I", _("Italic")),
        ("Mod-k", "Ctrl+K", _("Link")),
        ("Mod-Shift-c", "Ctrl+Shift+C", _("Cite")),
        ("Mod-Alt-h", "Ctrl+Alt+H", _("Heading")),
        ("Mod-Alt-n", "Ctrl+Alt+N", _("Note")),
        ("Mod-Alt-m", "Ctrl+Alt+M", _("Comment on what is selected, or suggest other words")),
        ("Mod-Alt-j", "Ctrl+Alt+J", _("Next comment")),
        ("Mod-Alt-Shift-j", "Ctrl+Alt+Shift+J", _("Comment before")),
        ("Mod-/", "Ctrl+/", _("This list")),
        ("?", "?", _("This list, where one does not write")),
    ]
