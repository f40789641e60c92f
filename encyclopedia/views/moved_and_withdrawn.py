"""The answer at an address that no entry has (any more): where it moved, why it is gone, or what is similar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from encyclopedia import search
from encyclopedia.core.names import slugify
from encyclopedia.models import Address, Edition, Entry
from encyclopedia.views.address_words import address_words

# These pages belong to the entry whose editions they show, not to the entry that its address now leads to.
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
    if lost.leads_to is not None and rest.startswith(OF_EDITIONS):
        edition = Edition.objects.of(kind, slug).first()
        if edition is not None and edition.entry_id != lost.leads_to.pk:
            return gone(request, merged(edition, lost.leads_to))
    if lost.leads_to is not None and lost.leads_to.path != f"{kind}/{slug}":
        return moved(lost.leads_to.get_absolute_url() + rest)
    if lost.withdrawn is not None:
        return gone(request, lost.withdrawn)
    return missing(request, slug, lost.candidates)


def moved(address: str) -> HttpResponse:
    """301, permanent only until an entry takes the name itself: so browsers must ask again each time."""
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = "no-cache"
    return response


def look_for(kind: str, slug: str) -> Lost:
    """In at most three queries: former addresses, then slugs in their canonical form, then aliases."""
    canonical_slug = slugify(slug)
    former_addresses = {
        address.slug: address for address in Address.objects.at(kind, slug, canonical_slug)
    }
    address = former_addresses.get(slug) or former_addresses.get(canonical_slug)
    if address is not None:
        entry = Entry.objects.filter(pk=address.entry_id).first()
        if entry is not None:
            return Lost(leads_to=entry)
        if address.status == Address.Status.WITHDRAWN:
            return Lost(withdrawn=address)
        withdrawn = Address.objects.withdrawn().filter(entry_id=address.entry_id).first()
        if withdrawn is not None:
            return Lost(withdrawn=withdrawn)
    if not canonical_slug:
        return Lost()
    entries = list(Entry.objects.answering(canonical_slug).alphabetical()[:20])
    same_kind = [entry for entry in entries if entry.kind == kind]
    same_slug = [entry for entry in same_kind if entry.slug == canonical_slug]
    for group in (same_slug, same_kind):
        if len(group) == 1:
            return Lost(leads_to=group[0])
    if len(entries) == 1 and entries[0].slug != canonical_slug:
        return Lost(leads_to=entries[0])
    return Lost(candidates=entries)


def merged(edition: Edition, remaining: Entry) -> Address:
    """The answer at withdrawn editions of an entry that was merged into `remaining`, whose editions are others."""
    return Address(
        kind=edition.kind,
        slug=edition.slug,
        entry_id=edition.entry_id,
        title=edition.title,
        reason=_("It has been merged into “%(title)s”.") % {"title": remaining.title},
        since=edition.published_at,
    )


def gone(request: HttpRequest, address: Address) -> HttpResponse:
    """410: what was here, since when it is gone and why; of its editions only number, day and digest."""
    editions = Edition.objects.filter(entry_id=address.entry_id).newest().listed()
    return render(request, "410.html", {"address": address, "editions": editions}, status=410)


def entry_gone(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """410 for what belonged to an entry that was published and is no longer; Http404 where nothing tells of it."""
    edition = Edition.objects.filter(entry_id=entry_id).newest().first()
    if edition is None:
        raise Http404
    lost = look_for(edition.kind, edition.slug)
    if lost.withdrawn is not None:
        return gone(request, lost.withdrawn)
    if lost.leads_to is not None:
        return gone(request, merged(edition, lost.leads_to))
    raise Http404


def missing(request: HttpRequest, slug: str, candidates: Sequence[Entry] = ()) -> HttpResponse:
    """404, with the entries whose names come nearest."""
    words = address_words(slug)
    context = {"words": words, "is_name": True, "candidates": candidates or search.near(words)}
    return render(request, "404.html", context, status=404)
