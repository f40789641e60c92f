"""A small OpenID Connect provider on this machine, and browsers that go there and come back."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from django.urls import reverse

CLIENT, SECRET = "stet", "a secret: of the client"


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int, length: int) -> str:
    return encoded(value.to_bytes(length, "big"))


class LocalProvider:
    """`changes` replace claims, `head` the token's; `alter` changes what is signed; `asked` are requests for tokens."""

    def __init__(self) -> None:
        self.rsa = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.elliptic = ec.generate_private_key(ec.SECP256R1())
        self.algorithm = "RS256"
        self.changes: dict[str, Any] = {}
        self.head: dict[str, Any] = {}
        self.description: dict[str, Any] = {}
        self.subject = "edna-there"
        self.alter: Any = lambda token: token
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        provider = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(provider.published(self.path))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                sent = {name: values[0] for name, values in parse_qs(body).items()}
                self.answer(provider.token(sent, self.headers.get("Authorization", "")))

            def answer(self, data: Any) -> None:
                self.send_response(200 if data is not None else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(data or {}).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def published(self, path: str) -> Any:
        if path == "/keys":
            return {"keys": self.keys()}
        described = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        return described | self.description if path.startswith("/.well-known/") else None

    def keys(self) -> list[dict[str, str]]:
        own, curve = self.rsa.public_key().public_numbers(), self.elliptic.public_key()
        point = curve.public_numbers()
        return [
            {"kty": "RSA", "kid": "RS256", "n": number(own.n, 256), "e": number(own.e, 3)},
            {
                "kty": "EC",
                "kid": "ES256",
                "crv": "P-256",
                "x": number(point.x, 32),
                "y": number(point.y, 32),
            },
        ]

    def signed_in(self, address: str) -> dict[str, str]:
        """Somebody signs in at the address they were sent to: the query with which they are sent back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return {"code": code, "state": query["state"]}

    def token(self, sent: dict[str, str], authorization: str) -> Any:
        """As RFC 6749 and 7636 want it: a code once, to its client, with the word that its challenge was made of."""
        self.asked.append(sent)
        begun = self.codes.pop(sent.get("code", ""), None)
        if begun is None or begun["redirect_uri"] != sent["redirect_uri"]:
            return None
        challenge = encoded(hashlib.sha256(sent["code_verifier"].encode()).digest())
        in_head = "Basic " + base64.b64encode(b"stet:a%20secret%3A%20of%20the%20client").decode()
        if challenge != begun["code_challenge"] or not (
            authorization == in_head or sent.get("client_secret") == SECRET
        ):
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.subject,
            "nonce": begun["nonce"],
            "iat": now,
            "exp": now + 300,
        }
        return {"access_token": "x", "id_token": self.alter(self.sign(claims | self.changes))}

    def sign(self, claims: dict[str, Any]) -> str:
        head = {"alg": self.algorithm, "kid": self.algorithm} | self.head
        parts = [encoded(json.dumps(part).encode()) for part in (head, claims)]
        signed = ".".join(parts).encode()
        if self.algorithm == "ES256":
            halves = decode_dss_signature(self.elliptic.sign(signed, ec.ECDSA(SHA256())))
            signature = b"".join(half.to_bytes(32, "big") for half in halves)
        else:
            signature = self.rsa.sign(signed, padding.PKCS1v15(), SHA256())
        return ".".join([*parts, encoded(signature)])


def goes(client: Client, slug: str = "openid", **typed: str) -> str:
    """Where the browser is sent on to."""
    answer = client.post(reverse("account_outside", args=[slug]), typed)
    assert answer.status_code == 200, answer.content
    return answer.headers["Refresh"].partition("url=")[2]


def comes(client: Client, query: dict[str, str], slug: str = "openid") -> Any:
    return client.get(reverse("account_outside_back", args=[slug]), query)


def signs_in(client: Client, provider: LocalProvider, slug: str = "openid", **typed: str) -> Any:
    return comes(client, provider.signed_in(goes(client, slug, **typed)), slug)


def joins(client: Client, provider: LocalProvider, slug: str = "openid") -> Any:
    answer = client.post(reverse("account_outside_join", args=[slug]))
    if "Refresh" not in answer.headers:
        return answer
    onward = answer.headers["Refresh"].partition("url=")[2]
    return comes(client, provider.signed_in(onward), slug)


def name_of(client: Client) -> str:
    return str(client.get("/admin/").wsgi_request.user)  # type: ignore[attr-defined]
