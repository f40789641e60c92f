"""Entries: the list, by title, by tag or by change; and one entry with the standing of its citations."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from encyclopedia.api import cursors, examples, known_parameters, parameters, shapes
from encyclopedia.api.answering import Paging, answer, moved, open_data
from encyclopedia.api.operations import Reading
from encyclopedia.api.problems import Fault, Problem
from encyclopedia.core.entry_shape import EntryShape
from encyclopedia.export import entry_json
from encyclopedia.models import Citation, Edition, Entry, Page, Tag, TaggedEntry
from encyclopedia.rendering.addresses import url_of
from encyclopedia.views.moved_and_withdrawn import Lost, look_for

ONE_OF = ("changed_since", "language", "tag", "title")


@open_data(
    Reading(
        "listEntries",
        answers=shapes.EntryListShape,
        example=examples.ENTRY_LIST,
        query=known_parameters.ENTRIES,
    )
)
def entries(request: HttpRequest, query: dict[str, Any]) -> HttpResponseBase:
    """Published entries.

    By title, in the order of its letters' code points. “kind” can be combined with each of the others; of “tag”,
    “language”, “changed_since” and “title” give one, since each has an order of its own.
    """
    paging = Paging(request, query)
    selected = Entry.objects.of_kind(query["kind"]) if "kind" in query else Entry.objects.all()
    rows, following = page_of_entries(paging, query, selected)
    tags = _tags(rows)
    items = [shapes.entry(row, tags.get(row.pk, []), settings.SITE_URL) for row in rows]
    return paging.answer(items, following)


def page_of_entries(
    paging: Paging, query: dict[str, Any], entries: Any
) -> tuple[list[Entry], str | None]:
    """The page of these entries that was asked for; each order is held by an index.

    Raises Problem (400) when more than one of `ONE_OF` is given: no index holds two orders.
    """
    several = [name for name in ONE_OF if name in query]
    if len(several) > 1:
        one = _("Give one of %(names)s, and compare the others yourself.")
        one %= {"names": ", ".join(several)}
        raise parameters.unfit(*(Fault(name, _("Cannot be combined."), one) for name in several))
    if "tag" in query:
        after = paging.after(cursors.identifier)
        tag = Tag.objects.filter(slug=query["tag"]).first()
        tagged: QuerySet[Entry] = (
            entries.with_tag(tag, after and after[0]) if tag else entries.none()
        )
        return paging.cut(tagged, lambda row: (row.pk,))
    if "language" in query:
        after = paging.after(cursors.text, cursors.identifier)
        spoken = entries.by_language(query["language"], after)
        return paging.cut(spoken, lambda row: (row.sort_key, row.pk))
    if "changed_since" in query:
        after = paging.after(cursors.moment, cursors.identifier)
        changed = entries.by_change(query["changed_since"], after)
        return paging.cut(changed, lambda row: (row.changed_at, row.pk))
    after = paging.after(cursors.text, cursors.identifier)
    named = entries.by_name(after, query.get("title", ""))
    return paging.cut(named, lambda row: (row.name_key, row.pk))


def _tags(rows: list[Entry]) -> dict[Any, list[tuple[str, str]]]:
    """Slug and name of every tag of these entries; one query."""
    tags: dict[Any, list[tuple[str, str]]] = {}
    tagged = TaggedEntry.objects.filter(content_object__in=[row.pk for row in rows])
    for pk, slug, name in tagged.values_list("content_object_id", "tag__slug", "tag__name"):
        tags.setdefault(pk, []).append((slug, name))
    return tags


@open_data(
    Reading(
        "getEntry",
        answers=EntryShape,
        example=examples.ENTRY,
        path=(known_parameters.PATH_KIND, known_parameters.PATH_SLUG),
        dated=True,
    )
)
def entry(request: HttpRequest, query: dict[str, Any], kind: str, slug: str) -> HttpResponseBase:
    """One entry.

    What the entry's own index.json answers.
    """
    row = Entry.objects.of_kind(kind).filter(slug=slug).first()
    if row is None:
        return elsewhere(kind, slug)
    try:
        data = entry_json(row)
    except Edition.DoesNotExist:  # withdrawn between the two queries
        return elsewhere(kind, slug)
    return answer(request, data, modified=_modified(row))


def _modified(row: Entry) -> Any:
    """When the entry, or how a citation of it stands, last changed."""
    pages = Page.objects.filter(entry=row.pk).values_list("modified_at", "entry__due__since")
    page = pages.first() or ()
    last = Citation.objects.filter(entry=row.pk).aggregate(last=Max("checked_at"))["last"]
    return max(filter(None, (row.changed_at, *page, last)))


def elsewhere(kind: str, slug: str, below: str = "entries/") -> HttpResponseBase:
    """301 to where the entry is now; else Problem: 410 with the reason, or 404.

    `below` is the collection of the address: the one of sources leads to sources alone.
    """
    lost = look_for(kind, slug)
    target = lost.leads_to
    if target is not None and target.path != f"{kind}/{slug}":
        if below == "entries/":
            return moved(shapes.ROOT + below + url_of(target.path)[1:])
        if target.kind == kind:
            return moved(shapes.ROOT + below + url_of(target.slug)[1:])
    raise _problem(lost, kind, slug)


def _problem(lost: Lost, kind: str, slug: str) -> Problem:
    if lost.withdrawn is not None:
        reason = _("It was withdrawn. The reason given: %(reason)s")
        reason %= {"reason": lost.withdrawn.reason}
        return Problem(410, "withdrawn", reason, more=shapes.withdrawn(lost.withdrawn))
    missing = _("Nothing is published at “%(path)s”. Look for it with %(search)s")
    values = {"path": f"{kind}/{slug}", "search": f"{shapes.ROOT}search/?q=…"}
    return Problem(404, "not-found", missing % values)
