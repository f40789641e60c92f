"""What is filled into sentences: days and times, how long ago, and labels, as the active language has them.

Each is also a filter of every template (`TEMPLATES` in the settings).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

register = template.Library()

# Unit → how many seconds it has, the longest first. A month is one of 30 days.
_UNITS = {
    "year": 365 * 86_400,
    "month": 30 * 86_400,
    "week": 7 * 86_400,
    "day": 86_400,
    "hour": 3_600,
    "minute": 60,
}


@register.filter
def day(at: date | datetime | None) -> str:
    """ "3 May 2027", in the active time zone; empty for None."""
    return _formatted(at, _("j F Y"), pgettext("the first of a month", "j F Y"))


@register.filter
def moment(at: datetime | None) -> str:
    """ "3 May 2027, 14:05", in the active time zone; empty for None."""
    return _formatted(at, _("j F Y, H:i"), pgettext("the first of a month", "j F Y, H:i"))


@register.filter
def short_day(at: date | datetime | None) -> str:
    """ "3 May", for the heads of narrow columns."""
    return _formatted(at, _("j M"), pgettext("the first of a month", "j M"))


def _formatted(at: date | datetime | None, usual: str, first: str) -> str:
    """`first` is the format of a month's first day, which French counts as “1er”."""
    if at is None:
        return ""
    local = _local(at)
    return date_format(local, first if local.day == 1 else usual)


@register.filter
def ago(at: datetime | None) -> str:
    """ "3 days ago", of a moment that is past (aware), in its longest unit; empty for None."""
    if at is None:
        return ""
    unit, count = _age(at)
    return {
        "year": ngettext("%(count)s year ago", "%(count)s years ago", count),
        "month": ngettext("%(count)s month ago", "%(count)s months ago", count),
        "week": ngettext("%(count)s week ago", "%(count)s weeks ago", count),
        "day": ngettext("%(count)s day ago", "%(count)s days ago", count),
        "hour": ngettext("%(count)s hour ago", "%(count)s hours ago", count),
        "minute": ngettext("%(count)s minute ago", "%(count)s minutes ago", count),
    }[unit] % {"count": count}


@register.filter
def lasting(since: datetime | None) -> str:
    """ "for 3 days": how long something is so, in its longest unit; empty for None."""
    if since is None:
        return ""
    unit, count = _age(since)
    return {
        "year": ngettext("for %(count)s year", "for %(count)s years", count),
        "month": ngettext("for %(count)s month", "for %(count)s months", count),
        "week": ngettext("for %(count)s week", "for %(count)s weeks", count),
        "day": ngettext("for %(count)s day", "for %(count)s days", count),
        "hour": ngettext("for %(count)s hour", "for %(count)s hours", count),
        "minute": ngettext("for %(count)s minute", "for %(count)s minutes", count),
    }[unit] % {"count": count}


@register.filter
def in_sentence(label: object) -> str:
    """A label inside a sentence: "draft" for "Draft", but in German "Entwurf", which keeps its capital."""
    words = str(label)
    # Translators: labels that keep their capital inside a sentence, as nouns do in German, with commas between.
    capital = pgettext("labels that keep their capital", "none").split(", ")
    return words if words in capital else words[:1].lower() + words[1:]


@register.filter
def quoted(words: object) -> str:
    """In the quotation marks of the active language."""
    return _("“%(words)s”") % {"words": words}


@register.filter
def listed(parts: Iterable[object]) -> str:
    """The parts that are not empty in one line, with the comma of the active language between them."""
    return comma().join(filter(None, map(str, parts)))


@register.filter
def set_apart(parts: Iterable[object]) -> str:
    """The parts that are not empty in one line, with the semicolon of the active language between them."""
    return semicolon().join(filter(None, map(str, parts)))


@register.simple_tag
def comma() -> str:
    # Translators: stands between the parts of a list, in Arabic for example “، ”.
    return pgettext("between the parts of a list", ", ")


@register.simple_tag
def semicolon() -> str:
    # Translators: stands between the parts of a list that have commas in them, in Arabic for example “؛ ”.
    return pgettext("between the parts of a list", "; ")


@register.simple_tag
def colon() -> str:
    # Translators: stands between a word and what is said of it, in French with a space before it.
    return pgettext("between a word and what is said of it", ": ")


def _age(since: datetime) -> tuple[str, int]:
    """The longest unit of which one has passed since, and how many have; minutes are counted from 0."""
    seconds = max(int((timezone.now() - since).total_seconds()), 0)
    for unit, length in _UNITS.items():
        if seconds >= length:
            return unit, seconds // length
    return "minute", 0


def _local(at: date | datetime) -> date | datetime:
    return timezone.localtime(at) if isinstance(at, datetime) and timezone.is_aware(at) else at
