"""Who counts for words that were typed beside the running text, in whatever part of a document."""

from __future__ import annotations

from typing import Any

import pytest
from contributions.story import KEY, OTHER, Story
from factories import article

from editorial.contributions.pieces import pieces
from editorial.record.contributed import contribution_faults
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Author, DocumentPicture, Provenance

WORDS = "Wonderful Ada killed seven princes yesterday"
ROW = "| --- | --- |"
PLACES: dict[str, tuple[str, dict[str, Any]]] = {
    "a cell": (f"| a | b |\n{ROW}\n| {WORDS} | x |", {}),
    "a header cell": (f"| {WORDS} | b |\n{ROW}\n| y | x |", {}),
    "two cells": (f"| a | b |\n{ROW}\n| Wonderful Ada killed | seven princes yesterday |", {}),
    "two rows": (f"| a | b |\n{ROW}\n| Wonderful Ada | x |\n| killed | seven princes |", {}),
    "a cell beside a cited one": (f"| a | b |\n{ROW}\n| y[@{OTHER}, p. 4] | x |\n| {WORDS} | z |", {}),
    "the title": ("", {"title": WORDS}),
    "another name": ("", {"aliases": (WORDS,)}),
    "a subject": ("", {"tags": (WORDS,)}),
    "an author": ("", {"authors": (Author("Olsen", affiliation=WORDS),)}),
    "where it came from": ("", {"provenance": (Provenance(WORDS),)}),
    "a picture's credit": ("", {"pictures": (DocumentPicture("x.jpg", "0" * 64, "", credit=WORDS),)}),
    "a link's target": (f"So did [[{WORDS}|Ada]].", {}),
    "an address": ("So did [she](https://example.org/wonderful-ada-killed-seven-princes).", {}),
    "a link's title": (f'So did [she](https://example.org/ "{WORDS}").', {}),
    "the title of a link with the same words": (f'{WORDS} [so](https://e.org "{WORDS}").', {}),
    "the address of a definition": ("[x]: https://example.org/ada-killed-seven-princes", {}),
    "the title of a definition": (f'[x]: https://example.org/ "{WORDS}"', {}),
    "a fence's first line": (f"```{WORDS}\nx\n```", {}),
    "a note's label": ("So it was.[^ada-killed-seven-princes]\n\n[^ada-killed-seven-princes]: It was.", {}),
    "a note that nothing calls": (f"[^zz]: {WORDS}", {}),
    "its second paragraph": (f"[^zz]: So.\n\n    {WORDS}", {}),
    "parts of words": (f"| a | b |\n{ROW}\n| kil**led** s&#101;ven pr*inces* | x |", {}),
    "a coded address": ("So did [she](https://e.org/killed%20seven%20princes).", {}),
}  # fmt: skip
EMPTY = {"aliases": (), "tags": (), "authors": (), "provenance": (), "pictures": ()}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("stays", [True, False])
def test_words_beside_the_text_bring_who_typed_them(
    story: Story, place: str, *, stays: bool
) -> None:
    text, fields = PLACES[place]
    written = f"Nothing.\n\n{text}".strip()
    story.save("bob", written, **fields).save("dirk", f"{written}\n\nMore.")
    if not stays:
        story.save("eve", "Nothing.", **(EMPTY | {"title": "An article"}))
        written = "Nothing."
    story.save("carl", f"{written}\n\n- {WORDS}.[@{KEY}, p. 12]")
    cited = story.document.text.count("[@")
    assert story.barred(cited) == {"bob", "carl"}
    assert list(contribution_faults(story.manuscript, "")) == []


def test_words_go_from_place_to_place_with_everybody_who_changed_them(story: Story) -> None:
    story.save("bob", "Nothing.", title=WORDS)
    story.save("dirk", f"[[{WORDS}, at noon|Nothing]].", title="An article")
    story.save("eve", f"| {WORDS} | b |\n{ROW}\n| y | x |")
    story.save("carl", f"{WORDS}.[@{KEY}]")
    assert story.barred() == {"bob", "dirk", "eve", "carl"}


def test_a_name_in_a_title_subject_or_link_brings_nobody(story: Story) -> None:
    written = "Nothing [[Leon Trotsky|of him]].\n\n1. So it was [here](https://e.org).\n2. Or not."
    story.save("bob", written, title="Murder of Leon Trotsky", tags=("Leon Trotsky",))
    story.save("carl", f"{written}\n\nLeon Trotsky was born in 1879.[@{KEY}]")
    assert story.barred() == {"carl"}
    story.save("carl", "Nothing.", title="An article", tags=())
    story.save("dirk", f"Leon Trotsky lived near Kiel.[@{KEY}]")
    assert "bob" not in story.barred()


def test_other_words_bring_nobody_who_typed_a_table_or_a_link(story: Story) -> None:
    text = f"| name | born |\n{ROW}\n| Olsen | 1893 |\n\nSo did [[{WORDS}|Ada]]."
    story.save("bob", text)
    story.save("carl", f"{text}\n\nHer brother Olsen killed herring in Kiel all summer.[@{KEY}]")
    assert story.barred() == {"carl"}


def test_a_check_frees_what_it_covered_of_a_table(story: Story) -> None:
    table = f"| a | b |\n{ROW}\n| {WORDS} | x |"
    story.save("bob", table).save("carl", f"{table}\n\n{WORDS}.[@{KEY}, p. 1]").check("max")
    story.save("eve", f"{table}\n\n{WORDS}.[@{KEY}, p. 2]")
    assert story.barred() == {"eve"}


@pytest.mark.parametrize("name", ["Leon Trotsky", "十月革命", "Октябрьская революция"])
def test_a_name_is_no_piece(name: str) -> None:
    document = article(name, text=f"See [[{name}|there]].", tags=(name,), summary="")
    assert [piece.words for piece in pieces(document, analyse(document))] == ["See there."]


@pytest.mark.parametrize(
    ("name", "is_a_piece"), [("她昨天杀了七个王子而且没有人知道", True), ("Ada's killing", False)]
)
def test_one_word_is_a_piece_where_a_script_writes_several_as_one(
    name: str, is_a_piece: bool
) -> None:
    document = article("Ada", text="So it was.", aliases=(name,), summary="")
    said = [piece.words.strip() for piece in pieces(document, analyse(document))]
    assert (name in said) is is_a_piece
