"""Atom feeds (RFC 4287): every edition as it is published, and one of the corrections alone.

Each item names the head of the audit log at its publication (`stet:event`), so that every stored copy of the feed is
evidence for the log. A mark against a source of an edition is told with it (`stet:mark`), and makes it updated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from encyclopedia.models import Edition, Reliability, Source
from encyclopedia.views.known_marks import known_marks
from encyclopedia.views.reader_view import for_readers

ITEMS = 50
NAMESPACE = "urn:stet:record"
# What XML 1.0 cannot hold, not even escaped.
INVALID_CHARACTERS = {
    point: None for point in range(32) if point not in (9, 10, 13)
} | dict.fromkeys((0xFFFE, 0xFFFF))


class EditionFeed(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:stet": NAMESPACE}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("stet:digest", item["digest"])
        if item["event"]:
            handler.addQuickElement("stet:event", item["event"])
        for source in item["marked"]:
            marked = {"key": source.slug, "reliability": source.reliability}
            handler.addQuickElement("stet:mark", _valid_in_xml(source.reliability_reason), marked)


@for_readers
def editions(request: HttpRequest) -> HttpResponse:
    """Everything that is published, the newest first."""
    editions = Edition.objects.readable().listed().latest_first()[:ITEMS]
    return _feed(_("New and changed entries"), "/feed.atom", editions)


@for_readers
def corrections(request: HttpRequest) -> HttpResponse:
    """Only the editions that correct an earlier one."""
    editions = Edition.objects.corrections().listed().latest_first()[:ITEMS]
    return _feed(_("Corrections"), "/corrections.atom", editions)


def _feed(title: str, path: str, editions: Iterable[Edition]) -> HttpResponse:
    site = settings.SITE_URL
    feed = EditionFeed(
        title=f"{settings.SITE_NAME}: {title}",
        link=f"{site}/",
        description="",
        language=get_language(),
        feed_url=f"{site}{path}",
        feed_guid=f"{site}{path}",
    )
    listed = list(editions)
    marks = known_marks(listed)
    for edition in listed:
        marked = marks.get((edition.entry_id, edition.number), [])
        marked_at = [source.marked_at for source in marked if source.marked_at]
        feed.add_item(
            title=_valid_in_xml(f"{edition.title}, {_('edition')} {edition.number}"),
            link=site + edition.get_absolute_url(),
            unique_id=site + edition.get_absolute_url(),
            description=_valid_in_xml(_description(edition, marked)),
            pubdate=edition.published_at,
            updateddate=max([edition.published_at, *marked_at]),
            categories=[edition.get_change_display()],
            digest=edition.digest,
            event=edition.event_hash,
            marked=marked,
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _description(edition: Edition, marked: Iterable[Source]) -> str:
    """What the edition changed, and what is known by now against its sources."""
    words = [edition.summary or edition.get_change_display()]
    for source in marked:
        words.append(
            _("“%(title)s” is marked as %(mark)s: %(reason)s")
            % {
                "title": source.title,
                "mark": str(Reliability(source.reliability).label).lower(),
                "reason": source.reliability_reason,
            }
        )
    return " · ".join(words)


def _valid_in_xml(text: str) -> str:
    return text.translate(INVALID_CHARACTERS)
