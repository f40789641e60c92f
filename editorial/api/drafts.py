"""A program reads a draft, or sends one, which is saved in the name of the token's account; nothing more."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from editorial import actions, permissions, workflow
from editorial.actions import Outcome
from editorial.api import bodies, checking
from editorial.api.described_drafts import (
    READ_DRAFT,
    SAVE_DRAFT,
    NamedShape,
    NewestDraftShape,
    SavedShape,
)
from editorial.api.request_body import body_of
from editorial.api.request_token import account_of
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.gate_input import obstacles
from editorial.gate.obstacle_wording import ObstacleShape, as_data
from editorial.models import Manuscript, Revision, Scope
from editorial.wording import words
from encyclopedia.api.answering import SAFE, problem_response, wrong_method
from encyclopedia.api.operations import described
from encyclopedia.api.problems import Fault, Problem
from encyclopedia.core import documents

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from encyclopedia.core.documents import Document


@described(SAVE_DRAFT)
@csrf_exempt  # No cookie is read, so another site cannot misuse a browser's session.
def drafts(request: HttpRequest) -> HttpResponseBase:
    """Hand in a document as a draft.

    Saved as the next revision of its manuscript, in the name of the token's account and by its rights. Nothing is
    submitted, approved or published by it. The same document again changes nothing.
    """
    try:
        if request.method != "POST":
            raise wrong_method(request, ("POST",))
        return _saved(request, account_of(request, Scope.WRITE))
    except Problem as problem:
        return problem_response(problem, words)


@described(READ_DRAFT)
@csrf_exempt
def draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Read the newest draft of an entry.

    The document as the office has it, published or not, as far as the token's account may see it. To change it, hand
    it in again, based on the revision that stands beside it.
    """
    try:
        if request.method not in SAFE:
            raise wrong_method(request, SAFE)
        return _read(account_of(request, Scope.READ), pk)
    except Problem as problem:
        return problem_response(problem, words)


def _read(by: User, pk: uuid.UUID) -> HttpResponse:
    manuscript = Manuscript.objects.seen_by(by).filter(pk=pk).first()
    if manuscript is None or not by.has_perm(permissions.VIEW_MANUSCRIPT):
        raise Problem(404, "not-found", _("The token’s account sees no draft with this id."))
    revision = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    document = revision.read()
    written: Any = documents.write(document)
    data: NewestDraftShape = {
        **_named(manuscript),
        "digest": revision.digest,
        "document": written,
        "obstacles": _obstacles(manuscript, document, by),
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    return response


def _saved(request: HttpRequest, by: User) -> HttpResponse:
    if not workflow.may(by, "save"):
        raise Problem(403, "forbidden", _("The token's account may not write drafts."))
    draft = bodies.read_draft(body_of(request))
    checking.refuse_unfit(draft.document)
    try:
        actions.refuse_too_long(draft.document)
        outcome = actions.save(
            document=draft.document, by=by, based_on=draft.based_on, summary=draft.summary
        )
    except workflow.Refused as refused:
        raise _refusal(refused) from refused
    data = _saved_answer(outcome, draft.document, by)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response.status_code = 201 if outcome.changed else 200
    response.headers["Location"] = data["manuscript"]
    response.headers["Cache-Control"] = "no-store"
    return response


def _refusal(refused: workflow.Refused) -> Problem:
    """Why the office does not save it, as an answer with the office's own words."""
    detail = str(refused)
    if isinstance(refused, workflow.Hidden):
        return Problem(404, "not-found", detail)
    if isinstance(refused, workflow.Forbidden):
        return Problem(403, "forbidden", detail)
    if isinstance(refused, workflow.Conflict):
        return Problem(409, "conflict", detail, more={"revision": refused.current})
    if isinstance(refused, workflow.NotAllowed):
        return Problem(409, "not-allowed-now", detail)
    if isinstance(refused, actions.TooLong):
        what = _("At most %(most)s, found %(length)s.")
        return bodies.unacceptable(
            *(
                Fault(
                    f"document.{excess.field}",
                    what % {"most": excess.most, "length": excess.length},
                    _("Shorten it."),
                )
                for excess in refused.excesses
            )
        )
    # Another entry has the address; or an entry would change its kind, or its address while it is published.
    where = "document.slug" if isinstance(refused, actions.AddressTaken) else "document"
    return bodies.unacceptable(Fault(where, detail, ""))


def _saved_answer(outcome: Outcome, document: Document, by: User) -> SavedShape:
    """What was saved, and what stands between it and its submission."""
    return {
        **_named(outcome.manuscript),
        "digest": documents.digest(document),
        "changed": outcome.changed,
        "obstacles": _obstacles(outcome.manuscript, document, by),
    }


def _named(manuscript: Manuscript) -> NamedShape:
    return {
        "id": str(manuscript.pk),
        "kind": manuscript.kind,
        "slug": manuscript.slug,
        "title": manuscript.title,
        "manuscript": settings.SITE_URL + reverse("admin:manuscript", args=[manuscript.pk]),
        "status": manuscript.status,
        "revision": manuscript.revision,
    }


def _obstacles(manuscript: Manuscript, document: Document, by: User) -> list[ObstacleShape]:
    met = obstacles_seen_by(by, manuscript.pk, obstacles(manuscript, document, "submit"))
    return [as_data(obstacle) for obstacle in met]
