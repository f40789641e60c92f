"""Reading exports: all of it is read, and the place of a break is named."""

from __future__ import annotations

import bz2
import gzip
import io
import tracemalloc
from typing import Any
from xml.parsers import expat

import pytest

from editorial.importers.mediawiki.wikitext.dump import Dump, DumpError, DumpPage, pages
from editorial.wording import words

SITE = (
    "<siteinfo><sitename>Wiki</sitename><dbname>dewiki</dbname>"
    "<base>https://de.example.org/wiki/Start</base><namespaces>"
    '<namespace key="0" case="first-letter" /><namespace key="6">Datei</namespace>'
    "</namespaces></siteinfo>"
)


def page(title: str = "Moon", text: str = "The ''Moon''.", number: int = 7, extra: str = "") -> str:
    return (
        f"<page><title>{title}</title><ns>0</ns><id>{number}</id>{extra}<revision><id>70</id>"
        "<timestamp>2020-01-02T03:04:05Z</timestamp><contributor><username>Ann</username>"
        "<id>3</id></contributor><model>wikitext</model><format>text/x-wiki</format>"
        f'<text xml:space="preserve">{text}</text><sha1>abc</sha1></revision></page>'
    )


def export(body: str, version: str = "0.10", site: str = SITE) -> str:
    return (
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-{version}/" '
        f'version="{version}" xml:lang="de">{site}{body}</mediawiki>'
    )


def read(text: str | bytes) -> list[DumpPage]:
    return list(pages(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def broken(data: bytes) -> tuple[list[DumpPage], str]:
    dump_pages: list[DumpPage] = []
    with pytest.raises(DumpError) as caught:
        dump_pages.extend(pages(io.BytesIO(data)))
    return dump_pages, words(caught.value.message)


@pytest.mark.parametrize("version", ["0.10", "0.11"])
@pytest.mark.parametrize("site", [SITE, ""])
def test_a_page_is_read_with_its_revision(version: str, site: str) -> None:
    (dump_page,) = read(export(page(), version, site))
    assert dump_page == DumpPage(
        id="7",
        title="Moon",
        namespace=0,
        revision_id="70",
        timestamp="2020-01-02T03:04:05Z",
        contributor="Ann",
        text="The ''Moon''.",
        sha1="abc",
    )


def test_the_site_is_known_from_the_first_page_on() -> None:
    dump = Dump(io.BytesIO(export(page()).encode()))
    next(iter(dump))
    assert dump.site is not None
    assert (dump.site.dbname, dump.site.language) == ("dewiki", "de")
    assert dump.site.namespaces[6] == "Datei"
    assert dump.site.base == "https://de.example.org/wiki/Start"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_read(encoding: str) -> None:
    (dump_page,) = read(export(page("Łódź", "Żółć & 月".replace("&", "&amp;"))).encode(encoding))
    assert (dump_page.title, dump_page.text) == ("Łódź", "Żółć & 月")


@pytest.mark.parametrize("pack", [bz2.compress, gzip.compress])
def test_packed_exports_are_recognised_by_their_first_bytes(pack) -> None:  # type: ignore[no-untyped-def]
    assert [dump_page.title for dump_page in read(pack(export(page()).encode()))] == ["Moon"]


def test_the_newest_of_several_revisions_is_read_in_any_order() -> None:
    def revision(number: int, day: int, text: str) -> str:
        return (
            f"<revision><id>{number}</id><timestamp>2020-01-{day:02}T00:00:00Z</timestamp>"
            f"<contributor><ip>192.0.2.1</ip></contributor><text>{text}</text></revision>"
        )

    body = revision(2, 9, "newest") + revision(1, 3, "older") + revision(3, 4, "old")
    (dump_page,) = read(export(f"<page><title>A</title><ns>0</ns><id>1</id>{body}</page>"))
    assert (dump_page.text, dump_page.revision_id, dump_page.contributor) == (
        "newest",
        "2",
        "192.0.2.1",
    )


def test_a_redirect_names_its_target() -> None:
    (dump_page,) = read(export(page(extra='<redirect title="Earth&apos;s_moon" />')))
    assert dump_page.redirect == "Earth's moon"


def test_text_of_other_slots_is_not_read_as_the_page() -> None:
    slot = "<content><role>mediainfo</role><text>{}</text></content>"
    (dump_page,) = read(export(page().replace("</revision>", slot + "</revision>"), "0.11"))
    assert dump_page.text == "The ''Moon''."


def test_a_truncated_export_yields_the_pages_before_the_break() -> None:
    data = export(page("A") + page("B") + page("C")).encode()
    dump_pages, message = broken(data[: data.index(b">C<") + 5])
    assert [dump_page.title for dump_page in dump_pages] == ["A", "B"]
    assert message.startswith("line 1, column ")


@pytest.mark.slow
def test_a_truncated_bz2_yields_the_pages_before_the_break() -> None:
    body = "".join(page(f"P{n}", f"{n} " * 50_000) for n in range(40))
    data = bz2.compress(export(body).encode(), 1)
    dump_pages, message = broken(data[: len(data) * 2 // 3])
    assert dump_pages
    assert dump_pages[0].title == "P0"
    assert "byte" in message


def test_a_truncated_gzip_yields_the_pages_before_the_break() -> None:
    data = gzip.compress(export(page("A") + page("B")).encode())
    dump_pages, message = broken(data[:-12])
    assert message.startswith("byte ")
    assert [dump_page.title for dump_page in dump_pages] in (["A"], ["A", "B"])


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    ],
)
def test_bombs_and_external_entities_are_refused(head: str) -> None:
    dump_pages, message = broken((head + export(page(text="&b;"))).encode())
    assert dump_pages == []
    assert "document type declaration" in message


@pytest.mark.parametrize(
    "data",
    [b"", b"not xml at all", b"{}", b"\x00\x01\x02", b"<html><p>x</p></html>", b"PK\x03\x04zip"],
)
def test_a_file_that_is_not_an_export_is_refused_with_its_place(data: bytes) -> None:
    dump_pages, message = broken(data)
    assert dump_pages == []
    assert message.startswith(("line ", "byte "))


def test_a_line_of_ten_megabytes_is_read() -> None:
    (dump_page,) = read(export(page(text="word " * 2_000_000)))
    assert len(dump_page.text) == 10_000_000


def test_a_field_without_end_is_refused_and_not_kept_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("editorial.importers.mediawiki.wikitext.dump.MAX_FIELD", 100_000)
    dump_pages, message = broken(export(page("A") + page("B", "x" * 200_000)).encode())
    assert [dump_page.title for dump_page in dump_pages] == ["A"]
    assert "<text> holds more than" in message


def test_memory_does_not_grow_with_the_export() -> None:
    class Endless(io.RawIOBase):
        """An export of a hundred pages of 200 kB each, generated while it is read."""

        def __init__(self) -> None:
            self._parts = iter(
                [export("").removesuffix("</mediawiki>"), *[page(text="x" * 200_000)] * 100]
            )
            self._rest = b""

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            if not self._rest:
                self._rest = next(self._parts, "").encode()
            data, self._rest = self._rest[:size], self._rest[size:]
            return data

    tracemalloc.start()
    with pytest.raises(DumpError):
        for _ in pages(Endless()):  # type: ignore[arg-type]
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize(
    "start", ["<!-- ", "<?x ", '<page title="', "<page ", "<a", "</", "<mediawiki a='&amp;"]
)
def test_a_tag_or_comment_of_two_megabytes_is_refused_at_its_place(start: str) -> None:
    before = export("").removesuffix("</mediawiki>") + page("A") + "\n"
    dump_pages, message = broken((before + start + "x" * 2_000_000).encode())
    assert [dump_page.title for dump_page in dump_pages] == ["A"]
    assert message.startswith("line 2, column 0: a tag or comment of more than 1024 KiB")


def test_a_comment_of_half_a_megabyte_and_text_of_any_length_are_read() -> None:
    text = "<![CDATA[" + "]" * 3_000_000 + "]]>" + " " * 3_000_000 + "&amp;" * 300_000
    (dump_page,) = read(export("<!--" + "x" * 500_000 + "-->\n" + page(text=text)))
    assert len(dump_page.text) == 6_300_000


class SlowStream(io.RawIOBase):
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(min(size, 50))


def test_an_unfinished_tag_is_not_read_again_for_every_few_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed: list[int] = []

    class Counting:
        def __init__(self, real: Any) -> None:
            self.__dict__["real"] = real

        def __getattr__(self, name: str) -> Any:
            return getattr(self.real, name)

        def __setattr__(self, name: str, value: Any) -> None:
            setattr(self.real, name, value)

        def Parse(self, data: bytes, last: bool) -> None:
            parsed.append(len(data))
            self.real.Parse(data, last)

    real = expat.ParserCreate
    monkeypatch.setattr(expat, "ParserCreate", lambda **options: Counting(real(**options)))
    whole = export("<!--" + "x" * 500_000 + "-->").encode()
    assert list(pages(SlowStream(whole))) == []  # type: ignore[arg-type]
    assert sum(parsed) == len(whole)
    assert len(parsed) < 100


def test_what_was_held_back_is_read_when_the_stream_breaks() -> None:
    begun = export("").removesuffix("</mediawiki>") + "<!--" + "x" * 200_000 + "-->" + page("A")
    packed = bz2.compress(begun.encode()) + bz2.compress(b"x" * 50)[:-3]
    dump_pages, _message = broken(packed)
    assert [dump_page.title for dump_page in dump_pages] == ["A"]
