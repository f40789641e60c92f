"""The public log: corrections as they were made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from encyclopedia.models import Edition
from encyclopedia.views.reader_view import for_readers, number_in, sliced

PAGE = 50


@for_readers
def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction of a published entry, the newest first."""
    editions = Edition.objects.corrections().listed().latest_first()
    number = number_in(request, "after")
    last_seen = Edition.objects.filter(pk=number).listed().first() if number else None
    if last_seen is not None:
        editions = editions.before(last_seen)
    return render(request, "public/corrections.html", {"slice": sliced(editions, PAGE)})
