"""What the gate is told of a manuscript by the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    biography,
    drafted,
    published,
    source,
    submitted,
    waivable,
)
from told import told

from editorial import actions
from editorial.gate.gate_input import MAX_LIFESPAN, gate_input, is_living, obstacles
from editorial.gate.obstacle_wording import words
from editorial.models import Manuscript, Waiver
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact

LONG_AGO = date.today().year - MAX_LIFESPAN


@pytest.mark.parametrize(
    ("facts", "living"),
    [
        ((), True),
        ((DocumentFact("born", date=f"{LONG_AGO + 1}"),), True),
        ((DocumentFact("born", date=f"{LONG_AGO - 1}"),), False),
        ((DocumentFact("born", date=f"{LONG_AGO}"),), True),
        # The latest day counts: they may have been born on it.
        ((DocumentFact("born", date=f"{LONG_AGO - 1}/{LONG_AGO + 1}"),), True),
        ((DocumentFact("born", date="no date"),), True),
        ((DocumentFact("born", place="Yanovka"),), True),
        ((DocumentFact("born", date="1990"), DocumentFact("died", date="2020")), False),
        ((DocumentFact("died", place="Coyoacán"),), True),
        ((DocumentFact("died", place="Coyoacán", citations=(Reference("a"),)),), False),
    ],
)
def test_a_person_lives_until_they_died_or_must_have(
    facts: tuple[DocumentFact, ...], living: bool
) -> None:
    assert is_living(biography(facts=facts)) == living


def test_nothing_but_a_person_lives() -> None:
    assert not is_living(article())


def test_a_source_is_told_by_its_state(cast: Cast) -> None:
    drafted(source("drafted"), cast)
    submitted(source("submitted"), cast)
    approved(source("approved"), cast)
    scheduled = approved(source("scheduled"), cast)
    actions.schedule(
        manuscript=scheduled.pk, by=cast.approver, publish_at=timezone.now() + timedelta(hours=1)
    )
    changed = source("changed")
    published(changed, cast)
    drafted(replace(changed, summary="More."), cast)
    keys = ["drafted", "submitted", "approved", "scheduled", "changed", "unknown"]
    document = article(text=" ".join(f"Words.[@{key}]" for key in keys))
    manuscript = drafted(document, cast)
    assert gate_input(manuscript, document).sources == {
        "drafted": "draft",
        "submitted": "submitted",
        "approved": "approved",
        "scheduled": "approved",
        "changed": "published",
    }


def test_a_name_is_ambiguous_where_two_entries_have_equal_claim_to_it(cast: Cast) -> None:
    published(source(), cast)
    for slug, title, aliases in [
        ("one", "Smith", ()),
        ("two", "Smith", ()),
        ("three", "Jones", ("Miller", "Baker")),
        ("four", "Baxter", ("Miller", "Jones", "Smith")),
    ]:
        published(article(title, slug=slug, aliases=aliases), cast)
    document = article(
        "Names",
        text="[[Smith]], [[Jones]], [[Miller]], [[Baker]], [[Nobody]].[@service-trotsky-2009]",
    )
    manuscript = drafted(document, cast)
    # A title goes before an alias: Jones is one entry's title and another's alias.
    assert gate_input(manuscript, document).ambiguous == {"Smith": 2, "Miller": 2}


def test_an_address_is_taken_by_another_entry_alone(cast: Cast) -> None:
    published(source(), cast)
    document = article()
    manuscript = published(document, cast)
    assert not gate_input(manuscript, document).address_taken
    other = article("Other")
    assert gate_input(drafted(other, cast), replace(other, slug=document.slug)).address_taken


def test_only_a_waiver_in_force_counts(cast: Cast) -> None:
    published(source(), cast)
    document = article()
    manuscript = submitted(document, cast)
    (key,) = waivable(manuscript, "unchecked")
    now = timezone.now()
    for reason, until in [("Over.", now - timedelta(seconds=1)), ("Now.", now + timedelta(days=1))]:
        told(
            Waiver(
                manuscript=manuscript,
                revision=1,
                version=DIGEST_VERSION,
                obstacles=[key if reason == "Now." else "few_citations"],
                reason=reason,
                by=cast.approver,
                at=until - timedelta(days=2),
                expires_at=until,
            )
        )
    assert gate_input(manuscript, document).waivers == {key: "Now."}


def test_who_cites_a_renamed_source_is_named_but_not_the_source_itself(cast: Cast) -> None:
    book = source("old-key", text="It says so itself.[@old-key]")
    published(replace(book, text=""), cast)
    published(book, cast)
    assert gate_input(Manuscript.objects.get(pk=book.id), book).citing == ()
    renamed = replace(book, slug="new-key")
    manuscript = Manuscript.objects.get(pk=book.id)
    assert gate_input(manuscript, renamed).citing == ()
    published(article("Citing", text="Words.[@old-key]"), cast)
    known = gate_input(manuscript, renamed)
    assert (known.published_key, known.citing) == ("old-key", ("Citing",))


def test_two_sources_with_the_same_note_are_named_where_readers_see_author_and_year(
    cast: Cast, settings: LazySettings
) -> None:
    for key, letter in (("service-1", ""), ("service-2", ""), ("service-3", "c")):
        record = source(key).record | ({"year-suffix": letter} if letter else {})
        published(source(key, record=record), cast)
    text = "It was.[@service-1, p. 1]\n\nIt is.[@service-2, p. 2]\n\nIt will be.[@service-3, p. 3]"
    document = article(text=text)
    manuscript = drafted(document, cast)
    assert gate_input(manuscript, document).alike == {}
    settings.CITATION_STYLE = "author-date"
    assert gate_input(manuscript, document).alike == {"service-2": ("service-1", "Service 2009")}
    (warning,) = [
        obstacle
        for obstacle in obstacles(manuscript, document, "submit")
        if obstacle.code == "same_notes"
    ]
    assert (warning.stops, warning.line) == (False, 3)
    assert words(warning).startswith(
        "Readers cannot tell the sources service-1 and service-2 apart: the notes on both are “Service 2009”."
    )
