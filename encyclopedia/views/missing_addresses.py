"""What answers at an address that is no entry's own (any more): where it went, why it is gone, or what is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from encyclopedia import search
from encyclopedia.core.names import slugify
from encyclopedia.models import Address, Edition, Entry, Kind

# What stands at these belongs to the entry whose editions they are, not to where its address leads.
OF_EDITIONS = ("@", "history/", "compare/")


@dataclass(frozen=True, slots=True)
class Lost:
    """What is known of an address that no entry has: where it leads now, or that it was withdrawn."""

    leads_to: Entry | None = None
    withdrawn: Address | None = None
    candidates: Sequence[Entry] = ()


def elsewhere(request: HttpRequest, kind: str, slug: str, rest: str = "") -> HttpResponse:
    """The answer at `/kind/slug/rest` when no entry is published there: 301, 410 or 404.

    `rest` is kept in the redirect, so that `/article/old-name/@2/` leads to the second edition.
    """
    lost = look_for(kind, slug)
    if lost.leads_to is not None and kind == Kind.SOURCE and rest.startswith(OF_EDITIONS):
        edition = Edition.objects.of(kind, slug).first()
        if edition is not None and edition.entry_id != lost.leads_to.pk:
            return gone(request, merged(edition, lost.leads_to))
    if lost.leads_to is not None and lost.leads_to.path != f"{kind}/{slug}":
        response = HttpResponsePermanentRedirect(lost.leads_to.get_absolute_url() + rest)
        # Permanent until an entry takes the name itself: so it is asked for again each time.
        response["Cache-Control"] = "no-cache"
        return response
    if lost.withdrawn is not None:
        return gone(request, lost.withdrawn)
    return missing(request, slug, lost.candidates)


def look_for(kind: str, slug: str) -> Lost:
    """In two queries at most three: former addresses, then slugs as they should be typed, then aliases."""
    tidy = slugify(slug)
    former = {address.slug: address for address in Address.objects.at(kind, slug, tidy)}
    address = former.get(slug) or former.get(tidy)
    if address is not None:
        moved = Entry.objects.filter(pk=address.entry_id).first()
        if moved is not None:
            return Lost(leads_to=moved)
        if address.status == Address.Status.WITHDRAWN:
            return Lost(withdrawn=address)
        withdrawn = Address.objects.withdrawn().filter(entry_id=address.entry_id).first()
        if withdrawn is not None:
            return Lost(withdrawn=withdrawn)
    if not tidy:
        return Lost()
    answering = list(Entry.objects.answering(tidy).alphabetical()[:20])
    own = [found for found in answering if found.kind == kind]
    named = [found for found in own if found.slug == tidy]
    for group in (named, own):
        if len(group) == 1:
            return Lost(leads_to=group[0])
    if len(answering) == 1 and answering[0].slug != tidy:
        return Lost(leads_to=answering[0])
    return Lost(candidates=answering)


def merged(edition: Edition, kept: Entry) -> Address:
    """What is said at the editions of a source whose record was merged: the kept one's are others."""
    return Address(
        kind=edition.kind,
        slug=edition.slug,
        entry_id=edition.entry_id,
        title=edition.title,
        reason=_("It was another record of the work “%(title)s”.") % {"title": kept.title},
        since=edition.published_at,
    )


def gone(request: HttpRequest, address: Address) -> HttpResponse:
    """410: what was here, since when it is gone and why; of its editions only number, day and digest."""
    editions = Edition.objects.filter(entry_id=address.entry_id).newest().listed()
    return render(request, "410.html", {"address": address, "editions": editions}, status=410)


def missing(request: HttpRequest, slug: str, candidates: Sequence[Entry] = ()) -> HttpResponse:
    """404, with the entries whose names come nearest."""
    words = slug.replace("-", " ").replace("_", " ").strip()
    context = {"words": words, "candidates": candidates or search.near(words)}
    return render(request, "404.html", context, status=404)
