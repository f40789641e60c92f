"""The public log: corrections as they were made, and sources that turned out to be no good."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from encyclopedia.views.corrected import corrected, place_in
from encyclopedia.views.reader_view import Slice, for_readers, words_in

MAX_ON_PAGE = 20


@for_readers
def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction of a published entry and every mark against a source, the newest first."""
    items, following = corrected(MAX_ON_PAGE, place_in(words_in(request, "after", 90)))
    return render(request, "public/corrections.html", {"slice": Slice(items, following)})
