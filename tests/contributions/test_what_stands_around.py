"""Who changes what stands around a citation, and so gives its words their meaning, does not check it."""

from __future__ import annotations

import pytest
from contributions.story import KEY, Story
from django.contrib.auth.models import User
from factories import biography

from editorial import actions
from editorial.actions.confirm import confirm
from editorial.contributions.keeping import keep_contributions
from editorial.models import Check, Contribution, DraftCitation
from editorial.record.contributed import contribution_faults
from editorial.workflow import Forbidden
from encyclopedia.core import documents

SAID = "Olsen wove carpets for foreign merchants."
CITED = f"{SAID}[@{KEY}, p. 5]"
AROUND = {
    "a heading": (f"## Confirmed\n\n{CITED}", f"## Refuted\n\n{CITED}"),
    "a new heading": (CITED, f"## Refuted\n\n{CITED}"),
    "a heading that is gone": (f"## Refuted\n\n{CITED}", CITED),
    "another heading": (f"{CITED}\n\n## Refuted\n\nNo.", f"No.\n\n## Refuted\n\n{CITED}"),
    "a lead-in": (CITED, f"The following is false:\n\n{CITED}"),
    "a link's target": (CITED, CITED.replace("Olsen", "[[Carl Brandt|Olsen]]")),
    "a note's words": (
        f"{SAID[:-1]}[^n].[@{KEY}, p. 5]\n\n[^n]: In 1921.",
        f"{SAID[:-1]}[^n].[@{KEY}, p. 5]\n\n[^n]: In 1921, with false papers.",
    ),
    "a title's emphasis": (CITED, CITED.replace("Olsen", "*Olsen*")),
    "the number of an item": (f"1. {CITED}", f"1. No.\n2. {CITED}"),
}


@pytest.mark.parametrize("what", AROUND)
def test_who_changes_it_before_the_first_check(story: Story, what: str) -> None:
    before, after = AROUND[what]
    story.save("bob", before).save("carl", after)
    assert story.barred() == {"bob", "carl"}
    assert list(contribution_faults(story.manuscript, "")) == []
    story.check("max")
    assert Check.objects.count() == 1


def test_who_sets_it_and_sets_it_back_counts_for_what_others_change_then(story: Story) -> None:
    story.save("bob", CITED).save("carl", f"## Refuted\n\n{CITED}").save("carl", CITED)
    story.save("eve", CITED.replace("wove", "sold"))
    assert story.barred() == {"bob", "carl", "eve"}


def test_who_goes_back_to_it(story: Story) -> None:
    story.save("bob", f"## Refuted\n\n{CITED}").save("carl", f"## Confirmed\n\n{CITED}")
    actions.revert(manuscript=story.manuscript.pk, number=1, by=story.people["dirk"])
    assert story.barred() == {"bob", "carl", "dirk"}


def test_who_wrote_a_heading_before_anything_was_cited_there(story: Story) -> None:
    story.save("bob", "## Refuted\n\nNothing.").save("carl", f"## Refuted\n\n{CITED}")
    assert story.barred() == {"carl"}


def test_who_changes_another_part_of_the_entry(story: Story) -> None:
    text = f"## First\n\n{CITED}\n\n## Second\n\nNothing."
    story.save("bob", text).save("carl", text.replace("## Second\n\nNothing.", "## Third\n\nMore."))
    assert story.barred() == {"bob"}


def test_who_mends_the_title_or_the_language_may_check(story: Story) -> None:
    text = f"## Refuted\n\n{CITED}\n\n- Here[^n].[@{KEY}, p. 6]\n\n[^n]: In 1921.[@{KEY}, p. 7]"
    story.save("bob", text).save("carl", text, title="Olsen").save("max", text, language="de")
    assert [story.barred(number) for number in (1, 2, 3)] == [{"bob"}] * 3
    story.save("eve", text.replace("Refuted", "Confirmed"), title="Carl Olsen")
    assert story.barred(1) == {"bob", "eve"}


def test_who_prefers_one_of_the_facts_in_dispute(people: dict[str, User]) -> None:
    one, other = (
        documents.DocumentFact(
            "born", date=year, disputed=True, citations=(documents.Reference(KEY, "p. 2"),)
        )
        for year in ("1893", "1894")
    )
    story = Story(people, biography(text="Words.", facts=(one, other))).save("bob", "Words.")
    story.save("carl", "Words.", facts=(other, one))
    assert "carl" in story.barred(1)


def test_a_check_in_another_context_frees_nobody_until_it_is_confirmed(story: Story) -> None:
    changed = f"## Refuted\n\n{CITED}"
    story.save("bob", CITED).check("max").save("bob", changed)
    story.save("carl", changed.replace("wove", "sold"))
    assert story.barred() == {"bob", "carl"}


def test_who_was_freed_by_a_confirmation(story: Story) -> None:
    changed = f"## Refuted\n\n{CITED}"
    story.save("bob", CITED).check("max").save("carl", changed)
    row = DraftCitation.objects.get(manuscript=story.document.id)
    with pytest.raises(Forbidden):
        confirm(manuscript=story.manuscript.pk, uses=[row.use], by=story.people["carl"])
    confirm(manuscript=story.manuscript.pk, uses=[row.use], by=story.people["dirk"])
    story.save("eve", changed.replace("wove", "sold"))
    assert story.barred() == {"eve"}
    assert list(contribution_faults(story.manuscript, "")) == []


def test_what_a_moderator_changes_around_it_takes_nothing_from_their_check(story: Story) -> None:
    changed = f"## Refuted\n\n{CITED}"
    story.save("bob", CITED).check("max").save("max", changed)
    row = DraftCitation.objects.get(manuscript=story.document.id)
    confirm(manuscript=story.manuscript.pk, uses=[row.use], by=story.people["dirk"])
    story.save("eve", changed.replace("wove", "sold"))
    assert story.barred() == {"eve"}


def test_who_changes_it_twice_has_one_row(story: Story) -> None:
    story.save("bob", CITED).save("carl", f"## One\n\n{CITED}").save("carl", f"## Two\n\n{CITED}")
    rows = Contribution.objects.of(story.manuscript.pk, [story.digest()])
    keep_contributions(story.manuscript)
    assert rows.by(story.people["carl"].pk).count() == 1
