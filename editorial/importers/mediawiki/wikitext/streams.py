"""The bytes of an export: unpacked while reading, counted for the progress bar."""

from __future__ import annotations

import bz2
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO

from encyclopedia.core.messages import MessageError

CHUNK = 1 << 16


class DumpError(MessageError):
    """The export cannot be read further; the message names line and column (or byte) of the break."""


class Counted(io.RawIOBase):
    """A byte stream that counts what has been read of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


def unpacked(stream: io.BufferedReader) -> Iterator[bytes | DumpError]:
    """Chunks of the plain export; a DumpError as the last one if the compressed stream is broken."""
    magic = stream.peek(4)[:4]
    opened: bz2.BZ2File | gzip.GzipFile | io.BufferedReader = stream
    if magic.startswith(b"BZh"):
        opened = bz2.BZ2File(stream)
    elif magic.startswith(b"\x1f\x8b"):
        opened = gzip.GzipFile(fileobj=stream)
    elif magic.startswith(b"PK\x03\x04"):
        yield DumpError("dump_is_zip")
        return
    position = 0
    while True:
        try:
            # read1, not read: what was unpacked before a break in the stream must not be lost
            chunk = opened.read1(CHUNK)
        except (EOFError, OSError, zlib.error) as error:
            yield DumpError("dump_broken", byte=position, reason=str(error))
            return
        if not chunk:
            return
        position += len(chunk)
        yield chunk
