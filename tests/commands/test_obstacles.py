"""`obstacles`: the gate's answer in words and as data."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories import Cast, article, published, source, submitted, waivable

from editorial import actions


def test_obstacles_are_listed_in_the_words_of_the_office(cast: Cast) -> None:
    published(source(), cast)
    submitted(article(), cast)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("obstacles", "article/permanent-revolution", stdout=out)
    assert ended.value.code == 1
    *obstacles, last = out.getvalue().splitlines()
    assert obstacles[0].startswith("Line 1: Footnote 1 (service-trotsky-2009) is not yet checked")
    assert last == "1 thing stands in the way."


def test_a_waived_obstacle_and_a_warning_are_told_apart_from_what_stops(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(
        article(text="It met.[@service-trotsky-2009, p. 1] It voted. It ended. It slept."), cast
    )
    actions.waive(
        manuscript=manuscript.pk,
        keys=waivable(manuscript, "unchecked"),
        reason="The archive is closed.",
        expires_at=timezone.now() + timedelta(days=7),
        by=cast.approver,
    )
    out = StringIO()
    call_command("obstacles", "article/permanent-revolution", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("Waived (The archive is closed.): Line 1: Footnote")
    assert any(line.startswith("Warning: 25 % of the sentences") for line in lines)
    assert lines[-1] == "Nothing stands in the way."


def test_obstacles_are_listed_as_data_too(cast: Cast) -> None:
    published(source(), cast)
    submitted(article(), cast)
    out = StringIO()
    with pytest.raises(SystemExit):
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
    assert out.getvalue() == "Nothing stands in the way.\n"


def test_an_unknown_path_is_named(cast: Cast) -> None:
    with pytest.raises(CommandError, match="article/none") as refusal:
        call_command("obstacles", "article/none")
    assert refusal.value.returncode == 2
