"""Which words a marker supports, and that layout does not change them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.markup import Parsed, Sentence, parse


def claims(text: str) -> list[str]:
    return [citation.claim for citation in parse(text).citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was founded in 1911.[@a]", ["It was founded in 1911."]),
        ("It was founded in 1911[@a].", ["It was founded in 1911"]),
        ("It was founded in 1911 [@a].", ["It was founded in 1911"]),
        ("It was founded in 1911. [@a]", ["It was founded in 1911."]),
        ("Founded in 1911.[@a] Sold in 1924.[@b]", ["Founded in 1911.", "Sold in 1924."]),
        ("Founded in 1911, [@a] sold in 1924.[@b]", ["Founded in 1911,", "sold in 1924."]),
        ("Founded in 1911[@a], sold in 1924[@b].", ["Founded in 1911", "sold in 1924"]),
        ("Founded in 1911[@a] — sold in 1924[@b].", ["Founded in 1911", "sold in 1924"]),
        ("Founded in 1911[@a]; “sold” in 1924[@b].", ["Founded in 1911", "“sold” in 1924"]),
        ("He said “founded in 1911.”[@a] Sold.[@b]", ["He said “founded in 1911.”", "Sold."]),
        ("He said “founded in 1911.[@a]” Sold.[@b]", ["He said “founded in 1911.", "Sold."]),
        ("Founded (in 1911[@a]) and sold.[@b]", ["Founded (in 1911", "and sold."]),
        ("One sentence. Another one.[@a]", ["Another one."]),
        ("Founded in 1911.[@a][@b]", ["Founded in 1911."] * 2),
        ("Founded in 1911.[@a] [@b]\n[@c]", ["Founded in 1911."] * 3),
        ("Founded in 1911[@a], [@b].", ["Founded in 1911"] * 2),
        ("Founded in 1911.[@a; @b]", ["Founded in 1911."] * 2),
        ("Founded[@?] in 1911.[@a]", ["in 1911."]),
        ("Founded[^n] in 1911.[@a]\n\n[^n]: x", ["Founded in 1911."]),
        ("- Founded in 1911[@a]\n- Sold in 1924[@b]", ["Founded in 1911", "Sold in 1924"]),
        ("> Founded in 1911.[@a]", ["Founded in 1911."]),
        ("Founded in 1911.\nSold in 1924.[@a]", ["Sold in 1924."]),
        ("# Founded in 1911[@a]", ["Founded in 1911"]),
        ("The paper of Dr. Olsen[@a] was sold.", ["The paper of Dr. Olsen"]),
        ("创刊于1911年。[@a]出售于1924年。[@b]", ["创刊于1911年。", "出售于1924年。"]),
        ("The `code &amp;` and &amp; *more*.[@a]", ["The code &amp; and & more."]),
        ("The [[Paper|old *paper*]] closed.[@a]", ["The old paper closed."]),
        ("The [paper](https://x.org 'T') closed.[@a]", ["The paper closed."]),
    ],
)
def test_a_claim_goes_from_the_marker_before_or_the_sentences_start(
    text: str, expected: list[str]
) -> None:
    assert claims(text) == expected


def test_the_sentence_is_whole_and_without_markers() -> None:
    parsed = parse("It was founded in 1911 [@a], and sold [@b] (in 1924 [@c]). It closed.")
    assert {citation.sentence for citation in parsed.citations} == {
        "It was founded in 1911, and sold (in 1924)."
    }


def test_markers_at_one_place_share_claim_and_digest() -> None:
    parsed = parse("Founded in 1911.[@a] [@b; @c][@?]")
    digests = {citation.claim_digest for citation in parsed.citations}
    assert digests == {parsed.needed[0].claim_digest}


@pytest.mark.parametrize("text", ["[@a]", "[@a] Founded in 1911.", "- [@a]", "—[@a]", "> “[@a]"])
def test_a_marker_before_any_words_is_a_problem(text: str) -> None:
    parsed = parse(text)
    assert [problem.code for problem in parsed.problems] == ["no-claim"]
    assert [citation.claim for citation in parsed.citations] == [""]


TABLE = """\
| Name | Founded | Source |
|------|---------|--------|
| The *Herald* | 1911[@a] | [@b] |
| The Star | 1924 | none |
"""


def test_a_cell_is_claimed_in_its_row() -> None:
    first, second = parse(TABLE).citations
    assert first.claim == "1911"
    assert first.sentence == second.claim == second.sentence == "Name: The Herald; Founded: 1911"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Herald", "Tribune"), ("Founded", "Sold"), ("1911", "1912"), ("Name", "Title")],
)
def test_a_changed_word_in_the_row_or_its_labels_changes_the_claim(old: str, new: str) -> None:
    before, after = parse(TABLE).citations[0], parse(TABLE.replace(old, new)).citations[0]
    assert before.digest != after.digest


def test_a_column_with_an_endless_label_gives_its_rows_the_beginning() -> None:
    [citation] = parse(f"| {'x' * 500} |\n|---|\n| 1911[@a] |").citations
    assert citation.sentence == f"{'x' * 100}: 1911"


def test_another_row_does_not_change_a_claim() -> None:
    before, after = parse(TABLE).citations[0], parse(TABLE.replace("Star", "Moon")).citations[0]
    assert before.digest == after.digest


def test_sentences_of_prose_are_listed_with_line_and_standing() -> None:
    parsed = parse(
        "# A heading here\n\nOne was cited.[@a] Two were\nnot. Three were\nasked.[@?]\n\n"
        "- four\n- five[^n]\n\n> six\n\n| head |\n|---|\n| cell |\n\n![alt](wanted:x 'caption')\n\n"
        "***\n\n—\n\n    code\n\n[^n]: seven"
    )
    assert parsed.sentences == (
        Sentence("One was cited.", 3),
        Sentence("Two were not.", 3, "Two were not.", 3),
        Sentence("Three were asked.", 4),
        Sentence("four", 7, "four", 7),
        Sentence("five", 8, "five", 8),
        Sentence("six", 10, "six", 10),
        Sentence("seven", 24, "seven", 24),
    )
    assert (parsed.claims, parsed.cited_claims) == (7, 2)
    assert [sentence.text for sentence in parsed.uncited] == [
        *("Two were not.", "four", "five", "six", "seven")
    ]


TYPED_NOUNS = "paper council harbour Marchetti Olsen Gent treaty 1911 3.5 Dr. No. c. “press” (yes)"
NOUNS = TYPED_NOUNS.split()
WORDS = st.lists(st.sampled_from(NOUNS), min_size=2, max_size=7)
STOPS = st.sampled_from([".", "!", "?", ".”", ".)"])


@st.composite
def paragraphs(draw: st.DrawFn) -> list[list[str]]:
    """Paragraphs of words; the last of each sentence has its stop, and some have a marker."""
    sentences_by_paragraph = []
    for number in range(draw(st.integers(1, 3))):
        tokens: list[str] = []
        for place in range(draw(st.integers(1, 3))):
            words = ["The", *draw(WORDS)]
            words[-1] = f"end{draw(STOPS)}[@k{number}{place}, p. 3]"
            if draw(st.booleans()):
                words[1] += f"[@m{number}{place}]"
            tokens += words
        sentences_by_paragraph.append(tokens)
    return sentences_by_paragraph


def decorated(word: str, decoration: str) -> str:
    """A word with emphasis, code or a link around it, its marker left outside."""
    bare, marker = re.fullmatch(r"(.*?)(\[@.*)?", word, re.DOTALL).groups("")  # type: ignore[union-attr]
    return decoration.format(bare) + marker


DECORATIONS = [
    "*{}*",
    "**{}**",
    "[[{0}]]",
    "[[X|{}]]",
    "[{}](https://x.org/a)",
    "[[X|*{}*]]",
]
SPACES = [" ", "  ", "\n", "\n  ", "\t", "\u00a0", "  \n", "\\\n", "[^n] "]


@given(paragraphs(), st.data())
def test_layout_does_not_change_claims(written: list[list[str]], data: st.DataObject) -> None:
    plain = "\n\n".join(" ".join(words) for words in written)
    shuffled = data.draw(st.permutations(written))
    typed = []
    for words in shuffled:
        line = ""
        for place, word in enumerate(words):
            if data.draw(st.integers(0, 3)) == 0:
                word = decorated(word, data.draw(st.sampled_from(DECORATIONS)))
            line += word
            if place < len(words) - 1:
                line += data.draw(st.sampled_from(SPACES))
        typed.append(line)
    laid_out = "\n\n".join(typed) + "\n\n[^n]: A note.\n"
    assert by_key(parse(laid_out)) == by_key(parse(plain))


def by_key(parsed: Parsed) -> dict[str, tuple[str, str, str]]:
    return {
        citation.key: (citation.claim, citation.sentence, citation.digest)
        for citation in parsed.citations
    }
