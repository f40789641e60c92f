"""Who gave a key its work after somebody cited it chose what is cited there, and does not check it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from contributions.story import KEY, Story
from django.contrib.auth.models import User
from factories import Cast, published, source

from editorial import actions
from editorial.contributions.keeping import keep_missing
from editorial.desk.card import card
from editorial.models import Check, Contribution, DraftCitation, Manuscript
from editorial.record.contributed import contribution_faults
from editorial.workflow import Forbidden
from encyclopedia.core.documents import SourceDocument

CITED = "Olsen wove carpets.[@olsen-1901, p. 5]"


def save_source(by: User, document: SourceDocument, **fields: Any) -> SourceDocument:
    document = replace(document, **fields)
    row = Manuscript.objects.filter(pk=document.id).first()
    manuscript = actions.save(
        document=document, by=by, based_on=row.revision if row else 0
    ).manuscript
    assert list(contribution_faults(manuscript, "")) == []
    return document


def refused(story: Story) -> set[str]:
    """Who is not offered it: of them the card says so, and the action refuses them."""
    digest = story.digest()
    rows = DraftCitation.objects.filter(digest=digest)
    names = set()
    for name, user in story.people.items():
        barred = not rows.not_brought_in_by(user.pk).exists()
        assert card(rows.get().manuscript_id, digest, user).barred is barred
        if barred:
            names.add(name)
            with pytest.raises(Forbidden):
                story.check(name)
    return names


def test_the_key_named_no_work(story: Story) -> None:
    story.save("bob", CITED)
    save_source(story.people["carl"], source("olsen-1901"))
    assert refused(story) == {"bob", "carl"}
    story.check("max")
    assert Check.objects.get().by == story.people["max"]


def test_the_work_was_there_before_it_was_cited(story: Story) -> None:
    save_source(story.people["carl"], source("olsen-1901"))
    story.save("bob", CITED)
    assert refused(story) == {"bob"}
    story.check("carl")


def test_who_changes_the_citation_after_that_saw_the_work(story: Story) -> None:
    story.save("bob", CITED)
    save_source(story.people["carl"], source("olsen-1901"))
    story.save("eve", CITED.replace("p. 5", "p. 6"))
    assert refused(story) == {"bob", "eve"}


def test_the_key_is_given_to_another_book(story: Story) -> None:
    good = save_source(story.people["dirk"], source("olsen-1901"))
    story.save("bob", CITED)
    actions.rename(
        manuscript=Manuscript.objects.get(pk=good.id).pk,
        title=good.title,
        slug="olsen-1901-old",
        by=story.people["eve"],
        based_on=1,
    )
    save_source(story.people["carl"], source("olsen-1901", title="Another"))
    assert refused(story) == {"bob", "carl"}


def test_another_source_gets_the_key(story: Story) -> None:
    story.save("bob", CITED)
    other = save_source(story.people["dirk"], source("berg-1901"))
    assert refused(story) == {"bob"}
    save_source(story.people["carl"], other, slug="olsen-1901")
    assert refused(story) == {"bob", "carl"}


def test_the_record_becomes_that_of_another_work(story: Story) -> None:
    good = save_source(story.people["dirk"], source("olsen-1901"))
    story.save("bob", CITED)
    save_source(
        story.people["eve"], good, record={**good.record, "publisher": "Another", "note": "So."}
    )
    assert refused(story) == {"bob"}
    record = {**good.record, "title": "Another", "author": [{"family": "Berg"}]}
    save_source(story.people["carl"], good, record=record, title="Another")
    assert refused(story) == {"bob", "carl"}


def test_a_published_source_counts_like_a_draft(story: Story, cast: Cast) -> None:
    story.people["editor"] = cast.editor
    story.save("bob", CITED)
    published(source("olsen-1901"), cast)
    assert refused(story) == {"bob", "editor"}


def test_other_citations_of_the_entry_are_anybodys(story: Story) -> None:
    story.save("bob", f"It rained.[@{KEY}, p. 1] {CITED}")
    save_source(story.people["carl"], source("olsen-1901"))
    assert refused(story) == {"bob"}


def test_who_saves_the_same_work_twice_has_one_row(story: Story) -> None:
    made = save_source(story.people["carl"], source("olsen-1901"))
    save_source(story.people["carl"], made, summary="A book.")
    keep_missing([Manuscript.objects.get(pk=made.id).pk])
    rows = Contribution.objects.naming(Manuscript.objects.get(pk=made.id).pk, "olsen-1901")
    assert [row.person for row in rows] == [story.people["carl"]]
