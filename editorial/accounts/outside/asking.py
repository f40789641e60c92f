"""What is asked of a provider from server to server: its description, its keys, and the token for a code."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from editorial.accounts.outside.providers import Provider

MAX_SECONDS = 10
MAX_BYTES = 500_000
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class NotAnswered(Exception):
    """The provider does not answer, or not as it has to; the message says in a word why, for the log."""


# Every address is looked at by `_require_safe` before it is opened: https, or this machine.
# ruff: noqa: S310


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        return None


def description(provider: Provider) -> dict[str, str]:
    """Where it signs people in, gives tokens and publishes its keys (OpenID Connect Discovery 1.0)."""
    data = _json(Request(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"))
    if data.get("issuer") != provider.issuer:
        raise NotAnswered("issuer")
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    for name in wanted:
        _require_safe(data.get(name))
    # Without a word about it, the secret goes in the head (OpenID Connect Discovery 1.0, 3).
    methods = data.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    in_body = isinstance(methods, list) and "client_secret_basic" not in methods
    return {name: data[name] for name in wanted} | {"client_in": "body" if in_body else "head"}


def keys(address: str) -> dict[str, Any]:
    return _json(Request(address))


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
    request = Request(described["token_endpoint"], urlencode(body).encode(), method="POST")
    if described["client_in"] == "head":
        request.add_header("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}")
    token = _json(request).get("id_token")
    if not isinstance(token, str):
        raise NotAnswered("id_token")
    return token


def _json(request: Request) -> dict[str, Any]:
    _require_safe(request.full_url)
    request.add_header("Accept", "application/json")
    try:
        with build_opener(_NoRedirects).open(request, timeout=MAX_SECONDS) as answer:
            body = answer.read(MAX_BYTES + 1)
        data = json.loads(body) if len(body) <= MAX_BYTES else None
    except (URLError, OSError, ValueError, RecursionError) as error:
        raise NotAnswered(f"{urlsplit(request.full_url).netloc}: {error}") from error
    if not isinstance(data, dict):
        raise NotAnswered(f"{urlsplit(request.full_url).netloc}: json")
    return data


def _require_safe(address: object) -> None:
    """Raises NotAnswered unless it is https, or on this machine itself."""
    try:
        parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    except ValueError as error:
        raise NotAnswered("address") from error
    if not (parts.scheme == "https" and parts.netloc) and not (
        parts.scheme == "http" and parts.hostname in _LOCAL
    ):
        raise NotAnswered(f"address: {address!r}")
