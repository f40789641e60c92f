"""The home page, and browsing without a search: by letter, kind and subject."""

from __future__ import annotations

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from encyclopedia.core.names import sort_key
from encyclopedia.models import ClaimCounts, Edition, Entry, Kind, Tag
from encyclopedia.rendering.site_language import standing_words
from encyclopedia.views.reader_view import PLURALS, alphabetical_slice, for_readers, words_in

PAGE = 100
ON_HOME = 8


@for_readers
def home(request: HttpRequest) -> HttpResponse:
    counts = dict(Entry.objects.values_list("kind").annotate(Count("pk")))
    works = Entry.objects.readable()
    context = {
        "kinds": [(kind, label, counts.get(kind, 0)) for kind, label in PLURALS.items()],
        "standing": standing_words(ClaimCounts.objects.summed()),
        "newest": works.order_by("-published_at", "id")[:ON_HOME],
        "changed": Edition.objects.readable().changes().listed().latest_first()[:ON_HOME],
        "tags": Tag.objects.most_used()[:24],
    }
    return render(request, "public/home.html", context)


@for_readers
def browse(request: HttpRequest, kind: str = "") -> HttpResponse:
    """A–Z: of one kind, or of everything but sources, which have an index of their own."""
    entries = Entry.objects.of_kind(kind) if kind else Entry.objects.readable()
    letters = list(entries.order_by("initial").values_list("initial", flat=True).distinct())
    letter = words_in(request, "letter", 4)
    if letter and letter not in letters:
        raise Http404
    if letter:
        entries = entries.beginning_with(letter)
    context = {
        "kind": kind,
        "heading": PLURALS[Kind(kind)] if kind else "",
        "kinds": PLURALS.items(),
        "letters": letters,
        "letter": letter,
        "slice": alphabetical_slice(entries, request, PAGE),
    }
    return render(request, "public/browse.html", context)


@for_readers
def tags(request: HttpRequest) -> HttpResponse:
    """Every subject that a published entry has, in order of the alphabet."""
    tags = sorted(Tag.objects.used(), key=lambda tag: (sort_key(tag.name), tag.name))
    return render(request, "public/tags.html", {"tags": tags})


@for_readers
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = get_object_or_404(Tag.objects.used(), slug=slug)
    entries = Entry.objects.tagged_with(slug)
    context = {"tag": tag, "slice": alphabetical_slice(entries, request, PAGE)}
    return render(request, "public/tag.html", context)
