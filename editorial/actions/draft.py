"""Writing: save a draft, go back to an earlier revision, rename."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import workflow
from editorial.actions.commission_joining import carried_over, commission_begun, join
from editorial.actions.subject_rules import named_by_rules
from editorial.actions.title_columns import title_columns
from editorial.actions.transaction import Outcome, enter, locked, record
from editorial.contributions.keeping import contributions, keep
from editorial.models import Event, Manuscript, Revision, Status
from editorial.projection.drafts import derive
from editorial.verifying.document_files import digest as digest_of
from editorial.wording.history_words import in_history
from editorial.workflow import Conflict, Refused
from encyclopedia.analysis import analyse
from encyclopedia.core import documents, limits
from encyclopedia.core.documents import Document
from encyclopedia.core.names import name_key
from encyclopedia.wording.part_names import excess_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class AddressTaken(Refused):
    """Another manuscript has the address."""


class TooLong(Refused):
    """A part of the document is too long; `excesses` says which."""

    def __init__(self, excesses: list[limits.Excess]) -> None:
        self.excesses = excesses
        super().__init__(" ".join(map(excess_words, excesses)))


def save(
    *, document: Document, by: User, based_on: int = 0, summary: str = "", action: str = "save"
) -> Outcome:
    """Save a document as the next revision of its manuscript; creates the manuscript if there is none.

    `based_on` is the revision the writer started from (0 for a new manuscript). Saving the same document again
    changes nothing. Raises Conflict when somebody saved after `based_on`, AddressTaken, Forbidden or NotAllowed.
    """
    with address_guard(document):
        manuscript = _get_or_create(document, by)
        with locked(manuscript.pk) as manuscript:
            workflow.require(by, manuscript, action)
            newest = Revision.objects.filter(manuscript=manuscript).newest().first()
            if newest and newest.digest == documents.digest(document):
                return Outcome(manuscript, changed=False)
            _refuse_conflict(manuscript, based_on)
            _refuse_new_address(manuscript, document)
            event = _write(manuscript, document, by=by, based_on=based_on, summary=summary)
        return Outcome(manuscript, event)


def revert(*, manuscript: uuid.UUID, number: int, by: User, summary: str = "") -> Outcome:
    """Save the document of an earlier revision as the newest one; nothing in between is lost.

    The earlier revision's author counts as a writer of the new one. For a revert of a revert that is the person who
    wrote the words first.
    """
    with locked(manuscript) as row:
        workflow.require(by, row, "revert")
        restored = Revision.objects.get(manuscript=row, number=number)
        newest = Revision.objects.get(manuscript=row, number=row.revision)
        if newest.digest == restored.digest:
            return Outcome(row, changed=False)
        if restored.is_suppressed:
            raise workflow.NotAllowed(_("Its words were suppressed: nothing is left of them."))
        document = replace(restored.read(), slug=row.slug, title=newest.read().title)
        words = summary or in_history(gettext_lazy("Back to revision %(number)s"), number=number)
        root = _original(restored)
        event = _write(
            row,
            document,
            by=by,
            based_on=row.revision,
            summary=words,
            restored=root,
            action="revert",
            reason=summary,
            data={"to_revision": number, "restored": root.number},
        )
    return Outcome(row, event)


def take_over(
    *, manuscript: Manuscript, document: Document, by: User, suggested_by: User, summary: str
) -> Event:
    """Save what somebody suggested as the next revision of a locked manuscript: both count as its writers."""
    workflow.require(by, manuscript, "save")
    return _write(
        manuscript,
        document,
        by=by,
        based_on=manuscript.revision,
        summary=summary,
        suggested_by=suggested_by if suggested_by != by else None,
    )


def _original(revision: Revision) -> Revision:
    """The revision in which these words were written, so that their author can be found in one step."""
    while revision.restored is not None:
        revision = revision.restored
    return revision


def rename(*, manuscript: uuid.UUID, title: str, slug: str, by: User, based_on: int) -> Outcome:
    """Draft a new title and address; the old title becomes an alias, and the old address answers 301 once published."""
    with transaction.atomic(), locked(manuscript) as row:
        workflow.require(by, row, "rename")
        before = Revision.objects.get(manuscript=row, number=row.revision).read()
        # What was typed for an address and could not be one is settled by it.
        typed = tuple(words for words in before.as_typed if words.field != "slug")
        if (before.title, before.slug, before.as_typed) == (title, slug, typed):
            return Outcome(row, changed=False)
        _refuse_conflict(row, based_on)
        aliases = before.aliases
        if name_key(before.title) != name_key(title):
            other_aliases = [alias for alias in aliases if name_key(alias) != name_key(title)]
            aliases = tuple(dict.fromkeys((*other_aliases, before.title)))
        document = replace(before, title=title, slug=slug, aliases=aliases, as_typed=typed)
        if excesses := [one for one in limits.excesses(document) if one.field in ("title", "slug")]:
            raise TooLong(excesses)
        with address_guard(document):
            event = _write(
                row,
                document,
                by=by,
                based_on=based_on,
                summary=in_history(gettext_lazy("Renamed from “%(title)s”"), title=before.title),
                action="rename",
                reason="",
                data={"from": f"{before.kind}/{before.slug}", "to": f"{before.kind}/{slug}"},
            )
    return Outcome(row, event)


@contextmanager
def address_guard(document: Document) -> Iterator[None]:
    """One transaction; where the database refuses a second manuscript at one address, raises AddressTaken."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not _address_used(document):
            raise
        raise AddressTaken(
            _("Another entry has the address “%(slug)s”. Choose another address.")
            % {"slug": document.slug}
        ) from error


def _address_used(document: Document) -> bool:
    return (
        Manuscript.objects.filter(kind=document.kind, slug=document.slug)
        .exclude(pk=document.id)
        .exists()
    )


def _get_or_create(document: Document, by: User) -> Manuscript:
    if not workflow.may(by, "save"):
        raise workflow.Forbidden(_("You may not write drafts."))
    return Manuscript.objects.get_or_create(
        pk=document.id,
        defaults={
            "kind": document.kind,
            "slug": document.slug,
            **title_columns(document.title),
            "author": by,
        },
    )[0]


def _refuse_conflict(manuscript: Manuscript, based_on: int) -> None:
    if based_on != manuscript.revision:
        raise Conflict(
            _(
                "Somebody saved revision %(current)s while you wrote. Nothing of yours is lost: "
                "compare the two and save again."
            )
            % {"current": manuscript.revision},
            current=manuscript.revision,
        )


def refuse_too_long(document: Document) -> None:
    """A form keeps what is too long, and the gate names it; a program is told at once. Raises TooLong."""
    if excesses := list(limits.excesses(document)):
        raise TooLong(excesses)


def _refuse_new_address(manuscript: Manuscript, document: Document) -> None:
    if document.kind != manuscript.kind:
        raise Refused(_("An entry keeps its kind. Draft a new entry instead."))
    if manuscript.edition and document.slug != manuscript.slug:
        raise Refused(_("A published entry keeps its address. Use “Rename” to change it."))


def _write(
    manuscript: Manuscript,
    document: Document,
    *,
    by: User,
    based_on: int,
    summary: str,
    restored: Revision | None = None,
    suggested_by: User | None = None,
    action: str = "save",
    reason: str | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Create the next revision after its event, and update everything on the manuscript's row that depends on it.

    `reason` and `data` are the event's, where they differ from the summary and from what every event of a revision has.
    """
    analysis = analyse(document)
    citation_digests = [citation.digest for citation in analysis.citations]
    returned = manuscript.status == Status.RETURNED
    # A first revision may be what somebody was asked to write.
    first = manuscript.revision == 0
    commission = commission_begun(manuscript, document.title, by) if first else None
    taken_over = carried_over(commission, by) if commission else {}
    responsible = taken_over.pop("responsible", manuscript.responsible)
    if responsible is None or not responsible.is_active:
        responsible = named_by_rules(manuscript, document.tags, ["responsible"]).get(
            "responsible", by
        )
    enter(
        manuscript,
        Status.RETURNED if returned else Status.DRAFT,
        revision=manuscript.revision + 1,
        slug=document.slug,
        **title_columns(document.title),
        words=len(analysis.parsed.plain.split()),
        responsible=responsible,
        **taken_over,
    )
    digest = documents.digest(document)
    revision = Revision(
        manuscript=manuscript,
        number=manuscript.revision,
        based_on=based_on,
        document=documents.canonical(document).decode(),
        digest=digest,
        citation_digests=citation_digests,
        author=by,
        restored=restored,
        suggested_by=suggested_by,
        summary=summary[:500],
    )
    # Before the desk's rows become those of this revision.
    brought = contributions(revision, document, analysis)
    derive(manuscript, document, analysis)
    # The log is locked last.
    event = record(
        action,
        by=by,
        manuscript=manuscript,
        reason=summary if reason is None else reason,
        data={
            "digest": digest,
            "based_on": based_on,
            "citations": digest_of(citation_digests),
            **(data or {}),
        },
        private={"summary": summary[:500]}
        | ({"suggested_by": suggested_by.pk} if suggested_by else {}),
    )
    revision.saved_at = event.at
    revision.save(force_insert=True)
    keep([(revision, brought)])
    if commission is not None:
        join(commission, manuscript, by)
    return event
