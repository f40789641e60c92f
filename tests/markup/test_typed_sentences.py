"""Where each sentence of a text stands in it as typed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from encyclopedia.markup import typed_sentences as module
from encyclopedia.markup.typed_sentences import typed_sentences


def typed(text: str) -> list[str]:
    return [sentence.typed for sentence in typed_sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One stands here. Two follows.", ["One stands here.", "Two follows."]),
        ("He was b. 1882 in the south. He left.", ["He was b. 1882 in the south.", "He left."]),
        # What follows the stop belongs to the sentence; a stop in a marker ends nothing.
        (
            'One stood here.[@a, p. 1, "It was. So."] [^n] Two follows.[@b]\n\n[^n]: Said.',
            ['One stood here.[@a, p. 1, "It was. So."] [^n]', "Two follows.[@b]", "Said."],
        ),
        (
            'See [it](https://x.org/a.b "T. t."). They left it.',
            ['See [it](https://x.org/a.b "T. t.").', "They left it."],
        ),
        # The emphasis of both holds them together.
        ("*One stood. Two sat.* They left.", ["*One stood. Two sat.* They left."]),
        ("One\nwas read. Two was not.", ["One\nwas read.", "Two was not."]),
        (
            "> One was here. And\n> two followed.[@a]",
            ["One was here.", "And\n> two followed.[@a]"],
        ),
        ("- One was here. Two sat.\n- Three", ["One was here.", "Two sat.", "Three"]),
        (
            "## The head.[@a] It\n\nOne [[Leon Trotsky|man]] left.",
            ["## The head.[@a] It", "One [[Leon Trotsky|man]] left."],
        ),
        ("| a | b |\n|---|---|\n| 1. Two. | 2 |", ["| a | b |", "| 1. Two. | 2 |"]),
        ('![Alt. Of it.](p "Said. So.")', ['![Alt. Of it.](p "Said. So.")']),
        ("```\nOne stands. Two.\n```", []),
        ("[words]: https://x.org", []),
        ("", []),
    ],
)
def test_each_sentence_is_cut_out_as_typed(text: str, parts: list[str]) -> None:
    assert typed(text) == parts


def test_each_knows_its_words_its_lines_and_its_section() -> None:
    text = "Lead *it* was.\n\n## Life\n\nHe [read\nit](https://x.org).[@a]\n\n[^n]: A note."
    lead, head, life, note = typed_sentences(text)
    assert (lead.words, lead.line, lead.last_line, lead.heading) == ("Lead it was.", 1, 1, "")
    assert (head.words, head.heading) == ("", "Life")
    assert (life.words, life.line, life.last_line, life.heading) == (
        "He read it.",
        5,
        6,
        "Life",
    )
    assert note.heading == ""


def test_a_marker_is_in_the_sentence_that_has_its_words_in_its_lines() -> None:
    first, second = typed_sentences("It was so. It\nwas not.")
    assert first.holds(1, "It was so.")
    assert not first.holds(2, "It was so.")
    assert not second.holds(1, "It was so.")
    assert second.holds(2, "It was not.")


PARTS = st.sampled_from(
    [
        *("One was here. ", "Two sat there! ", "b. 1882 ", "*", "**", "`", "[@a, p. 1]", "[^n]"),
        *("[[A|b]]", "\n", "\n\n", "> ", "- ", "| a | b |\n|---|---|\n", "![x](y)", "[", "](z)"),
        *("# ", "\t", "    ", "\\", "&amp;", "<b>", "他來了。", "É tu?", "\u00ad", "\r", "[^n]: "),
    ]
)


@given(st.lists(PARTS, max_size=25).map("".join) | st.text(max_size=200))
@example("\x850")
def test_what_is_cut_out_of_any_text_stands_there_and_never_overlaps(text: str) -> None:
    behind = 0
    for sentence in typed_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.typed
        assert sentence.start >= behind
        assert sentence.typed == sentence.typed.strip() != ""
        behind = sentence.end


def test_a_paragraph_without_certain_ends_is_not_read_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = []
    collector = module.Collector

    def counted(source: str, notes: object) -> object:
        read.append(len(source))
        return collector(source, notes)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "Collector", counted)
    text = "So it was. " + "*so* vgl. z. B. Nr. 3 u. a. " * 4_000
    typed_sentences(text)
    assert sum(read) < 30 * len(text)
