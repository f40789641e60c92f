"""`obstacles`: the gate's answer in words and as data."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from factories import Cast, article, published, source, submitted


def test_obstacles_are_listed_in_the_words_of_the_office(cast: Cast) -> None:
    published(source(), cast)
    submitted(article(), cast)
    out = StringIO()
    with pytest.raises(CommandError, match="1 things stand"):
        call_command("obstacles", "article/permanent-revolution", stdout=out)
    assert "Footnote 1 (service-trotsky-2009) is not yet checked" in out.getvalue()


def test_obstacles_are_listed_as_data_too(cast: Cast) -> None:
    published(source(), cast)
    submitted(article(), cast)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("obstacles", "article/permanent-revolution", "--json", stdout=out)
    (obstacle,) = json.loads(out.getvalue())
    assert (obstacle["code"], obstacle["field"], obstacle["line"], obstacle["stops"]) == (
        "unchecked",
        "text",
        1,
        True,
    )
    assert obstacle["message"].startswith("Footnote 1")


def test_nothing_in_the_way_is_no_error(cast: Cast) -> None:
    published(source(), cast)
    submitted(article(), cast)
    out = StringIO()
    call_command("obstacles", "article/permanent-revolution", "--stage", "submit", stdout=out)
    assert out.getvalue() == ""


def test_an_unknown_path_is_named(cast: Cast) -> None:
    with pytest.raises(CommandError, match="article/none"):
        call_command("obstacles", "article/none")
