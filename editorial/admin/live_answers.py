"""What the form's scripts ask for: preview, free addresses, pasted references, stored pictures."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial import permissions, workflow
from editorial.actions.title_columns import title_columns
from editorial.admin.draft_preview import show_draft
from editorial.admin.office_view import office_view, person
from editorial.admin.reserved_topics import reserved_words
from editorial.admin.writing_marks import problems_told, remarks_told, uncited_told, uses_told
from editorial.forms import pasted_reference, text_import_form
from editorial.forms.whole import WholeForm
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.gate_input import obstacles
from editorial.models import Manuscript
from encyclopedia import dates, wording
from encyclopedia.core import properties
from encyclopedia.core.documents import JSON, KINDS, Kind
from encyclopedia.core.language_tags import direction_of, is_well_formed
from encyclopedia.core.names import slugify

if TYPE_CHECKING:
    pass

MAX_DATE = 100
MAX_ALIASES = 3000


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def live_preview(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    """The form as readers would see it, and what would stand in the way of submitting it. Nothing is saved."""
    whole = WholeForm(kind, data=request.POST)
    if not whole.is_valid():
        # Nothing that is typed: the form arrived incomplete.
        errors = [
            {"id": place, "label": label, "message": message}
            for place, label, message in whole.errors()
        ]
        return JsonResponse({"errors": errors})
    document = whole.document()
    waiting: list[JSON] = []
    user = person(request)
    with suppress(text_import_form.NotTaken):
        waiting = text_import_form.records(request.POST.get("new_sources", ""))
    page = show_draft(document, user, waiting)
    seen = Manuscript.objects.seen_by(user)
    manuscript = seen.filter(pk=document.id).first() or Manuscript(
        pk=uuid.UUID(document.id),
        kind=kind,
        slug=document.slug,
        author=user,
        **title_columns(document.title),
    )
    met = obstacles(manuscript, document, "submit", analysis=page.analysis)
    # What is drafted with the entry is not unknown.
    drafted = {str(record["id"]) for record in waiting}
    obstacle_list = [
        obstacle
        for obstacle in obstacles_seen_by(user, manuscript.pk, met)
        if obstacle.code != "unknown_source" or obstacle.values.get("key") not in drafted
    ]
    parts = page.parts
    return JsonResponse(
        {
            "errors": [],
            **_read_as(document.language),
            "top": parts.top + parts.facts,
            "body": parts.body,
            "notes": parts.notes,
            "problems": problems_told(obstacle_list, whole),
            "uses": uses_told(page),
            "uncited": uncited_told(page.analysis),
            "remarks": remarks_told(document, page.analysis),
            "words": page.analysis.words,
            "citations": len(page.analysis.citations),
        }
    )


def _read_as(language: str) -> dict[str, str]:
    """What the page would say of itself: its language, and from which side it is read."""
    if not is_well_formed(language):
        return {"lang": "", "dir": ""}
    return {"lang": language, "dir": direction_of(language)}


@require_safe
@office_view()
def address(request: HttpRequest) -> HttpResponseBase:
    """Whether an address is free within its kind; without one, the address made from the title; and which of the names
    are reserved for somebody else."""
    kind = request.GET.get("kind", "")
    slug = request.GET.get("slug", "").replace("\x00", "")[:200]
    title = request.GET.get("title", "").replace("\x00", "")[:300]
    if kind not in KINDS:
        raise Http404
    slug = slug.strip() or slugify(title)
    others = Manuscript.objects.filter(kind=kind, slug=slug)
    with suppress(ValueError):
        others = others.exclude(pk=uuid.UUID(request.GET.get("id", "")))
    holder = others.only("pk", "title").first()
    message = _("This address is free.")
    if holder is not None and workflow.sees(person(request), holder):
        words = _("“%(title)s” has this address already. Choose another.")
        message = words % {"title": holder.title}
    elif holder is not None:
        message = _("Another entry has this address already. Choose another.")
    aliases = request.GET.get("aliases", "").replace("\x00", "")[:MAX_ALIASES].splitlines()
    reserved = reserved_words(person(request), kind, [title, *aliases], slug)
    return JsonResponse(
        {"slug": slug, "free": holder is None, "message": message, "reserved": reserved}
    )


@require_safe
@office_view()
def date(request: HttpRequest) -> HttpResponseBase:
    """How a date was read, in words, or why it was not; of a property whose date is a span, as a span."""
    typed = request.GET.get("date", "").replace("\x00", "")[:MAX_DATE]
    known = properties.PROPERTIES.get(request.GET.get("property", ""))
    try:
        reading = dates.read_words(typed)
    except dates.DateError as error:
        return JsonResponse({"words": wording.words(error.message)})
    day = dates.parse(reading.edtf)
    shown = day.words(period=known is not None and known.period)
    if reading.old_style:
        old = dates.Date(reading.old_style).words()
        words = _(
            "Read as: %(date)s, which was %(old)s in the Julian calendar; the note will say so."
        )
        return JsonResponse({"words": words % {"date": shown, "old": old}})
    return JsonResponse({"words": _("Read as: %(date)s") % {"date": shown}})


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def read_reference(request: HttpRequest) -> HttpResponseBase:
    """A BibTeX, RIS or CSL-JSON reference, pasted or in a file, or what a number names, as the form's fields."""
    try:
        filled = pasted_reference.sent(request.POST, request.FILES, person(request))
    except pasted_reference.NotRead as error:
        return JsonResponse({"message": str(error)}, status=422)
    answer = {"fields": filled.fields, "message": filled.remark, "keeps": filled.keeps}
    return JsonResponse(answer)
