"""The way to a provider and back: what the session remembers on the way, used once."""

from __future__ import annotations

import hashlib
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from editorial.accounts.outside import asking, saml_answers
from editorial.accounts.outside.id_tokens import subject_of
from editorial.accounts.outside.providers import Provider

MAX_SECONDS = 600
MAX_OPEN = 5
_KEY = "outside"


class NoJourney(Exception):
    """Nobody set out from this browser, it was too long ago, or they came back before."""


@dataclass(frozen=True)
class Journey:
    """`account` is whose account the identity is to be joined to, `invitation` which one it is to accept, `again` who
    is to show once more who they are; without any of them it is for signing in.
    """

    provider: str
    nonce: str
    verifier: str
    at: float
    account: int | None = None
    invitation: int | None = None
    again: int | None = None
    wanted: str = ""

    @classmethod
    def to(cls, provider: Provider, **why: Any) -> Self:
        """One that begins now."""
        return cls(
            provider=provider.slug,
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(64),
            at=time.time(),
            **why,
        )


def set_out(session: SessionBase, provider: Provider, journey: Journey) -> str:
    """The address at the provider to which the person goes. Raises NotAnswered."""
    state = secrets.token_urlsafe(32)
    address = _address(provider, journey, state)
    under_way: dict[str, Any] = session.get(_KEY, {})
    session[_KEY] = dict([*under_way.items(), (state, asdict(journey))][-MAX_OPEN:])
    return address


def _address(provider: Provider, journey: Journey, state: str) -> str:
    if provider.speaks_saml:
        # It needs the packages of an extra, which are there only where it is configured.
        from editorial.accounts.outside import saml

        return saml.request_address(
            provider, number=journey.nonce, state=state, again=journey.again is not None
        )
    described = asking.description(provider)
    challenge = urlsafe_b64encode(hashlib.sha256(journey.verifier.encode()).digest())
    query = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back_address(provider),
        "scope": "openid",
        "state": state,
        "nonce": journey.nonce,
        "code_challenge": challenge.rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if journey.again is not None:
        query["prompt"] = "login"
    address = described["authorization_endpoint"]
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(query)}"


def taken_up(session: SessionBase, provider: Provider, state: str) -> Journey:
    """What was remembered under this state, which holds no more from now on. Raises NoJourney."""
    under_way: dict[str, Any] = session.get(_KEY, {})
    known = next((one for one in under_way if constant_time_compare(one, state)), None)
    if known is None:
        raise NoJourney
    journey = Journey(**under_way.pop(known))
    session[_KEY] = under_way
    if journey.provider != provider.slug or not 0 <= time.time() - journey.at <= MAX_SECONDS:
        raise NoJourney
    return journey


def identity(provider: Provider, journey: Journey, code: str) -> str:
    """Who the person is at the provider. Raises NotAnswered or WrongToken."""
    if provider.speaks_saml:
        return saml_answers.taken(provider, code, number=journey.nonce)
    described = asking.description(provider)
    token = asking.id_token(
        provider,
        described,
        code=code,
        verifier=journey.verifier,
        back=back_address(provider),
    )
    return subject_of(
        token,
        asking.keys(described["jwks_uri"]),
        issuer=provider.issuer,
        client=provider.client,
        nonce=journey.nonce,
        now=time.time(),
    )


def back_address(provider: Provider) -> str:
    """Where the provider sends the person back to: of the site, whatever host was asked."""
    return settings.SITE_URL + reverse("account_outside_back", args=[provider.slug])
