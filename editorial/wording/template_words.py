"""What a template of a wiki may mean, and what its parameters may hold, in words that a historian uses."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from encyclopedia import wording
from encyclopedia.core.messages import Message

MEANINGS: dict[str, Any] = {
    "words": gettext_lazy("Keep all its words"),
    "first": gettext_lazy("Keep its first words only"),
    "drop": gettext_lazy("Leave it out"),
    "cite": gettext_lazy("It cites a work"),
    "infobox": gettext_lazy("It is a box of facts"),
}
SAID: dict[str, Any] = {
    "words": gettext_lazy("all its words are kept"),
    "first": gettext_lazy("its first words are kept"),
    "drop": gettext_lazy("it is left out"),
    "cite": gettext_lazy("it cites a work"),
    "infobox": gettext_lazy("it is a box of facts"),
}
WORK_FIELDS: dict[str, Any] = {
    "author": gettext_lazy("Author, whole name"),
    "last": gettext_lazy("Author’s family name"),
    "first": gettext_lazy("Author’s given name"),
    "title": gettext_lazy("Title"),
    "subtitle": gettext_lazy("Subtitle"),
    "chapter": gettext_lazy("Chapter or article in the work"),
    "container": gettext_lazy("In (journal, newspaper, book, web site)"),
    "editor": gettext_lazy("Editor"),
    "translator": gettext_lazy("Translator"),
    "publisher": gettext_lazy("Publisher"),
    "place": gettext_lazy("Place of publication"),
    "date": gettext_lazy("Date"),
    "year": gettext_lazy("Year"),
    "volume": gettext_lazy("Volume"),
    "issue": gettext_lazy("Issue"),
    "page": gettext_lazy("Page that is cited"),
    "pages": gettext_lazy("Pages"),
    "edition": gettext_lazy("Edition"),
    "series": gettext_lazy("Series"),
    "isbn": gettext_lazy("ISBN"),
    "issn": gettext_lazy("ISSN"),
    "doi": gettext_lazy("DOI"),
    "url": gettext_lazy("Web address"),
    "accessed": gettext_lazy("Seen on the web"),
    "language": gettext_lazy("Language"),
    "quotation": gettext_lazy("Quotation"),
    "note": gettext_lazy("Note"),
}


def field_words(what: str, field: str) -> str:
    """What a field of a citation or of an infobox is called; an unknown one by its name."""
    if what == "cite":
        return str(WORK_FIELDS.get(field, field))
    name, _part, part = field.rpartition("_")
    if part == "date" and name:
        return _("%(property)s: date") % {"property": _property(name)}
    if part == "place" and name:
        return _("%(property)s: place") % {"property": _property(name)}
    return _property(field)


def _property(name: str) -> str:
    return wording.words(Message(f"property_{name}"))
