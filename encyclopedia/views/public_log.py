"""The public record: corrections as they were made, and the head of the editorial chain of events."""

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
    last = Edition.objects.filter(pk=number).listed().first() if number else None
    if last is not None:
        editions = editions.before(last)
    return render(request, "public/corrections.html", {"slice": sliced(editions, PAGE)})
