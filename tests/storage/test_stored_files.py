"""A file comes whole or not at all, under its own name, for its owner only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from stored import path_of

from encyclopedia.stored_files import keep

NAME = "ab/abcd"


class Interrupted(ContentFile):  # type: ignore[type-arg]
    def chunks(self, chunk_size: int | None = None) -> Iterator[Any]:
        yield b"half of "
        raise KeyboardInterrupt


def test_an_interrupted_file_is_not_there() -> None:
    with pytest.raises(KeyboardInterrupt):
        keep(Interrupted(b"half of a file"), NAME)
    assert not default_storage.exists(NAME)
    keep(b"a whole file", NAME)
    assert path_of(NAME).read_bytes() == b"a whole file"


def test_the_same_file_twice_is_written_once() -> None:
    keep(b"a file", NAME)
    written = path_of(NAME).stat().st_ino
    keep(b"a file", NAME)
    assert path_of(NAME).stat().st_ino == written


def test_a_file_that_two_hosts_store_at_once_has_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(default_storage, "exists", lambda _name: False)
    keep(b"a file", NAME)
    keep(b"a file", NAME)
    assert [path.name for path in path_of("ab").iterdir()] == ["abcd"]


def test_nobody_else_on_the_machine_reads_it() -> None:
    keep(b"a file", NAME)
    assert path_of(NAME).stat().st_mode & 0o777 == 0o600
    assert path_of("ab").stat().st_mode & 0o777 == 0o700
