"""Say of which entry another one is a translation, and which edition of it it follows; or that it is none any more."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.recording import lock_head
from editorial.actions.transaction import Outcome, locked, record
from editorial.models import Manuscript
from editorial.workflow import Refused
from encyclopedia import projection
from encyclopedia.models import Edition, Entry, Translation
from encyclopedia.projection import SaidOfTranslation
from encyclopedia.projection.other_languages import group_of
from encyclopedia.screen_languages import own_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def join_translation(
    *,
    manuscript: uuid.UUID,
    original: uuid.UUID | None,
    edition: int = 0,
    reason: str = "",
    by: User,
) -> Outcome:
    """Join a published entry to the one that it translates; without `original` it is taken apart, with a reason.

    `edition` is that of the original which the translation follows, its newest without one: said again with a newer one
    it confirms that the translation is up to date. No check is carried from one language to another.
    """
    with locked(manuscript) as row:
        workflow.require(by, row, "join_translation")
        before = Translation.objects.filter(pk=row.pk).first()
        if original is None:
            return _take_apart(row, before, reason.strip(), by)
        # From here on nobody joins others.
        lock_head()
        joined = _original(row, original)
        number = edition or joined.edition
        editions = Edition.objects.readable().filter(entry_id=joined.pk, number=number)
        if not editions.exists():
            raise Refused(
                _("“%(title)s” has no published edition %(number)s.")
                % {"title": joined.title, "number": number}
            )
        if before and (before.original_id, before.edition) == (joined.pk, number):
            return Outcome(row, changed=False)
        _refuse_same_language(row.pk, joined)
        told = {"original": str(joined.pk), "edition": number}
        event = record("join_translation", by=by, manuscript=row, reason=reason.strip(), data=told)
        projection.join_translation(row.pk, SaidOfTranslation(joined.pk, number, event.at))
    return Outcome(row, event)


def _take_apart(row: Manuscript, before: Translation | None, reason: str, by: User) -> Outcome:
    if before is None:
        raise Refused(
            _("“%(title)s” is no translation: choose of which entry it is one.")
            % {"title": row.title}
        )
    if not reason:
        raise Refused(_("Say why it is no translation any more."))
    lock_head()
    told = {"original": "", "edition": 0}
    event = record("join_translation", by=by, manuscript=row, reason=reason, data=told)
    projection.join_translation(row.pk, SaidOfTranslation(None, 0, event.at))
    return Outcome(row, event)


def _original(row: Manuscript, original: uuid.UUID) -> Entry:
    """The entry to join it to. Raises Refused for what is none, or is or has a translation where it may not."""
    entry: Entry | None = (
        Entry.objects.filter(pk=original, kind=row.kind).exclude(pk=row.pk).first()
    )
    if entry is None:
        raise Refused(_("Choose another published entry of the same kind."))
    own = Translation.objects.filter(pk=entry.pk).first()
    if own is not None:
        first = Entry.objects.filter(pk=own.original_id).first()
        raise Refused(
            _("“%(title)s” is a translation itself. Choose its original: “%(original)s”.")
            % {"title": entry.title, "original": first.title if first else own.original_id}
        )
    if Translation.objects.filter(original_id=row.pk).exists():
        raise Refused(
            _("“%(title)s” has translations itself: join those to the other entry first.")
            % {"title": row.title}
        )
    return entry


def _refuse_same_language(entry_id: uuid.UUID, original: Entry) -> None:
    own = Entry.objects.get(pk=entry_id)
    together = Entry.objects.filter(pk__in=group_of(original.pk)).exclude(pk=entry_id)
    same = together.filter(language__iexact=own.language).first()
    if same is not None:
        raise Refused(
            _("“%(title)s” is in %(language)s too: a group has one entry in each language.")
            % {"title": same.title, "language": own_name(own.language)}
        )
