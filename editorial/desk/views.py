"""The pages of the desk: what waits, one manuscript's citations, and the card of one citation."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.typed_lengths import MAX_TYPED
from editorial.admin.obstacle_links import edit_address
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.desk.addresses import address, addresses
from editorial.desk.card import Card, card, progress
from editorial.desk.kept_words import KeptWords, kept_words
from editorial.desk.queue import DeskQueue, QueueRow, holds, page
from editorial.desk.twins import places_of_twins
from editorial.desk.verdict_keys import MEANS_LABELS
from editorial.gate.verdicts import current_standings
from editorial.models import DraftCitation, Hold, Manuscript, Revision, Topic
from editorial.projection.queue_counts import needs_no_moderator, waiting
from editorial.workflow import allowed, may
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.citations import Use
from encyclopedia.core.standing import NOT_CHECKED, UNCHECKED
from encyclopedia.models import Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TOPICS_OFFERED = 12


@office_view()
def desk(request: HttpRequest) -> HttpResponseBase:
    """What waits, the longest first, all or filtered; a button leads to the next citation."""
    user = person(request)
    queue = DeskQueue.read(request.GET.dict())
    queue_page = page(queue, user, request.GET.get("after", ""))
    return show(
        request,
        "editorial/desk/queue.html",
        {
            "title": _("Citations to check"),
            "queue": queue,
            "page": queue_page,
            "more": _joined(queue.query, f"after={queue_page.next}") if queue_page.next else "",
            "waiting": waiting(user),
            "held": Hold.objects.of(user).count(),
            "topics": _topics(queue_page.rows),
            "sources": list(dict.fromkeys(row.citation.source_key for row in queue_page.rows)),
            "may_check": user.has_perm(permissions.CHECK_CITATION),
        },
    )


def _joined(*parts: str) -> str:
    return "&".join(part for part in parts if part)


def _topics(rows: list[QueueRow]) -> list[str]:
    """The topics of the citations shown, to filter by one of them."""
    topics = Topic.objects.filter(manuscript__in={row.citation.manuscript_id for row in rows})
    names = dict.fromkeys(topics.order_by("key").values_list("name", flat=True))
    return list(names)[:TOPICS_OFFERED]


@office_view()
def manuscript(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    return manuscript_page(request, manuscript_or_404(request, pk))


def manuscript_page(
    request: HttpRequest,
    manuscript: Manuscript,
    *,
    error: str = "",
    typed: dict[int, str] | None = None,
    chosen: Collection[str] = (),
    kept: Sequence[KeptWords] = (),
    reason: str = "",
    status: int = 200,
) -> HttpResponseBase:
    """Every citation of one manuscript with its standing, and the sentences without one.

    If an ask was refused: why, with what was `typed` by place, the words that were `chosen`, and what was `kept`
    of what no form can take any more.
    """
    user = person(request)
    document = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    analysis = analyse(document)
    rows = _citations(manuscript, analysis, user)
    return show(
        request,
        "editorial/desk/manuscript.html",
        {
            "title": manuscript.title,
            "manuscript": manuscript,
            "rows": rows,
            "progress": progress(manuscript),
            "waits": any(row.citation.waits_since for row in rows),
            "needs_no_moderator": needs_no_moderator(manuscript),
            "uncited": _uncited(analysis, typed or {}, chosen),
            "needed": analysis.needed,
            "may_check": user.has_perm(permissions.CHECK_CITATION),
            "may_return": may_return(user, manuscript),
            "most": MAX_TYPED,
            "may_approve": may(user, "approve"),
            "edit": edit_address(manuscript) if may_save(user, manuscript) else "",
            "error": error,
            "kept": kept,
            "reason": reason,
        },
        status=status,
    )


def may_return(user: User, manuscript: Manuscript) -> bool:
    return may(user, "return") and allowed(manuscript, "return")


def may_save(user: User, manuscript: Manuscript) -> bool:
    return may(user, "save") and allowed(manuscript, "save")


def _citations(manuscript: Manuscript, analysis: Analysis, by: User) -> list[QueueRow]:
    """Every citation in order of the text, with its standing, but for a first verdict before the second."""
    rows = list(DraftCitation.objects.filter(manuscript=manuscript).in_order())
    standings = current_standings(manuscript.pk, analysis.citations)
    labels = dict(Standing.choices)
    held = holds(rows)
    places = places_of_twins(rows, {manuscript.pk: analysis})
    listed = []
    for row in rows:
        standing = standings.get(Use(row.digest, row.context), NOT_CHECKED).standing
        words = str(labels[Standing(standing)])
        if row.first_by_id not in {None, by.pk}:
            standing, words = UNCHECKED, _("Checked once, a second check is wanted")
        elif row.asked_id is not None and row.checked:
            words = _("Could not access: the author is asked for the page or a scan")
        listed.append(
            QueueRow(
                row,
                held.get(row.use),
                standing,
                words,
                address(row, {"manuscript": str(manuscript.pk)}),
                places.get(row.use, ""),
            )
        )
    return listed


def _uncited(
    analysis: Analysis, typed: dict[int, str], chosen: Collection[str]
) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "text": sentence.text,
            "line": sentence.line,
            "partly": sentence.partly,
            "chosen": sentence.text in chosen,
            "reason": typed.get(place, ""),
        }
        for place, sentence in enumerate(analysis.parsed.uncited)
    ]


@office_view()
def citation(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    user = person(request)
    queue = DeskQueue.read(request.GET.dict())
    return card_page(request, card(pk, digest, user, request.GET.get("context")), queue)


def card_page(
    request: HttpRequest,
    card: Card,
    queue: DeskQueue,
    *,
    error: str = "",
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """The card as a page; with what was typed and why it was refused."""
    return show(
        request,
        "editorial/desk/citation.html",
        card_context(card, queue, error=error, typed=typed),
        status=status,
    )


def card_context(
    card: Card, queue: DeskQueue, *, error: str = "", typed: Mapping[str, str] | None = None
) -> dict[str, Any]:
    return {
        "title": _("Footnote %(number)s of “%(title)s”")
        % {"number": card.citation.number, "title": card.manuscript.title},
        "card": card,
        "queue": queue,
        "addresses": addresses(card.citation, queue.fields),
        "error": error,
        "typed": typed or {"looked_at": card.looked_at, "means": card.means},
        "means": MEANS_LABELS,
        "most": MAX_TYPED,
        "kept": kept_words(typed) if typed and not card.open else [],
        "talk": card.talk,
        "of_citation": card.citation.digest,
    }
