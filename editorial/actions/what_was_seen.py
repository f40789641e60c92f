"""What a moderator has to say of what they saw, before a verdict is recorded."""

from __future__ import annotations

import uuid
from typing import Final

from django.utils.translation import gettext as _

from editorial.actions.kept_copies import is_copy_kept
from editorial.models import Verdict
from editorial.workflow import Refused
from encyclopedia.bibliography.records.identifiers import safe_address
from encyclopedia.core.telling import AGAINST, MEANS, Telling, words_outside

MAX_ADDRESS_SHOWN: Final = 80


class Unexplained(Refused):
    """Something has to be said with the verdict."""


def refuse_unexplained(verdict: str, note: str, telling: Telling, claim: str) -> None:
    """Refuse what contradicts the copy kept here without a word, and words that the claim does not have."""
    if telling.means and telling.means not in MEANS:
        raise Unexplained(_("Choose what you looked at."))
    if outside := words_outside(telling.not_borne_out, claim):
        raise Unexplained(
            _(
                "“%(words)s” is not in the claim. Name words of the claim; put … between several pieces."
            )
            % {"words": outside[0]}
        )
    if verdict == Verdict.SUPPORTS and telling.found in AGAINST and not note:
        raise Unexplained(
            _(
                "The quotation does not stand word for word in the copy kept here. "
                "Say in the note why the source supports it all the same."
            )
        )


def refuse_no_address(verdict: str, *, means: str, looked_at: str) -> None:
    """Refuse a scan or page elsewhere whose address cannot be linked to."""
    address = looked_at.strip()
    if means != "elsewhere" or verdict == Verdict.COULD_NOT_ACCESS or not address:
        return
    if not safe_address(address):
        raise Unexplained(
            _(
                "“%(typed)s” is not a web address. Give that of the scan or page that you looked at, from https:// on, "
                "and nothing else."
            )
            % {"typed": address[:MAX_ADDRESS_SHOWN]}
        )


def refuse_unsaid(
    verdict: str, telling: Telling, *, note: str, looked_at: str, source: uuid.UUID | None
) -> None:
    """Refuse a verdict that does not say what was looked at, or which words are not borne out.

    A copy was looked at only where the office keeps one of the source with this id. A missing note is refused by the
    move itself.
    """
    if verdict == Verdict.SUPPORTS and not telling.means:
        raise Unexplained(
            _(
                "Say what you looked at: the copy kept here, the book, a page elsewhere, or a record of it."
            )
        )
    if verdict == Verdict.SUPPORTS and telling.means == "elsewhere" and not looked_at:
        raise Unexplained(_("Give the address of the scan or page that you looked at."))
    if telling.means == "copy" and not is_copy_kept(source):
        raise Unexplained(_("No copy of this source is kept here. Choose what you looked at."))
    if verdict == Verdict.PARTLY and note and not telling.not_borne_out:
        raise Unexplained(_("Name the words of the claim that are not borne out."))
