"""A program reads the comments on a draft, or writes one in the name of the token's account."""

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
from editorial.actions.commented_words import NotThere
from editorial.actions.review import newest_document
from editorial.api.comment_bodies import NewComment, read_comment, unacceptable
from editorial.api.described_comments import (
    READ_COMMENTS,
    WRITE_COMMENT,
    CommentsShape,
    ThreadShape,
    WrittenCommentShape,
)
from editorial.api.request_body import body_of
from editorial.api.request_token import account_of
from editorial.comments.parts import CommentedDocument
from editorial.comments.shown import ShownThread, shown_threads, talk_of
from editorial.models import Manuscript, Scope, Thread
from editorial.wording import words
from encyclopedia.api.answering import SAFE, problem_response, wrong_method
from encyclopedia.api.operations import described
from encyclopedia.api.problems import Fault, Problem
from encyclopedia.core.messages import Message

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from editorial.actions.comments import Talked
    from editorial.models.comments import ThreadQuerySet


@described(READ_COMMENTS)
@csrf_exempt
def draft_comments(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Read the comments on a draft.

    The open threads in the order of the page, each with whether its words still stand there, then the closed ones; as
    far as the token's account may see them.
    """
    try:
        if request.method not in SAFE:
            raise wrong_method(request, SAFE)
        by = account_of(request, Scope.READ)
        manuscript = _seen(by, pk)
        talk = talk_of(manuscript, newest_document(manuscript), by, closed=True)
        data: CommentsShape = {
            "draft": str(pk),
            "revision": manuscript.revision,
            "address": settings.SITE_URL + reverse("admin:comments", args=[pk]),
            "threads": [_thread(shown) for shown in (*talk.open, *talk.closed)],
        }
        return _answer(data)
    except Problem as problem:
        return problem_response(problem, words)


@described(WRITE_COMMENT)
@csrf_exempt  # No cookie is read, so another site cannot misuse a browser's session.
def comment(request: HttpRequest) -> HttpResponseBase:
    """Comment on a draft, suggest other words, or answer.

    Written in the name of the token's account and by its rights, as in the office: people are told, and the audit log
    has it. The same again changes nothing.
    """
    try:
        if request.method != "POST":
            raise wrong_method(request, ("POST",))
        by = account_of(request, Scope.WRITE)
        return _written(by, read_comment(body_of(request)))
    except Problem as problem:
        return problem_response(problem, words)


def _seen(by: User, pk: uuid.UUID) -> Manuscript:
    manuscript: Manuscript | None = Manuscript.objects.seen_by(by).filter(pk=pk).first()
    if manuscript is None or not by.has_perm(permissions.VIEW_MANUSCRIPT):
        raise Problem(404, "not-found", _("The token’s account sees no draft with this id."))
    return manuscript


def _written(by: User, new: NewComment) -> HttpResponse:
    manuscript = _seen(by, uuid.UUID(new.draft))
    if new.thread and not _threads(manuscript, by).filter(pk=new.thread).exists():
        raise Problem(404, "not-found", _("The token’s account sees no such thread on this draft."))
    try:
        talked = _act(manuscript, by, new)
    except workflow.Refused as refused:
        raise _refusal(refused) from refused
    document = CommentedDocument(newest_document(manuscript))
    row = _threads(manuscript, by).filter(pk=talked.thread.pk)
    (shown,) = shown_threads(row, manuscript, document, by)
    data: WrittenCommentShape = {"changed": talked.changed, "thread": _thread(shown)}
    response = _answer(data)
    response.status_code = 201 if talked.changed else 200
    page = reverse("admin:comments", args=[manuscript.pk])
    response.headers["Location"] = f"{settings.SITE_URL}{page}#thread-{talked.thread.pk}"
    return response


def _threads(manuscript: Manuscript, by: User) -> ThreadQuerySet:
    rows = Thread.objects.of(manuscript).seen_by(by).select_related("by__restriction", "moved_by")
    return rows.prefetch_related("comments__by__restriction")


def _act(manuscript: Manuscript, by: User, new: NewComment) -> Talked:
    if new.thread:
        return actions.reply(thread=uuid.UUID(new.thread), by=by, comment=new.comment)
    said: dict[str, Any] = {
        "manuscript": manuscript.pk,
        "by": by,
        "comment": new.comment,
        **{name: getattr(new, name) for name in ("part", "words", "before", "after")},
    }
    if new.suggests:
        return actions.suggest(replacement=new.replacement, **said)
    return actions.start_thread(digest=new.citation, **said)


def _refusal(refused: workflow.Refused) -> Problem:
    """Why the office does not write it, as an answer with the office's own words."""
    detail = str(refused)
    if isinstance(refused, workflow.Hidden):
        return Problem(404, "not-found", detail)
    if isinstance(refused, workflow.Forbidden):
        return Problem(403, "forbidden", detail)
    if isinstance(refused, NotThere):
        return Problem(409, "words-not-there", detail)
    if isinstance(refused, workflow.NotAllowed):
        return Problem(409, "not-allowed-now", detail)
    return unacceptable(Fault("comment", detail, Message("body_mend_comment")))


def _thread(shown: ShownThread) -> ThreadShape:
    thread = shown.thread
    return {
        "id": str(thread.pk),
        "part": thread.part,
        "exact": thread.exact,
        "before": thread.before,
        "after": thread.after,
        "citation": thread.digest,
        "stands": not shown.is_orphaned,
        "start": shown.place.at if shown.place else -1,
        "suggests": thread.is_suggestion,
        "replacement": thread.replacement or "",
        "state": thread.state,
        "by": shown.who,
        "at": thread.at.isoformat(),
        "since": thread.since.isoformat(),
        "comments": [
            {
                "by": one.who,
                "at": one.at.isoformat(),
                "words": one.words,
                "withdrawn": one.withdrawn,
            }
            for one in shown.comments
        ],
    }


def _answer(data: CommentsShape | WrittenCommentShape) -> HttpResponse:
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    return response
