"""A back-up is restored as it was made, or refused in words with nothing changed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from factories import Cast, article, drafted
from keeping.back_ups import changed_manifest, made, refused, signed, unseen

from editorial.keeping.folders import KeepingError
from editorial.keeping.loading import load
from editorial.keeping.manifest import read_manifest
from editorial.keeping.sums import read_sums
from editorial.models import Event, Manuscript, Notice
from editorial.models.events import ChainHead
from editorial.record.trigger_bodies import trigger_faults

pytestmark = pytest.mark.django_db


def tables(folder: Path) -> dict[str, str]:
    sums = read_sums(folder)
    return {name: digest for name, digest in sums.items() if name.startswith("tables/")}


def put_in(folder: Path) -> int:
    return load(folder, read_manifest(folder), apps, unseen)


def test_no_number_is_given_twice(cast: Cast, tmp_path: Path) -> None:
    drafted(article(), cast)
    newest = Event.objects.latest("seq")

    def notice(step: str) -> Notice:
        return Notice.objects.create(user=cast.editor, event=newest, step=step)

    last = [notice(step) for step in ("a", "b", "c")][-1]
    given = last.pk
    last.delete()
    put_in(made(tmp_path).folder)
    assert notice("d").pk == given + 1


def test_what_breaks_off_in_the_middle_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    drafted(article(), cast)
    back = made(tmp_path)
    drafted(article(title="Written since the back-up"), cast)
    head = ChainHead.objects.get()
    half = back.manifest.tables and sum(table.rows for table in back.manifest.tables) // 2

    def killed(_what: str, done: int, _total: int) -> None:
        if done > half:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(back.folder, back.manifest, apps, killed)
    assert ChainHead.objects.get().seq == head.seq
    assert Manuscript.objects.count() == 2
    assert list(trigger_faults()) == []


@pytest.mark.parametrize(
    "name",
    [
        *("../escaped", "/etc/passwd", "files/../../escaped", "files/ab/../../../escaped"),
        *("tables/../manifest.json", "tables/a/b.jsonl.gz", "files/ab/short", "heads\x00"),
        f"files/ab/{'c' * 64}",
        f"files/secret/ab/{'ab' * 32}",
    ],
)
def test_names_that_no_back_up_has_are_refused_before_anything_is_read(
    cast: Cast, empty: None, tmp_path: Path, name: str
) -> None:
    back = made(tmp_path)
    with (back.folder / "SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  {name}\n")
    assert "is foreign" in refused(back.folder)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda data: data.update(format=2), "made by a later release"),
        (
            lambda data: data["migrations"].append(["editorial", "9999_later"]),
            r"made by a later release than this (editorial.9999_later)",
        ),
        (lambda data: data.pop("head"), "says too little"),
        (lambda data: data.pop("format"), "says too little"),
        (lambda data: data.update(files=7), "more or fewer files"),
    ],
)
def test_foreign_and_later_back_ups_are_refused(
    cast: Cast, empty: None, tmp_path: Path, change: Callable[[dict[str, Any]], object], why: str
) -> None:
    back = made(tmp_path)
    changed_manifest(back.folder, change)
    assert why in refused(back.folder)


def test_a_folder_without_a_back_up_is_refused(cast: Cast, tmp_path: Path) -> None:
    assert "There is no back-up" in refused(tmp_path)
    assert "cannot be read" in refused(tmp_path / "nowhere")


def test_a_database_with_work_in_it_is_left_alone(cast: Cast, tmp_path: Path) -> None:
    back = made(tmp_path)
    assert "The database is not empty (auth_user)" in refused(back.folder)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "too few or too many rows"),
        (b"[1]\n", "is not whole"),
        (b"{}\n", "is not whole"),
        (b"[1, \n", "cannot be restored"),
        (b'["x", "x", "x", "x"]\n', "cannot be restored"),
        (b"[1, 1, 1, 1]\n[1, 1, 1, 1]\n", "refused the rows|cannot be restored"),
    ],
)
def test_rows_that_are_none_are_refused_and_change_nothing(
    cast: Cast, tmp_path: Path, content: bytes, why: str
) -> None:
    drafted(article(), cast)
    back = made(tmp_path)
    name = "tables/auth_permission.jsonl.gz"
    signed(back.folder, name, gzip.compress(content))
    with pytest.raises(KeepingError, match=why):
        put_in(back.folder)
    assert Manuscript.objects.count() == 1
    signed(back.folder, name, b"no gzip at all")
    with pytest.raises(KeepingError, match="cannot be restored"):
        put_in(back.folder)


def test_tables_and_columns_of_something_else_are_refused(cast: Cast, tmp_path: Path) -> None:
    back = made(tmp_path)
    data = json.loads((back.folder / "manifest.json").read_bytes())
    table = next(table for table in data["tables"] if table["name"] == "editorial_notice")
    table["columns"][0] = 'id") VALUES (1); DROP TABLE editorial_event; --'
    changed_manifest(back.folder, lambda manifest: manifest.update(tables=data["tables"]))
    with pytest.raises(KeepingError, match="its columns are others"):
        put_in(back.folder)
    table["name"] = "pg_authid"
    changed_manifest(back.folder, lambda manifest: manifest.update(tables=data["tables"]))
    with pytest.raises(KeepingError, match="the tables of this release are others"):
        put_in(back.folder)
    with connection.cursor() as cursor:
        assert "editorial_event" in connection.introspection.table_names(cursor)
