"""Browsing without a search: by letter, kind and subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString

from encyclopedia.models import Entry, Kind, Tag, Tally
from encyclopedia.models.entries import APART
from encyclopedia.models.tallies import of_subjects, slug_in
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.body import whole_line
from encyclopedia.rendering.page_language import in_site_language
from encyclopedia.rendering.trusted import trusted
from encyclopedia.views.by_language import by_language, language_in
from encyclopedia.views.reader_view import (
    PLURALS,
    Slice,
    alphabetical_slice,
    entry_with_id,
    for_readers,
    sliced,
    words_in,
)

MAX_ON_PAGE = 100
# What A–Z lists without a kind.
WORKS = tuple(kind for kind in Kind.values if kind not in APART)


@for_readers
def browse(request: HttpRequest, kind: str = "") -> HttpResponse:
    """A–Z: of one kind, or of everything but sources, which have an index of their own."""
    if kind == Kind.PAGE:
        return redirect("about")
    entries = Entry.objects.of_kind(kind) if kind else Entry.objects.readable()
    kinds, language = [kind] if kind else WORKS, language_in(request)
    if language:
        entries = entries.in_language(language)
    letters, languages = Tally.objects.letters_and_languages(kinds, language)
    letter = words_in(request, "letter", 4)
    if letter and letter not in letters:
        raise Http404
    if letter:
        entries = entries.beginning_with(letter)
    if kind == Kind.SOURCE:
        entries = entries.select_related("source")
    listed: Slice[Any] = alphabetical_slice(entries, request, MAX_ON_PAGE)
    context = {
        "kind": kind,
        "heading": PLURALS[Kind(kind)] if kind else "",
        "kinds": PLURALS.items(),
        "letters": letters,
        "letter": letter,
        "languages": by_language(languages, language),
        "slice": replace(listed, items=_in_lines(listed.items)) if kind == Kind.SOURCE else listed,
    }
    return render(request, "public/browse.html", context)


@dataclass(frozen=True, slots=True)
class SourceInList:
    """A source as its list shows it: under its title, with the whole work in a line."""

    get_absolute_url: str
    initial: str
    title: str
    line: SafeString


@in_site_language
def _in_lines(sources: Iterable[Entry]) -> list[SourceInList]:
    return [
        SourceInList(
            entry.get_absolute_url(),
            entry.initial,
            entry.title,
            trusted(furniture_sanitiser.clean(whole_line(entry.source.record))),
        )
        for entry in sources
    ]


@for_readers
def tags(request: HttpRequest) -> HttpResponse:
    """The subjects that published entries have, in order of the alphabet."""
    language = language_in(request)
    subjects = Tally.objects.of(of_subjects(language))
    counted = subjects.in_order(words_in(request, "after", 420))
    tallies = sliced(counted, MAX_ON_PAGE, lambda tally: tally.key)
    context = {
        "tags": counted_tags(tallies.items),
        "languages": by_language(Tally.objects.languages(), language),
        "slice": tallies,
    }
    return render(request, "public/tags.html", context)


@dataclass(frozen=True, slots=True)
class CountedTag:
    """A subject as lists show it; `times`: how many entries have it."""

    slug: str
    name: str
    times: int


def counted_tags(tallies: Iterable[Tally]) -> list[CountedTag]:
    """The subjects of these tallies, in their order."""
    times = {slug_in(tally.key): tally.times for tally in tallies}
    names = dict(Tag.objects.filter(slug__in=list(times)).values_list("slug", "name"))
    return [CountedTag(slug, names[slug], times[slug]) for slug in times if slug in names]


@for_readers
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    language = language_in(request)
    times = Tally.objects.times_of(tag, Tally.objects.languages())
    if not times.get(""):
        raise Http404
    after = entry_with_id(request.GET.get("after", ""))
    entries = Entry.objects.of_subject(tag, after, language)
    context = {
        "tag": tag,
        "times": times.get(language, 0),
        "languages": by_language({code: n for code, n in times.items() if code}, language),
        "slice": sliced(entries, MAX_ON_PAGE),
    }
    return render(request, "public/tag.html", context)
