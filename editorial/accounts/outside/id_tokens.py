"""Whether an ID token is what it has to be (OpenID Connect Core 1.0, 3.1.3.7); signatures of RS256 and ES256 alone."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any, TypeGuard

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

# Seconds by which clocks may differ.
MAX_LEEWAY = 60
MAX_TOKEN_LENGTH = 20_000
MAX_SUBJECT_LENGTH = 255
MIN_RSA_BITS = 2048
_P256_BYTES = 32


class WrongToken(Exception):
    """The token does not hold; the message says why, for the log."""


def subject_of(
    token: str, keys: Mapping[str, Any], *, issuer: str, client: str, nonce: str, now: float
) -> str:
    """Whom the token names, if it is signed by one of the keys, for this client, now, and in answer to this nonce."""
    head, claims, signed, signature = _parts(token)
    _verify(head, keys, signed, signature)
    if claims.get("iss") != issuer:
        raise WrongToken("issuer")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if client not in audiences or (len(audiences) > 1 and claims.get("azp") != client):
        raise WrongToken("audience")
    if claims.get("azp", client) != client:
        raise WrongToken("authorised party")
    ends, made = claims.get("exp"), claims.get("iat")
    if not _is_number(ends) or ends + MAX_LEEWAY <= now:
        raise WrongToken("ended")
    if not _is_number(made) or made - MAX_LEEWAY > now:
        raise WrongToken("made later")
    if not nonce or claims.get("nonce") != nonce:
        raise WrongToken("nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT_LENGTH:
        raise WrongToken("subject")
    return subject


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _parts(token: str) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    parts = token.split(".") if len(token) <= MAX_TOKEN_LENGTH and token.isascii() else []
    if len(parts) != 3:
        raise WrongToken("form")
    try:
        head, claims = (json.loads(_bytes(part)) for part in parts[:2])
        signature = _bytes(parts[2])
    except (ValueError, RecursionError) as error:
        raise WrongToken("form") from error
    if not isinstance(head, dict) or not isinstance(claims, dict):
        raise WrongToken("form")
    return head, claims, ".".join(parts[:2]).encode(), signature


def _verify(head: dict[str, Any], keys: Mapping[str, Any], signed: bytes, signature: bytes) -> None:
    if "crit" in head:
        raise WrongToken("critical header")
    key = _key(head, keys)
    try:
        if head.get("alg") == "RS256" and key.get("kty") == "RSA":
            _rsa(key).verify(signature, signed, padding.PKCS1v15(), SHA256())
        elif head.get("alg") == "ES256" and key.get("kty") == "EC" and key.get("crv") == "P-256":
            if len(signature) != 2 * _P256_BYTES:
                raise WrongToken("signature")
            halves = (signature[:_P256_BYTES], signature[_P256_BYTES:])
            der = encode_dss_signature(*(int.from_bytes(half, "big") for half in halves))
            _elliptic(key).verify(der, signed, ec.ECDSA(SHA256()))
        else:
            raise WrongToken("algorithm")
    except InvalidSignature as error:
        raise WrongToken("signature") from error
    except (ValueError, TypeError, KeyError) as error:
        raise WrongToken("key") from error


def _key(head: dict[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """The key that the token names; the only one of the site where it names none."""
    listed = keys.get("keys")
    usable = [
        key
        for key in (listed if isinstance(listed, list) else [])
        if isinstance(key, dict) and key.get("use", "sig") == "sig"
    ]
    name = head.get("kid")
    named = usable if name is None else [key for key in usable if key.get("kid") == name]
    if len(named) != 1:
        raise WrongToken("key")
    return named[0]


def _rsa(key: dict[str, Any]) -> rsa.RSAPublicKey:
    public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
    if public.key_size < MIN_RSA_BITS:
        raise WrongToken("key")
    return public


def _elliptic(key: dict[str, Any]) -> ec.EllipticCurvePublicKey:
    numbers = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1())
    return numbers.public_key()


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
