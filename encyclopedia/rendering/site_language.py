"""The words that rendering adds, in the site's one language, whatever the thread's language is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, wraps
from html import escape
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia import markup
from encyclopedia.core.standing import Summary
from encyclopedia.models import Reliability, Standing

P = ParamSpec("P")
R = TypeVar("R")


def in_site_language(function: Callable[P, R]) -> Callable[P, R]:
    """Runs `function` with the site's language active: stored parts do not depend on who published."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override(settings.LANGUAGE_CODE):
            return function(*args, **kwargs)

    return wrapped


@dataclass(frozen=True, slots=True)
class Day:
    """A moment as readers see it: the day in the site's time zone, `iso` for machines."""

    words: str
    iso: str

    @property
    def html(self) -> str:
        return f'<time datetime="{self.iso}">{escape(self.words)}</time>'


def day(at: datetime) -> Day:
    local = timezone.localtime(at, timezone.get_default_timezone())
    return Day(date_format(local, _("j F Y")), local.date().isoformat())


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said at every footnote, looked up once a page; escaped for HTML."""

    standings: dict[str, str]
    by_role: str
    roles: dict[str, str]
    all_uses: str
    uses_checked: str
    back: str
    back_to_use: str
    source: str
    claim: str
    no_source: str
    reliability: dict[str, str]


@lru_cache(maxsize=8)
def phrases(language: str) -> Phrases:
    """The phrases in this language, which has to be the active one."""
    return Phrases(
        standings={value: escape(str(label)) for value, label in Standing.choices},
        by_role=escape(_("by a {role}")),
        roles={"moderator": escape(_("moderator"))},
        all_uses=escape(_("Each of {uses} uses: {verdict}")),
        uses_checked=escape(_("{checked} of {uses} uses checked")),
        back=escape(_("Back to the text from footnote {number}")),
        back_to_use=escape(_("Back to use {letter} of footnote {number}")),
        source=escape(_("source")),
        claim=escape(_("claim")),
        no_source=escape(_("no published source has this key")),
        reliability={value: escape(str(label)) for value, label in Reliability.choices},
    )


def current_phrases() -> Phrases:
    return phrases(settings.LANGUAGE_CODE)


@lru_cache(maxsize=8)
def markup_words(language: str) -> markup.MarkerWords:
    """The words that the markup's renderer adds, in this language, which has to be the active one."""
    return markup.MarkerWords(
        footnote=_("Footnote {}"),
        note=_("Note {}"),
        citation_needed=_("citation needed"),
        no_entry=_("no entry yet"),
        withdrawn=_("withdrawn"),
        picture_wanted=_("Picture wanted: {}"),
        table=_("Table {}"),
    )


def current_markup_words() -> markup.MarkerWords:
    return markup_words(settings.LANGUAGE_CODE)


def standing_words(summary: Summary) -> list[str]:
    """The line under the title, phrase by phrase: "14 of 16 footnotes checked, the last on 3 May 2026"."""
    remarks = []
    if summary.footnotes:
        checked_words = ngettext(
            "%(checked)s of %(count)s footnote checked",
            "%(checked)s of %(count)s footnotes checked",
            summary.footnotes,
        ) % {"checked": summary.checked, "count": summary.footnotes}
        if summary.last:
            checked_words = _("%(counted)s, the last on %(day)s") % {
                "counted": checked_words,
                "day": day(summary.last).words,
            }
        remarks.append(checked_words)
    for count, words in (
        (summary.disputed, ngettext("%s disputed", "%s disputed", summary.disputed)),
        (
            summary.stale,
            ngettext("%s changed since its check", "%s changed since their checks", summary.stale),
        ),
        (
            summary.inaccessible,
            ngettext("%s could not be accessed", "%s could not be accessed", summary.inaccessible),
        ),
        (
            summary.doubted,
            ngettext(
                "%s rests on a doubtful source", "%s rest on doubtful sources", summary.doubted
            ),
        ),
        (summary.needed, ngettext("%s citation needed", "%s citations needed", summary.needed)),
    ):
        if count:
            remarks.append(words % count)
    return remarks
