from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from editorial.html.markup_text import (
    bracket_text,
    citation,
    citation_needed,
    clean,
    escape,
    paragraph,
)

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])

signs = st.text(alphabet="ab1 .*_[]()!<>&;#~`\\^@|:-=+\"'\n\té—", max_size=40)


def words(markup: str) -> tuple[list[str], str]:
    """The kinds of block the markup makes, and the words it shows."""
    tokens = MARKDOWN.parse(markup)
    kinds = [token.type for token in tokens if token.nesting >= 0 and token.type != "inline"]
    return kinds, "".join(_visible_text(token) for token in tokens if token.type == "inline")


def _visible_text(token: Token) -> str:
    text = ""
    for child in token.children or []:
        assert child.type in {"text", "softbreak", "text_special"}, (child.type, token.content)
        text += "\n" if child.type == "softbreak" else child.content
    return text


@given(signs)
def test_escaped_words_read_back_as_themselves(text: str) -> None:
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    if not lines:
        return
    kinds, text_back = words(paragraph("\n".join(lines)))
    assert kinds == ["paragraph_open"]
    assert text_back == "\n".join(lines)


@given(st.text(max_size=60))
def test_any_text_reads_back_as_itself(text: str) -> None:
    lines = [" ".join(line.split()) for line in clean(text).split("\n") if line.strip()]
    if lines:
        assert words(paragraph("\n".join(lines)))[1] == "\n".join(lines)


@given(signs, signs)
def test_words_escaped_in_two_pieces_read_back_as_one_text(left: str, right: str) -> None:
    left, right = " ".join(left.split()), " ".join(right.split())
    if not left or not right:
        return
    joined = "A" + escape(left, "A", right[0]) + escape(right, left[-1], "Z") + "Z"
    assert words(joined)[1] == "A" + left + right + "Z"


@pytest.mark.parametrize(
    "text",
    [
        "snake_case and 2 * 3 stay",
        "he said [sic] that [he] went in [1917]",
        "A & B; AT&T",
        "1 < 2 and 3 > 2",
        "C:\\dir",
        "E = mc^2",
    ],
)
def test_what_cannot_be_misread_is_not_escaped(text: str) -> None:
    assert paragraph(text) == text


@pytest.mark.parametrize("opening", ["[@key]", "[^note]", "[[Title]]", "![alt](x)", "[words](x)"])
def test_our_own_constructs_in_imported_text_are_escaped(opening: str) -> None:
    assert paragraph(opening) != opening
    assert words(paragraph(opening))[1] == opening


def test_a_definition_at_the_start_of_a_line_is_escaped() -> None:
    assert words(paragraph("[x]: http://example.org"))[1] == "[x]: http://example.org"


def test_naughty_strings_read_back_as_themselves(shared_data: Path) -> None:
    path = shared_data / "blns.json"
    for text in json.loads(path.read_text()) if path.exists() else []:
        lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
        if lines:
            assert words(paragraph("\n".join(lines)))[1] == "\n".join(lines)


def test_brackets_of_citations_hold_only_what_may_stand_there() -> None:
    assert citation("a-2001", "p. 12") == "[@a-2001, p. 12]"
    assert citation("a-2001", "", "see") == "[see @a-2001]"
    assert citation_needed() == "[@?]"
    assert citation_needed('says [who]; "me" @ home\n?') == "[@? says who me home ?]"
    assert bracket_text("p. [12]\n\n13") == "p. 12 13"


def test_controls_surrogates_and_foreign_line_ends_are_cleaned() -> None:
    assert clean("a\x00b\ud800c\r\nd\u2028e\x0bf\ufeff") == "abc\nd\ne\nf"
