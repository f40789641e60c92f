"""The history of a manuscript, any of its revisions as readers would see it, and any two compared."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.admin.blind_events import told
from editorial.admin.draft_preview import revision_of, show_draft
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.comments.shown import talk_of
from editorial.comments.signatures import who_acted
from editorial.models import Event, Manuscript, Revision, Verdict
from editorial.workflow import allowed, may
from encyclopedia.analysis.comparison import compare as compare_documents
from encyclopedia.core.differences import DifferencePiece, shortened
from encyclopedia.serving.page_frame import shell_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_ON_PAGE = 100
# These actions made a revision, whose number the event has.
WRITING = frozenset({"save", "revert", "rename", "import"})


@dataclass(frozen=True)
class CheckNote:
    """What a moderator wrote for the office with one check; events of version 0.1.0 do not have the claim."""

    verdict: str
    claim: str
    words: str


@dataclass(frozen=True)
class HistoryEntry:
    """One line of the history: an event, with the revision it made if it made one.

    `times` counts the checks that one person made in a row: they share one line, with the `notes` of all of them.
    `reason` is the event's, but for a check of which the reader must see nothing; `who` acted, as the reader may know.
    """

    event: Event
    done: str
    revision: Revision | None
    reason: str = ""
    who: str = ""
    times: int = 1
    notes: tuple[CheckNote, ...] = ()


def entries_of(
    manuscript: Manuscript, by: User, *, before: int = 0, most: int = MAX_ON_PAGE
) -> tuple[list[HistoryEntry], int]:
    """The newest lines first, of `most` events before the one numbered `before`; and where the next page begins.

    0 when there are no more. As `by` may see them; three queries.
    """
    events = (
        Event.objects.of_manuscript(manuscript).select_related("by__restriction").order_by("-seq")
    )
    if before:
        events = events.filter(seq__lt=before)
    page = list(events[: most + 1])
    following = page[most - 1].seq if len(page) > most else 0
    page = page[:most]
    numbers = {event.revision for event in page if event.action in WRITING}
    revisions = {
        revision.number: revision
        for revision in Revision.objects.filter(manuscript=manuscript, number__in=numbers).defer(
            "document", "citation_digests"
        )
    }
    entries: list[HistoryEntry] = []
    for event, done, reason in told(page, by):
        last = entries[-1] if entries else None
        if last and event.action == "check" and last.done == done and _same_work(last.event, event):
            notes = (*last.notes, *_notes(event, reason))
            entries[-1] = replace(last, times=last.times + 1, notes=notes)
            continue
        revision = revisions.get(event.revision) if event.action in WRITING else None
        who, notes = who_acted(event, by), _notes(event, reason)
        entries.append(HistoryEntry(event, done, revision, reason, who, notes=notes))
    return entries, following


def _notes(event: Event, reason: str) -> tuple[CheckNote, ...]:
    if event.action != "check" or not reason:
        return ()
    verdict = dict(Verdict.choices).get(event.data.get("verdict", ""), "")
    return (CheckNote(str(verdict), event.data.get("claim", ""), reason),)


def _same_work(one: Event, other: Event) -> bool:
    return (one.action, one.by_id, one.revision) == (other.action, other.by_id, other.revision)


@office_view()
def history(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    manuscript = manuscript_or_404(request, pk)
    number = request.GET.get("before", "")
    before = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    user = person(request)
    entries, following = entries_of(manuscript, user, before=before)
    return show(
        request,
        "editorial/history.html",
        {
            "title": _("History of “%(title)s”") % {"title": manuscript.title},
            "manuscript": manuscript,
            "history": entries,
            "next": following,
            "may_revert": may(user, "revert") and allowed(manuscript, "revert"),
            "numbers": range(manuscript.revision, 0, -1)[:500],
        },
    )


@office_view()
def preview(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponseBase:
    """A revision in the public template, never cached and never indexed."""
    manuscript = manuscript_or_404(request, pk)
    revision = revision_of(manuscript, number)
    if revision is None:
        raise Http404
    user = person(request)
    document = revision.read()
    parts = show_draft(document, user).parts.as_dict()
    talk = talk_of(manuscript, document, user) if number == manuscript.revision else None
    context = {"manuscript": manuscript, "revision": revision, "talk": talk}
    banner = render_to_string("editorial/parts/preview_banner.html", context, request)
    if talk is not None:
        # Behind everything that is the page's own.
        parts["notes"] += render_to_string("editorial/comments/on_preview.html", context, request)
    places = {name: html.encode() for name, html in (parts | {"banner": banner}).items()}
    page = shell_for(document.language).compose(places)
    response = HttpResponse(page)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


FIELD_LABELS = {
    "title": gettext_lazy("Title"),
    "slug": gettext_lazy("Address"),
    "summary": gettext_lazy("Summary"),
    "aliases": gettext_lazy("Other names"),
    "tags": gettext_lazy("Subjects"),
    "authors": gettext_lazy("Authors"),
    "pictures": gettext_lazy("Pictures"),
    "language": gettext_lazy("Language"),
    "sort_name": gettext_lazy("Name for sorting"),
    "provenance": gettext_lazy("Where it came from"),
    "record_edition": gettext_lazy("Edition of the work"),
}


def comparison_context(before: Any, after: Any) -> dict[str, Any]:
    """The comparison as the template shows it: two sides, with the changed words marked."""
    comparison = compare_documents(before, after)
    return {
        "fields": [
            {
                "field": change.field,
                "label": str(FIELD_LABELS.get(change.field, change.field)),
                **_sides(change.pieces),
            }
            for change in comparison.fields
        ],
        "text": [{"line": change.line, **_sides(change.pieces)} for change in comparison.text],
        "facts": [
            {
                "kind": change.kind,
                "before": change.before.words if change.before else "",
                "after": change.after.words if change.after else "",
            }
            for change in comparison.facts
        ],
        "citations": [
            {"kind": change.kind, "before": change.before, "after": change.after}
            for change in comparison.citations
        ],
        "any": bool(comparison),
    }


def _sides(pieces: Iterable[DifferencePiece]) -> dict[str, list[DifferencePiece]]:
    shown = list(shortened(tuple(pieces)))
    return {
        "before": [piece for piece in shown if piece.mark != "added"],
        "after": [piece for piece in shown if piece.mark != "removed"],
        "both": shown,
    }
