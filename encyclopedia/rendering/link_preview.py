"""What is shown beside a link to an entry: picture, title and summary, or the line of a source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from encyclopedia.core.documents import JSON
from encyclopedia.core.properties import FIRST_AND_LAST, PROPERTIES, label_of
from encyclopedia.dates import Date, DateError, Point, parse
from encyclopedia.models import Kind, Reliability
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.body import whole_line
from encyclopedia.rendering.page_language import in_its_language, own_attributes
from encyclopedia.rendering.part_templates import fill
from encyclopedia.rendering.site_language import date_words
from encyclopedia.rendering.trusted import trusted
from encyclopedia.wording import words

# As `factbox` writes it, and the sanitiser spells it.
_PORTRAIT = re.compile(
    r'<figure class="portrait">\s*(<picture>.*?</picture>|<img [^>]*>)', re.DOTALL
)

_FOCUS = re.compile(r' data-focus="([0-9 ]+)"')
_RENDITION = re.compile(r' srcset="(/media/[0-9a-f]+-[0-9]+\.webp) ')


@dataclass(frozen=True, slots=True)
class Previewed:
    """What is stored of a published entry; `facts` is that part of its page, `record` is a source's.

    `began` and `ended` are the dates, as typed, between which somebody lived or something was; empty where not known.
    """

    kind: str
    title: str
    summary: str
    language: str
    facts: str
    record: JSON | None = None
    reliability: str | None = None
    began: str | None = None
    ended: str | None = None


@in_its_language
def render_link_preview(entry: Previewed) -> str:
    """The preview as sanitised HTML, a few hundred bytes."""
    portrait = _PORTRAIT.search(entry.facts)
    reliability = entry.reliability or Reliability.SOUND
    context = {
        "kind": Kind(entry.kind).label,
        "attributes": own_attributes(entry.language),
        "entry": entry,
        "picture": trusted(portrait[1]) if portrait else "",
        "dates": _dates(entry),
        "line": trusted(whole_line(entry.record)) if entry.record else "",
        "doubt": "" if reliability == Reliability.SOUND else Reliability(reliability).label,
    }
    return furniture_sanitiser.clean(fill("link_preview", context))


def smallest_portrait(facts: str) -> tuple[str, str]:
    """The address of the smallest rendition of the picture in a box of facts, and its focal point; "" without."""
    portrait = _PORTRAIT.search(facts)
    rendition = portrait and _RENDITION.search(portrait[1])
    focus = portrait and _FOCUS.search(portrait[1])
    return rendition[1] if rendition else "", focus[1] if focus else ""


def _dates(entry: Previewed) -> str:
    """From when to when, as a book of reference says it: "7 November 1879 – 21 August 1940", "Born 1818"."""
    began, ended = _date(entry.began), _date(entry.ended)
    if began and ended:
        ends = (began.start, ended.start)
        if began.end is ended.end is None and all(isinstance(end, Point) for end in ends):
            return date_words(Date(*ends))
        return f"{date_words(began)} – {date_words(ended)}"
    for date, names in zip((began, ended), zip(*FIRST_AND_LAST, strict=True), strict=True):
        for name in names:
            if date and entry.kind in PROPERTIES[name].kinds:
                label = words(label_of(name))
                return _("%(label)s %(date)s") % {"label": label, "date": date_words(date)}
    return ""


def _date(typed: str | None) -> Date | None:
    try:
        return parse(typed or "")
    except DateError:
        return None
