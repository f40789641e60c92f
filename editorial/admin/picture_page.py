"""The page of one picture of the library: what is recorded of it, who shows it, and what can be done with it."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from editorial import actions, permissions, workflow
from editorial.actions.picture_library import MAX_DRAFTS
from editorial.admin.office_view import office_view, person, show
from editorial.admin.picture_rows import LibraryRow, library_rows
from editorial.admin.picture_uploads import NotOne, one_called
from editorial.admin.picture_views import picture_or_404
from editorial.admin.private_files import private_file
from editorial.forms.picture_forms import AsideForm, DescribeForm, ReplaceForm
from editorial.models import PictureRecord, Upload
from editorial.models.restrictions import restriction_of
from editorial.storage import agreement_files, permission_files, picture_files
from editorial.workflow import Conflict, NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@require_safe
@office_view()
def picture_page(request: HttpRequest, digest: str) -> HttpResponseBase:
    return _page(request, picture_or_404(request, digest))


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def describe(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Record what was typed; if that is refused, the page again with it."""
    stored = picture_or_404(request, digest)
    if not _describes(person(request), stored):
        raise PermissionDenied
    form = DescribeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, stored, describe=form, status=422)
    proof = form.cleaned_data["proof"]
    said = {name: form.cleaned_data[name] for name in _SAID}
    try:
        made = actions.describe_picture(
            picture=stored.pk,
            by=person(request),
            said=actions.PictureWords(**said, focus=form.focus()),
            based_on=form.cleaned_data["based_on"] or 0,
            # One byte more than may be tells that it is too large.
            proof=proof.read(settings.EVIDENCE_MAX_BYTES + 1) if proof else b"",
        )
    except Conflict as conflict:
        # Saving once more is an answer to what is shown now.
        data = request.POST.copy()
        data["based_on"] = str(conflict.current)
        form = DescribeForm(data)
        form.add_error(None, str(conflict))
        return _page(request, stored, describe=form, status=409)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, stored, describe=form, status=422)
    if made is None:
        messages.info(request, _("Nothing changed."))
    else:
        messages.success(request, _("Recorded. Entries keep what they say until you update them."))
    return HttpResponseRedirect(_address(stored))


_SAID = ("title", "credit", "licence", "permission", "words")


def _page(
    request: HttpRequest,
    stored: Upload,
    *,
    describe: DescribeForm | None = None,
    aside: AsideForm | None = None,
    other: ReplaceForm | None = None,
    chosen: list[str] | None = None,
    status: int = 200,
) -> TemplateResponse:
    user = person(request)
    (row,) = library_rows([stored], user)
    may_save = workflow.may(user, "save")
    return show(
        request,
        "editorial/pictures/picture.html",
        {
            "title": row.title,
            "conflict": status == 409 and describe is not None,
            "row": row,
            "form": describe or DescribeForm(initial=_initial(row)),
            "aside": aside or AsideForm(),
            "other": other or ReplaceForm(),
            "differing": {use.pk for use in row.differing},
            "ticked": chosen,
            "may_save": may_save and not row.record.is_aside,
            "describes": _describes(user, stored) and not row.record.is_aside,
            "manages": user.has_perm(permissions.ASSIGN_MANUSCRIPT) and _sees_all(user),
            "sees_proof": bool(row.record.permission_digest) and _sees_proof(user, row.record),
            "records": list(stored.records.select_related("by").order_by("-number")[:50]),
        },
        status=status,
    )


def _describes(user: User, stored: Upload) -> bool:
    """Somebody with a restriction describes only their own."""
    return workflow.may(user, "save") and (_sees_all(user) or stored.by_id == user.pk)


def _sees_all(user: User) -> bool:
    return restriction_of(user) is None


def _initial(row: LibraryRow) -> dict[str, Any]:
    """What is recorded; before anything is, what an entry says."""
    said = {name: getattr(row.record, name) for name in _SAID}
    x, _space, y = row.focus.partition(" ")
    return {
        **said,
        "credit": row.credit,
        "licence": row.licence,
        "focus_x": x,
        "focus_y": y,
        "based_on": row.record.number,
    }


def _sees_proof(user: User, record: PictureRecord) -> bool:
    """A letter is private: whoever recorded it, approves, or gives out work."""
    trusted = user.has_perm(permissions.APPROVE_MANUSCRIPT) or user.has_perm(
        permissions.ASSIGN_MANUSCRIPT
    )
    return record.by_id == user.pk or (trusted and _sees_all(user))


@require_safe
@office_view()
def permission_file(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The file of the newest permission exactly as it was recorded, as a download."""
    stored = picture_or_404(request, digest)
    record = PictureRecord.objects.newest().filter(picture=stored).first()
    if record is None or not record.permission_digest or not _sees_proof(person(request), record):
        raise Http404
    ending = agreement_files.ENDINGS.get(record.permission_type, "bin")
    name = f"permission-{stored.code}.{ending}"
    return private_file(permission_files.name_of(record.permission_digest), name)


@office_view(permissions.ASSIGN_MANUSCRIPT, post=True)
def put_aside(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Set it aside, or bring it back."""
    stored = picture_or_404(request, digest)
    user = person(request)
    if "back" in request.POST:
        actions.bring_back_picture(picture=stored.pk, by=user)
        messages.success(request, _("It is in the library again."))
        return HttpResponseRedirect(_address(stored))
    form = AsideForm(request.POST)
    if not form.is_valid():
        return _page(request, stored, aside=form, status=422)
    try:
        made = actions.set_aside_picture(picture=stored.pk, by=user, **form.cleaned_data)
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        return _page(request, stored, aside=form, status=409)
    if made is None:
        messages.info(request, _("Nothing changed."))
    else:
        messages.success(request, _("Set aside. Nobody can choose it; its file is kept."))
    return HttpResponseRedirect(_address(stored))


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def renew(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Bring the library's words, or another picture, into the drafts that are ticked."""
    stored = picture_or_404(request, digest)
    ticked = request.POST.getlist("manuscripts")[:MAX_DRAFTS]
    form = ReplaceForm(request.POST, request.FILES)
    into = stored.pk
    if not ticked:
        form.add_error(None, _("Tick the entries that are to change."))
    elif "_replace" in request.POST and form.is_valid():
        into = _other(form, person(request))
    if form.errors:
        return _page(request, stored, other=form, chosen=ticked, status=422)
    keys = []
    for key in ticked:
        with suppress(ValueError):
            keys.append(uuid.UUID(key))
    try:
        outcome = actions.renew_uses(
            picture=stored.pk, into=into, by=person(request), manuscripts=keys
        )
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        return _page(request, stored, other=form, chosen=ticked, status=409)
    for renewed in outcome:
        if renewed.why:
            values = {"title": renewed.manuscript.title, "why": renewed.why}
            messages.warning(request, _("“%(title)s” was not changed. %(why)s") % values)
    count = sum(not renewed.why for renewed in outcome)
    if count:
        words = ngettext(
            "%(count)s draft has a new revision. Readers see it once it is approved.",
            "%(count)s drafts have a new revision. Readers see them once they are approved.",
            count,
        )
        messages.success(request, words % {"count": count})
    return HttpResponseRedirect(_address(stored))


def _other(form: ReplaceForm, user: User) -> str:
    """The digest of what takes its place; what is wrong with it stands in the form."""
    file, words = form.cleaned_data["file"], form.cleaned_data["chosen"]
    try:
        if file is not None:
            return picture_files.store(file.file, by=user, name=file.name or "").pk
        if words:
            return one_called(words, user).pk
    except (picture_files.PictureRefused, NotOne) as refused:
        form.add_error("file" if file is not None else "chosen", str(refused))
        return ""
    form.add_error(None, _("Choose a new file, or name a picture of the library."))
    return ""


def _address(stored: Upload) -> str:
    return reverse("admin:picture_page", args=[stored.pk])
