"""Keeping what a SAML assertion said until the person's own browser fetches it: once, and soon.

The identity provider's page sends a form to us, with which browsers send no cookie of ours (SameSite=Lax). So what
held in it is kept under a handle, and the browser is led on with that to where its session is known.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from editorial.accounts.outside.id_tokens import WrongToken
from editorial.accounts.outside.providers import Provider
from editorial.models import SamlAnswer

# Until the browser has fetched it.
MAX_WAIT = timedelta(minutes=2)


@dataclass(frozen=True)
class Answer:
    """What an assertion said: its number, the request that it answers, whom it names, and until when it holds."""

    number: str
    request: str
    subject: str
    ends_at: datetime


def request_id(number: str) -> str:
    """The ID of the request that a journey makes: an XML name begins with no figure."""
    return f"_{number}"


def keep(provider: Provider, answer: Answer) -> str:
    """The handle under which it is kept. Raises WrongToken for an assertion that came before."""
    now = timezone.now()
    SamlAnswer.objects.ended(now).delete()
    handle = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            SamlAnswer.objects.create(
                assertion=_digest(f"{provider.issuer}\n{answer.number}"),
                handle=_digest(handle),
                request=answer.request,
                subject=answer.subject,
                ends_at=max(answer.ends_at, now + MAX_WAIT),
            )
    except IntegrityError as error:
        raise WrongToken("seen before") from error
    return handle


def taken(provider: Provider, handle: str, *, number: str) -> str:
    """Whom the answer under this handle names, once, if it answers this request. Raises WrongToken."""
    with transaction.atomic():
        waiting = SamlAnswer.objects.waiting(timezone.now() - MAX_WAIT)
        row = waiting.select_for_update().filter(handle=_digest(handle)).first()
        if row is None:
            raise WrongToken("answer")
        row.taken_at = timezone.now()
        row.save(update_fields=["taken_at"])
    if not number or not constant_time_compare(row.request, request_id(number)):
        raise WrongToken("another request")
    subject: str = row.subject
    return subject


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
