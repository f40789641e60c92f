"""Any two revisions compared, in words or as readers see them, with the moves that the newest revision waits for."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.admin.draft_preview import revision_of, show_draft
from editorial.admin.next_moves import NextMoves, next_moves
from editorial.admin.offered_moves import OfferedMove
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.admin.revision_views import comparison_context
from editorial.comments.shown import talk_of
from editorial.gate.gate_input import approval_of
from editorial.gate.judging import stopping
from editorial.models import Manuscript, Revision
from encyclopedia.analysis.marked_pages import marked_page
from encyclopedia.rendering import Parts
from encyclopedia.rendering.trusted import trusted

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AS_PAGE = "page"
# What is decided on reading what changed; everything else stands on the manuscript's page.
DECIDED_HERE = frozenset({"submit", "approve", "return", "publish", "schedule", "recall"})


@office_view()
def compare(
    request: HttpRequest, pk: uuid.UUID, before: int | None = None, after: int | None = None
) -> HttpResponseBase:
    """Two revisions, word by word or as a page; without numbers, a redirect to those that the form names."""
    manuscript = manuscript_or_404(request, pk)
    if before is None or after is None:
        chosen = [_number(request.GET.get(name, "")) for name in ("before", "after")]
        return HttpResponseRedirect(reverse("admin:compare", args=[pk, *chosen]))
    one, other = (revision_of(manuscript, number) for number in (before, after))
    if one is None or other is None:
        raise Http404
    user = person(request)
    as_page = request.GET.get("as") == AS_PAGE
    coming = _coming(manuscript, other, user)
    newest = next((side for side in (one, other) if side.number == manuscript.revision), None)
    talk = talk_of(manuscript, newest.read(), user) if newest and not as_page else None
    return show(
        request,
        "editorial/compare.html",
        {
            "talk": talk,
            "title": _("“%(title)s”, two revisions compared") % {"title": manuscript.title},
            "manuscript": manuscript,
            "revisions": (one, other),
            "one": one,
            "other": other,
            "as_page": as_page,
            "page": _marked(one, other, user) if as_page else "",
            "comparison": None if as_page else comparison_context(one.read(), other.read()),
            "numbers": range(manuscript.revision, 0, -1)[:500],
            "offered": _decided_here(coming),
            "in_the_way": len(stopping(coming.obstacles)) if coming else 0,
            "together": coming.together if coming else None,
            "may_publish": workflow.may(user, "publish"),
            "seen": other.number,
        },
    )


def _number(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 10
    return max(1, int(typed)) if is_number else 1


def _coming(manuscript: Manuscript, shown: Revision, by: User) -> NextMoves | None:
    """What can be done, where the later of the two is the newest revision: nobody decides on another."""
    if shown.number != manuscript.revision:
        return None
    return next_moves(manuscript, shown.read(), by, approval_of(manuscript))


def _decided_here(coming: NextMoves | None) -> list[OfferedMove]:
    if coming is None:
        return []
    moves = [offer for offer in coming.offered if offer.move.name in DECIDED_HERE]
    return sorted(moves, key=lambda offer: (offer.folded, not offer.move.gated))


def _marked(before: Revision, after: Revision, by: User) -> str:
    """The later revision as readers would see it, with what differs marked, as HTML."""
    one, other = (show_draft(revision.read(), by).parts for revision in (before, after))
    return trusted(marked_page(_whole(one), _whole(other)))


def _whole(parts: Parts) -> str:
    return parts.top + parts.facts + parts.body + parts.notes
