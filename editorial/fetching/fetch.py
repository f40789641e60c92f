"""One request, within bounds of time, bytes and redirects, without cookies, to addresses that may be asked."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPException, HTTPResponse
from typing import Final, Literal
from urllib.parse import urljoin

from editorial.fetching.addresses import NotAsked, Place, place_of, require_allowed
from editorial.fetching.connections import CheckedConnection, Deadline

MAX_BYTES: Final = 2_000_000
MAX_SECONDS: Final = 10.0
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK: Final = 65_536

Failure = Literal["slow", "unreachable", "inside", "large", "redirects", "garbled"]


class NotFetched(Exception):
    """There is no answer. `failure` says why; the message, for the log, where."""

    def __init__(self, failure: Failure, where: str) -> None:
        self.failure: Failure = failure
        super().__init__(f"{where}: {failure}")


@dataclass(frozen=True, slots=True)
class Asking:
    """`inside` are the hosts with their ports that may be in one's own network, and asked by http; None allows all."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    inside: Collection[str] | None = frozenset()
    redirects: int = 0
    seconds: float = MAX_SECONDS
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind` is the media type in lower case; `retry_after` in seconds, 0 for none."""

    status: int
    kind: str
    charset: str
    body: bytes
    retry_after: int = 0

    def text(self) -> str:
        """The body as text: in the character set that it says, else UTF-8; what does not fit is replaced."""
        try:
            return self.body.decode(self.charset or "utf-8", "replace")
        except (LookupError, ValueError):  # unknown, or a codec that is no character set
            return self.body.decode("utf-8", "replace")


def fetch(asking: Asking) -> Answer:
    """The answer, whatever its status. Raises NotFetched; never takes much longer than `seconds`."""
    deadline = Deadline(asking.seconds)
    try:
        return _followed(asking, deadline)
    except NotAsked as error:
        failure: Failure = "inside" if str(error) == "inside" else "garbled"
        raise NotFetched(failure, asking.address) from error
    except TimeoutError as error:
        raise NotFetched("slow", asking.address) from error
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        # A connection that the deadline closed fails in one of many ways.
        failure = "slow" if deadline.is_over else _failure(error)
        raise NotFetched(failure, asking.address) from error
    finally:
        deadline.end()


def _failure(error: Exception) -> Failure:
    return "unreachable" if isinstance(error, OSError) else "garbled"


def _followed(asking: Asking, deadline: Deadline) -> Answer:
    for _hop in range(asking.redirects + 1):
        place = place_of(asking.address)
        anywhere = require_allowed(place, asking.inside)
        directly = anywhere and asking.inside is not None
        connection = CheckedConnection(place, deadline, anywhere=anywhere, directly=directly)
        try:
            response = _sent(connection, place, asking)
            target = response.headers.get("Location", "")
            if response.status not in _REDIRECTS or not target or not asking.redirects:
                return _answer(response, asking, deadline)
            asking = replace(asking, address=urljoin(asking.address, target.strip()))
            if asking.body is not None:
                raise NotFetched("redirects", asking.address)
        finally:
            connection.close()
    raise NotFetched("redirects", asking.address)


def _sent(connection: CheckedConnection, place: Place, asking: Asking) -> HTTPResponse:
    """The head of the answer. No cookie goes out, and none is kept."""
    headers = {
        "Host": place.authority,
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **asking.headers,
    }
    if asking.body is not None:
        headers["Content-Length"] = str(len(asking.body))
    method = "GET" if asking.body is None else "POST"
    connection.putrequest(method, place.target, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(asking.body)
    return connection.getresponse()


def _answer(response: HTTPResponse, asking: Asking, deadline: Deadline) -> Answer:
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    body = _body(response, asking, deadline)
    if encoding in ("gzip", "x-gzip"):
        body = _unpacked(body, asking)
    elif encoding not in ("identity", ""):
        raise NotFetched("garbled", asking.address)
    charset = str(response.headers.get_content_charset("") or "")
    after = response.headers.get("Retry-After", "").strip()
    return Answer(
        response.status,
        response.headers.get_content_type(),
        charset,
        body,
        int(after) if re.fullmatch(r"[0-9]{1,6}", after) else 0,
    )


def _body(response: HTTPResponse, asking: Asking, deadline: Deadline) -> bytes:
    parts: list[bytes] = []
    count = 0
    while True:
        deadline.left()
        part = response.read1(_CHUNK)
        if not part:
            break
        parts.append(part)
        count += len(part)
        if count > asking.max_bytes:
            raise NotFetched("large", asking.address)
    deadline.left()
    expected = response.length
    if expected:
        # The connection ended before the answer did.
        raise NotFetched("garbled", asking.address)
    return b"".join(parts)


def _unpacked(body: bytes, asking: Asking) -> bytes:
    """Unpacked up to the limit, so that a small answer cannot become an endless one."""
    unpacking = zlib.decompressobj(wbits=31)
    unpacked = unpacking.decompress(body, asking.max_bytes + 1)
    if len(unpacked) > asking.max_bytes:
        raise NotFetched("large", asking.address)
    if not unpacking.eof:
        raise NotFetched("garbled", asking.address)
    return unpacked
