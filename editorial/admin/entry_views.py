"""The form of an entry, empty or filled in: saved by the action, or shown again with everything typed if refused."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from editorial import permissions, workflow
from editorial.admin.entry_form_page import FormPage, show_form
from editorial.admin.entry_saving import save_form
from editorial.admin.office_view import manuscript_or_404, office_view, person
from editorial.admin.open_form_views import kept_or_404
from editorial.admin.picture_uploads import store_uploads
from editorial.forms import pasted_reference, text_import_form
from editorial.forms.fields import LINE
from editorial.forms.text_import_form import TextImport
from editorial.forms.whole import WholeForm
from editorial.models import Manuscript, Merge, Revision
from editorial.models.among_seen import among_seen
from editorial.models.profiles import profile_of
from editorial.models.restrictions import restriction_of
from encyclopedia.core.documents import Author, Document, Kind
from encyclopedia.wording.filled_in import in_sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The panel of imported text: read it, put it into the entry's text, discard it.
PANEL_BUTTONS = ("_read_text", "_insert", "_discard")


@office_view(permissions.SAVE_MANUSCRIPT)
def add(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    if request.method == "POST":
        return _answer(request, kind, None)
    if "kept" in request.GET:
        return _restore(request, kind, None)
    title = " ".join(request.GET.get("title", "").replace("\x00", "").split())[:LINE]
    initial = {"id": uuid.uuid4(), "based_on": 0, "title": title}
    whole = WholeForm(kind, initial=initial, authors=_proposed(person(request), kind))
    return show_form(request, FormPage(kind, whole))


def _restore(request: HttpRequest, kind: Kind, manuscript: Manuscript | None) -> HttpResponseBase:
    """The form as this person had typed it in another tab or on another machine, not saved yet."""
    kept = kept_or_404(request.GET["kept"], person(request))
    is_saved_since = manuscript is None and Manuscript.objects.filter(pk=kept.document).exists()
    if is_saved_since or kept.kind != kind or (manuscript and manuscript.pk != kept.document):
        raise Http404
    data = QueryDict(mutable=True)
    for name, value in kept.fields or ():
        data.appendlist(name, value)
    data["id"], data["based_on"] = str(kept.document), str(kept.based_on)
    whole = WholeForm(kind, base=_base(request, kept.document, kept.based_on), data=data)
    panel = text_import_form.sent(data, MultiValueDict())
    context = {"text_import": panel, "tab": kept.tab}
    return show_form(request, FormPage(kind, whole, manuscript, context))


def _proposed(by: User, kind: Kind) -> list[Author]:
    """Whoever begins an entry, if they have a name; sources and pages about the site are nobody's work."""
    if kind in {"source", "page"} or not by.get_full_name():
        return []
    profile = profile_of(by)
    return [Author(by.get_full_name(), orcid=profile.orcid, affiliation=profile.affiliation)]


@office_view(permissions.SAVE_MANUSCRIPT)
def change(request: HttpRequest, kind: Kind, pk: uuid.UUID) -> HttpResponseBase:
    manuscript = manuscript_or_404(request, pk, kind)
    if request.method == "POST":
        return _answer(request, kind, manuscript)
    if "kept" in request.GET:
        # Also of what is under review by now: one's own words can be read, and copied.
        return _restore(request, kind, manuscript)
    if not workflow.allowed(manuscript, "save"):
        messages.info(request, _why_not(manuscript, person(request)))
        return HttpResponseRedirect(reverse("admin:manuscript", args=[pk]))
    base = _base(request, pk, manuscript.revision)
    whole = WholeForm(kind, base=base, initial={"based_on": manuscript.revision})
    return show_form(request, FormPage(kind, whole, manuscript))


def _why_not(manuscript: Manuscript, by: User) -> str:
    """Why it cannot be written now, and what to do; the page that says so leads to the entry that was kept.

    Somebody with a restriction may not see that one, and learns nothing of it.
    """
    merge = Merge.objects.select_related("into").filter(merged=manuscript).first()
    if merge is None:
        return _(
            "“%(title)s” is %(state)s. Take it back from review first if you want to change it."
        ) % {"title": manuscript.title, "state": in_sentence(manuscript.get_status_display())}
    if restriction_of(by) is not None:
        return _(
            "“%(title)s” has been merged into another entry, so it can never be written again."
        ) % {"title": manuscript.title}
    return _(
        "“%(title)s” has been merged into “%(kept)s”, so it can never be written again. Change “%(kept)s” instead:"
        " the link is below."
    ) % {"title": manuscript.title, "kept": merge.into.title}


def _answer(request: HttpRequest, kind: Kind, manuscript: Manuscript | None) -> HttpResponseBase:
    """What the pressed button asks for: a reference read, text imported, or else the form saved.

    Pictures are stored in any case: browsers do not send a chosen file a second time.
    """
    data = request.POST.copy()
    if manuscript is not None:
        data["id"] = str(manuscript.pk)
    refused_pictures = store_uploads(request, data)
    panel = text_import_form.sent(data, request.FILES)
    if kind != "source":
        _press_panel_button(panel, data)
    base = _base(request, data.get("id", ""), _number(data.get("based_on", "")))
    whole = WholeForm(kind, base=base, data=data, files=request.FILES)
    page = FormPage(kind, whole, manuscript, {"text_import": panel})
    for why in refused_pictures.values():
        messages.error(request, _("A picture was not taken. %(why)s") % {"why": why})
    if "_read" in data:
        return _fill_from_reference(request, page, data)
    if kind != "source" and any(button in data for button in PANEL_BUTTONS):
        return show_form(request, page)
    return save_form(request, page, data, panel)


def _press_panel_button(panel: TextImport, data: QueryDict) -> None:
    """Do what the panel's button says, which saves nothing; text that was not read yet is read by any button."""
    if "_read_text" in data or (panel.is_unread and not panel.error):
        text_import_form.read(panel)
        if panel.title and not data.get("title", "").strip():
            data["title"] = panel.title
    elif "_insert" in data and not panel.error:
        text_import_form.insert(panel, data)
    elif "_discard" in data:
        text_import_form.discard(panel)


def _fill_from_reference(request: HttpRequest, page: FormPage, data: QueryDict) -> HttpResponseBase:
    """Fill the record's fields from the reference that was pasted or chosen as a file, without script."""
    try:
        filled = pasted_reference.sent(data, request.FILES, person(request))
    except pasted_reference.NotRead as error:
        page.context["paste_error"] = str(error)
    else:
        filled.into(data)
        page.context |= {"paste_done": True, "paste_remark": filled.remark}
    page.whole = WholeForm(page.kind, base=page.whole.base, data=data, files=request.FILES)
    page.context["paste"] = data.get("paste", "")
    return show_form(request, page)


def _base(request: HttpRequest, pk: uuid.UUID | str, number: int) -> Document | None:
    """The document that the writer started from."""
    try:
        key = uuid.UUID(str(pk))
    except ValueError:
        return None
    revisions = among_seen(Revision.objects.filter(manuscript=key, number=number), request.user)
    revision = revisions.first()
    return revision.read() if revision else None


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
