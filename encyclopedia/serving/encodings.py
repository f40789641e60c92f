"""The bytes of an answer in each encoding that readers' browsers take, each made once and kept (RFC 9110, 12.5.3)."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import brotli

# What is shorter is sent as it is.
MIN_LENGTH: Final = 1_000
# The first that a browser takes is sent. Qualities that cost a page of 400 kB a few hundredths of a second, once.
COMPRESS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An answer in one encoding: `headers` are all of its own, `etag` the one that is among them."""

    body: bytes
    etag: str
    headers: Headers


@dataclass(frozen=True, slots=True)
class Versions:
    """One answer in all its encodings. `headers` are those that all have, `etag` that of the plain bytes."""

    plain: bytes
    etag: str
    headers: Headers
    made: dict[str, Version] = field(default_factory=dict, compare=False)

    def version(self, accepted: str) -> Version:
        """The version for a request with this `Accept-Encoding`."""
        encoding = chosen(accepted) if len(self.plain) >= MIN_LENGTH else ""
        version = self.made.get(encoding)
        if version is None:
            version = self.made[encoding] = self._make(encoding)
        return version

    @property
    def size(self) -> int:
        """In bytes, of all the versions that were made."""
        return len(self.plain) + sum(
            len(version.body) for encoding, version in list(self.made.items()) if encoding
        )

    def _make(self, encoding: str) -> Version:
        body, etag = self.plain, self.etag
        own: Headers = ()
        if encoding:
            body, etag = COMPRESS[encoding](body), f'{etag[:-1]}-{encoding}"'
            own = (("Content-Encoding", encoding),)
        headers = (("ETag", etag), *self.headers, ("Vary", "Accept-Encoding"), *own)
        return Version(body, etag, headers)


@lru_cache(maxsize=1_000)
def chosen(accepted: str) -> str:
    """The encoding to send to a browser that sends this `Accept-Encoding`; empty for none."""
    weights: dict[str, float] = {}
    for item in accepted.lower().split(","):
        name, _, parameters = item.partition(";")
        weights[name.strip()] = _weight(parameters)
    anything = weights.get("*", 0)
    return next((name for name in COMPRESS if weights.get(name, anything) > 0), "")


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1
    except ValueError:
        return 0
