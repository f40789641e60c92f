"""What is wrong with a text in our markup, and how to fix it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    # Citations. `citation` is the beginning of the bracket as it is typed.
    "citation_not_closed": _(
        "“%(citation)s” is not a whole citation: close it with ], without another [ inside "
        "(or write \\[ for a bracket that is meant as such)."
    ),
    "mark_not_closed": _(
        "“%(citation)s” is not a whole mark: close it with ], without another [ inside."
    ),
    "mark_with_key": _(
        "“%(citation)s” asks for a citation and gives one: put them in two brackets."
    ),
    "citation_without_key": _(
        "In “%(citation)s” a work has no @key: put one between each ; and the next "
        "(a comma goes before page and quotation)."
    ),
    "citation_empty_key": _("In “%(citation)s” the @ is followed by no key: write @key."),
    "citation_bad_key": _(
        "In “%(citation)s” the key after @ holds a character that keys cannot have (they are of a–z, digits and "
        "hyphens): write it as the source's page shows it."
    ),
    "citation_two_works": _("In “%(citation)s” put a ; between the two works."),
    "citation_bad_locator": _("In “%(citation)s” %(fault)s: complete or remove the locator."),
    "locator_too_long": _("“%(locator)s…” is too long to be read as a locator"),
    "locator_without_end": _("the range “%(locator)s” has no end"),
    "locator_backwards": _("the range “%(locator)s” runs backwards"),
    "locator_without_number": _("“%(locator)s” is followed by no number"),
    "quotation_not_closed": _(
        "In “%(citation)s” a quotation mark is opened and not closed: close it."
    ),
    "quotation_twice": _("“%(citation)s” has two quotations: join them with […] or cite twice."),
    "quotation_empty": _("In “%(citation)s” fill the quotation, or remove its quotes."),
    "citation_in_link": _("A citation in a link's words is shown as typed: put it after the link."),
    "citation_in_code": _(
        "A citation inside code is shown as typed: take it out of the backticks or the indented lines."
    ),
    "citation_in_alt": _(
        "A marker in a picture's alternative text is only text: put it in the caption."
    ),
    "citation_without_claim": _(
        "A citation stands before any words: put it after the words it supports."
    ),
    # Notes
    "note_in_link": _("A note's mark in a link's words is shown as typed: put it after the link."),
    "note_in_note": _("A note cannot hold the mark [^%(label)s] of a note: say it here."),
    "note_not_defined": _("The note [^%(label)s] is not defined: add a line [^%(label)s]: text."),
    "note_defined_twice": _("The note [^%(label)s] is defined twice: rename or remove one."),
    "note_not_used": _(
        "The note [^%(label)s] is used nowhere: put [^%(label)s] where it belongs, or remove it."
    ),
    "note_empty": _("The note [^%(label)s] is empty: write it, or remove it."),
    # Links and pictures
    "entry_link_empty": _("The link %(link)s is empty: write [[Title]] or [[Title|words]]."),
    "link_empty": _("A link has no address: write [words](https://…)."),
    "link_address": _(
        "The link to “%(address)s” is shown as text: begin an address with https:, http: or mailto:, "
        "and link entries with [[Title]]."
    ),
    "picture_in_line": _("A picture within a line is not shown: put it in a paragraph of its own."),
    "picture_unknown": _(
        "There is no picture “%(name)s” in this entry: add it, or write ![…](wanted:%(name)s) to ask for one."
    ),
    # Anything else
    "heading_empty": _("The heading has no words: write or remove it."),
    "character_invisible": _("The invisible character %(character)s stands here: remove it."),
    "nested_too_deeply": _(
        "Lists and quotations are nested so deeply here that what they hold is not shown: take some levels out."
    ),
}
