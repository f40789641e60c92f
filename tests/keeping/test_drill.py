"""A drill restores a back-up apart, and says in minutes, bytes and words whether it is this site to readers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from factories import Cast, article, published, source
from keeping.back_ups import made
from migrated import begin
from printed import run

from editorial.keeping import drilling
from editorial.keeping.drilling import Answers, Drilled, compare, read_answers
from editorial.models import ChainHead

PAGES = {"/article/a/": "etag a", "/article/b/": "etag b"}
DIGESTS = {"/": "home", "/article/a/": "a", "/article/b/": "b", "/article/a/index.json": "data"}
THERE = Answers("2:hash", PAGES, DIGESTS)


def compared(at_work: Answers, restored: Answers = THERE) -> Drilled:
    done = Drilled(Path("a-back-up"), 1)
    compare(done, restored, at_work, "2:hash")
    return done


def test_all_answers_are_compared_where_no_move_was_made_since() -> None:
    done = compared(THERE)
    assert (done.compared, done.since, done.differing) == (4, 0, [])


@pytest.mark.parametrize(
    ("digests", "differing"),
    [
        (DIGESTS | {"/": "another"}, ["/"]),
        ({name: DIGESTS[name] for name in list(DIGESTS)[1:]}, ["/"]),
        (DIGESTS | {"/tag/new/": "a tag"}, ["/tag/new/"]),
    ],
)
def test_an_answer_that_differs_or_is_missing_is_named(
    digests: dict[str, str], differing: list[str]
) -> None:
    assert compared(Answers("2:hash", PAGES, digests)).differing == differing


@pytest.mark.parametrize("head", ["3:later", None])
def test_what_a_move_changed_since_is_no_fault_and_the_rest_is_compared(head: str | None) -> None:
    pages = PAGES | {"/article/a/": "etag of another edition"}
    moved = Answers(head, pages, DIGESTS | {"/": "another", "/article/a/": "another"})
    done = compared(moved)
    assert (done.compared, done.since, done.differing) == (1, 3, [])
    wrong = Answers(head, pages, DIGESTS | {"/article/b/": "another"})
    assert compared(wrong).differing == ["/article/b/"]


def test_a_move_while_the_site_answers_is_noticed() -> None:
    lines = [
        '{"head": "1:a", "pages": {"/article/a/": "1", "/article/b/": "1"}}',
        '{"address": "/", "digest": "d"}',
        '{"head": "2:b", "pages": {"/article/a/": "2", "/article/b/": "1"}}',
    ]
    assert read_answers("\n".join(lines)) == Answers(None, {"/article/b/": "1"}, {"/": "d"})


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scratch file has its tables already, where this run's databases are files: making them takes long."""
    step = drilling._run

    def run_on_migrated(command: list[str], environment: dict[str, str]) -> str:
        name = environment["DATABASE_URL"]
        if command[0] == "restore" and name.startswith("sqlite:///"):
            begin(Path(name.removeprefix("sqlite:///")))
        return step(command, environment)

    monkeypatch.setattr(drilling, "_run", run_on_migrated)


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    here = drilling._environment(tmp_path / "collecting", None)
    drilling._run(["collectstatic", "--noinput"], here)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_back_up_is_this_site_in_a_file_of_its_own(
    cast: Cast,
    begun: None,
    collected: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # An order of members that PostgreSQL does not keep.
    record = {"title": "A work", "type": "book", "publisher": "Press", "id": "a-work"}
    published(source("a-work", record=record | {"issued": {"date-parts": [[1999]]}}), cast)
    published(article(text="It stands.[@a-work, p. 1]"), cast)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setattr(drilling.tempfile, "tempdir", None)
    (tmp_path / "scratch").mkdir()
    back = made(tmp_path / "kept")
    said = run("drill", tmp_path / "kept")
    head = ChainHead.objects.get()
    assert "Everything is as it should be." in said
    assert re.search(rf"{back.folder.name}: \d+ bytes; \d+\.\d minutes", said)
    assert re.search(r"All (\d\d+) answers are the same\.", said)
    assert list((tmp_path / "scratch").iterdir()) == []
    assert ChainHead.objects.get().seq == head.seq


@pytest.mark.parametrize(
    ("database", "why"),
    [
        ("sqlite:////tmp/here.sqlite3", "--database is postgres"),
        ("postgres://nobody@127.0.0.1:1/none", "does not answer"),
    ],
)
def test_a_scratch_database_that_cannot_be_used_is_refused(
    cast: Cast, tmp_path: Path, database: str, why: str
) -> None:
    made(tmp_path)
    with pytest.raises(CommandError, match=why) as ended:
        run("drill", tmp_path, "--database", database)
    assert ended.value.returncode == 2
