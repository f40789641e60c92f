"""What a new thread is about: exact words of the newest revision, or one of its citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial.actions.review import newest_document
from editorial.comments.anchors import MAX_AROUND, MAX_WORDS, AnchorError, anchor_at
from editorial.comments.typed_words import places_of
from editorial.models import DraftCitation, Manuscript, Thread
from editorial.workflow import NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def plain(typed: str) -> str:
    """As texts are kept: a line's end is one character, and there is no NUL."""
    return typed.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def on_words(row: Manuscript, words: str, before: str, after: str, by: User) -> Thread:
    text = newest_document(row).text
    wanted = plain(words)
    if not wanted.strip():
        raise Refused(_("Say which words: select them, or paste them as they stand in the text."))
    if len(wanted) > MAX_WORDS:
        raise Refused(_("Choose fewer words."))
    places = places_of(text, wanted, plain(before)[-MAX_AROUND:], plain(after)[:MAX_AROUND])
    if not places:
        places = places_of(text, wanted.strip())
    if not places:
        raise NotAllowed(
            _("These words do not stand in the saved text. Save first, or choose others.")
        )
    if len(places) > 1:
        raise NotAllowed(
            _("These words stand several times in the text. Choose some more around them.")
        )
    try:
        anchor = anchor_at(text, *places[0])
    except AnchorError as error:
        raise NotAllowed(
            _("Choose fewer words.")
            if error.code == "too_long"
            else _("These words stand several times in the same surroundings. Choose more of them.")
        ) from error
    return Thread(
        manuscript=row,
        revision=row.revision,
        exact=anchor.exact,
        before=anchor.before,
        after=anchor.after,
        around=anchor.around,
        by=by,
    )


def on_citation(row: Manuscript, digest: str, by: User) -> Thread:
    cited = DraftCitation.objects.filter(manuscript=row, digest=digest).order_by("position").first()
    if cited is None:
        raise NotAllowed(
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
