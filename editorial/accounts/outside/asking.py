"""What is asked of a provider from server to server: its description, its keys, and the token for a code."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from editorial.accounts.outside.providers import Provider
from editorial.fetching.fetch import Asking, NotFetched, fetch

MAX_SECONDS = 10
MAX_BYTES = 500_000
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class NotAnswered(Exception):
    """The provider does not answer, or not as it has to; the message says in a word why, for the log."""


def description(provider: Provider) -> dict[str, str]:
    """Where it signs people in, gives tokens and publishes its keys (OpenID Connect Discovery 1.0)."""
    data = _json(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if data.get("issuer") != provider.issuer:
        raise NotAnswered("issuer")
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    for name in wanted:
        require_safe(data.get(name))
    # Without a word about it, the secret goes in the head (OpenID Connect Discovery 1.0, 3).
    methods = data.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    in_body = isinstance(methods, list) and "client_secret_basic" not in methods
    return {name: data[name] for name in wanted} | {"client_in": "body" if in_body else "head"}


def keys(address: str) -> dict[str, Any]:
    return _json(address)


def id_token(
    provider: Provider, described: Mapping[str, str], *, code: str, verifier: str, back: str
) -> str:
    """The ID token for a code, with the secret where the description wants it."""
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
    }
    if described["client_in"] == "body":
        body |= {"client_id": provider.client, "client_secret": provider.secret}
    pair = f"{quote(provider.client, safe='')}:{quote(provider.secret, safe='')}"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if described["client_in"] == "head":
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    token = _json(described["token_endpoint"], headers, urlencode(body).encode()).get("id_token")
    if not isinstance(token, str):
        raise NotAnswered("id_token")
    return token


def _json(
    address: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> dict[str, Any]:
    """The object that it answers with. It may be in one's own network: the setting names it."""
    require_safe(address)
    where = urlsplit(address).netloc
    try:
        answer = fetch(
            Asking(
                address,
                {"Accept": "application/json", **(headers or {})},
                body,
                inside=None,
                seconds=MAX_SECONDS,
                max_bytes=MAX_BYTES,
            )
        )
        data = json.loads(answer.body) if answer.status == 200 else None
    except (NotFetched, ValueError, RecursionError) as error:
        raise NotAnswered(f"{where}: {error}") from error
    if not isinstance(data, dict):
        raise NotAnswered(f"{where}: {answer.status}")
    return data


def require_safe(address: object) -> None:
    """Raises NotAnswered unless it is https, or on this machine itself."""
    try:
        parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    except ValueError as error:
        raise NotAnswered("address") from error
    if not (parts.scheme == "https" and parts.netloc) and not (
        parts.scheme == "http" and parts.hostname in _LOCAL
    ):
        raise NotAnswered(f"address: {address!r}")
