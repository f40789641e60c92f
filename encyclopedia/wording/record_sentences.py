"""What is wrong with the record of a source, and why two records look like one work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: dict[str, Any] = {
    "record_is_no_object": _("A record must be an object with a type and a title."),
    "record_type": _("“%(type)s” is not a type of source: choose one of the list."),
    "record_title": _("A source needs a title: the work’s own, or what it is in a few words."),
    # One field; `label` is its name
    "field_no_text": _("%(label)s must be text or a whole number."),
    "field_too_long": ngettext_lazy(
        "%(label)s is longer than %(count)s character: shorten it.",
        "%(label)s is longer than %(count)s characters: shorten it.",
        "count",
    ),
    "names_no_list": _("%(label)s must be a list of names."),
    "name_no_object": _(
        "%(label)s %(place)s: a name has family and given name, or is a body’s name."
    ),
    "name_part_no_text": _("%(label)s %(place)s: every part of a name must be text."),
    "name_empty": _("%(label)s %(place)s has no name: fill it in or remove it."),
    "name_orcid": _("%(label)s %(place)s: %(fault)s"),
    "date_unreadable": _("%(label)s: write a date as 1937, 1937-07 or 1937-07-19."),
    "date_empty": _("%(label)s holds no date: give at least a year, or remove it."),
    "date_parts": _("%(label)s: a date is year, month and day in whole numbers, in that order."),
    "date_impossible": _("%(label)s: %(fault)s"),
    "no_such_month": _("there is no month %(month)s."),
    "no_such_day": _("there is no day %(day)s in that month."),
    "ends_before_it_begins": _("it ends before it begins."),
    # Identifiers
    "not_doi": _(
        "“%(typed)s” is not a DOI: one starts with 10., digits and a slash, like 10.1000/182."
    ),
    "not_isbn": _(
        "“%(typed)s” is not an ISBN: one has 10 digits (the last may be X), or 13 from 978 or 979."
    ),
    "not_issn": _(
        "“%(typed)s” is not an ISSN: one has eight digits (the last may be X), like 0317-8471."
    ),
    "not_orcid": _(
        "“%(typed)s” is not an ORCID iD: one has 16 digits (the last may be X), in fours."
    ),
    "not_oclc": _("“%(typed)s” is not an OCLC number: one is digits only, like 1083604."),
    "not_arxiv": _("“%(typed)s” is not an arXiv number: one is like 2101.00001 or hep-th/9901001."),
    "not_web_address": _(
        "“%(typed)s” is not a web address: one starts with https:// or http:// and a site’s name."
    ),
    "wrong_check_digit": _(
        "The check digit of %(name)s “%(typed)s” is wrong: compare it with the source, a digit was mistyped."
    ),
    # Two records of one work
    "same_number": _("Both have %(name)s %(number)s."),
    "same_address": _("Both are at %(address)s."),
    "same_title": _("Both are “%(title)s” of %(year)s by the same first author."),
}
