"""The page that says what goes with a draft before it is discarded, or with the changes of a published entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import workflow
from editorial.actions.discard import goes_with_it
from editorial.actions.review import may_recall
from editorial.admin.offered_moves import OfferedMove, form_for, has_unpublished_changes
from editorial.admin.office_view import person, show
from editorial.models import Manuscript
from editorial.moves import MOVES

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def may_discard(user: User, manuscript: Manuscript) -> bool:
    """Whether this person may discard the draft, or the changes that a published entry has since."""
    if not manuscript.edition:
        name = "discard"
    elif manuscript.is_live and has_unpublished_changes(manuscript):
        name = "revert"
    else:
        return False
    return (
        workflow.may(user, name)
        and workflow.allowed(manuscript, name)
        and may_recall(user, manuscript)
    )


def ask_to_discard(request: HttpRequest, manuscript: Manuscript) -> HttpResponseBase:
    """What goes and what stays, and the button. For changes of a published entry it goes back to its edition."""
    user = person(request)
    if not workflow.may(user, "discard"):
        raise PermissionDenied
    if not may_discard(user, manuscript):
        return HttpResponseRedirect(reverse("admin:manuscript", args=[manuscript.pk]))
    move = MOVES["revert" if manuscript.edition else "discard"]
    form = form_for(move, manuscript, [])
    if manuscript.edition:
        form.initial["number"] = manuscript.published_revision
        title = _("Discard the changes of “%(title)s”?")
    else:
        title = _("Discard “%(title)s”?")
    return show(
        request,
        "editorial/discard.html",
        {
            "title": title % {"title": manuscript.title},
            "manuscript": manuscript,
            "action": OfferedMove(move, form, beforehand=tuple(_effects(manuscript))),
        },
    )


def _effects(manuscript: Manuscript) -> list[str]:
    if manuscript.edition:
        values = {"number": manuscript.published_revision}
        return [
            _("The draft becomes what readers see, revision %(number)s, again.") % values,
            _("What was written since stays in the history, and can be brought back from there."),
        ]
    counts = goes_with_it(manuscript)
    revisions = ngettext(
        "Its %(count)s revision goes from every list, and its address and name are free.",
        "Its %(count)s revisions go from every list, and its address and name are free.",
        counts["revisions"],
    )
    effects = [revisions % {"count": counts["revisions"]}]
    if counts["people"] > 1:
        words = _("%(count)s people wrote in it.")
        effects.append(words % {"count": counts["people"]})
    if counts["unsaved"]:
        words = _("Somebody has typed something in it that is not saved yet.")
        effects.append(words)
    if counts["sources"]:
        words = ngettext(
            "The source that was drafted for it stays: %(count)s.",
            "The sources that were drafted for it stay: %(count)s.",
            counts["sources"],
        )
        effects.append(words % {"count": counts["sources"]})
    effects.append(_("Its history is kept. Within a day you can bring it back."))
    return effects
