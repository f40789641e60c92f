"""What the parts of a document are called where one is too long: a name for each name of `core.limits`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from encyclopedia.core.limits import Excess

PARTS: dict[str, Any] = {
    "title": pgettext_lazy("part of a document", "title"),
    "address": pgettext_lazy("part of a document", "address"),
    "summary": pgettext_lazy("part of a document", "summary"),
    "text": pgettext_lazy("part of a document", "text"),
    "alias": pgettext_lazy("part of a document", "alias"),
    "tag": pgettext_lazy("part of a document", "tag"),
    "sorting name": pgettext_lazy("part of a document", "sorting name"),
    "author's name": pgettext_lazy("part of a document", "author's name"),
    "affiliation": pgettext_lazy("part of a document", "affiliation"),
    "author's role": pgettext_lazy("part of a document", "author's role"),
    "picture's name": pgettext_lazy("part of a document", "picture's name"),
    "picture's words": pgettext_lazy("part of a document", "picture's words"),
    "focal point": pgettext_lazy("part of a document", "focal point"),
    "property": pgettext_lazy("part of a document", "property"),
    "value": pgettext_lazy("part of a document", "value"),
    "note": pgettext_lazy("part of a document", "note"),
    "date": pgettext_lazy("part of a document", "date"),
    "place": pgettext_lazy("part of a document", "place"),
    "target": pgettext_lazy("part of a document", "target"),
    "source key": pgettext_lazy("part of a document", "source key"),
    "locator": pgettext_lazy("part of a document", "locator"),
    "quotation": pgettext_lazy("part of a document", "quotation"),
    "aliases": pgettext_lazy("parts of a document", "aliases"),
    "tags": pgettext_lazy("parts of a document", "tags"),
    "authors": pgettext_lazy("parts of a document", "authors"),
    "facts": pgettext_lazy("parts of a document", "facts"),
    "pictures": pgettext_lazy("parts of a document", "pictures"),
    "provenance": pgettext_lazy("parts of a document", "places that it came from"),
}

# Of these there are too many; all others are too long.
_COUNTED = ("aliases", "tags", "authors", "facts", "pictures", "provenance")


def excess_words(excess: Excess) -> str:
    """Which part is too long, or of which parts there are too many, and how to mend it."""
    values = {"name": PARTS[excess.name], "length": excess.length, "most": excess.most}
    if excess.name in _COUNTED:
        return (
            _("Of %(name)s there are %(length)s; at most %(most)s are allowed. Take some away.")
            % values
        )
    return _("The %(name)s has %(length)s characters; %(most)s are the most. Shorten it.") % values
