"""Whether a Word file may be opened at all: every part is inspected before anything is built from
it.

ECMA-376 says what a .docx is; everything here is about what it must not be. Pure: no Django.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from editorial.html import messages
from editorial.html.imported import ImportProblem

MAX_FILE = 100 << 20
MAX_PARTS = 5_000
# All markup of the file together; a book of a thousand pages has about ten megabytes.
MAX_XML = 24 << 20
MAX_ELEMENTS = 250_000
# The converter calls itself for each level; real files stay far below.
MAX_DEPTH = 100
# Runs, marks and signs of one paragraph: each is looked for among the others.
MAX_PIECES = 10_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)
_CHUNK = 1 << 16


def opened(source: bytes | str | Path) -> IO[bytes]:
    """The file, when it looks like a zip at all. Raises ImportProblem otherwise."""
    if isinstance(source, bytes):
        size = len(source)
        file: IO[bytes] = io.BytesIO(source)
    else:
        size = Path(source).stat().st_size
        file = Path(source).open("rb")  # noqa: SIM115 the caller closes it
    start = file.read(len(_OLE))
    file.seek(0)
    if size <= MAX_FILE and start.startswith(b"PK"):
        return file
    file.close()
    if size > MAX_FILE:
        raise ImportProblem(messages.TOO_LONG)
    raise ImportProblem(messages.OLD_WORD if start == _OLE else messages.NOT_WORD)


def kind_of(file: IO[bytes]) -> str:
    """What a zip is by the names of its parts: "docx", "odt", or "" for anything else and what is damaged."""
    try:
        with ZipFile(file) as archive:
            names = set(archive.namelist())
    except _BROKEN:
        return ""
    finally:
        file.seek(0)
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "odt"
    has_word = "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)
    return "docx" if has_word else ""


def inspected(file: IO[bytes], kind: str = "docx") -> Counter[str]:
    """How often each element stands in the file, by local name. `kind` is what it has to be, as `kind_of` says it.

    Raises ImportProblem, naming the part, when the file is locked, damaged, no Word file, leads out
    of itself, or unpacks to more than the bounds above. No more than MAX_XML is ever unpacked.
    """
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise ImportProblem(messages.UNPACKS_TOO_LARGE)
            for part in parts:
                _look_at(part)
            # Others than Word write empty parts, which nobody reads.
            markup = [
                part
                for part in parts
                if part.filename.endswith((".xml", ".rels")) and part.file_size
            ]
            if sum(part.file_size for part in markup) > MAX_XML:
                raise ImportProblem(messages.UNPACKS_TOO_LARGE)
            if kind_of(file) != kind:
                raise ImportProblem(messages.NOT_WORD)
            counted: Counter[str] = Counter()
            for part in markup:
                with archive.open(part) as stream:
                    _Inspection(part.filename, counted).read(stream)
    except ImportProblem:
        raise
    except RuntimeError as error:
        raise ImportProblem(messages.LOCKED) from error
    except _BROKEN as error:
        raise ImportProblem(messages.DAMAGED) from error
    finally:
        file.seek(0)
    return counted


def _look_at(part: ZipInfo) -> None:
    name = part.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        raise ImportProblem(messages.UNSAFE_ARCHIVE, part.filename[:100])
    if part.flag_bits & 0x1:
        raise ImportProblem(messages.LOCKED, part.filename[:100])


class _Inspection:
    """One part run through expat, which builds nothing."""

    def __init__(self, name: str, counted: Counter[str]) -> None:
        self._name = name
        self._counted = counted
        self._depth = 0
        self._pieces: list[int] = [0]
        self._names: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self, stream: IO[bytes]) -> None:
        try:
            while chunk := stream.read(_CHUNK):
                self._parser.Parse(chunk, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise ImportProblem(messages.DAMAGED, f"{self._name}: {error}") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._pieces[-1] += 1
        self._pieces.append(0)
        if self._pieces[-2] > MAX_PIECES and self._names[-1:] in (["p"], ["h"]):
            raise ImportProblem(messages.PARAGRAPH_TOO_LONG, self._name)
        self._names.append(name.rpartition(" ")[2])
        self._counted[name.rpartition(" ")[2]] += 1
        self._counted[""] += 1
        if self._depth > MAX_DEPTH:
            raise ImportProblem(messages.NESTED_TOO_DEEPLY, self._name)
        if self._counted[""] > MAX_ELEMENTS:
            raise ImportProblem(messages.UNPACKS_TOO_LARGE, self._name)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._pieces.pop()
        self._names.pop()

    def _doctype(
        self, name: str, system: str | None, public: str | None, has_entities: bool
    ) -> None:
        # Old programs name the grammar of a part, which nobody fetches.
        if has_entities or not public:
            raise ImportProblem(messages.UNSAFE_XML, self._name)
