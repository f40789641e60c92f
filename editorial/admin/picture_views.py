"""The library of pictures: its list, what the form's dialog asks of it, and the files as the office sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from editorial import permissions
from editorial.admin.office_view import office_view, person, show
from editorial.admin.picture_rows import LibraryRow, library_rows
from editorial.models import PictureRecord, Revision, Upload
from editorial.models.among_seen import among_seen
from editorial.models.restrictions import restriction_of
from editorial.models.uploads import UploadQuerySet
from editorial.storage import picture_files
from encyclopedia import renditions
from encyclopedia.core.documents import JSON
from encyclopedia.pictures import name_of, stored_picture

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_ON_PAGE = 48
MAX_IN_DIALOG = 24
MAX_WORDS_LENGTH = 100

FILTERS = {
    "": pgettext_lazy("pictures", "All"),
    "unused": gettext_lazy("Unused"),
    "no_credit": gettext_lazy("Without a credit"),
    "no_licence": gettext_lazy("Without a licence"),
    "no_permission": gettext_lazy("Without a permission"),
    "aside": gettext_lazy("Set aside"),
}


@require_safe
@office_view()
def pictures(request: HttpRequest) -> HttpResponseBase:
    """The pictures that this person sees, newest first, narrowed by words and by what is missing."""
    words, chosen = _asked(request), request.GET.get("show", "")
    filters = {
        name: label for name, label in FILTERS.items() if name != "aside" or _manages(request)
    }
    if chosen not in filters:
        chosen = ""
    rows = _narrowed(Upload.objects.seen_by(request.user), chosen).named(words, request.user)
    paginator = Paginator(rows.newest_first().select_related("by"), MAX_ON_PAGE)
    page = paginator.get_page(request.GET.get("page"))

    def address(number: int) -> str:
        return "?" + urlencode({"q": words, "show": chosen, "page": number})

    return show(
        request,
        "editorial/pictures/list.html",
        {
            "title": _("Pictures"),
            "words": words,
            "chosen": chosen,
            "filters": list(filters.items()),
            "rows": library_rows(list(page.object_list), person(request)),
            "count": paginator.count,
            "may_save": request.user.has_perm(permissions.SAVE_MANUSCRIPT),
            "accept": picture_files.ACCEPT,
            "previous": address(page.previous_page_number()) if page.has_previous() else "",
            "next": address(page.next_page_number()) if page.has_next() else "",
        },
    )


def _narrowed(rows: UploadQuerySet, chosen: str) -> UploadQuerySet:
    if chosen == "aside":
        return rows.set_aside()
    rows = rows.in_sight()
    narrowing = {
        "unused": rows.unused,
        "no_credit": rows.without_credit,
        "no_licence": rows.without_licence,
        "no_permission": rows.without_permission,
    }
    return narrowing[chosen]() if chosen else rows


@require_safe
@office_view(permissions.SAVE_MANUSCRIPT)
def lookup(request: HttpRequest) -> HttpResponseBase:
    """What the dialog shows: a page of pictures, newest first, and the number of the next page, 0 without one."""
    rows = Upload.objects.seen_by(request.user).in_sight().named(_asked(request), request.user)
    page = Paginator(rows.newest_first(), MAX_IN_DIALOG).get_page(request.GET.get("page"))
    listed = library_rows(list(page.object_list), person(request))
    return JsonResponse(
        {
            "results": [row.as_choice() for row in listed],
            "next": page.next_page_number() if page.has_next() else 0,
            "count": page.paginator.count,
        }
    )


def _asked(request: HttpRequest) -> str:
    asked = request.GET.get("q", "").replace("\x00", "")[:MAX_WORDS_LENGTH]
    return " ".join(asked.encode(errors="ignore").decode().split())


def _manages(request: HttpRequest) -> bool:
    return request.user.has_perm(permissions.ASSIGN_MANUSCRIPT)


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def upload(request: HttpRequest) -> HttpResponseBase:
    """Store one picture for a form that is still being filled in: what its row is filled with, or why it is refused."""
    file = request.FILES.get("file")
    if file is None or isinstance(file, list) or file.file is None:
        return JsonResponse({"message": _("Choose a file.")}, status=422)
    try:
        stored = picture_files.store(file.file, by=person(request), name=file.name or "")
    except picture_files.PictureRefused as error:
        if "_page" in request.POST:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin:pictures"))
        return JsonResponse({"message": str(error)}, status=422)
    (row,) = library_rows([stored], person(request))
    answer: JSON = {"width": stored.width, "height": stored.height, "message": ""}
    if not Upload.objects.seen_by(request.user).filter(pk=stored.pk).exists():
        # Somebody else brought it, and what they said of it is hidden from this person.
        row = LibraryRow(stored, PictureRecord(number=0), (), ())
    elif stored.was_here:
        words = _(
            "The library has this picture already: “%(title)s”. It is used, not stored twice."
        )
        answer["message"] = words % {"title": row.title}
    if "_page" in request.POST:
        messages.success(request, answer["message"] or _("It is in the library now. Describe it."))
        return HttpResponseRedirect(reverse("admin:picture_page", args=[stored.pk]))
    return JsonResponse(answer | row.as_choice())


@require_safe
@office_view()
def picture(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The file of an uploaded picture, only for the office until it is published."""
    stored = picture_or_404(request, digest)
    return _file(lambda: default_storage.open(name_of(digest)), stored.media_type)


@require_safe
@office_view()
def small(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The smallest rendition of it, for lists; its file where there is none."""
    stored = picture_or_404(request, digest)
    header = stored_picture(digest)
    widths = renditions.widths(header) if header else ()
    if header is None or not widths:
        return _file(lambda: default_storage.open(name_of(digest)), stored.media_type)
    return _file(lambda: renditions.opened(header, widths[0]), renditions.MEDIA_TYPE)


def _file(opened: Any, media_type: str) -> FileResponse:
    try:
        file: File[bytes] = opened()
    except (FileNotFoundError, renditions.Undecodable) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=media_type)
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # The address names the bytes.
    response["Cache-Control"] = "private, max-age=86400"
    return response


def picture_or_404(request: HttpRequest, digest: str) -> Upload:
    """The picture, if it exists for the person of the request."""
    stored = Upload.objects.filter(pk=digest).first()
    if stored is None or not _sees(person(request), stored):
        raise Http404
    return stored


def _sees(user: User, stored: Upload) -> bool:
    """Whether it is their own, or in a manuscript that they see; what was set aside only for whoever gives out work,
    and in revisions that had it."""
    is_aside = Upload.objects.set_aside().filter(pk=stored.pk).exists()
    if is_aside and restriction_of(user) is None and user.has_perm(permissions.ASSIGN_MANUSCRIPT):
        return True
    if not is_aside and (restriction_of(user) is None or stored.by_id == user.pk):
        return True
    holding = Revision.objects.filter(document__contains=stored.pk)
    return bool(among_seen(holding, user).exists())
