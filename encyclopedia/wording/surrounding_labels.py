"""What each kind of thing that gives cited words their meaning from outside is called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {
    "entry": _("Title of the entry"),
    "heading": _("Heading above"),
    "first": _("Beginning of the list item"),
    "lead": _("Words that lead in"),
    "list": _("List"),
    "item": _("Number in the list"),
    "quotation": _("Block quotation"),
    "attribution": _("Last line of the block quotation"),
    "below": _("Words directly below"),
    "host": _("Sentence that the note belongs to"),
    "table": _("Table"),
    "legend": _("Legend below the table"),
    "label": _("Label of a column"),
    "above": _("Cell above that this row repeats"),
    "section": _("Row above that heads this one"),
    "row": _("Row of the table"),
    "filled": _("Columns with words"),
    "cell": _("Cell of the row"),
    "column": _("Column"),
    "picture": _("Picture"),
    "file": _("File"),
    "alt": _("Description"),
    "caption": _("Caption"),
    "link": _("Link"),
    "target": _("Target"),
    "title": _("Words in italics"),
    "struck": _("Words struck out"),
    "code": _("Words set as code"),
    "led": _("What the words lead in"),
    "note": _("Note called in the sentence"),
    "needed": _("Words of “citation needed”"),
    "words": _("Words"),
    "depth": _("Depth"),
    "place": pgettext_lazy("in a text or a source", "Place"),
    "call": _("Place of the note’s mark"),
    "preferred": _("Preferred of the facts in dispute"),
}
