"""Who counts for words and pages that went and came back, and which checks free them."""

from __future__ import annotations

import pytest
from contributions.story import KEY, OTHER, Story
from django.contrib.auth.models import User
from factories import Cast, article, said

from editorial import actions
from editorial.record.contributed import contribution_faults


def test_words_that_went_come_back_with_who_typed_them_and_who_brings_them(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]").save("carl", "Nothing.")
    story.save("dirk", "Nothing at all.")
    story.save("carl", f"Nothing at all. Olsen was born in 1893.[@{OTHER}, p. 7]")
    assert story.barred() == {"bob", "carl"}


@pytest.mark.parametrize(
    "changed",
    [
        "Olsen was born in 1894",
        "In 1893 Olsen was born",
        "Olsen",
        "It rained when Olsen was born in 1893, and the harbour of Bergen was closed",
    ],
)
def test_words_that_come_back_changed_do_so_too(story: Story, changed: str) -> None:
    story.save("bob", "Olsen was born in 1893.").save("carl", "Nothing.")
    story.save("carl", f"{changed}.[@{KEY}]")
    assert story.barred() == {"bob", "carl"}


@pytest.mark.parametrize(
    ("typed", "brought_back"),
    [
        ("The assassin murdered him", "The as\u00adsas\u00adsin mur\u200bdered him"),
        ("The café in Coyoacán burned", "The cafe in Coyoacan burned"),
        ("قتله عميل في المكسيك", "قَتَلَهُ عَمِيلٌ فِي المِكسِيكِ"),
        ("Еще герои плачут", "Ещё геро́и пла́чут"),
    ],
)
def test_words_come_back_with_other_accents_or_what_nobody_sees_in_them(
    story: Story, typed: str, brought_back: str
) -> None:
    story.save("bob", f"{typed}.").save("carl", "Nothing.")
    story.save("carl", f"{brought_back}.[@{KEY}]")
    assert story.barred() == {"bob", "carl"}


@pytest.mark.parametrize("written", ["# {}", '![x](wanted:x.jpg "{}.")', "> # {}"])
def test_words_of_a_heading_or_caption_come_back_as_a_sentence(story: Story, written: str) -> None:
    words = "The assassin murdered him in Coyoacán"
    story.save("bob", f"Nothing.\n\n{written.format(words)}").save("carl", "Nothing.")
    story.save("carl", f"{words}.[@{KEY}]")
    assert story.barred() == {"bob", "carl"}


BESIDE = {
    "the summary": ("", {"summary": "{}. So it was."}),
    "a block of code": ("```\nSo.\n\n{}\n```", {}),
    "indented code": ("    {}", {}),
    "words of what is asked for": ("It rained.[@? {}]", {}),
    "a quotation": (f'It rained.[@{OTHER}, p. 4, "{{}}"]', {}),
    "words before a key": (f"It rained.[{{}} @{OTHER}, p. 4]", {}),
    "words behind a key": (f"It rained.[@{OTHER}, p. 4, {{}}]", {}),
    "a picture's description": ("![{}](wanted:x.jpg)", {}),
}


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("stays", [True, False])
def test_words_that_stood_beside_the_text_bring_who_typed_them(
    story: Story, beside: str, *, stays: bool
) -> None:
    words = "The assassin murdered him in Coyoacán"
    text, typed = BESIDE[beside]
    fields = {name: value.format(words) for name, value in typed.items()}
    written = f"Nothing.\n\n{text.format(words)}".strip()
    story.save("bob", written, **fields).save("dirk", f"{written}\n\nMore.", **fields)
    if not stays:
        story.save("dirk", "Nothing.", **dict.fromkeys(fields, ""))
    cited = f"{words}, in Mexico.[@{KEY}]"
    story.save("carl", f"{cited}\n\n{written}" if stays else cited, **fields if stays else {})
    assert story.barred() == {"bob", "carl"}
    assert list(contribution_faults(story.manuscript, "")) == []


def test_who_changed_some_of_the_words_beside_the_text_counts_too(story: Story) -> None:
    story.save("bob", "Nothing.", summary="The assassin murdered him.")
    story.save("dirk", "Nothing.", summary="The assassin murdered him in Coyoacán.")
    story.save("carl", f"The assassin murdered him in Coyoacán.[@{KEY}]")
    assert story.barred() == {"bob", "carl", "dirk"}


def test_a_few_words_beside_the_text_bring_nobody_while_they_stand_there(story: Story) -> None:
    summary = "Permanent revolution"
    story.save("bob", f'Nothing.[@{OTHER}, "permanent revolution"]', summary=summary)
    kept = f'Nothing.[@{OTHER}, "permanent revolution"]'
    story.save("carl", f"{kept}\n\nHe wrote of permanent revolution.[@{KEY}]")
    assert story.barred(2) == {"carl"}


def test_a_check_frees_the_words_that_it_covered_beside_the_text_too(story: Story) -> None:
    story.save("bob", f'Olsen was born in 1893.[@{KEY}, p. 1, "Olsen, born in 1893"]').check("max")
    story.save("eve", f'Olsen was born in 1893.[@{KEY}, p. 2, "Olsen, born in 1893"]')
    assert story.barred() == {"eve"}


@pytest.mark.parametrize(
    ("place", "same"), [("p. 9", "page 9"), ('"not so"', "“not\u00a0so”"), ("pp. 3-4", "pages 3–4")]
)
def test_a_place_comes_back_in_another_spelling(story: Story, place: str, same: str) -> None:
    story.save("bob", f"Olsen was born.[@{KEY}, {place}]").save("carl", "Nothing.")
    story.save("carl", f"It rained in Kiel.[@{KEY}, {same}]")
    assert story.barred() == {"bob", "carl"}


def test_other_words_bring_nobody_who_once_wrote_here(story: Story) -> None:
    story.save("bob", "Olsen was born in 1893.").save("carl", "Nothing.")
    story.save("carl", f"Olsen lived in Kiel, where a brother of his sold herring.[@{KEY}]")
    assert story.barred() == {"carl"}


def test_words_that_stood_checked_come_back_without_who_typed_them(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]").check("max")
    story.save("carl", "Nothing.").save("eve", f"Olsen was born in 1893.[@{KEY}, p. 2]")
    assert story.barred() == {"eve"}


def test_what_was_checked_after_a_change_stands_for_the_words_before_it(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]")
    story.save("carl", f"Olsen was born in Kiel in 1893.[@{KEY}, p. 1]").check("max")
    story.save("dirk", f"Olsen was born in Kiel in 1894.[@{KEY}, p. 1]")
    assert story.barred() == {"dirk"}


def test_but_not_for_words_that_were_gone_when_it_was_checked(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893, at sea.[@{KEY}, p. 1]")
    story.save("carl", f"Olsen was born.[@{KEY}, p. 1]").check("max")
    story.save("dirk", f"Olsen was born in 1893.[@{KEY}, p. 2]")
    assert story.barred() == {"bob", "dirk"}


@pytest.mark.parametrize("verdict", ["does_not_support", "contradicts", "could_not_access"])
def test_a_good_check_that_was_overturned_frees_nobody(story: Story, verdict: str) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]")
    story.check("max").check("eve", verdict=verdict)
    story.save("carl", f"Olsen was born in 1893.[@{KEY}, p. 2]")
    assert story.barred() == {"bob", "carl"}


def test_one_that_was_restored_by_a_third_frees_again(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]")
    story.check("max").check("eve", verdict="contradicts").check("dirk")
    story.save("carl", f"Olsen was born in 1893.[@{KEY}, p. 2]")
    assert story.barred() == {"carl"}


@pytest.mark.parametrize("verdict", ["contradicts", "could_not_access", "partly"])
def test_a_check_that_is_overturned_once_the_words_were_changed_frees_nobody_either(
    cast: Cast, story: Story, verdict: str
) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]")
    entry = story.manuscript
    actions.submit(manuscript=entry.pk, revision=1, by=story.people["bob"])
    story.check("max")
    actions.approve(manuscript=entry.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=entry.pk, by=cast.approver)
    checked = story.digest()
    story.save("carl", f"Olsen was born in 1894.[@{KEY}, p. 1]")
    story.save("dirk", f"Olsen was born in 1894.[@{KEY}, p. 2]")
    assert story.barred() == {"carl", "dirk"}
    actions.check(
        manuscript=entry.pk, digest=checked, verdict=verdict, note="Seen.",
        by=story.people["eve"], **said(checked, verdict),
    )  # fmt: skip
    assert story.barred() == {"carl", "dirk"} | (set() if verdict == "partly" else {"bob"})
    assert not list(contribution_faults(entry, "article/an-article"))
    # It stays so, whatever is found afterwards: history only grows.
    actions.check(
        manuscript=entry.pk, digest=checked, verdict="supports", means="shelf",
        by=story.people["max"],
    )  # fmt: skip
    assert not list(contribution_faults(entry, "article/an-article"))
    assert "bob" in story.barred() or verdict == "partly"


def test_a_footnote_without_a_page_moves_with_who_typed_it(story: Story) -> None:
    story.save("bob", f"Olsen was born.[@{KEY}]")
    story.save("eve", f"Olsen was born.[@{KEY}] It rained.")
    story.save("carl", f"Olsen was born. It rained.[@{KEY}]")
    assert story.barred() == {"bob", "carl", "eve"}


def test_nor_for_words_that_come_back_with_another_source(story: Story) -> None:
    story.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]")
    story.save("carl", f"Olsen was born in Kiel in 1893.[@{KEY}, p. 1]").check("max")
    story.save("carl", "Nothing.").save("dirk", f"Olsen was born in 1893.[@{OTHER}, p. 2]")
    assert story.barred() == {"bob", "carl", "dirk"}


def test_a_page_that_went_comes_back_with_who_typed_it(story: Story) -> None:
    story.save("bob", f"Olsen was born.[@{KEY}, p. 12]").save("carl", "Nothing.")
    story.save("dirk", f"It rained.[@{KEY}, p. 12]")
    assert story.barred() == {"bob", "dirk"}
    story.check("max").save("eve", "Nothing.").save("eve", f"Herring was sold.[@{KEY}, p. 12]")
    assert story.barred() == {"eve"}


def test_a_table_that_went_comes_back_with_everybody_who_wrote_before(story: Story) -> None:
    table = "| name | born |\n| --- | --- |\n| Olsen | 1893{} |"
    story.save("bob", table.format("")).save("dirk", "Nothing.")
    story.save("carl", table.format(f"[@{KEY}]"))
    assert story.barred() == {"bob", "carl"}


def test_words_of_another_entry_are_of_who_saves_them_here(
    people: dict[str, User], story: Story
) -> None:
    elsewhere = Story(people, article("Elsewhere"))
    elsewhere.save("bob", f"Olsen was born in 1893.[@{KEY}, p. 1]").check("max")
    story.save("dirk", "Nothing.").save("carl", f"Olsen was born in 1893.[@{KEY}, p. 1]")
    elsewhere.save("carl", "It went.")
    assert story.barred() == {"carl"}
