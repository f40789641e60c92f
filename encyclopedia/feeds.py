"""Atom feeds (RFC 4287): every edition as it is published, those of a subject and of an entry, and the corrections.

Each item names the head of the audit log at its publication (`stet:event`), so that every stored copy of the feed is
evidence for the log. A mark against a source of an edition is told with it (`stet:mark`), and makes it updated. The
`id` of an item is made of the entry's and the edition's number, and stays when the entry moves to another address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote
from uuid import uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from encyclopedia.models import Edition, Source, Tag
from encyclopedia.rendering.page_top import orcid
from encyclopedia.views.corrected import Corrected, CorrectedEdition, MarkedSource, corrected
from encyclopedia.views.editions import entry_at
from encyclopedia.views.known_marks import known_marks
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers

ITEMS = 50
NAMESPACE = "urn:stet:record"
# When a feed without items was updated: it says the same each time.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot hold, not even escaped.
INVALID_CHARACTERS = {
    point: None for point in range(32) if point not in (9, 10, 13)
} | dict.fromkeys((0xFFFE, 0xFFFF))


class EditionFeed(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:stet": NAMESPACE}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item.get("language") else {}

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", valid_in_xml(author["name"]))
            if address := orcid(author.get("orcid", "")):
                handler.addQuickElement("uri", address)
            handler.endElement("author")
        if item["digest"]:
            handler.addQuickElement("stet:digest", item["digest"])
        if item["event"]:
            handler.addQuickElement("stet:event", item["event"])
        for source in item["marked"]:
            marked = {"key": source.slug, "reliability": source.reliability}
            handler.addQuickElement("stet:mark", valid_in_xml(source.reliability_reason), marked)


@for_readers
def editions(request: HttpRequest) -> HttpResponseBase:
    """Everything that is published, the newest first."""
    editions = Edition.objects.readable().listed().latest_first()[:ITEMS]
    return _feed(request, _("New and changed entries"), "/", editions)


@for_readers
def corrections(request: HttpRequest) -> HttpResponseBase:
    """The editions that correct an earlier one, with what they changed, and the sources that were marked."""
    items, _following = corrected(ITEMS)
    return _feed(request, _("Corrections"), "/corrections/", items)


@for_readers
def subject(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The current editions of a subject's entries, the newest first."""
    tag = get_object_or_404(Tag, slug=slug)
    tagged = tag.tagged.newest().values_list("content_object_id", flat=True)[:ITEMS]
    editions = sorted(
        Edition.objects.current_of(list(tagged)).listed(),
        key=lambda edition: (edition.published_at, edition.pk),
        reverse=True,
    )
    if not editions:
        raise Http404
    return _feed(request, tag.name, f"/tag/{quote(tag.slug)}/", editions)


@for_readers
def entry(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    """The editions of one entry, the newest first."""
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, "feed.atom")
    editions = Edition.objects.filter(entry_id=entry.pk).readable().newest().listed()[:ITEMS]
    path = entry.get_absolute_url()
    return _feed(request, entry.title, path, editions, guid=entry.pk.urn, language=entry.language)


def _feed(
    request: HttpRequest,
    title: str,
    page: str,
    items: Iterable[Edition | Corrected],
    guid: str = "",
    language: str = "",
) -> HttpResponseBase:
    """The feed of these items, or 304; `page` is the address within the site of what it accompanies."""
    site = settings.SITE_URL
    address = site + quote(request.path, safe="/:@")
    feed = EditionFeed(
        title=valid_in_xml(f"{settings.SITE_NAME}: {title}"),
        link=f"{site}{page}",
        description="",
        language=language or get_language(),
        author_name=settings.SITE_NAME,
        author_link=f"{site}/",
        feed_url=address,
        feed_guid=guid or address,
    )
    listed = [CorrectedEdition(item) if isinstance(item, Edition) else item for item in items]
    editions = [item.edition for item in listed if isinstance(item, CorrectedEdition)]
    marks, said = known_marks(editions), _documents(editions)
    for item in listed:
        if isinstance(item, MarkedSource):
            feed.add_item(**_marking(item))
            continue
        edition = item.edition
        marked = marks.get((edition.entry_id, edition.number), [])
        document = said[edition.pk]
        feed.add_item(
            **_publication(item, marked),
            authors=document.get("authors", []),
            language=document.get("language", "en"),
        )
    body = feed.writeString("utf-8").encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag) or HttpResponse(
        body, content_type="application/atom+xml; charset=utf-8"
    )
    response.headers["ETag"] = etag
    return response


def _documents(editions: Iterable[Edition]) -> Mapping[int, dict[str, Any]]:
    """The document of each edition, by its id: its authors, for whom the feed's own stands if it names none."""
    documents = Edition.objects.filter(pk__in=[edition.pk for edition in editions])
    return {pk: json.loads(document) for pk, document in documents.values_list("pk", "document")}


def _publication(item: CorrectedEdition, marked: Sequence[Source]) -> dict[str, Any]:
    """An edition, with what is known by now against its sources."""
    edition = item.edition
    titled = _("%(title)s, edition %(number)s") % {"title": edition.title, "number": edition.number}
    marked_at = [source.marked_at for source in marked if source.marked_at]
    return {
        "title": valid_in_xml(titled),
        "link": settings.SITE_URL + edition.get_absolute_url(),
        "unique_id": uuid5(edition.entry_id, str(edition.number)).urn,
        "description": _in_html("feeds/edition.html", {"item": item, "marked": marked}),
        "pubdate": edition.published_at,
        "updateddate": max([edition.published_at, *marked_at]),
        "categories": [edition.get_change_display()],
        "digest": edition.digest,
        "event": edition.event_hash,
        "marked": marked,
    }


def _marking(item: MarkedSource) -> dict[str, Any]:
    """A mark against a source; another mark of the same source is another item."""
    source, at = item.source, item.place.at
    return {
        "title": valid_in_xml(f"{source.title}: {source.get_reliability_display()}"),
        "link": settings.SITE_URL + source.get_absolute_url(),
        "unique_id": uuid5(source.pk, at.isoformat()).urn,
        "description": _in_html("feeds/marked_source.html", {"item": item}),
        "pubdate": at,
        "updateddate": at,
        "categories": [source.get_reliability_display()],
        "authors": [],
        "digest": "",
        "event": "",
        "marked": [source],
    }


def _in_html(template: str, context: dict[str, Any]) -> str:
    """What readers of feeds take for HTML (RFC 4287, 3.1.1.2)."""
    words = render_to_string(template, {**context, "site_url": settings.SITE_URL})
    return valid_in_xml(" ".join(words.split()))


def valid_in_xml(text: str) -> str:
    return text.translate(INVALID_CHARACTERS)
