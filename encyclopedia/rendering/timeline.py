"""Facts in order of time: a table of dates and words, with a drawing of each beside it on one line of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from encyclopedia import timelines
from encyclopedia.core.properties import PROPERTIES, inverse_label_of, label_of
from encyclopedia.dates import Date, DateError, parse
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.addresses import url_of
from encyclopedia.rendering.factbox import machine_date, target_words
from encyclopedia.rendering.site_language import date_words
from encyclopedia.rendering.trusted import trusted
from encyclopedia.wording import words

# Their words say what they are: "Commissar", "Expelled from the party".
_SPEAKING = ("event", "position", "role")


@dataclass(frozen=True, slots=True)
class Named:
    """An entry as a list names it; `path` is `kind/slug`."""

    title: str
    path: str
    language: str = "en"

    @property
    def url(self) -> str:
        return url_of(self.path)


@dataclass(frozen=True)
class DatedFact:
    """A published fact as it stands in its row, with the `name` of its property.

    `entry` is None where the list is on that entry's own page.
    """

    name: str
    date: str = ""
    value: str = ""
    place: str = ""
    target_name: str = ""
    target: Named | None = None
    entry: Named | None = None
    disputed: bool = False

    @cached_property
    def parsed(self) -> Date | None:
        try:
            return parse(self.date)
        except DateError:
            return None

    @property
    def when(self) -> str:
        definition = PROPERTIES.get(self.name)
        period = definition is not None and definition.period
        return date_words(self.parsed, period=period) if self.parsed else self.date

    @property
    def machine_date(self) -> str:
        return machine_date(self.parsed)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `entry`, `label`, then `subject` with `url` where it is an entry; each may be empty."""

    when: str
    machine_date: str
    entry: Named | None
    label: str
    subject: str
    url: str
    subject_language: str
    place: str
    disputed: bool
    lane: SafeString


@dataclass(frozen=True, slots=True)
class Timeline:
    """The table; `axis` is empty where nothing in it has a date that can be drawn."""

    rows: Sequence[Row]
    axis: SafeString


def timeline(facts: Sequence[DatedFact], *, of: str = "", members: bool = False) -> Timeline:
    """The facts in their order, as the page `of` an entry (`kind/slug`) tells them.

    Of its `members` only what says in which way somebody was one.
    """
    drawn = [timelines.spans(fact.parsed) if fact.parsed else () for fact in facts]
    scale = timelines.scale_of(drawn)
    # A line on which nothing can be compared says nothing.
    if scale is None or sum(map(bool, drawn)) < 2:
        return Timeline([_row(fact, of, members, trusted("")) for fact in facts], trusted(""))
    rows = [
        _row(fact, of, members, _drawing(timelines.lane(spans, scale)))
        for fact, spans in zip(facts, drawn, strict=True)
    ]
    return Timeline(rows, _drawing(timelines.axis(scale)))


def _drawing(svg: str) -> SafeString:
    return trusted(furniture_sanitiser.clean(svg))


def _row(fact: DatedFact, of: str, members: bool, lane: SafeString) -> Row:
    entry, target, label = fact.entry, fact.target, label_of_fact(fact)
    subject = fact.value or (target.title if target else target_words(fact.target_name))
    if members:
        # Whose page it is need not be said in each line.
        label, subject, target = "", fact.value, None
    elif entry and target and target.path == of and not fact.value:
        # What another entry says of this one, from this one's side.
        label, subject = words(inverse_label_of(fact.name)), entry.title
        entry, target = None, entry
    return Row(
        when=fact.when,
        machine_date=fact.machine_date,
        entry=entry,
        label=label,
        subject=subject,
        url=target.url if target and not fact.value else "",
        subject_language=target.language if target and not fact.value else "",
        place=fact.place,
        disputed=fact.disputed,
        lane=lane,
    )


def label_of_fact(fact: DatedFact) -> str:
    """What kind of fact it is; nothing where its own words say so."""
    if fact.value and fact.name in _SPEAKING:
        return ""
    known = fact.name in PROPERTIES
    return words(label_of(fact.name)) if known else fact.name.replace("_", " ")
