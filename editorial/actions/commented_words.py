"""What a new thread is about: a part of the newest revision, exact words of it, or one of its citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial.actions.review import newest_document
from editorial.comments.anchors import MAX_AROUND, MAX_WORDS, Anchor, AnchorError, anchor_at
from editorial.comments.parts import ENTRY, FACT, PARTS, TEXT, CommentedDocument
from editorial.comments.typed_words import places_of
from editorial.models import DraftCitation, Manuscript, Thread
from editorial.workflow import NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NotThere(NotAllowed):
    """What the comment is to be on does not stand there, or stands there several times."""


def plain(typed: str) -> str:
    """As texts are kept: a line's end is one character, and there is no NUL."""
    return typed.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def on_part(row: Manuscript, part: str, words: str, before: str, after: str, by: User) -> Thread:
    """On words of the text, of title or summary (on all of these where none are given), on a fact, or on the entry."""
    if part not in PARTS:
        raise Refused(_("Say what your comment is about."))
    commented = CommentedDocument(newest_document(row))
    if part == ENTRY:
        return _thread(row, ENTRY, Anchor(commented.document.title or row.title, "", ""), by)
    if part == FACT:
        return _thread(row, FACT, Anchor(_claim(commented, plain(words).strip()), "", ""), by)
    text = commented.words(part)
    chosen = words if part == TEXT or words.strip() else text
    return _thread(row, part, _anchor(text, chosen, before, after), by)


def _claim(commented: CommentedDocument, wanted: str) -> str:
    count = commented.counts(wanted)
    if count == 1:
        return wanted
    raise NotThere(
        _("Several facts say just this. Make one of them say more, then comment.")
        if count
        else _("No fact of the saved draft says this. Save first, or choose another.")
    )


def _anchor(text: str, words: str, before: str, after: str) -> Anchor:
    wanted = plain(words)
    if not wanted.strip():
        raise Refused(_("Say which words: select them, or paste them as they stand in the text."))
    if len(wanted) > MAX_WORDS:
        raise Refused(_("Choose fewer words."))
    places = places_of(text, wanted, plain(before)[-MAX_AROUND:], plain(after)[:MAX_AROUND])
    if not places:
        places = places_of(text, wanted.strip())
    if not places:
        raise NotThere(
            _("These words do not stand in the saved text. Save first, or choose others.")
        )
    if len(places) > 1:
        raise NotThere(
            _("These words stand several times in the text. Choose some more around them.")
        )
    try:
        return anchor_at(text, *places[0])
    except AnchorError as error:
        raise NotThere(
            _("Choose fewer words.")
            if error.code == "too_long"
            else _("These words stand several times in the same surroundings. Choose more of them.")
        ) from error


def _thread(row: Manuscript, part: str, anchor: Anchor, by: User) -> Thread:
    return Thread(
        manuscript=row,
        revision=row.revision,
        part=part,
        exact=anchor.exact,
        before=anchor.before,
        after=anchor.after,
        around=anchor.around,
        by=by,
    )


def on_citation(row: Manuscript, digest: str, by: User) -> Thread:
    cited = DraftCitation.objects.filter(manuscript=row, digest=digest).order_by("position").first()
    if cited is None:
        raise NotThere(
            _("This citation is no longer there: its sentence or source was changed meanwhile.")
        )
    place = ", ".join(filter(None, (cited.source_key, cited.locator)))
    return Thread(
        manuscript=row,
        revision=row.revision,
        exact=cited.claim or cited.sentence,
        after=place,
        digest=digest,
        by=by,
    )
