"""Explanatory notes: their marks, their letters, what they may hold."""

from __future__ import annotations

import pytest

from encyclopedia.markup import Note, Parsed, parse, render


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in parse(text).problems]


def notes_html(parsed: Parsed) -> dict[str, str]:
    return dict(render(parsed, links={}).notes)


def test_notes_have_letters_in_the_order_of_their_first_use() -> None:
    parsed = parse("One[^b] two[^a] three[^b].\n\n[^a]: Alpha.\n[^b]: Beta.")
    assert parsed.notes == (Note("b", "a", 4, 2), Note("a", "b", 3, 1))
    assert parsed.problems == ()
    assert notes_html(parsed) == {"a": "<p>Beta.</p>\n", "b": "<p>Alpha.</p>\n"}


def test_after_z_comes_aa() -> None:
    text = " ".join(f"w[^{n}]" for n in range(28)) + "\n\n"
    text += "\n".join(f"[^{n}]: Note." for n in range(28))
    assert [note.letter for note in parse(text).notes][24:] == ["y", "z", "aa", "ab"]


def test_a_note_may_stand_anywhere_and_have_several_paragraphs() -> None:
    parsed = parse(
        "[^n]: First *line*,\nwhich goes on.\n\n    Second paragraph.\n\n    - a list\n\n"
        "One[^n].\n\n> [^m]: In a quotation.\n\nTwo[^m]."
    )
    assert parsed.problems == ()
    assert notes_html(parsed) == {
        "a": "<p>First <em>line</em>,\nwhich goes on.</p>\n<p>Second paragraph.</p>\n"
        "<ul>\n<li>a list</li>\n</ul>\n",
        "b": "<p>In a quotation.</p>\n",
    }
    assert "line" not in render(parsed, links={}).body


def test_definitions_need_no_empty_line_between() -> None:
    parsed = parse("One[^1] two[^2].\n[^1]: First.\n[^2]: Second.")
    assert notes_html(parsed) == {"a": "<p>First.</p>\n", "b": "<p>Second.</p>\n"}


def test_notes_hold_citations_that_are_numbered_after_the_texts() -> None:
    parsed = parse(
        "[^n]: Said so.[@b, p. 3] And here.[@a] Who?[@?]\n\nOne[^n] is said.[@a] Two.[@c]"
    )
    assert [
        (citation.key, citation.number, citation.occurrence, citation.note)
        for citation in parsed.citations
    ] == [
        ("a", 1, 0, ""),
        ("c", 2, 0, ""),
        ("b", 3, 0, "n"),
        ("a", 1, 1, "n"),
    ]
    assert [(need.note, need.line) for need in parsed.needed] == [("n", 1)]


def test_notes_hold_links_to_entries() -> None:
    parsed = parse("One[^n].\n\n[^n]: See [[Other]].")
    assert [(link.target, link.line) for link in parsed.links] == [("Other", 3)]


def test_citations_of_an_unused_note_are_not_counted() -> None:
    parsed = parse("One.\n\n[^n]: Said so.[@b]")
    assert (parsed.citations, parsed.notes) == ((), ())
    assert [(problem.code, problem.line) for problem in parsed.problems] == [("unused-note", 3)]


def test_each_use_has_its_own_address_and_leads_to_its_own_way_back() -> None:
    body = render(parse("One[^n] two[^n].\n\n[^n]: Note."), links={}).body
    assert (
        '<sup class="ref"><a id="noteref-a" role="doc-noteref" href="#note-a" '
        'aria-label="Note a">[a]</a></sup>' in body
    )
    assert '<a id="noteref-a-b" role="doc-noteref" href="#note-a-b"' in body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One[^n].", [("undefined-note", 1)]),
        ("One.\n\n[^n]: Note.", [("unused-note", 3)]),
        ("One[^n].\n\n[^n]: Note.\n[^n]: Again.", [("duplicate-note", 4)]),
        ("One[^n].\n\n[^n]: Note[^m].\n\n[^m]: Other.", [("note-in-note", 3), ("unused-note", 5)]),
        ("One[^n].\n\n[^n]: Note[^n].", [("note-in-note", 3)]),
        ("One[^n].\n\n[^n]:\n\nTwo.", [("empty-note", 3)]),
        ("One [two[^n]](https://x.org).\n\n[^n]: N.", [("note-in-link", 1), ("unused-note", 3)]),
    ],
)
def test_what_is_wrong_with_notes_is_named_with_its_line(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert codes(text) == expected


def test_an_undefined_mark_is_shown_as_typed() -> None:
    assert render(parse("One[^n]."), links={}).body == "<p>One[^n].</p>\n"


def test_the_first_of_two_definitions_counts() -> None:
    parsed = parse("One[^n].\n\n[^n]: First.\n\n[^n]: Second.")
    assert notes_html(parsed) == {"a": "<p>First.</p>\n"}


def test_a_mark_in_code_is_no_mark() -> None:
    assert parse("One `[^n]`.").problems == ()


def test_a_text_of_definitions_only_has_an_empty_body() -> None:
    assert render(parse("[^n]: Note."), links={}).body == ""
