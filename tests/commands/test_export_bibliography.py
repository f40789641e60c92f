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
    out, message = StringIO(), StringIO()
    call_command("export_bibliography", *arguments, stdout=out, stderr=message)
    return out.getvalue(), message.getvalue()


def test_everything_published_is_printed_and_the_count_separately(shelf: None) -> None:
    printed, message = run()
    keys = [record["id"] for record in read_bibtex(printed).records]
    assert keys == ["deutscher-1954", "service-trotsky-2009"]
    assert message == "2 sources written.\n"


def test_an_entry_gives_what_it_cites(shelf: None) -> None:
    printed, message = run("--entry", "article/permanent-revolution", "--format", "json")
    assert [record["id"] for record in read_csljson(printed).records] == ["service-trotsky-2009"]
    assert message == "1 source written.\n"


def test_a_file_is_written_in_the_format_of_its_ending(shelf: None, tmp_path: Path) -> None:
    file = tmp_path / "one.ris"
    printed, _message = run("--source", "deutscher-1954", "--output", file)
    assert printed == ""
    (record,) = read_ris(file.read_text("utf-8")).records
    assert record["id"] == "deutscher-1954"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--entry", "article/none"], "no published entry article/none"),
        (["--entry", "nonsense"], "no published entry nonsense"),
        (["--source", "draft-2020"], "no published source draft-2020"),
        (["--output", "no/such/folder/x.bib"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_reported(shelf: None, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message) as stopped:
        run(*arguments)
    assert stopped.value.returncode == 2
