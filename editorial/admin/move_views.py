"""The moves of one manuscript by POST: checks the permission, reads the form, makes the move."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import actions, workflow
from editorial.actions import Outcome
from editorial.actions.publish_set import SetRefused, told_of_set
from editorial.admin.blind_refusals import refusal_seen_by
from editorial.admin.discard_page import ask_to_discard
from editorial.admin.next_moves import standing_obstacles
from editorial.admin.offered_moves import OfferedMove, action_of, form_for
from editorial.admin.office_view import manuscript_or_404, office_view, person
from editorial.admin.overview import overview_page
from editorial.admin.source_sets import revisions_shown
from editorial.models import Manuscript
from editorial.moves import MOVES
from editorial.workflow import Refused
from encyclopedia.wording.filled_in import in_sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@office_view()
def make_move(request: HttpRequest, pk: uuid.UUID, name: str) -> HttpResponseBase:
    """Make the move and go back to the manuscript, or show it again with what was typed and why it was refused.

    Only a POST makes it. A refused form leaves this address in the browser: opened again, it leads to the manuscript.
    Discarding is asked about first, on a page of its own.
    """
    if request.method != "POST" and name == "discard":
        return ask_to_discard(request, manuscript_or_404(request, pk))
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:manuscript", args=[pk]))
    move = MOVES[name]
    user = person(request)
    if not workflow.may(user, name):
        raise PermissionDenied
    manuscript = manuscript_or_404(request, pk)
    form = form_for(move, manuscript, standing_obstacles(manuscript, user), request.POST)
    if not form.is_valid():
        return overview_page(request, manuscript, OfferedMove(move, form), status=422)
    if request.POST.get("seen", str(manuscript.revision)) != str(manuscript.revision):
        words = _("Meanwhile there is a newer revision, %(number)s. Look at that one first.")
        form.add_error(None, words % {"number": manuscript.revision})
        return overview_page(request, manuscript, OfferedMove(move, form), status=409)
    publishes = name == "publish" or (name == "approve" and request.POST.get("then") == "publish")
    try:
        if publishes:
            outcome = _publish(request, manuscript, user, form.cleaned_data)
        else:
            outcome = action_of(move)(manuscript=pk, by=user, **form.cleaned_data)
    except SetRefused as error:
        why = refusal_seen_by(user, error.source.pk, error.refusal)
        form.add_error(None, told_of_set(error.source, why))
        manuscript.refresh_from_db()
        return overview_page(request, manuscript, OfferedMove(move, form), status=409)
    except Refused as error:
        form.add_error(None, refusal_seen_by(user, pk, error))
        manuscript.refresh_from_db()
        return overview_page(request, manuscript, OfferedMove(move, form), status=409)
    _tell(request, outcome, "publish" if publishes else name)
    return HttpResponseRedirect(reverse("admin:manuscript", args=[pk]))


def _publish(
    request: HttpRequest, manuscript: Manuscript, user: User, answers: dict[str, Any]
) -> Outcome:
    """Publish it, approved with these answers where it is not yet, with the sources that were shown: all or nothing."""
    if not workflow.may(user, "publish"):
        raise PermissionDenied
    revision = answers.pop("revision", manuscript.revision)
    return actions.publish_set(
        manuscript=manuscript.pk,
        revision=revision,
        sources=revisions_shown(request.POST),
        by=user,
        **answers,
    )


def _tell(request: HttpRequest, outcome: Outcome, name: str) -> None:
    values = {
        "title": outcome.manuscript.title,
        "state": in_sentence(outcome.manuscript.get_status_display()),
    }
    if outcome.changed and name == "waive":
        # The state is the same as before: naming it would sound as if it had changed.
        words = _("The obstacles you chose in “%(title)s” are waived; readers will see the reason.")
        messages.success(request, words % values)
    elif outcome.changed and name == "mark":
        messages.success(request, _("“%(title)s” is marked.") % values)
    elif outcome.changed and name == "record_doi":
        messages.success(request, _("Kept: the pages of “%(title)s” give its DOI.") % values)
    elif outcome.changed and name == "join_translation":
        messages.success(
            request,
            _("Kept: readers of “%(title)s” are led from one language to the other.") % values,
        )
    elif outcome.changed and name == "rename":
        messages.success(request, _("“%(title)s” is renamed.") % values)
    elif outcome.changed and name == "take":
        messages.success(request, _("“%(title)s” is yours now: see “Your work”.") % values)
    elif outcome.changed and name == "assign":
        messages.success(request, _("Kept. Whoever is named in “%(title)s” is told.") % values)
    elif name == "remind":
        words = (
            _("Reminded: a notice and an e-mail name “%(title)s”, the step and the day.")
            if outcome.changed
            else _("Reminded already within a day.")
        )
        messages.success(request, words % values)
    elif name in {"assign", "record_doi", "join_translation"}:
        messages.info(request, _("Nothing changed in “%(title)s”.") % values)
    elif outcome.changed:
        messages.success(request, _("Done. “%(title)s” is now: %(state)s.") % values)
    else:
        messages.info(request, _("Nothing changed: “%(title)s” was %(state)s already.") % values)
