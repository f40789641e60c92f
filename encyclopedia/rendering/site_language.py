"""The words that rendering adds, in the active language: `page_language` makes the page's own the active one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from encyclopedia import markup
from encyclopedia.core.language_tags import primary_of
from encyclopedia.core.standing import Summary
from encyclopedia.dates import Date
from encyclopedia.dates.local_wording import local_words
from encyclopedia.models import Reliability, Standing

# Of fewer claims a share says no more than their number.
MIN_SHARED = 10


@dataclass(frozen=True, slots=True)
class Day:
    """A moment as readers see it: the day in the site's time zone, `iso` for machines."""

    words: str
    iso: str

    @property
    def html(self) -> str:
        return f'<time datetime="{self.iso}">{escape(self.words)}</time>'


def date_words(date: Date, *, period: bool = False) -> str:
    """A historical date as the page's language words it; `period` as in `Date.words`."""
    language = primary_of(get_language() or settings.LANGUAGE_CODE)
    return local_words(date, language, period=period)


def day(at: datetime) -> Day:
    local = timezone.localtime(at, timezone.get_default_timezone())
    return Day(date_format(local, _("j F Y")), local.date().isoformat())


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said at every footnote, looked up once a page; escaped for HTML."""

    standings: dict[str, str]
    common: str
    back: str
    back_to_use: str
    menu: str
    source: str
    source_of: str
    claim: str
    claim_of: str
    claim_of_use: str
    no_source: str
    reliability: dict[str, str]


@lru_cache(maxsize=16)
def phrases(language: str) -> Phrases:
    """The phrases in this language, which has to be the active one."""
    return Phrases(
        standings={value: escape(str(label)) for value, label in Standing.choices},
        common=escape(_("Unless a note says otherwise, {verdict}.")),
        back=escape(_("Back to the text from footnote {number}")),
        back_to_use=escape(_("Back to use {use} of footnote {number}")),
        menu=escape(_("Source and claim of footnote {number}")),
        source=escape(_("source")),
        source_of=escape(_("Source of footnote {number}")),
        claim=escape(_("claim")),
        claim_of=escape(_("Claim of footnote {number}")),
        claim_of_use=escape(_("Claim {use} of footnote {number}")),
        no_source=escape(_("no published source has this key")),
        reliability={value: escape(str(label)) for value, label in Reliability.choices},
    )


def current_phrases() -> Phrases:
    return phrases(get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=16)
def markup_words(language: str) -> markup.MarkerWords:
    """The words that the markup's renderer adds, in this language, which has to be the active one."""
    return markup.MarkerWords(
        footnote=_("Footnote {}"),
        note=_("Note {}"),
        citation_needed=_("citation needed"),
        no_entry=_("no entry yet"),
        withdrawn=_("withdrawn"),
        needed=_("Citation needed {}"),
        picture_wanted=_("Picture wanted: {}"),
        table=_("Table {}"),
        section=_("Link to “{}”"),
    )


def by_role_words(role: str) -> str:
    """By whom a check was made: never which person."""
    return _("by a moderator") if role == "moderator" else _("by a %(role)s") % {"role": role}


def all_uses_words(uses: int) -> str:
    """What is said where all uses of a footnote stand alike, with `{verdict}` to fill in; escaped for HTML."""
    words = ngettext("Each of {uses} uses: {verdict}", "Each of {uses} uses: {verdict}", uses)
    return escape(words).replace("{uses}", str(uses))


def uses_checked_words(checked: int, uses: int) -> str:
    words = ngettext("{checked} of {uses} uses checked", "{checked} of {uses} uses checked", uses)
    return escape(words.format(checked=checked, uses=uses))


def current_markup_words() -> markup.MarkerWords:
    return markup_words(get_language() or settings.LANGUAGE_CODE)


def standing_words(summary: Summary) -> list[str]:
    """The line under the title, phrase by phrase: "16 claims: 14 supported", "2 not yet checked", the last check.

    Each class that has a claim, so that the numbers add up to the first; nothing where nothing is claimed.
    """
    if not summary.claims:
        return []
    words = class_words(summary)
    words[0] = _("%(claims)s: %(first)s") % {
        "claims": claim_words(summary.claims),
        "first": words[0],
    }
    if summary.doubted:
        doubted = ngettext(
            "%s claim cites a source that is marked as unreliable, retracted or forged",
            "%s claims cite sources that are marked as unreliable, retracted or forged",
            summary.doubted,
        )
        words.append(doubted % grouped(summary.doubted))
    if summary.last:
        words.append(last_check_words(summary.last))
    return words


def class_words(summary: Summary) -> list[str]:
    """How many claims are in each class that has any."""
    return [words for _class, words in worded_classes(summary)]


def claim_words(count: int) -> str:
    return ngettext("%s claim", "%s claims", count) % grouped(count)


def grouped(count: int) -> str:
    """A number as the language writes large ones: "40,000"."""
    return number_format(count, force_grouping=True)


def last_check_words(at: datetime) -> str:
    return _("last check on %(day)s") % {"day": day(at).words}


def worded_classes(summary: Summary) -> list[tuple[str, str]]:
    """What is said of each class that has a claim, behind its name; the share of what is supported, if of many."""
    words = [(name, phrase % grouped(count)) for name, count, phrase in _classes(summary) if count]
    if 0 < summary.supported < summary.claims and summary.claims >= MIN_SHARED:
        name, supported = words[0]
        # Rounded down: nothing is 100% that is not whole.
        share = 100 * summary.supported // summary.claims
        words[0] = name, _("%(supported)s (%(share)s%%)") % {"supported": supported, "share": share}
    return words


def _classes(summary: Summary) -> list[tuple[str, int, str]]:
    """Each class, how many claims are in it, and what is said of them.

    English says the same of one and of many; languages whose participles agree do not.
    """
    return [
        (
            "supported",
            summary.supported,
            ngettext("%s supported", "%s supported", summary.supported),
        ),
        (
            "partly",
            summary.partly,
            ngettext("%s supported in part", "%s supported in part", summary.partly),
        ),
        (
            "failed",
            summary.failed,
            ngettext(
                "%s not supported by the source cited",
                "%s not supported by the source cited",
                summary.failed,
            ),
        ),
        (
            "inaccessible",
            summary.inaccessible,
            ngettext(
                "%s whose source could not be accessed",
                "%s whose sources could not be accessed",
                summary.inaccessible,
            ),
        ),
        (
            "context_changed",
            summary.context_changed,
            ngettext(
                "%s checked before the text around it changed",
                "%s checked before the text around it changed",
                summary.context_changed,
            ),
        ),
        (
            "changed",
            summary.changed,
            ngettext(
                "%s changed since the last check",
                "%s changed since the last check",
                summary.changed,
            ),
        ),
        (
            "unchecked",
            summary.unchecked,
            ngettext("%s not yet checked", "%s not yet checked", summary.unchecked),
        ),
        (
            "needed",
            summary.needed,
            ngettext("%s citation needed", "%s citations needed", summary.needed),
        ),
    ]
