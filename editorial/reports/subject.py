"""What a report is about: an edition that readers may see, and a claim of it; bound to the form that was opened."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import Http404

from encyclopedia.models import Edition, EditionState, Entry, Wording

# A page that stood open longer is shown again with what was typed, since the entry may say something else now.
MAX_OPEN = timedelta(hours=24)
_SALT = "editorial.reports.subject"


@dataclass(frozen=True, slots=True)
class Subject:
    """`claim_digest` and `claim` are empty for a report about the edition as a whole."""

    entry: Entry
    edition: Edition
    claim_digest: str = ""
    claim: str = ""

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.edition.state == EditionState.WITHDRAWN)

    @property
    def correct_address(self) -> str:
        """Where whoever writes here corrects it instead."""
        edition = "" if self.edition.number == self.entry.edition else f"@{self.edition.number}/"
        claim = f"?claim={self.claim_digest}" if self.claim_digest else ""
        return f"{self.entry.get_absolute_url()}{edition}correct/{claim}"

    def token(self) -> str:
        """What the form sends back: signed, so that a report is bound to what its reader saw; each is sent once."""
        bound = [
            str(self.entry.pk),
            self.edition.number,
            self.claim_digest,
            secrets.token_hex(16),
        ]
        return signing.dumps(bound, salt=_SALT)


@dataclass(frozen=True, slots=True)
class Opened:
    """The form that a token belongs to. `form` names it; `is_old` where it stood open too long."""

    entry_id: uuid.UUID
    number: int
    claim_digest: str
    form: str
    is_old: bool


def subject(entry: Entry, number: int | None, claim_digest: str) -> Subject:
    """The edition, by default the newest that has the claim. Http404 for what the entry never said or never was."""
    claim = ""
    if claim_digest:
        wordings = Wording.objects.filter(entry_id=entry.pk, digest=claim_digest).in_order()
        runs = [(row.first, row.last or entry.edition, row.claim) for row in wordings]
        held = [run for run in runs if number is None or run[0] <= number <= run[1]]
        if not held:
            raise Http404
        _first, last, claim = held[-1]
        number = number or last
    edition = Edition.objects.filter(entry_id=entry.pk, number=number or entry.edition).first()
    if edition is None:
        raise Http404
    return Subject(entry, edition, claim_digest, claim)


def opened(token: str) -> Opened | None:
    """None for anything that this site did not sign."""
    is_old = False
    try:
        try:
            bound = signing.loads(token, salt=_SALT, max_age=MAX_OPEN)
        except signing.SignatureExpired:
            bound, is_old = signing.loads(token, salt=_SALT), True
    except signing.BadSignature:
        return None
    entry_id, number, claim_digest, form = bound
    return Opened(uuid.UUID(entry_id), number, claim_digest, form, is_old)
