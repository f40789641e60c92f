"""The marks “citation needed” of the whole site, entry by entry."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.list_query import MAX_WORDS_LENGTH
from editorial.admin.obstacle_links import edit_address
from editorial.admin.office_view import office_view, person, show
from editorial.models import NeededCitation
from editorial.models.among_seen import among_seen

MAX_ON_PAGE = 100


@office_view()
def needed_citations(request: HttpRequest) -> HttpResponseBase:
    """Every mark of the newest revisions, by the titles of their entries; of one subject with `tag`."""
    tag = " ".join(request.GET.get("tag", "").replace("\x00", "")[:MAX_WORDS_LENGTH].split())
    marks = (
        among_seen(NeededCitation.objects.in_hand(), person(request))
        .select_related("manuscript")
        .by_entry()
    )
    if tag:
        marks = marks.about(tag.encode(errors="ignore").decode())
    page = Paginator(marks, MAX_ON_PAGE).get_page(request.GET.get("page"))

    def address(number: int) -> str:
        return "?" + urlencode({"tag": tag, "page": number})

    return show(
        request,
        "editorial/needed_citations.html",
        {
            "title": _("Citations needed"),
            "tag": tag,
            "entries": _by_entry(page.object_list),
            "count": page.paginator.count,
            "previous": address(page.previous_page_number()) if page.has_previous() else "",
            "next": address(page.next_page_number()) if page.has_next() else "",
            "may_save": person(request).has_perm(permissions.SAVE_MANUSCRIPT),
        },
    )


def _by_entry(marks: Any) -> list[dict[str, Any]]:
    """The marks of a page under their entries, each with the address of the form."""
    entries: dict[Any, dict[str, Any]] = {}
    for mark in marks:
        entry = entries.setdefault(
            mark.manuscript_id,
            {"row": mark.manuscript, "edit": edit_address(mark.manuscript), "marks": []},
        )
        entry["marks"].append(mark)
    return list(entries.values())
