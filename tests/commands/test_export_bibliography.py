"""`export_bibliography`: what readers can fetch, from the command line."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from factories import Cast, article, drafted, published, source

from encyclopedia.bibliography import read_bibtex, read_csljson, read_ris


@pytest.fixture
def shelf(cast: Cast) -> None:
    published(source(), cast)
    published(source("deutscher-1954", title="The Prophet Armed"), cast)
    published(article(), cast)
    drafted(source("draft-2020", title="Only a draft"), cast)


def run(*arguments: Any) -> tuple[str, str]:
    out, told = StringIO(), StringIO()
    call_command("export_bibliography", *arguments, stdout=out, stderr=told)
    return out.getvalue(), told.getvalue()


def test_everything_published_is_printed_and_counted_apart(shelf: None) -> None:
    printed, told = run()
    keys = [record["id"] for record in read_bibtex(printed).records]
    assert keys == ["deutscher-1954", "service-trotsky-2009"]
    assert told == "2 sources written.\n"


def test_an_entry_gives_what_it_cites(shelf: None) -> None:
    printed, told = run("--entry", "article/permanent-revolution", "--format", "json")
    assert [record["id"] for record in read_csljson(printed).records] == ["service-trotsky-2009"]
    assert told == "1 source written.\n"


def test_a_file_is_written_in_the_format_of_its_ending(shelf: None, tmp_path: Path) -> None:
    file = tmp_path / "one.ris"
    printed, _told = run("--source", "deutscher-1954", "--output", file)
    assert printed == ""
    (record,) = read_ris(file.read_text("utf-8")).records
    assert record["id"] == "deutscher-1954"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--entry", "article/none"], "no published entry article/none"),
        (["--entry", "nonsense"], "no published entry nonsense"),
        (["--source", "draft-2020"], "no published source draft-2020"),
        (["--output", "no/such/folder/x.bib"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told(shelf: None, arguments: list[str], told: str) -> None:
    with pytest.raises(CommandError, match=told) as stopped:
        run(*arguments)
    assert stopped.value.returncode == 2
