"""The comments of a manuscript on a page of their own, and each act on them: by a form, or by a script as JSON."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import actions
from editorial.actions.comments import Talked
from editorial.actions.review import newest_document
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.comments.parts import FACT, TEXT
from editorial.comments.people import names_nobody, who_may_see
from editorial.comments.shown import Talk, talk_of, talk_on
from editorial.models import Comment, Manuscript, Thread
from editorial.models.turns import name_of
from editorial.workflow import Forbidden, Refused
from encyclopedia.wording.filled_in import listed

MAX_PROPOSED = 8
# What each act says once it is done.
_DONE: dict[str, Callable[[], str]] = {
    "reply": lambda: _("Answered."),
    "resolve": lambda: _("Resolved."),
    "reopen": lambda: _("Open again."),
    "accept": lambda: _("Accepted: the words are changed, and a revision is saved."),
    "refuse": lambda: _("Refused: the words stay as they are."),
}
_ACTS: dict[str, Callable[..., Talked]] = {
    "reply": actions.reply,
    "resolve": actions.resolve,
    "reopen": actions.reopen,
    "accept": actions.accept_suggestion,
    "refuse": actions.refuse_suggestion,
}


@office_view()
def comments(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """All of them; by POST another one begins, on words or on a citation."""
    manuscript = manuscript_or_404(request, pk)
    if request.method != "POST":
        if _wants_json(request):
            return JsonResponse(_listed(request, manuscript))
        return _page(request, manuscript)
    names = ("words", "before", "after", "comment", "replacement", "digest", "on")
    typed = {name: request.POST.get(name, "") for name in names}
    part, _space, claim = typed["on"].partition(" ")
    given = {name: typed[name] for name in ("before", "after", "comment")}
    given |= {"part": part or TEXT, "words": claim if part == FACT else typed["words"]}
    user = person(request)
    try:
        if "suggests" in request.POST:
            given["replacement"] = typed["replacement"]
            talked = actions.suggest(manuscript=pk, by=user, **given)
        else:
            given["digest"] = typed["digest"]
            talked = actions.start_thread(manuscript=pk, by=user, **given)
    except Refused as error:
        if typed["replacement"] or "suggests" in request.POST:
            typed["suggests"] = "1"
        return _refused(request, manuscript, error, typed)
    done = _("Your comment stands at its place.")
    return _answered(request, manuscript, talked, done, typed["comment"])


@office_view(post=True)
def act(request: HttpRequest, thread: uuid.UUID, name: str) -> HttpResponseBase:
    """Answer, resolve, open again, accept or refuse; what is refused comes back with what was typed."""
    row = Thread.objects.seen_by(request.user).filter(pk=thread).first()
    if row is None:
        raise Http404
    manuscript = manuscript_or_404(request, row.manuscript_id)
    typed: dict[str, str] = {}
    if name == "reply":
        typed["comment"] = request.POST.get(f"comment-{thread}", request.POST.get("comment", ""))
    try:
        talked = _ACTS[name](thread=thread, by=person(request), **typed)
    except Refused as error:
        return _refused(request, manuscript, error, typed, thread=str(thread))
    if name == "refuse" and row.by_id == person(request).pk:
        return _answered(request, manuscript, talked, _("Taken back: the words stay as they are."))
    return _answered(request, manuscript, talked, _DONE[name](), typed.get("comment", ""))


@office_view(post=True)
def withdraw(request: HttpRequest, comment: int) -> HttpResponseBase:
    """Take back one's own comment."""
    own = Comment.objects.filter(pk=comment, by=person(request))
    row = own.filter(thread__in=Thread.objects.seen_by(request.user)).first()
    if row is None:
        raise Http404
    manuscript = manuscript_or_404(request, row.thread.manuscript_id)
    try:
        talked = actions.withdraw_comment(comment=comment, by=person(request))
    except Refused as error:
        return _refused(request, manuscript, error, {})
    return _answered(request, manuscript, talked, _("Taken back: its words are shown no more."))


@office_view()
def people(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Names for "@" of those who see the manuscript, if name or account begins with what is typed."""
    manuscript = manuscript_or_404(request, pk)
    typed = request.GET.get("q", "").casefold()
    fitting = [
        name_of(somebody)
        for somebody in who_may_see(manuscript, person(request))
        if _begins(typed, name_of(somebody), somebody.username)
    ]
    return JsonResponse({"results": list(dict.fromkeys(fitting))[:MAX_PROPOSED]})


def _begins(typed: str, name: str, account: str) -> bool:
    """Whether the name of a person, a word of it, or the name of their account begins so."""
    names = (name, *name.split(), account)
    return any(part.casefold().startswith(typed) for part in names)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _answered(
    request: HttpRequest, manuscript: Manuscript, talked: Talked, done: str, comment: str = ""
) -> HttpResponseBase:
    words = done if talked.changed else _("That was done already.")
    unknown = names_nobody(manuscript, comment, person(request))
    warning = _unknown_words(unknown) if unknown else ""
    if _wants_json(request):
        manuscript.refresh_from_db()
        return _as_json(request, manuscript, talked, f"{words} {warning}".strip())
    messages.success(request, words)
    if warning:
        messages.warning(request, warning)
    target = request.POST.get("next", "")
    if not target.startswith("/admin/") or not url_has_allowed_host_and_scheme(target, None):
        target = reverse("admin:comments", args=[manuscript.pk])
    return HttpResponseRedirect(f"{target.partition('#')[0]}#thread-{talked.thread.pk}")


def _unknown_words(unknown: list[str]) -> str:
    return ngettext(
        "%(names)s is the name of nobody who sees this entry: nobody was told by it.",
        "%(names)s are the names of nobody who sees this entry: nobody was told by them.",
        len(unknown),
    ) % {"names": listed(unknown)}


def _as_json(
    request: HttpRequest, manuscript: Manuscript, talked: Talked, words: str
) -> JsonResponse:
    """The list as it is now, and after an acceptance the revision that it made."""
    told = {
        "message": words,
        "thread": str(talked.thread.pk),
        "revision": talked.thread.made or 0,
    }
    return JsonResponse(told | _listed(request, manuscript))


def _listed(request: HttpRequest, manuscript: Manuscript) -> dict[str, Any]:
    """The open threads as they are now, at the desk those of its citation: as a list to show, and as data for marks."""
    digest, user = request.POST.get("of", ""), person(request)
    talk = (
        talk_on(manuscript, digest, user)
        if digest
        else talk_of(manuscript, newest_document(manuscript), user)
    )
    context = {"talk": talk, "form_lines": "X-In-Form" in request.headers}
    return {
        "html": render_to_string("editorial/comments/threads.html", context, request),
        "threads": talk.data(),
        "open": len(talk.open),
        "choices": [
            [choice.value, choice.name, choice.fact, choice.said] for choice in talk.choices
        ],
    }


def _refused(
    request: HttpRequest,
    manuscript: Manuscript,
    error: Refused,
    typed: dict[str, str],
    *,
    thread: str = "",
) -> HttpResponseBase:
    status = 403 if isinstance(error, Forbidden) else 409
    if _wants_json(request):
        return JsonResponse({"error": str(error)}, status=status)
    more = {"error": str(error), "typed": typed, "typed_thread": thread}
    return _page(request, manuscript, status=status, **more)


def _page(
    request: HttpRequest, manuscript: Manuscript, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    talk: Talk = talk_of(
        manuscript, newest_document(manuscript), person(request), closed=True, **more
    )
    return show(
        request,
        "editorial/comments/page.html",
        {
            "title": _("Comments on “%(title)s”") % {"title": manuscript.title},
            "manuscript": manuscript,
            "talk": talk,
        },
        status=status,
    )
