"""What is suggested while a reader types into a search field: entries, each with what tells it from others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models.functions import Substr
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia import search
from encyclopedia.bibliography.records.personal_names import listed, read_names
from encyclopedia.bibliography.records.record_dates import read_date
from encyclopedia.bibliography.records.rich_text import plain
from encyclopedia.dates import Date, DateError, parse
from encyclopedia.dates.date_wording import year_words
from encyclopedia.dates.years import years_of
from encyclopedia.models import Entry, Fact, Page, Source
from encyclopedia.projection.entry_rows import LIVES
from encyclopedia.rendering.link_preview import smallest_portrait
from encyclopedia.views.reader_view import for_readers, words_in

# Whoever types goes back and forth; nothing that others keep.
CACHED: Final = "private, max-age=60"
# In letters of HTML: the portrait is the first thing in the box of facts.
BEGINNING: Final = 2_000


@for_readers
def suggestions(request: HttpRequest) -> JsonResponse:
    """`{"suggestions": [{"title", "kind", "path", "label", "years", "picture", "focus"}], "told"}`.

    `label` is the kind in words; `years` those of a life, or author and year of a work; `picture` the address of a
    small portrait, `focus` the point of it that no crop cuts off; all are "" without. `told` says how many there are.
    """
    entries = search.suggest(words_in(request, "q", 100))
    years, pictures = {**_lives(entries), **_works(entries)}, _portraits(entries)
    rows = [
        {
            "title": entry.title,
            "kind": entry.kind,
            "path": entry.get_absolute_url(),
            "label": entry.get_kind_display(),
            "years": years.get(entry.pk, ""),
            "picture": pictures.get(entry.pk, ("", ""))[0],
            "focus": pictures.get(entry.pk, ("", ""))[1],
        }
        for entry in entries
    ]
    told = _("No entry has such a name.")
    if rows:
        told = ngettext("%(count)s suggestion", "%(count)s suggestions", len(rows))
        told %= {"count": len(rows)}
    response = JsonResponse({"suggestions": rows, "told": told})
    response.headers["Cache-Control"] = CACHED
    return response


def _lives(entries: Sequence[Entry]) -> dict[UUID, str]:
    """The years of persons and organisations; of dates that contradict each other the first, which is preferred."""
    ends = {name: place for names in LIVES.values() for place, name in enumerate(names)}
    dates: dict[UUID, list[Date | None]] = {
        entry.pk: [None, None] for entry in entries if entry.kind in LIVES
    }
    facts = Fact.objects.filter(entry__in=dates, property__in=ends).exclude(date="")
    for pk, name, typed in facts.order_by("-position").values_list("entry", "property", "date"):
        try:
            dates[pk][ends[name]] = parse(typed)
        except DateError:
            continue
    return {pk: years_of(*ends_of_life) for pk, ends_of_life in dates.items()}


def _works(entries: Sequence[Entry]) -> dict[UUID, str]:
    sources = Source.objects.filter(pk__in=[entry.pk for entry in entries])
    return {pk: _work(record) for pk, record in sources.values_list("pk", "record")}


def _work(record: dict[str, Any]) -> str:
    """ "Service 2009": who made a work, and when, as far as it is known."""
    names = read_names(record.get("author"))
    author = plain(listed(names, bibliography=False, form="short"))
    date = read_date(record.get("issued"))
    year = date.year if date else None
    if not year:
        return author
    # Records have no year 0: 44 BC is -44.
    return " ".join(filter(None, (author, year_words(year if year > 0 else year + 1))))


def _portraits(entries: Sequence[Entry]) -> dict[UUID, tuple[str, str]]:
    pages = Page.objects.filter(pk__in=[entry.pk for entry in entries])
    beginnings = pages.annotate(beginning=Substr("facts", 1, BEGINNING))
    return {
        pk: smallest_portrait(beginning)
        for pk, beginning in beginnings.values_list("pk", "beginning")
    }
