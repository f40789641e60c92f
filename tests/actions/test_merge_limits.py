"""Merges at their edges: what is not re-pointed, what is named, and what is said in which words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted

from editorial import actions
from editorial.models import Event, Manuscript, Merge, Revision
from editorial.workflow import NotAllowed, Refused
from encyclopedia.core import limits
from encyclopedia.models import Address

pytestmark = pytest.mark.django_db


def merge(cast: Cast, merged: Manuscript, kept: Manuscript, **fields: Any) -> actions.Outcome:
    values = {"by": cast.editor, "reason": "One book."} | fields
    return actions.merge(source=merged.pk, into=kept.pk, **values)


@pytest.fixture
def pair(cast: Cast) -> tuple[Manuscript, Manuscript]:
    return drafted(source("old"), cast), drafted(source("new"), cast)


def test_a_source_that_cites_itself_or_was_merged_is_not_repointed(cast: Cast) -> None:
    merged, kept, cited, other = (
        drafted(source(key, text=text), cast)
        for key, text in [
            ("merged", "It cites.[@cited]"),
            ("kept", ""),
            ("cited", "It says.[@cited]"),
            ("other", ""),
        ]
    )
    merge(cast, merged, kept)
    merge(cast, cited, other)
    assert Event.objects.latest("seq").data["repointed"] == []
    assert not Revision.objects.filter(number=2).exists()


def test_a_source_that_is_completed_is_not_under_review(cast: Cast) -> None:
    book = source("old")
    merged = drafted(replace(book, record=book.record | {"ISBN": "9780198526636"}), cast)
    kept = submitted(source("new"), cast)
    with pytest.raises(NotAllowed, match="Return or publish these first"):
        merge(cast, merged, kept, fill=["ISBN"])
    assert merge(cast, merged, kept).changed


@pytest.mark.parametrize(("count", "more"), [(10, ""), (12, " and 2 more")])
def test_ten_entries_under_review_are_named_and_the_others_counted(
    cast: Cast, count: int, more: str
) -> None:
    merged, kept = published(source("old"), cast), published(source("new"), cast)
    for number in range(count):
        submitted(article(f"Essay {number}", text="Words.[@old]"), cast)
    with pytest.raises(NotAllowed) as refusal:
        merge(cast, merged, kept)
    assert str(refusal.value).count("Essay") == 10
    assert str(refusal.value).endswith(f"”{more}.")


def test_a_merged_source_is_not_marked_as_a_different_work(cast: Cast, pair: Any) -> None:
    third = drafted(source("third"), cast)
    merge(cast, *pair)
    with pytest.raises(Refused, match="merged into “new” already"):
        actions.tell_apart(one=pair[0].pk, another=third.pk, by=cast.editor, reason="No.")


def test_a_source_that_is_not_there_is_not_merged(cast: Cast, pair: Any) -> None:
    entry = Manuscript(pk=drafted(article(), cast).pk)
    missing = Manuscript(pk="00000000-0000-4000-8000-000000000000")
    for other, words in ((entry, "of another kind"), (missing, "not here any more")):
        with pytest.raises(Refused, match=words):
            merge(cast, pair[0], other)


def test_an_entry_that_grows_too_long_with_the_other_key_is_named(
    cast: Cast, pair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = drafted(source("a-longer-key"), cast)
    drafted(article("Long", text="Words.[@old]"), cast)
    monkeypatch.setattr(limits, "TEXT", len("Words.[@old]"))
    with pytest.raises(Refused, match="“Long”: The text has"):
        merge(cast, pair[0], kept)


def test_a_long_reason_is_cut_in_its_row_and_whole_in_its_event(cast: Cast, pair: Any) -> None:
    merge(cast, *pair, reason="x" * 600)
    assert Merge.objects.get().reason == "x" * 500
    assert Event.objects.latest("seq").reason == "x" * 600


def test_a_merge_that_takes_words_over_is_of_the_instant_of_their_revision(cast: Cast) -> None:
    book = source("old")
    merged = drafted(replace(book, record=book.record | {"ISBN": "9780198526636"}), cast)
    kept = drafted(source("new"), cast)
    before = timezone.now()
    merge(cast, merged, kept, fill=["ISBN"])
    assert Merge.objects.get().at == Revision.objects.get(number=2).saved_at >= before


def test_addresses_of_earlier_merges_lead_to_what_is_kept_last(cast: Cast) -> None:
    first, second, third = (published(source(key), cast) for key in ("first", "second", "third"))
    merge(cast, first, second)
    merge(cast, second, third)
    for slug in ("first", "second"):
        address = Address.objects.get(slug=slug)
        assert address.entry_id == third.pk, slug
