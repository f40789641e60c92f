from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.importers.references.reference_marks import Marks
from editorial.importers.writing.markup_inline import written, written_on_one_line
from editorial.importers.writing.pieces import PLAIN, Look, ParagraphPiece, plain, with_marks
from encyclopedia.markup import parse, render_inline_text

BOLD, ITALIC, BOTH = Look(bold=True), Look(italic=True), Look(bold=True, italic=True)


def words(text: str, look: Look = PLAIN) -> ParagraphPiece:
    return ParagraphPiece("words", text, look)


def markup(*pieces: ParagraphPiece) -> str:
    return "\n".join(written(pieces))


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([words("a "), words("b", BOLD), words(" c")], "a **b** c"),
        ([words("a"), words(" b ", ITALIC), words("c")], "a *b* c"),
        ([words("a"), words("b", BOTH)], "a***b***"),
        ([words("a ", BOLD), words("b", BOTH), words("c", BOLD)], "**a *b*c**"),
        ([words("a", BOLD), words("b", ITALIC), words("; c")], "**a**b; c"),
        ([words("foo"), words('"bar"', BOLD), words("baz")], 'foo"**bar**"baz'),
        ([words("a"), words(", ", BOLD), words("b")], "a, b"),
        ([words("a*b_c ")], "a\\*b_c"),
        ([words("a"), ParagraphPiece("break"), words("b")], "a\\\nb"),
        ([words("a", BOLD), ParagraphPiece("break"), words("b", BOLD)], "**a**\\\n**b**"),
        ([ParagraphPiece("break"), words("a"), ParagraphPiece("break")], "a"),
        ([words("a"), ParagraphPiece("mark", "[@k]"), words("(b)")], "a[@k]\\(b)"),
        ([ParagraphPiece("mark", "[@k]"), words(": b")], "[@k]\\: b"),
        ([ParagraphPiece("code", "a`b"), words(" c")], "``a`b`` c"),
        ([words("- a")], "\\- a"),
        ([words("1917. A year")], "1917\\. A year"),
        (
            [ParagraphPiece("link", target="https://e.org", inside=(words("a [b]"),))],
            "[a \\[b\\]](https://e.org)",
        ),
        (
            [ParagraphPiece("link", target="https://e.org", inside=(words("https://e.org"),))],
            "<https://e.org>",
        ),
        (
            [ParagraphPiece("link", target="u", inside=(words("a", BOLD), words("b")))],
            "[**a**b](u)",
        ),
        ([ParagraphPiece("link", target="u", inside=(words("a", BOLD),))], "**[a](u)**"),
        (
            [
                ParagraphPiece(
                    "link", target="u", inside=(words("a"), ParagraphPiece("mark", "[@k]"))
                )
            ],
            "[a](u)[@k]",
        ),
        (
            [ParagraphPiece("entry", target="Leon Trotsky", inside=(words("Leon  Trotsky"),))],
            "[[Leon Trotsky]]",
        ),
        ([ParagraphPiece("entry", target="T", inside=(words("a|b", ITALIC),))], "*[[T|a b]]*"),
        ([words("  \n "), words("")], ""),
    ],
)
def test_pieces_are_written_so_that_they_read_back(
    pieces: list[ParagraphPiece], expected: str
) -> None:
    assert markup(*pieces) == expected


def test_one_line_has_no_breaks() -> None:
    assert written_on_one_line([words("a"), ParagraphPiece("break"), words("b")]) == "a b"


def test_typed_marks_are_found_across_pieces() -> None:
    pieces = [
        words("ideology"),
        words(".[", ITALIC),
        words("1"),
        words("]² More"),
        ParagraphPiece("mark", "[@x]"),
    ]
    marked = with_marks(pieces, Marks(), lambda mark, raw: f"<{','.join(mark.labels)} {raw}>")
    assert markup(*marked) == "ideology.<1 [1]><2 ²> More[@x]"


looks = st.builds(Look, st.booleans(), st.booleans())
runs = st.lists(
    st.builds(
        ParagraphPiece,
        st.just("words"),
        st.text(alphabet='ab .,!"*_[](\\<1-é—`', max_size=6),
        looks,
    ),
    max_size=6,
)


@given(runs)
def test_no_look_ever_loses_a_word(pieces: list[ParagraphPiece]) -> None:
    text = markup(*pieces)
    assert parse(text).plain == plain(pieces).strip()


@given(runs)
def test_only_what_was_emphasised_is_emphasised(pieces: list[ParagraphPiece]) -> None:
    html = render_inline_text(markup(*pieces))
    for tag, name in (("strong", "bold"), ("em", "italic")):
        emphasised = "".join(re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL))
        emphasised_count = sum(c in "abé1" for c in re.sub(r"<[^>]*>|&[^;]*;", "", emphasised))
        expected_count = sum(c in "abé1" for p in pieces if getattr(p.look, name) for c in p.text)
        assert emphasised_count <= expected_count
