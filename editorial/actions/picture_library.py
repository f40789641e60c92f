"""The library of pictures: describing one, setting one aside, and bringing a change into the drafts that show it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial import permissions, workflow
from editorial.actions.draft import save
from editorial.actions.transaction import record
from editorial.models import Manuscript, PictureRecord, Revision, Upload
from editorial.models.restrictions import restriction_of
from editorial.record.columns import columns
from editorial.storage import agreement_files, permission_files
from editorial.storage.scanning import refuse_unclean
from editorial.verifying.picture_rows import digest_of_record
from editorial.wording.history_words import in_history
from editorial.workflow import Conflict, Forbidden, Hidden, NotAllowed, Refused
from encyclopedia.core.documents import DocumentPicture
from encyclopedia.core.focus import is_focus
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_LINE = 300
MAX_PERMISSION = 5_000
MAX_DRAFTS = 200


@dataclass(frozen=True)
class PictureWords:
    """What is said of a picture: see `PictureRecord`."""

    title: str = ""
    credit: str = ""
    licence: str = ""
    permission: str = ""
    focus: str = ""
    words: str = ""


def describe_picture(
    *, picture: str, by: User, said: PictureWords, based_on: int, proof: bytes = b""
) -> PictureRecord | None:
    """Record what is said of a picture of the library; None where that is recorded already.

    `proof` is the file of a permission; without one the former stays. `based_on` is the number of the record that the
    writer saw, 0 for none. Raises Conflict, Forbidden, Hidden, NotAllowed or Refused.
    """
    if not workflow.may(by, "save"):
        raise Forbidden(_("You may not describe pictures: it is for whoever writes drafts."))
    if said.focus and not is_focus(said.focus):
        raise Refused(_("The focal point is two numbers from 0 to 100."))
    _refuse_long(MAX_LINE, said.title, said.credit, said.licence, said.words)
    _refuse_long(MAX_PERMISSION, said.permission)
    media_type = agreement_files.media_type(proof) if proof else ""
    if proof:
        refuse_unclean(proof)
    with _locked(picture, by) as (row, newest):
        if restriction_of(by) is not None and row.by_id != by.pk:
            raise Forbidden(_("Only whoever sees all manuscripts may describe this picture."))
        if newest.is_aside:
            raise NotAllowed(_("This picture was set aside. Bring it back first."))
        words = PictureRecord(
            **asdict(said),
            permission_digest=newest.permission_digest,
            permission_type=newest.permission_type,
        )
        if proof:
            words.permission_digest = hashlib.sha256(proof).hexdigest()
            words.permission_type = media_type
        if newest.number and _same(newest, words):
            return None
        if based_on != newest.number:
            raise Conflict(
                _(
                    "Somebody described this picture while you wrote. What they said is below: compare, "
                    "then save again."
                ),
                current=newest.number,
            )
        if proof:
            permission_files.keep(proof, words.permission_digest)
        return _write("describe_picture", row, newest, words, by)


def set_aside_picture(*, picture: str, by: User, reason: str) -> PictureRecord | None:
    """Take a picture that no entry shows out of sight; its file is kept. None where that was done."""
    return _put(picture, by, reason, aside=True)


def put_out_of_sight(pictures: Iterable[str], *, by: User, reason: str) -> None:
    """Set aside those of these that no entry shows, whatever else `by` may: they went with suppressed words."""
    unused = Upload.objects.unused().in_sight().filter(pk__in=list(pictures)).order_by("pk")
    for row in unused.select_for_update():
        newest = row.records.order_by("-number").first() or PictureRecord(picture=row, number=0)
        _write("set_aside_picture", row, newest, _kept_of(newest, reason, aside=True), by)


def bring_back_picture(*, picture: str, by: User, reason: str = "") -> PictureRecord | None:
    return _put(picture, by, reason, aside=False)


def _refuse_long(most: int, *typed: str) -> None:
    if max(map(len, typed)) > most:
        raise Refused(
            ngettext(
                "That is too long: %(most)s character is the most.",
                "That is too long: %(most)s characters are the most.",
                most,
            )
            % {"most": most}
        )


def _put(picture: str, by: User, reason: str, *, aside: bool) -> PictureRecord | None:
    if not (by.is_active and by.has_perm(permissions.ASSIGN_MANUSCRIPT)):
        raise Forbidden(_("You may not set pictures aside: it is for whoever gives out work."))
    if aside and not reason.strip():
        raise Refused(_("Say why it is set aside."))
    with _locked(picture, by) as (row, newest):
        if newest.is_aside == aside:
            return None
        if aside and Upload.objects.used().filter(pk=row.pk).exists():
            raise NotAllowed(
                _("An entry shows this picture. Only what is unused can be set aside.")
            )
        words = _kept_of(newest, reason, aside=aside)
        name = "set_aside_picture" if aside else "bring_back_picture"
        return _write(name, row, newest, words, by)


_KEPT = (
    *("title", "credit", "licence", "permission", "permission_digest", "permission_type"),
    *("focus", "words"),
)


@contextmanager
def _locked(picture: str, by: User) -> Iterator[tuple[Upload, PictureRecord]]:
    """One transaction with the picture's row locked, and its newest record, empty and numbered 0 without one."""
    with transaction.atomic():
        row = Upload.objects.select_for_update().get(pk=picture)
        if not Upload.objects.seen_by(by).filter(pk=picture).exists():
            raise Hidden(_("This is not among what you may see here."))
        newest = row.records.order_by("-number").first()
        yield row, newest or PictureRecord(picture=row, number=0)


def _kept_of(newest: PictureRecord, reason: str, *, aside: bool) -> PictureRecord:
    """What is recorded next, with all that is said of the picture now."""
    words = PictureRecord(**{name: getattr(newest, name) for name in _KEPT})
    words.is_aside, words.reason = aside, reason.strip()[:MAX_PERMISSION]
    return words


def _same(one: PictureRecord, other: PictureRecord) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _KEPT)


def _write(
    action: str, row: Upload, newest: PictureRecord, words: PictureRecord, by: User
) -> PictureRecord:
    words.picture, words.number, words.by = row, newest.number + 1, by
    words.digest = digest_of_record(columns(words))
    words.search = " ".join(
        map(name_key, (words.title, words.credit, words.licence, words.words, words.permission))
    )
    data = {"picture": row.pk, "number": words.number, "digest": words.digest}
    event = record(action, by=by, manuscript=None, reason=words.reason, data=data)
    words.at = event.at
    words.save(force_insert=True)
    return words


@dataclass(frozen=True)
class Renewed:
    """What came of one draft: empty `why` when a new revision has the change."""

    manuscript: Manuscript
    why: str = ""


def renew_uses(
    *, picture: str, into: str, by: User, manuscripts: Sequence[uuid.UUID]
) -> list[Renewed]:
    """Put picture `into` in the place of `picture` in these drafts, with its credit, licence and focal point.

    With `into` the same picture only these are renewed. Each draft gets a revision by this person, on its usual way to
    readers: no published page changes. Names, captions and alternative texts stay.
    """
    seen = Upload.objects.seen_by(by)
    if seen.filter(pk__in={picture, into}).count() != len({picture, into}):
        raise Hidden(_("This is not among what you may see here."))
    if not Upload.objects.in_sight().filter(pk=into).exists():
        raise NotAllowed(_("This picture was set aside. Bring it back first."))
    newest = PictureRecord.objects.newest().filter(picture=into).first()
    rows = Manuscript.objects.seen_by(by).filter(pk__in=manuscripts).order_by("sort_key", "pk")
    return [_renew(row, picture, into, newest, by) for row in rows[:MAX_DRAFTS]]


def _renew(
    manuscript: Manuscript, picture: str, into: str, newest: PictureRecord | None, by: User
) -> Renewed:
    document = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    pictures = tuple(
        _renewed(shown, into, newest) if shown.digest == picture else shown
        for shown in document.pictures
    )
    if picture == into:
        summary = gettext_lazy(
            "Credit, licence and focal point of a picture as the library has them"
        )
    else:
        summary = gettext_lazy("A picture replaced by another of the library")
    try:
        save(
            document=replace(document, pictures=pictures),
            by=by,
            based_on=manuscript.revision,
            summary=in_history(summary),
        )
    except Refused as refused:
        return Renewed(manuscript, str(refused))
    return Renewed(manuscript)


def _renewed(shown: DocumentPicture, into: str, newest: PictureRecord | None) -> DocumentPicture:
    """What the library does not say stays as the entry has it, except for the focal point of another picture."""
    focus = shown.focus if shown.digest == into else ""
    if newest is None:
        return replace(shown, digest=into, focus=focus)
    return replace(
        shown,
        digest=into,
        credit=newest.credit or shown.credit,
        licence=newest.licence or shown.licence,
        focus=newest.focus or focus,
    )
