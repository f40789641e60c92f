"""Who brought a citation in, and so does not check it: tried through save and check, and read from the table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from contributions.story import KEY, OTHER, Story
from django.contrib.auth.models import User
from factories import Cast, article, biography, drafted, person, source

from editorial import actions
from editorial.contributions.around import contexts
from editorial.contributions.keeping import keep_contributions, keep_missing
from editorial.contributions.pieces import change
from editorial.models import Check, Contribution, Manuscript
from encyclopedia.analysis import analyse
from encyclopedia.core import documents
from encyclopedia.core.documents import ArticleDocument, Document


def test_who_cites_anothers_sentence_and_who_wrote_it(story: Story) -> None:
    story.save("bob", "Olsen was born in 1893.").save("carl", f"Olsen was born in 1893.[@{KEY}]")
    assert story.barred() == {"bob", "carl"}


def test_who_adds_a_second_citation_to_a_sentence(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}]")
    story.save("carl", f'Olsen was born in 1893.[@{KEY}] [@{OTHER}, p. 77, "born in 1893"]')
    assert (story.barred(1), story.barred(2)) == ({"bob"}, {"bob", "carl"})


@pytest.mark.parametrize(
    "changed",
    [
        f'Olsen was born in 1893.[@{KEY}, p. 2, "born"]',
        f'Olsen was born in 1893.[@{KEY}, p. 1, "was born"]',
        f'Olsen was born in 1893.[@{OTHER}, p. 1, "born"]',
        f'Olsen was born in 1894.[@{KEY}, p. 1, "born"]',
        f'Olsen, says Berg, was born in 1893.[@{KEY}, p. 1, "born"]',
        f'Olsen was born in 1893[@{KEY}, p. 1, "born"] in Kiel.',
    ],
)
def test_who_changes_any_part_of_it_and_who_brought_it_in(story: Story, changed: str) -> None:
    story.save("bob", f'Olsen was born in 1893.[@{KEY}, p. 1, "born"]').save("carl", changed)
    assert story.barred() == {"bob", "carl"}


def test_who_writes_a_sentence_a_second_time_counts_for_it(story: Story) -> None:
    story.save("bob", "It rained. It ended.").save("carl", "It rained. It rained. It ended.")
    story.save("eve", f"It rained. It rained.[@{KEY}] It ended.")
    assert story.barred() == {"bob", "carl", "eve"}


def placed(base: Document) -> dict[str, set[str]]:
    return contexts(citation.use for citation in analyse(base).citations)


def test_one_of_two_copies_that_is_cited_otherwise_is_gone_from_there() -> None:
    one, two = f"It rained.[@{KEY}, p. 1]", f"It rained.[@{KEY}, p. 2]"
    base = article(text=f"{one} {one}")
    document = replace(base, text=f"{one} {two}")
    made = change(document, analyse(document), base, placed(base))
    assert [piece.locator for piece in made.removed] == ["p. 1"]


def test_a_cited_fact_is_not_gone_when_the_text_changes() -> None:
    fact = documents.DocumentFact(
        "born", date="1893", citations=(documents.Reference(KEY, "p. 2"),)
    )
    base = biography(text="It rained.", facts=(fact,))
    document = replace(base, text="It snowed.")
    made = change(document, analyse(document), base, placed(base))
    assert [piece.words for piece in made.removed] == ["It rained."]


def test_a_sentence_that_stays_in_another_place_is_gone_from_the_first() -> None:
    base = article(text="It rained. It ended.\n\nIt rained.")
    document = replace(base, text="It ended.\n\nIt rained.")
    made = change(document, analyse(document), base)
    assert [piece.words for piece in made.removed] == ["It rained."]


def test_layout_brings_nothing_in(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}]")
    story.save("carl", f"It is new.\n\nOlsen  was born\nin 1893. [@{KEY}]")
    assert story.barred() == {"bob"}


@pytest.mark.parametrize("verdict", ["supports", "partly"])
def test_what_stood_checked_leaves_only_who_changes_it(story: Story, verdict: str) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]").check("max", verdict=verdict)
    story.save("carl", f"Olsen was born in 1893.[@{KEY}, p. 2]")
    assert story.barred() == {"carl"}
    story.save("dirk", f"Olsen was born in 1894.[@{KEY}, p. 2]")
    assert story.barred() == {"carl", "dirk"}


@pytest.mark.parametrize("verdict", ["does_not_support", "contradicts", "could_not_access"])
def test_any_other_verdict_leaves_all(story: Story, verdict: str) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]").check("max", verdict=verdict)
    story.save("carl", f"Olsen was born in 1893.[@{KEY}, p. 2]")
    assert story.barred() == {"bob", "carl"}


def test_a_check_after_the_change_does_not_count_for_it(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]")
    story.save("carl", f"Olsen was born in 1893.[@{KEY}, p. 2]").check("max")
    assert story.barred() == {"bob", "carl"}


def test_another_source_beside_a_checked_one_rests_on_the_words_of_all(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]").check("max")
    story.save("carl", f"Olsen was born in 1893.[@{KEY}, p. 1] [@{OTHER}, p. 3]")
    assert story.barred(2) == {"bob", "carl"}


def test_a_second_use_of_the_source_is_not_freed_by_the_first(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]").check("max")
    story.save("carl", f"Olsen was born in 1894.[@{KEY}, p. 1] [@{KEY}, p. 9]")
    assert story.barred(2) == {"bob", "carl"}


def test_sentences_that_are_joined_bring_their_writers(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}]").check("max")
    story.save("eve", f"Olsen was born in 1893.[@{KEY}] His mother sold herring.")
    story.save("carl", f"Olsen was born in 1893, and his mother sold herring.[@{KEY}]")
    assert story.barred() == {"eve", "carl"}


def test_sentences_that_are_parted_bring_their_writers(story: Story) -> None:
    story.save("bob", "Olsen was born in 1893 and his mother sold herring.")
    story.save("carl", f"Olsen was born in 1893.[@{KEY}] His mother sold herring.[@{OTHER}]")
    assert story.barred(1) == story.barred(2) == {"bob", "carl"}


def test_a_reference_that_moves_to_another_sentence_brings_who_typed_it(story: Story) -> None:
    story.save("bob", f"Olsen was born.[@{KEY}, p. 1]")
    story.save("eve", f"Olsen was born.[@{KEY}, p. 1] It rained.")
    story.save("carl", f"Olsen was born. It rained.[@{KEY}, p. 1]")
    assert story.barred() == {"bob", "carl", "eve"}


def test_words_that_come_back_keep_their_writers(story: Story) -> None:
    story.save("bob", "Olsen was born in 1893.").save("carl", "Nothing.")
    story.save("carl", f"Olsen was born in 1893.[@{KEY}]").save("dirk", "Nothing.")
    story.save("eve", f"Olsen was born in 1893.[@{KEY}]")
    assert {"carl", "eve"} <= story.barred()


def test_a_revert_brings_back_with_their_writers_who_goes_back(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}]").save("carl", "Nothing.")
    actions.revert(manuscript=story.manuscript.pk, number=1, by=story.people["dirk"])
    assert story.barred() == {"bob", "dirk"}


def test_the_words_of_a_note_and_of_a_fence_have_their_writers(story: Story) -> None:
    story.save("bob", "It began.[^n]\n\n[^n]: Olsen was born in 1893.\n\n```\nno\n\nwords\n```")
    story.save(
        "carl", f"It began.[^n]\n\n[^n]: Olsen was born in 1893.[@{KEY}]\n\n```\nno\n\nword\n```"
    )
    assert story.barred() == {"bob", "carl"}


def test_a_cell_of_a_table_is_of_anybody_who_wrote_before(story: Story) -> None:
    table = "| name | born |\n| --- | --- |\n| Olsen | 1893{} |"
    story.save("bob", table.format("")).save("dirk", table.format("") + "\n\nMore.")
    story.save("carl", table.format(f"[@{KEY}]") + "\n\nMore.")
    assert story.barred() == {"bob", "dirk", "carl"}
    story.save("eve", table.format(f"[@{KEY}]") + f"\n\nMore.\n\n| Berg | lived[@{KEY}, p. 3] |")
    assert story.barred(2) == {"eve"}


def test_a_fact_is_of_who_typed_it_and_of_who_cites_it(people: dict[str, User]) -> None:
    story = Story(people, biography(text="Words.", facts=()))
    fact = documents.DocumentFact("born", date="1893")
    story.save("bob", "Words.", facts=(fact,))
    cited = replace(fact, citations=(documents.Reference(KEY, "p. 2"),))
    story.save("carl", "Words.", facts=(cited,))
    assert story.barred() == {"bob", "carl"}


def test_a_new_title_brings_in_the_claims_of_facts(people: dict[str, User], cast: Cast) -> None:
    fact = documents.DocumentFact("born", date="1893", citations=(documents.Reference(KEY),))
    story = Story(people, biography(text="Words.", facts=(fact,))).save("bob", "Words.")
    actions.rename(
        manuscript=story.manuscript.pk,
        title="Lev Trotsky",
        slug="lev-trotsky",
        by=people["carl"],
        based_on=1,
    )
    assert story.barred() == {"bob", "carl"}


def test_a_merge_of_sources_counts_as_a_change_by_who_merges(story: Story, cast: Cast) -> None:
    drafted(source("twin-2009"), cast)
    story.save("bob", "Olsen was born in 1893.[@twin-2009, p. 1]")
    twin = Manuscript.objects.get(slug="twin-2009")
    merger = person("merger", "Approvers", "Editors", "Moderators")
    actions.merge(source=twin.pk, into=Manuscript.objects.get(slug=KEY).pk, by=merger, reason="One")
    story.people["merger"] = merger
    assert story.barred() == {"bob", "merger"}


def test_who_brought_nothing_in_checks_and_twice_is_once(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}]").check("carl").check("carl")
    assert Check.objects.count() == 1


def test_the_table_is_made_where_there_is_none_and_never_twice(story: Story) -> None:
    story.save("bob", "Olsen was born in 1893.").save("carl", f"Olsen was born in 1893.[@{KEY}]")
    kept = set(Contribution.objects.values_list("digest", "person", "revision"))
    before = Contribution.objects.count()
    for _ in range(2):
        keep_contributions(story.manuscript)
        keep_missing([story.manuscript.pk])
    assert Contribution.objects.count() == before
    assert set(Contribution.objects.values_list("digest", "person", "revision")) == kept
    assert isinstance(story.document, ArticleDocument)


COPIES = "\n\n".join([f"The harbour was built in 1901.[@{KEY}, p. 1]"] * 3)


def test_who_wrote_one_of_several_copies_counts_for_it_when_it_is_changed(story: Story) -> None:
    story.save("bob", COPIES)
    story.save("eve", COPIES.replace("harbour", "mill", 1))
    assert story.barred(1) == {"bob", "eve"}


def test_who_copies_a_citation_brings_it_in_too(story: Story) -> None:
    story.save("bob", COPIES)
    story.save("eve", f"{COPIES}\n\n# Later\n\n{COPIES}")
    assert story.barred(1) == {"bob", "eve"}
    story.save("max", f"{COPIES}\n\n# Later\n\n{COPIES.replace('1901', '1902', 1)}")
    assert story.barred(4) == {"bob", "eve", "max"}


def test_who_moves_a_paragraph_or_takes_a_copy_away_brings_nothing_in(story: Story) -> None:
    story.save("bob", f"{COPIES}\n\nThe mill burned in 1902.[@{KEY}, p. 2]")
    story.save("eve", f"The mill burned in 1902.[@{KEY}, p. 2]\n\n{COPIES}")
    story.save("max", COPIES[: len(COPIES) // 2].rpartition("\n\n")[0])
    assert story.barred(1) == {"bob"}
