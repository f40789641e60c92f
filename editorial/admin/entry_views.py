"""The form of an entry, empty or filled in: saved through the action, shown again with every word on any refusal."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions import AddressTaken
from editorial.actions.text_import import save_with_sources
from editorial.admin.draft_preview import revision_of
from editorial.admin.obstacle_links import edit_address, grouped, points_of
from editorial.admin.office_view import door, manuscript_or_404, person, show
from editorial.admin.revision_views import comparison_context
from editorial.forms import pasted_reference, text_import_form
from editorial.forms.fields import LINE
from editorial.forms.text_import_form import Bringing
from editorial.forms.whole import WholeForm
from editorial.gate.gate_input import obstacles
from editorial.models import PROXIES, Manuscript, Revision
from editorial.storage import picture_files
from editorial.workflow import Conflict, Refused
from encyclopedia.core import properties
from encyclopedia.core.documents import Document, Kind

SAVE = "editorial.save_manuscript"


@dataclass
class Sheet:
    """What one showing of the form has beside its fields."""

    kind: Kind
    whole: WholeForm
    manuscript: Manuscript | None = None
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200


@door(SAVE)
def add(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    if request.method == "POST":
        return _posted(request, kind, None)
    title = " ".join(request.GET.get("title", "").replace("\x00", "").split())[:LINE]
    initial = {"id": uuid.uuid4(), "based_on": 0, "title": title}
    return _shown(request, Sheet(kind, WholeForm(kind, initial=initial)))


@door(SAVE)
def change(request: HttpRequest, kind: Kind, pk: uuid.UUID) -> HttpResponseBase:
    manuscript = manuscript_or_404(pk, kind)
    if request.method == "POST":
        return _posted(request, kind, manuscript)
    if not workflow.allowed(manuscript, "save"):
        messages.info(
            request,
            _("“%(title)s” is %(state)s. Take it back first if you want to change it.")
            % {"title": manuscript.title, "state": manuscript.get_status_display().lower()},
        )
        return HttpResponseRedirect(reverse("admin:manuscript", args=[pk]))
    base = _base(pk, manuscript.revision)
    whole = WholeForm(kind, base=base, initial={"based_on": manuscript.revision})
    return _shown(request, Sheet(kind, whole, manuscript))


def _posted(request: HttpRequest, kind: Kind, manuscript: Manuscript | None) -> HttpResponseBase:
    data = request.POST.copy()
    if manuscript is not None:
        data["id"] = str(manuscript.pk)
    refused = keep_uploads(request, data)
    base = _base(data.get("id", ""), _number(data.get("based_on", "")))
    panel = text_import_form.sent(data, request.FILES)
    turned = _turned(panel, data) if kind != "source" else False
    sheet = Sheet(kind, WholeForm(kind, base=base, data=data, files=request.FILES), manuscript)
    sheet.context["bring"] = panel
    for row, message in refused.items():
        sheet.whole.pictures.forms[row].add_error("file", message)
    if "_read" in data:
        return _pasted(request, sheet, data)
    if turned:
        return _shown(request, sheet)
    if sheet.whole.is_valid() and not _refused_panel(sheet, panel):
        done = _save(request, sheet, data, panel)
        if done is not None:
            return done
    sheet.status = 422 if sheet.status == 200 else sheet.status
    return _shown(request, sheet)


def _turned(panel: Bringing, data: Any) -> bool:
    """Whether a button of the panel was pressed, which saves nothing: read it, put it into the text, drop it."""
    if "_bring" in data or (panel.is_unread and not panel.error):
        text_import_form.read(panel)
        if panel.title and not data.get("title", "").strip():
            data["title"] = panel.title
    elif "_insert" in data and not panel.error:
        text_import_form.put(panel, data)
    elif "_drop" in data:
        text_import_form.drop(panel)
    return any(button in data for button in ("_bring", "_insert", "_drop"))


def _refused_panel(sheet: Sheet, panel: Bringing) -> bool:
    """Whether saving would lose what stands in the panel."""
    if sheet.kind == "source" or not (panel.error or panel.is_pending):
        return False
    words = panel.error or _(
        "The text that you brought in is not part of the entry yet. Put it into the text, or drop it, then save."
    )
    sheet.whole.form.add_error(None, words)
    return True


def _save(
    request: HttpRequest, sheet: Sheet, data: Any, panel: Bringing
) -> HttpResponseBase | None:
    """The way on from a saved form; None when it was refused and is to be shown again."""
    whole, cleaned = sheet.whole, sheet.whole.form.cleaned_data
    document = whole.document()
    try:
        outcome, made = save_with_sources(
            document=document,
            sources=panel.waiting,
            by=person(request),
            based_on=cleaned["based_on"],
            summary=cleaned["message"],
        )
    except Conflict as error:
        _show_conflict(request, sheet, data, document, error)
        return None
    except Refused as error:
        whole.form.add_error("slug" if isinstance(error, AddressTaken) else None, str(error))
        sheet.status = 409
        return None
    saved = outcome.manuscript
    if outcome.changed:
        messages.success(request, _("Saved as revision %(number)s.") % {"number": saved.revision})
    else:
        messages.info(request, _("Nothing had changed, so nothing was saved."))
    if made:
        keys = ", ".join(source.slug for source in made)
        messages.success(request, _("Drafts of new sources were made: %(keys)s.") % {"keys": keys})
    address = reverse("admin:manuscript", args=[saved.pk])
    if "_continue" in data:
        address = edit_address(saved)
    elif "_preview" in data:
        address = reverse("admin:preview", args=[saved.pk, saved.revision])
    return HttpResponseRedirect(
        f"{address}?saved={saved.pk}" if "_preview" not in data else address
    )


def _show_conflict(
    request: HttpRequest, sheet: Sheet, data: Any, document: Document, error: Conflict
) -> None:
    """Put both versions side by side, and base what was typed on the newest, so that saving again works."""
    newest = revision_of(Manuscript(pk=document.id), error.current)
    data["based_on"] = str(error.current)
    sheet.status = 409
    base = newest.read() if newest else None
    sheet.whole = WholeForm(sheet.kind, base=base, data=data, files=request.FILES)
    if newest is not None and base is not None and base.kind == document.kind:
        sheet.context["conflict"] = {
            "message": str(error),
            "revision": newest,
            "comparison": comparison_context(base, document),
        }
    else:
        sheet.whole.form.add_error(None, str(error))


def _pasted(request: HttpRequest, sheet: Sheet, data: Any) -> HttpResponseBase:
    """Fill the record's fields from the reference that was pasted or chosen as a file, without script."""
    try:
        filled = pasted_reference.sent(data, request.FILES)
    except pasted_reference.NotRead as error:
        sheet.context["paste_error"] = str(error)
    else:
        for name, value in filled.fields.items():
            data[name] = value
        sheet.context |= {"paste_done": True, "paste_remark": filled.remark}
    base = sheet.whole.base
    sheet.whole = WholeForm(sheet.kind, base=base, data=data, files=request.FILES)
    sheet.context["paste"] = data.get("paste", "")
    return _shown(request, sheet)


def keep_uploads(request: HttpRequest, data: Any) -> dict[int, str]:
    """Store the pictures that came with the form and note their digests in `data`; row → why one was refused."""
    refused: dict[int, str] = {}
    for name, file in request.FILES.items():
        prefix, _dash, rest = name.partition("-")
        row, _dash, what = rest.partition("-")
        if prefix != "pictures" or what != "file" or not (row.isascii() and row.isdigit()):
            continue
        if isinstance(file, list) or file.file is None:
            continue
        try:
            stored = picture_files.store(file.file, by=person(request))
        except picture_files.PictureRefused as error:
            if int(row) < _number(data.get("pictures-TOTAL_FORMS", "")):
                refused[int(row)] = str(error)
        else:
            data[f"pictures-{row}-digest"] = stored.digest
    return refused


def _base(pk: uuid.UUID | str, number: int) -> Document | None:
    """The document that the writer started from."""
    try:
        key = uuid.UUID(str(pk))
    except ValueError:
        return None
    found = Revision.objects.filter(manuscript=key, number=number).first()
    return found.read() if found else None


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _shown(request: HttpRequest, sheet: Sheet) -> HttpResponseBase:
    whole, manuscript = sheet.whole, sheet.manuscript
    name = PROXIES[sheet.kind]._meta.verbose_name
    title = (
        _("Edit “%(title)s”") % {"title": manuscript.title}
        if manuscript
        else _("New %(kind)s") % {"kind": name}
    )
    return show(
        request,
        "editorial/entry_form.html",
        {
            "title": title,
            "kind": sheet.kind,
            "kind_name": name,
            "whole": whole,
            "manuscript": manuscript,
            "errors": whole.errors() if whole.form.is_bound and sheet.status != 200 else [],
            "groups": _open_points(sheet) if not whole.form.is_bound else [],
            "takes": {
                each.name: [*each.main, *each.also] for each in properties.for_kind(sheet.kind)
            },
            "fixed_slug": bool(manuscript and manuscript.edition),
            **sheet.context,
        },
        status=sheet.status,
    )


def _open_points(sheet: Sheet) -> Any:
    """What stands in the way of submitting the saved revision, with the places that mend it."""
    if sheet.manuscript is None or sheet.whole.base is None:
        return []
    found = obstacles(sheet.manuscript, sheet.whole.base, "submit")
    points = points_of(sheet.manuscript, found, linked=True)
    return grouped(found, points)


@door(SAVE, post=True)
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take one picture for a form that is still being filled in: its digest, or why it is refused."""
    file = request.FILES.get("file")
    if file is None or isinstance(file, list) or file.file is None:
        return JsonResponse({"message": _("Choose a file.")}, status=422)
    try:
        stored = picture_files.store(file.file, by=person(request))
    except picture_files.PictureRefused as error:
        return JsonResponse({"message": str(error)}, status=422)
    return JsonResponse(
        {
            "digest": stored.digest,
            "width": stored.width,
            "height": stored.height,
            "address": reverse("admin:picture", args=[stored.digest]),
        }
    )
