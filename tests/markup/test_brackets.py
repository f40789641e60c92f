"""The grammar of citation brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core.citations import Reference, fold
from encyclopedia.markup import Parsed, parse
from encyclopedia.markup.brackets import MAX_QUOTATION_LENGTH, Bracket, BracketFault, read_bracket
from encyclopedia.wording import words


def references(bracket: str) -> list[Reference]:
    parsed = parse(f"The paper was founded in 1911.{bracket} It was sold later.")
    assert parsed.problems == ()
    return [citation.reference for citation in parsed.citations]


@pytest.mark.parametrize(
    ("bracket", "reference"),
    [
        ("[@a]", Reference("a")),
        ("[@service-trotsky-2009, p. 12]", Reference("service-trotsky-2009", "p. 12")),
        ("[@a, 12]", Reference("a", "p. 12")),
        ("[@a p. 12]", Reference("a", "p. 12")),
        ("[@a: 12-14]", Reference("a", "pp. 12–14")),
        ("[-@a, p. 3]", Reference("a", "p. 3")),
        ("[see @a, p. 12]", Reference("a", "p. 12", prefix="see")),
        ("[see, e.g., @a]", Reference("a", prefix="see, e.g.,")),
        ("[@a, p. 12, emphasis mine]", Reference("a", "p. 12", suffix="emphasis mine")),
        ("[@a, passim]", Reference("a", suffix="passim")),
        ('[@a, p. 12, "the exact words"]', Reference("a", "p. 12", "the exact words")),
        ("[@a, p. 12, “the exact words”]", Reference("a", "p. 12", "the exact words")),
        ("[@a, „the exact words“]", Reference("a", "", "the exact words")),
        ("[@a, «the exact words»]", Reference("a", "", "the exact words")),
        ('[@a "the exact words"]', Reference("a", "", "the exact words")),
        ('[@a, "the exact words", p. 12]', Reference("a", "p. 12", "the exact words")),
        ('[@a, "words", emphasis mine]', Reference("a", "", "words", suffix="emphasis mine")),
        ('[@a, "one; two], three, four"]', Reference("a", "", "one; two], three, four")),
        ('[@a, "he wrote [sic] @b"]', Reference("a", "", "he wrote [sic] @b")),
        (r'[@a, "she said \"no\" twice"]', Reference("a", "", 'she said "no" twice')),
        (r'[@a, "a back\\slash"]', Reference("a", "", "a back\\slash")),
        ('[@a, "the *exact* words"]', Reference("a", "", "the *exact* words")),
        ('[@a, "the\nexact\n  words"]', Reference("a", "", "the exact words")),
        ("[@a,\np. 12]", Reference("a", "p. 12")),
        ("[@enc, s.v. “Ilse Marchetti”]", Reference("enc", "s.v. “Ilse Marchetti”")),
        ('[@enc, s.v. "Ilse", "she wrote"]', Reference("enc", 's.v. "Ilse"', "she wrote")),
        ("[@a_b:c.d/e+f, p. 3]", Reference("a_b:c.d/e+f", "p. 3")),
        ("[@a.]", Reference("a")),
        ("[@doi:10.1000/182]", Reference("doi:10.1000/182")),
        ("[mail ed@x.org or see @a]", Reference("a", prefix="mail ed@x.org or see")),
        (r"[see \@x and @a]", Reference("a", prefix="see @x and")),
        ("[@a, vol. 2, ch. 3, p. 4]", Reference("a", "vol. 2, ch. 3, p. 4")),
    ],
)
def test_a_bracket_is_read(bracket: str, reference: Reference) -> None:
    assert references(bracket) == [reference]


def test_every_work_in_a_bracket_is_its_own_citation() -> None:
    assert references('[see @a, pp. 3–4; also @b, ch. 2; @c, "one; two"; @a]') == [
        Reference("a", "pp. 3–4", prefix="see"),
        Reference("b", "ch. 2", prefix="also"),
        Reference("c", "", "one; two"),
        Reference("a"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        r"\[@a]",
        r"[\@a]",
        "[mail ed@x.org]",
        "[1]",
        "[sic]",
        "[ @ home]",
        "ed@x.org",
        "@a",
        "[words](https://x.org/@a)",
    ],
)
def test_what_is_no_citation_is_left_alone(typed: str) -> None:
    parsed = parse(f"Some words {typed} here.")
    assert (parsed.citations, parsed.problems) == ((), ())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("[@]", "empty-key"),
        ("[@, p. 3]", "empty-key"),
        ("[@a; @]", "empty-key"),
        ("[@müller-2009]", "malformed-citation"),
        ("[@straße]", "malformed-citation"),
        ("[@a", "malformed-citation"),
        ("[@a, p. 3 [sic]]", "malformed-citation"),
        ("[see @a, p. 3 [sic]]", "malformed-citation"),
        ("[@a; b-3]", "malformed-citation"),
        ("[@a and @b]", "malformed-citation"),
        ("[@a; @?]", "empty-key"),
        ("[@? who; @a]", "malformed-citation"),
        ("[@? who", "malformed-citation"),
        ("[@a, p.]", "bad-locator"),
        ("[@a, pp. 3–]", "bad-locator"),
        ('[@a, "the words]', "unclosed-quotation"),
        ("[@a, “the words]", "unclosed-quotation"),
        ('[@a, ""]', "empty-quotation"),
        ('[@a, "one", "two"]', "second-quotation"),
        ("`[@a]`", "citation-in-code"),
        ("[words [@a]](https://x.org)", "citation-in-link"),
        ("[words ![](@a)](https://x.org) [@b", "malformed-citation"),
    ],
)
def test_a_broken_bracket_is_a_problem(typed: str, code: str) -> None:
    codes = [problem.code for problem in parse(f"Some words stand here.{typed}").problems]
    assert code in codes


def test_a_broken_bracket_is_shown_as_typed_and_cites_nothing() -> None:
    parsed = parse("Some words.[@a; b-3] More.[@b, p. 4 [x]] Last.[@c]")
    assert [citation.key for citation in parsed.citations] == ["c"]
    assert parsed.plain == "Some words.[@a; b-3] More.[@b, p. 4 [x]] Last."


def test_a_bad_locator_or_quotation_still_cites() -> None:
    parsed = parse('Some words.[@a, p.] More words.[@b, "never closed]')
    assert [citation.reference.key for citation in parsed.citations] == ["a", "b"]
    assert [problem.code for problem in parsed.problems] == ["bad-locator", "unclosed-quotation"]


def test_a_quotation_without_end_is_not_looked_for_through_the_whole_text() -> None:
    typed = f'Some words.[@a, "{"x" * (MAX_QUOTATION_LENGTH - 10)}"]'
    assert parse(typed).problems == ()
    codes = [problem.code for problem in parse(typed.replace("x", "xx")).problems]
    assert "unclosed-quotation" in codes


def test_the_message_says_what_is_wrong_and_how_to_fix_it() -> None:
    [problem] = parse("One.\n\nTwo words here.[@a; b-3]").problems
    assert problem.line == 3
    assert words(problem.message) == (
        "In “[@a; b-3]” a work has no @key: put one between each ; and the next "
        "(a comma goes before page and quotation)."
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("[@?]", ""),
        ("[@? says who]", "says who"),
        ("[@?when]", "when"),
        ("[@? which of\nthem ]", "which of them"),
        (r"[@? who \[exactly\]]", "who [exactly]"),
    ],
)
def test_a_citation_can_be_asked_for(typed: str, reason: str) -> None:
    parsed = parse(f"Some say so.{typed}")
    [needed] = parsed.needed
    assert (needed.reason, needed.claim, needed.line) == (reason, "Some say so.", 1)
    assert parsed.citations == ()
    assert parsed.problems == ()


def parse_one_citation(typed: str) -> Parsed:
    parsed = parse(typed)
    assert [citation.key for citation in parsed.citations] == ["a"]
    assert parsed.problems == ()
    return parsed


@pytest.mark.parametrize(
    "text",
    [
        "Some *words.[@a]*",
        "Some **_words_.[@a]**",
        "~~Some words.[@a]~~",
        "- one\n- two words.[@a]",
        "1. one.[@a]",
        "> Some words.[@a]",
        "> - Some\n>   words.[@a]",
        "# Some words[@a]",
        "Some words[@a]\n====",
        "| a | b |\n|---|---|\n| c | d[@a] |",
        "| a | b[@a] |\n|---|---|\n| c | d |",
        '![alt](wanted:x "Some words.[@a]")',
        "Some words.  \nMore words.[@a]",
        "[[Some]] words.[@a]",
        "[Some](https://x.org) words.[@a]",
    ],
)
def test_a_citation_may_stand_anywhere_in_running_words(text: str) -> None:
    parse_one_citation(text)


@given(st.text(alphabet='[]@ab;,"“”\\? p.1-–^(', max_size=60))
def test_no_bracket_makes_the_reader_fail(typed: str) -> None:
    parsed = parse(f"Some words.[@{typed}")
    assert all(problem.line == 1 and words(problem.message) for problem in parsed.problems)


KEYS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
LOCATORS = st.sampled_from(["", "p. 12", "pp. 3–4", "ch. 2", "vol. 2, p. 14", "§ 7"])
QUOTATIONS = st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=20)


@given(KEYS, LOCATORS, QUOTATIONS)
def test_what_is_written_is_read_back(key: str, locator: str, quotation: str) -> None:
    escaped = quotation.replace("\\", "\\\\").replace('"', '\\"').replace("&", "\\&")
    parts = [f"@{key}", locator, f'"{escaped}"' if quotation else ""]
    typed = f"[{', '.join(filter(None, parts))}]"
    bracket = read_bracket(typed, 0, len(typed))
    assert isinstance(bracket, Bracket)
    assert bracket.faults == ()
    [reference] = bracket.references
    assert reference.key == key
    assert reference.locator == locator
    assert reference.quotation == fold(quotation)


def test_an_unclosed_bracket_is_distinguished_from_a_closed_one() -> None:
    assert isinstance(read_bracket("[@a", 0, 3), BracketFault)
    assert isinstance(read_bracket("[@a]", 0, 4), Bracket)


def test_a_number_with_a_comma_is_one_page() -> None:
    (one,) = parse("He fled.[@a, p. 1,234]").citations
    (two,) = parse("He fled.[@a, p. 1, 234]").citations
    assert one.reference.locator == "p. 1,234"
    assert one.digest != two.digest
