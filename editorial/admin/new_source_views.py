"""Finding or making the source to cite, in one dialog; and what a new source is told before it is saved."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.office_view import office_view, person
from editorial.admin.source_rows import known, named, rows_of, with_claims
from editorial.catalogues.asking import TooManyQuestions, look_up
from editorial.catalogues.gathering import Gathered
from editorial.forms import proposed_source, text_import_form
from editorial.forms.free_keys import free_key
from editorial.forms.likely_sources import likely_sources
from editorial.forms.source_form import record_typed
from editorial.importers.references import typed_source
from encyclopedia.bibliography import same_work, work_label
from encyclopedia.core.documents import JSON
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# So much of what was typed is looked up as a name; more is a reference.
MAX_NAME = 100


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def cite(request: HttpRequest) -> HttpResponseBase:
    """The sources that what was typed or pasted names; if there is none, or with `new`, a proposal of a new one."""
    text = request.POST.get("typed", "").replace("\x00", "")
    if len(text) > typed_source.MAX_LENGTH:
        return JsonResponse(
            {"message": _("This is too long. Paste one reference at a time.")}, status=422
        )
    waiting = _waiting(request)
    typed = typed_source.read_typed(text)
    rows = (
        []
        if "new" in request.POST or not text.strip()
        else _rows(text, typed, waiting, person(request))
    )
    answer: dict[str, Any] = {"results": rows, "proposal": "", "locator": typed.locator}
    if not rows and text.strip():
        answer |= _proposed(request, Gathered(typed), waiting)
    return JsonResponse(answer)


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def look_up_source(request: HttpRequest) -> HttpResponseBase:
    """The proposal of what was typed or pasted with what the catalogues outside say of it; with `chosen`, of one work.

    Takes some seconds at most, and saves nothing.
    """
    text = request.POST.get("typed", "").replace("\x00", "")[: typed_source.MAX_LENGTH]
    typed = typed_source.read_typed(text)
    try:
        gathered = look_up(typed, person(request), request.POST.get("chosen", ""))
    except TooManyQuestions as error:
        message = _(
            "Too much was looked up just now. Go on by hand, or try again in %(count)s seconds."
        )
        return JsonResponse({"message": message % {"count": error.seconds}}, status=429)
    answer = {"results": [], "locator": typed.locator}
    return JsonResponse(answer | _proposed(request, gathered, _waiting(request), is_asked=True))


def _proposed(
    request: HttpRequest, gathered: Gathered, waiting: list[JSON], *, is_asked: bool = False
) -> dict[str, Any]:
    """The proposal as a part of the page; `catalogues` that can still be asked, at once if a number names the work."""
    reserved = [str(record["id"]) for record in waiting]
    proposal = proposed_source.propose(gathered, person(request), reserved, is_asked=is_asked)
    return {
        "proposal": render_to_string(
            "editorial/parts/proposed_source.html", {"proposal": proposal}, request
        ),
        "catalogues": [] if is_asked else proposal.catalogues,
        "number": gathered.typed.is_number,
        "filled": gathered.is_filled,
    }


def _rows(text: str, typed: typed_source.TypedSource, waiting: list[JSON], by: User) -> list[JSON]:
    titles = known(typed, by)
    name = " ".join(text.split()).removeprefix("@")
    if not titles and typed.form == "words" and "author" in typed.record:
        likely = likely_sources(typed.record, by, kinds=proposed_source.KINDS)
        titles = {source.key: (source.title, source.reason) for source in likely}
    if not titles and typed.form == "words" and len(name) <= MAX_NAME:
        titles = named(name, by)
    return [*_of_the_form(name, typed, waiting), *with_claims(rows_of(titles, by), by)]


def _of_the_form(name: str, typed: typed_source.TypedSource, waiting: list[JSON]) -> list[JSON]:
    """Those of the sources that are drafted with this entry."""
    wanted = name_key(name)
    rows = []
    for record in waiting:
        label = work_label(record)
        held = name_key(f"{record['id']} {label} {record.get('title', '')}")
        if (typed.form == "words" and wanted and wanted in held) or same_work(record, typed.record):
            rows.append(
                {
                    "value": str(record["id"]),
                    "label": str(record.get("title", ""))[:MAX_NAME],
                    "work": label[:MAX_NAME],
                    "hint": str(record["id"]),
                    "state": _("new, drafted with this entry"),
                }
            )
    return rows


def _waiting(request: HttpRequest) -> list[JSON]:
    try:
        return text_import_form.records(request.POST.get("new_sources", ""))
    except text_import_form.NotTaken:
        return []


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def accept_source(request: HttpRequest) -> HttpResponseBase:
    """The proposed source as it was left, with its key: drafted when the entry that cites it is saved."""
    waiting = _waiting(request)
    record, errors = proposed_source.accepted(
        request.POST, [str(record["id"]) for record in waiting]
    )
    if record is None:
        return JsonResponse({"errors": errors}, status=422)
    return JsonResponse({"record": record, "label": work_label(record)})


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def source_key(request: HttpRequest) -> HttpResponseBase:
    """The key that the source of this form gets, and the likely duplicates; nothing is saved."""
    record = record_typed(request.POST)
    try:
        own = uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        own = None
    likely = likely_sources(record, person(request), but=own)
    shown = render_to_string("editorial/parts/likely_sources.html", {"likely": likely}, request)
    return JsonResponse({"slug": free_key(record), "likely": shown.strip()})
