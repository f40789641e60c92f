"""What readers are told of commissions: that a wanted name is reserved, if the site says so, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from commissioned import LETTER, OUTSIDE, promised, reserved, wanted
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from factories import Cast, article, drafted, published, source

from editorial import actions
from editorial.models import Commission
from encyclopedia.models import Generation, ReservedName

WANTED = "World revolution"


@pytest.fixture
def linked(cast: Cast) -> None:
    published(source(), cast)
    text = f"See [[{WANTED}]] and [[Another]]. It is so [@service-trotsky-2009, p. 1]"
    published(article("One", text=text), cast)


@pytest.fixture
def shows(settings: LazySettings) -> None:
    settings.WANTED_SHOWS_RESERVED = True


def page() -> str:
    return str(Client().get("/wanted/").content.decode())


def test_by_default_readers_are_told_nothing_and_nothing_is_stored(
    cast: Cast, linked: None
) -> None:
    promised(cast, WANTED)
    assert WANTED in page()
    assert "reserved" not in page()
    assert not ReservedName.objects.exists()


def test_a_name_is_reserved_from_when_somebody_is_asked_and_of_nobody(
    cast: Cast, linked: None, shows: None
) -> None:
    row = reserved(cast, "world REVOLUTION", who=OUTSIDE, note="A secret note")
    actions.invite_commission(commission=row.pk, by=cast.approver, **LETTER)
    assert page().count("reserved") == 1
    assert not any(words in page() for words in ("Olga", "olga@", "secret note", str(row.pk)))
    actions.agree_commission(commission=row.pk, by=cast.approver)
    assert page().count("reserved") == 1


@pytest.mark.parametrize("name", ["decline", "release", "drop"])
def test_a_topic_that_is_free_again_is_shown_so(
    cast: Cast, linked: None, shows: None, name: str
) -> None:
    row = promised(cast, WANTED)
    before = Generation.now()
    getattr(actions, f"{name}_commission")(commission=row.pk, by=cast.approver, reason="No.")
    assert "reserved" not in page()
    # Lists that are kept in memory are stale.
    assert Generation.now() > before


def test_what_is_only_wanted_is_not_reserved_and_another_title_is_another_name(
    cast: Cast, linked: None, shows: None
) -> None:
    wanted(cast, "Another")
    row = promised(cast, WANTED)
    said: dict[str, Any] = {"kind": "article", "subject": "", "due_on": None, "length": None}
    actions.change_commission(commission=row.pk, by=cast.approver, title="Third", note="", **said)
    assert list(ReservedName.objects.values_list("key", flat=True)) == ["third"]
    assert "reserved" not in page()


def test_a_draft_reserves_the_name_that_was_wanted(cast: Cast, linked: None, shows: None) -> None:
    wanted(cast, "Another")
    drafted(article("Another"), cast)
    assert page().count("reserved") == 1


def test_a_change_of_the_setting_is_followed_by_rebuild(
    cast: Cast, linked: None, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    promised(cast, WANTED)
    for shown in (True, False):
        settings.WANTED_SHOWS_RESERVED = shown
        call_command("rebuild")
        assert "the wanted name “world revolution”" in capsys.readouterr().out
        assert page().count("reserved") == int(shown)
        call_command("rebuild")
        assert "Everything is as it should be" in capsys.readouterr().out
    assert Commission.objects.count() == 1


def test_the_list_needs_no_more_queries_for_more_names(
    cast: Cast, shows: None, django_assert_max_num_queries: Any
) -> None:
    published(source(), cast)
    names = [f"Name {number}" for number in range(60)]
    text = " ".join(f"[[{name}]]" for name in names) + " [@service-trotsky-2009, p. 1]"
    published(article("One", text=text), cast)
    for name in names[:30]:
        reserved(cast, name)
    with django_assert_max_num_queries(3):
        assert page().count(">reserved<") == 30
