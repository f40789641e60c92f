"""Reading a MediaWiki XML export (schema 0.10 and 0.11), page by page, in constant memory.

The export may be plain, bzip2 or gzip (recognised by its first bytes, not its name) and in any encoding expat reads.
A document type declaration is refused before anything in it is read, so there are no entities to expand and
none to fetch.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from editorial.importers.mediawiki.wikitext.streams import CHUNK, Counted, DumpError, unpacked
from encyclopedia.core.messages import Message

# MediaWiki itself refuses pages over 2 MiB; anything far larger is an attack or a broken file.
MAX_FIELD = 32 << 20
# Of a tag, a comment or an instruction, which expat reads whole; it reads text in pieces.
MAX_TOKEN = 1 << 20
_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"

__all__ = ["Dump", "DumpError", "DumpPage", "SiteInfo", "pages"]


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What the export says about its wiki. `namespaces` maps number to local name (`6 → "Datei"`)."""

    name: str = ""
    dbname: str = ""
    base: str = ""
    language: str = ""
    namespaces: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DumpPage:
    """One page with its newest revision. `redirect` is the target's title; `timestamp` ISO 8601 as exported.

    `hidden` says that the wiki suppressed the revision's text, which is then empty.
    """

    id: str
    title: str
    namespace: int = 0
    redirect: str = ""
    revision_id: str = ""
    timestamp: str = ""
    contributor: str = ""
    text: str = ""
    model: str = "wikitext"
    format: str = "text/x-wiki"
    sha1: str = ""
    hidden: bool = False


class Dump:
    """An export being read: iterate for its pages; `site` is known from the first page on.

    `size` is the number of bytes on disk (0 when unknown), `position` how many of them have been read.
    Raises DumpError while iterating, after the pages before the break have been yielded.
    """

    def __init__(self, source: str | Path | IO[bytes]) -> None:
        self.site: SiteInfo | None = None
        self.language = ""
        self.size = Path(source).stat().st_size if isinstance(source, str | Path) else 0
        self._source = source
        self._raw: Counted | None = None

    @property
    def position(self) -> int:
        return self._raw.count if self._raw else 0

    def __iter__(self) -> Iterator[DumpPage]:
        if isinstance(self._source, str | Path):
            with Path(self._source).open("rb") as stream:
                yield from self._pages(stream)
        else:
            yield from self._pages(self._source)

    def _pages(self, stream: IO[bytes]) -> Iterator[DumpPage]:
        self._raw = Counted(stream)
        reader = _DumpReader()
        broken: DumpError | None = None
        for chunk in unpacked(io.BufferedReader(self._raw, CHUNK)):
            broken = chunk if isinstance(chunk, DumpError) else reader.feed(chunk)
            self.site = reader.site
            yield from reader.take()
            if broken:
                break
        # What was held back is read too, even when the stream broke.
        late = reader.release(last=broken is None)
        self.site = reader.site
        yield from reader.take()
        if end := broken or late:
            raise end


def pages(source: str | Path | IO[bytes]) -> Iterator[DumpPage]:
    """The pages of an export; see `Dump`, which also gives the site and the progress."""
    return iter(Dump(source))


class _DumpReader:
    """Expat's events gathered into pages."""

    def __init__(self) -> None:
        self.site: SiteInfo | None = None
        self._done: list[DumpPage] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._wanted = False
        self._language = ""
        self._site: dict[str, str] = {}
        self._namespaces: dict[int, str] = {}
        self._namespace = 0
        self._page: dict[str, str] = {}
        self._revision: dict[str, str] = {}
        self._newest: dict[str, str] = {}
        self._fed = 0
        self._held = bytearray()
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.buffer_size = CHUNK
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.EntityDeclHandler = self._refuse_entity

    def feed(self, chunk: bytes) -> DumpError | None:
        """Parse; the error is returned, not raised, so that finished pages can be taken first.

        Expat reads an unfinished tag from its beginning each time: as much again is collected before the next try.
        """
        self._held += chunk
        held, unfinished = len(self._held), self._unfinished
        return self.release() if held >= min(unfinished, MAX_TOKEN - unfinished) else None

    def release(self, last: bool = False) -> DumpError | None:
        """Parse what was held back."""
        data, self._held = bytes(self._held), bytearray()
        self._fed += len(data)
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code) or "not well-formed"
            return DumpError("dump_at", line=error.lineno, column=error.offset, reason=reason)
        except (ValueError, LookupError) as error:
            return error if isinstance(error, DumpError) else self._error(str(error))
        if not last and self._unfinished > MAX_TOKEN:
            return self._error(Message("dump_long_tag", size=MAX_TOKEN >> 10))
        return None

    @property
    def _unfinished(self) -> int:
        """The number of parsed bytes that wait for the end of their tag."""
        return self._fed - max(self._parser.CurrentByteIndex, 0)

    def take(self) -> list[DumpPage]:
        finished, self._done = self._done, []
        return finished

    def _error(self, reason: Message | str) -> DumpError:
        place = {
            "line": self._parser.CurrentLineNumber,
            "column": self._parser.CurrentColumnNumber,
        }
        return DumpError("dump_at", **place, reason=reason)

    def _refuse_doctype(self, name: str, *_: object) -> None:
        raise self._error(Message("dump_doctype", name=name))

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise self._error(Message("dump_entity", name=name))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        path = self._path
        if not path:
            if tag != "mediawiki":
                raise self._error(Message("dump_of_no_wiki", tag=tag))
            self._language = attributes.get(_XML_LANG, "")
        if len(path) > 20:
            raise self._error(Message("dump_too_deep"))
        path.append(tag)
        self._text.clear()
        self._length = 0
        self._wanted = True
        if tag == "page":
            self._page, self._newest = {}, {}
        elif tag == "revision":
            self._revision = {}
        elif tag == "redirect" and path[-2] == "page":
            self._page["redirect"] = attributes.get("title", "")
        elif tag == "namespace":
            key = attributes.get("key", "")
            self._namespace = int(key) if key.lstrip("-").isdecimal() else -99
        elif tag == "text" and path[-2] == "revision":
            self._revision["sha1"] = attributes.get("sha1", "")
            self._revision["hidden"] = attributes.get("deleted", "")

    def _characters(self, data: str) -> None:
        if not self._wanted:
            return
        self._length += len(data)
        if self._length > MAX_FIELD:
            raise self._error(Message("dump_long_field", tag=self._path[-1], size=MAX_FIELD >> 20))
        self._text.append(data)

    def _end(self, name: str) -> None:
        tag = self._path.pop()
        text = "".join(self._text) if self._wanted else ""
        self._text.clear()
        self._length = 0
        self._wanted = False
        ending = _ENDINGS.get((self._path[-1] if self._path else "", tag))
        if ending:
            ending(self, tag, text)

    def _end_site_field(self, tag: str, text: str) -> None:
        self._site[tag] = text.strip()

    def _end_namespace(self, tag: str, text: str) -> None:
        self._namespaces[self._namespace] = text.strip()

    def _end_site(self, tag: str, text: str) -> None:
        site = self._site
        self.site = SiteInfo(
            name=site.get("sitename", ""),
            dbname=site.get("dbname", ""),
            base=site.get("base", ""),
            language=self._language,
            namespaces=self._namespaces,
        )

    def _end_page_field(self, tag: str, text: str) -> None:
        self._page[tag] = text.strip()

    def _end_revision_field(self, tag: str, text: str) -> None:
        if tag == "sha1" and not text:
            return
        self._revision[tag] = text if tag == "text" else text.strip()

    def _end_contributor(self, tag: str, text: str) -> None:
        self._revision["contributor"] = text.strip()

    def _end_revision(self, tag: str, text: str) -> None:
        order = (self._revision.get("timestamp", ""), _number(self._revision.get("id", "")))
        newest = (self._newest.get("timestamp", ""), _number(self._newest.get("id", "")))
        if not self._newest or order >= newest:
            self._newest = self._revision

    def _end_page(self, tag: str, text: str) -> None:
        page, revision = self._page, self._newest
        if self.site is None and self._language:
            self.site = SiteInfo(language=self._language)
        self._done.append(
            DumpPage(
                id=page.get("id", ""),
                title=page.get("title", "").replace("_", " "),
                namespace=_number(page.get("ns", "0")),
                redirect=page.get("redirect", "").replace("_", " "),
                revision_id=revision.get("id", ""),
                timestamp=revision.get("timestamp", ""),
                contributor=revision.get("contributor", ""),
                text=revision.get("text", ""),
                model=revision.get("model", "") or "wikitext",
                format=revision.get("format", "") or "text/x-wiki",
                sha1=revision.get("sha1", ""),
                hidden=bool(revision.get("hidden")),
            )
        )
        self._page, self._newest, self._revision = {}, {}, {}


_Ending = Callable[[_DumpReader, str, str], None]
_ENDINGS: dict[tuple[str, str], _Ending] = {
    **{("siteinfo", tag): _DumpReader._end_site_field for tag in ("sitename", "dbname", "base")},
    ("namespaces", "namespace"): _DumpReader._end_namespace,
    ("mediawiki", "siteinfo"): _DumpReader._end_site,
    **{("page", tag): _DumpReader._end_page_field for tag in ("title", "ns", "id")},
    **{
        ("revision", tag): _DumpReader._end_revision_field
        for tag in ("id", "timestamp", "text", "model", "format", "sha1")
    },
    **{("contributor", tag): _DumpReader._end_contributor for tag in ("username", "ip")},
    ("page", "revision"): _DumpReader._end_revision,
    ("mediawiki", "page"): _DumpReader._end_page,
}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
