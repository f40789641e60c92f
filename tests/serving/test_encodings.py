"""Pages are compressed once for each encoding, and each has a tag of its own."""

from __future__ import annotations

import gzip

import brotli
import pytest
from served import PATH, Roads

from encyclopedia.serving.encodings import Versions, chosen

LONG = b"<p>The same words. " * 200


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.5, br; q=0.1", "br"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity, *;q=0", ""),
        ("gzip;q=0", ""),
        ("deflate, zstd", ""),
        ("", ""),
        ("gzip;q=x", ""),
        (";;,,=", ""),
    ],
)
def test_the_first_encoding_that_the_browser_takes_is_sent(accepted: str, encoding: str) -> None:
    assert chosen(accepted) == encoding


def test_each_version_has_its_own_tag_and_is_made_once() -> None:
    versions = Versions(LONG, '"abc"', (("Cache-Control", "public"),))
    plain, small, smaller = (versions.version(accepted) for accepted in ("", "gzip", "br"))
    assert (plain.etag, small.etag, smaller.etag) == ('"abc"', '"abc-gzip"', '"abc-br"')
    assert plain.body == gzip.decompress(small.body) == brotli.decompress(smaller.body) == LONG
    assert dict(small.headers)["Content-Encoding"] == "gzip"
    for version in (plain, small, smaller):
        assert dict(version.headers)["Vary"] == "Accept-Encoding"
        assert dict(version.headers)["ETag"] == version.etag
    assert versions.version("br") is smaller
    assert versions.size == len(LONG) + len(small.body) + len(smaller.body)


def test_what_is_short_is_sent_as_it_is() -> None:
    version = Versions(b"<p>Short.", '"abc"', ()).version("br")
    assert (version.body, version.etag) == (b"<p>Short.", '"abc"')
    assert Versions(b"x" * 999, '"abc"', ()).version("br").etag == '"abc"'
    assert Versions(b"x" * 1_000, '"abc"', ()).version("br").etag == '"abc-br"'


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate"])
def test_django_and_the_fast_path_send_the_same_compressed_page(
    roads: Roads, accepted: str
) -> None:
    _, plain, body = roads.answered_by_front()
    _, headers, compressed = roads.answered_by_front(HTTP_ACCEPT_ENCODING=accepted)
    opened = brotli.decompress if accepted == "br" else gzip.decompress
    assert opened(compressed) == body
    assert headers["Content-Length"] == str(len(compressed))
    assert headers["ETag"] != plain["ETag"]
    known = {"HTTP_ACCEPT_ENCODING": accepted, "HTTP_IF_NONE_MATCH": headers["ETag"]}
    assert roads.answered_by_front(**known)[0] == "304 Not Modified"
    other = {"HTTP_ACCEPT_ENCODING": accepted, "HTTP_IF_NONE_MATCH": plain["ETag"]}
    assert roads.answered_by_front(**other)[0] == "200 OK"


def test_the_memory_counts_what_was_compressed(roads: Roads) -> None:
    roads.answered_by_front()
    before = roads.front.pages.size
    _, _, compressed = roads.answered_by_front(HTTP_ACCEPT_ENCODING="gzip")
    assert roads.front.pages.size == before + len(compressed)
    assert roads.front.page(PATH.strip("/"))
