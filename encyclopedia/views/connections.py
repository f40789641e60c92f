"""How entries are connected: what links here, what cites a source, and the wanted entries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from encyclopedia.core.locator_order import locator_key
from encyclopedia.models import Citation, Entry, Fact, Link, Organisation, ReservedName, Source
from encyclopedia.projection.tail_facts import listed
from encyclopedia.rendering.page_language import in_its_language
from encyclopedia.rendering.timeline import timeline
from encyclopedia.views.editions import entry_at
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import (
    Slice,
    alphabetical_slice,
    for_readers,
    number_in,
    sliced,
    words_in,
)

MAX_ON_PAGE = 100
# More than any text that may be published cites.
MAX_IN_ENTRY = 5_000


@for_readers
def links(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, "links/")
    return _links(entry, request)


@in_its_language
def _links(entry: Entry, request: HttpRequest) -> HttpResponse:
    linking_entries = Entry.objects.linking_to(entry)
    context = {"entry": entry, "slice": alphabetical_slice(linking_entries, request, MAX_ON_PAGE)}
    return render(request, "public/links.html", context)


@for_readers
def cited(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every claim that cites a source, entry by entry; with `?in=` those of one entry, in the order of the work."""
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        return elsewhere(request, "source", slug, "cited/")
    if path := words_in(request, "in"):
        return _cited_in(source, request, path)
    return _cited(source, request)


@in_its_language
def _cited(source: Source, request: HttpRequest) -> HttpResponse:
    citations = Citation.objects.of_source(source).by_entry()
    number = number_in(request, "after")
    last_seen = (
        Citation.objects.of_source(source).select_related("entry").filter(pk=number).first()
        if number
        else None
    )
    if last_seen is not None:
        citations = citations.following(last_seen)
    context = {
        "entry": source,
        "total": Citation.objects.of_source(source).count(),
        "slice": sliced(citations.select_related("entry"), MAX_ON_PAGE),
    }
    return render(request, "public/cited.html", context)


@in_its_language
def _cited_in(source: Source, request: HttpRequest, path: str) -> HttpResponse:
    kind, _slash, slug = path.partition("/")
    entry = entry_at(kind, slug)
    if entry is None:
        raise Http404
    citations = Citation.objects.of_source(source).filter(entry=entry).select_related("entry")
    in_order = sorted(
        citations.by_entry()[:MAX_IN_ENTRY], key=lambda citation: locator_key(citation.place)
    )
    context = {"entry": source, "total": citations.count(), "slice": Slice(in_order)}
    return render(request, "public/cited.html", context)


@for_readers
def members(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who was in an organisation, as what and when, in order of time."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return elsewhere(request, "organisation", slug, "members/")
    return _members(organisation, request)


@in_its_language
def _members(organisation: Entry, request: HttpRequest) -> HttpResponse:
    facts = Fact.objects.leading_to([organisation.pk]).memberships()
    persons = facts.aggregate(persons=Count("entry", distinct=True))["persons"]
    number = number_in(request, "after")
    last_seen = facts.select_related("entry").filter(pk=number).first() if number else None
    following = facts.after(last_seen) if last_seen else facts.by_beginning()
    members_slice = sliced(following.select_related("entry", "target"), MAX_ON_PAGE)
    context = {
        "entry": organisation,
        "persons": persons,
        "slice": members_slice,
        "members": timeline(listed(members_slice.items), members=True),
    }
    return render(request, "public/members.html", context)


@for_readers
def wanted(request: HttpRequest) -> HttpResponse:
    """Names that entries link to and no entry has yet, the most wanted first."""
    names: Any = Link.objects.wanted()
    if settings.WANTED_SHOWS_RESERVED:
        taken = ReservedName.objects.filter(key=OuterRef("key"))
        names = names.annotate(is_reserved=Exists(taken))
    times, _, key = words_in(request, "after", 400).partition("~")
    if times.isascii() and times.isdigit() and len(times) <= 9:
        names = names.following(int(times), key, MAX_ON_PAGE + 1)
    else:
        names = names.most_first()
    names_slice = sliced(names, MAX_ON_PAGE, lambda tally: f"{tally.times}~{tally.key}")
    return render(request, "public/wanted.html", {"slice": names_slice})
