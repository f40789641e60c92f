from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.html import messages
from editorial.html.imported import ImportedText, ImportProblem
from editorial.importers.texts.numbered_text import MAX_CHARACTERS, read_numbered
from encyclopedia.markup import parse

PROPHET = "Deutscher, Isaac. The Prophet Armed. Oxford, 1954."
SERVICE = "Service, Robert. Trotsky. Macmillan, 2009."


def missing(label: str) -> str:
    return f"[@? reference {label} of the imported text not found]"


def reported(imported: ImportedText, message: str) -> list[tuple[int, str]]:
    return [(line.line, line.excerpt) for line in imported.report if line.message == message]


def test_marks_with_a_listed_reference_become_citations_at_their_place() -> None:
    imported = read_numbered(
        "He led the army.[1] He wrote “much”,[2][3] and died.[1]\n\n"
        f"References\n1. {PROPHET} p. 12.\n2. {SERVICE} pp. 3–4.\n3. Ibid., p. 5.\n"
    )
    assert imported.text == (
        "He led the army.[@deutscher-prophet-1954, p. 12] He wrote “much”,"
        "[@service-trotsky-2009, pp. 3–4][@service-trotsky-2009, p. 5] and died."
        "[@deutscher-prophet-1954, p. 12]"
    )
    assert [(reference.mark, reference.key) for reference in imported.references] == [
        ("1", "deutscher-prophet-1954"),
        ("2", "service-trotsky-2009"),
    ]
    record = imported.references[0].record
    assert record is not None
    assert (record["type"], record["custom"]) == ("book", {"read": f"{PROPHET} p. 12."})
    assert imported.report == []


def test_marks_without_a_reference_ask_for_one_and_stay_adjacent() -> None:
    imported = read_numbered("Some aspects of it,[2][3] but “not all.”[4] More")
    assert imported.text == (
        f"Some aspects of it,{missing('2')}{missing('3')} but “not all.”{missing('4')} More"
    )
    assert reported(imported, messages.REFERENCE_NOT_FOUND) == [(1, "[2]"), (1, "[3]"), (1, "[4]")]


def test_a_key_in_use_is_not_given_to_another_work() -> None:
    imported = read_numbered(f"One.[1]\n\nNotes\n1. {PROPHET}", taken=["deutscher-prophet-1954"])
    assert imported.text == "One.[@deutscher-prophet-1954-2]"


def test_given_references_come_before_listed_ones() -> None:
    imported = read_numbered(
        f"One.[1] Two.[2] Three.[3]\n\nNotes:\n[1] {PROPHET}\n[2] {PROPHET}",
        references={"[1]": "@service-trotsky-2009, p. 7", "3": f"{SERVICE} p. 9"},
    )
    assert imported.text == (
        "One.[@service-trotsky-2009, p. 7] Two.[@deutscher-prophet-1954] "
        "Three.[@service-trotsky-2009-2, p. 9]"
    )
    assert [reference.record is None for reference in imported.references] == [True, False, False]


def test_a_source_that_is_known_is_cited_by_its_own_key() -> None:
    imported = read_numbered(
        f"One.[1]\n\nReferences\n1. {SERVICE} p. 9",
        known=lambda words: "service-trotsky-2009" if "Service" in words else None,
    )
    assert imported.text == "One.[@service-trotsky-2009, p. 9]"
    assert imported.references[0].record is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("word[1] more", ["1"]),
        ("word [1], more", ["1"]),
        ("word[1, 3] more", ["1", "3"]),
        ("word[1–3] more", ["1", "2", "3"]),
        ("word[2-3].", ["2", "3"]),
        ("word.[1]Next", ["1"]),
        ("word¹ more", ["1"]),
        ("word.² More", ["2"]),
        ("word²³ more", ["2", "3"]),
        ("word¹,² more", ["1", "2"]),
        ("word¹⁻³ more", ["1", "2", "3"]),
        ("(in brackets)[1] more", ["1"]),
        ("in the USSR² and", ["2"]),
        ("vitamin C[3] is", ["3"]),
        ("«так»[1] и", ["1"]),
        ("思想[1]是", ["1"]),
    ],
)
def test_every_way_of_marking_is_read(text: str, labels: list[str]) -> None:
    markup = read_numbered(text).text
    assert re.findall(r"reference (\d+) of", markup) == labels
    assert "".join(map(missing, labels)) in markup


@pytest.mark.parametrize(
    "text",
    [
        "in [1917] he",
        "he wrote [sic] that [he] was [a] man",
        "[T]he worker[s] and [t]he",
        "12 m² or 10² km², 5 m³, x² + y², E = mc², (a+b)²",
        "the isotopes ²³⁵U and Ca²⁺",
        "call items[2].name or x[1] = 2 or my_list[3]",
        "the interval [1, 2] and x ∈ [1, 3]",
        "use `list[1]` here",
        "for (i = 1; i < n; i++) { a += b[12]; }",
        "letter of [1] May 1940",
        "[1] at the start",
        "array[0] and [0]",
        "the numbers [3–1] and [1–900]",
        "[]",
        "[ ]",
    ],
)
def test_what_only_looks_like_a_mark_is_unchanged(text: str) -> None:
    assert read_numbered(text).text.replace("\\", "") == text


def test_superscripts_are_read_by_what_is_listed() -> None:
    notes = "\n".join(f"{number}. Work {number}, {1900 + number}." for number in range(1, 24))
    imported = read_numbered(f"One.²³ Two.¹\n\nReferences\n{notes}")
    assert imported.text == "One.[@work-1923] Two.[@work-1901]"
    assert reported(imported, messages.MARK_AMBIGUOUS) == [(1, "²³")]
    several = read_numbered("One.¹² Two\n\nReferences\n1. Aa, 1901.\n2. Bb, 1902.")
    assert several.text == "One.[@aa-1901][@bb-1902] Two"


def test_a_superscript_that_can_be_read_in_two_ways_is_named() -> None:
    assert reported(read_numbered("word²³ more"), messages.MARK_AMBIGUOUS) == [(1, "²³")]


def test_a_page_typed_behind_the_mark_is_the_locator() -> None:
    imported = read_numbered(f"One.[1]:34-35 Two.[1]: 7 men\n\nReferences\n1. {PROPHET} p. 12")
    assert imported.text == (
        "One.[@deutscher-prophet-1954, pp. 34–35] Two.[@deutscher-prophet-1954, p. 12]\\: 7 men"
    )


def test_lettered_marks_with_a_remark_become_notes_and_with_a_work_citations() -> None:
    imported = read_numbered(
        "One.[a] Two.[b] Three.[note 1]\n\nNotes\na. In 1903 they parted.[1]\n"
        f"b. {SERVICE} p. 3\n[Note 1] *He* meant it.\n\nReferences\n1. {PROPHET}"
    )
    assert imported.text == (
        "One.[^a] Two.[@service-trotsky-2009, p. 3] Three.[^note-1]\n\n"
        "[^a]: In 1903 they parted.[@deutscher-prophet-1954]\n\n"
        "[^note-1]: \\*He\\* meant it."
    )


def test_requests_for_a_citation_are_kept_as_such() -> None:
    imported = read_numbered("So they say.[citation needed] Then[when?] he went.[page needed]")
    assert imported.text == "So they say.[@?] Then[@? when] he went.[@? page needed]"


@pytest.mark.parametrize(
    "listed",
    [
        "References\n1. AAA, 1901\n2. BBB, 1902",
        "== References ==\n[1] AAA, 1901\n\n[2] BBB, 1902",
        "Notes [edit]\n1. ^ AAA, 1901\n2. ^ a b BBB, 1902",
        "References\n↑ AAA, 1901\n↑ 2,0 2,1 BBB, 1902",
        "References\n^ AAA, 1901\n^ Jump up to: a b BBB, 1902",
        "Einzelnachweise\n¹ AAA, 1901\n² BBB, 1902",
        "## Sources:\n1 AAA,\n1901\n2 BBB, 1902",
        "Literature cited\nAAA, 1901\nBBB, 1902",
        "[1] AAA, 1901\n[2] BBB, 1902",
        "1. AAA, 1901\n\n2. BBB, 1902\n",
        "1) AAA, 1901\n2) BBB,\n1902",
        "Примечания\n1.\tAAA, 1901\n2.\tBBB, 1902",
    ],
)
def test_lists_of_references_are_recognised_in_many_formats(listed: str) -> None:
    imported = read_numbered(f"One.[1] Two.[2]\n\n{listed}")
    assert imported.text == "One.[@aaa-1901] Two.[@bbb-1902]"
    assert [reference.text for reference in imported.references] == ["AAA, 1901", "BBB, 1902"]


def test_text_after_the_list_stays_text() -> None:
    imported = read_numbered(f"One.[1]\n\nReferences\n1. {PROPHET}\n\nExternal links\n\nNothing.")
    assert imported.text == "One.[@deutscher-prophet-1954]\n\nExternal links\n\nNothing."


def test_a_numbered_list_that_no_mark_points_to_stays_text() -> None:
    plain = "He wanted two things.\n\n1. Peace\n2. Bread"
    assert read_numbered(plain).text == plain
    headed = read_numbered(f"No marks.\n\nReferences\n1. {PROPHET}\n2. {SERVICE}")
    assert headed.text.startswith("No marks.\n\nReferences\n\n1. Deutscher")
    assert reported(headed, messages.LIST_UNUSED) == [(0, "References")]


def test_nothing_listed_is_lost() -> None:
    imported = read_numbered(
        f"One.[1]\n\nReferences\n1. He meant it.\n1. {PROPHET}\n2. {SERVICE}\na. Aside"
    )
    assert reported(imported, messages.REFERENCE_TWICE) == [(0, PROPHET)]
    assert reported(imported, messages.REFERENCE_UNUSED) == [(0, SERVICE), (0, "Aside")]
    assert reported(imported, messages.NOTE_KEPT) == [(0, "He meant it.")]
    assert imported.text == "One.[^1]\n\n[^1]: He meant it."
    bare = read_numbered("One.[1]\n\nReferences\n1. Pravda")
    assert bare.text == "One.[@pravda]"
    assert reported(bare, messages.REFERENCE_IS_NO_WORK) == [(0, "Pravda")]


def test_a_short_line_standing_alone_is_kept_and_reported() -> None:
    imported = read_numbered("A sentence.\n\nLeon Trotsky\n\nAnother one.\n\nIs it?")
    assert imported.text == "A sentence.\n\nLeon Trotsky\n\nAnother one.\n\nIs it?"
    assert reported(imported, messages.STRAY_LINE) == [(3, "Leon Trotsky")]


def test_lost_dashes_are_reported_and_not_fixed() -> None:
    imported = read_numbered("A BolshevikLeninist of 19171938, McDonald, MacArthur and YouTube.")
    assert imported.text == "A BolshevikLeninist of 19171938, McDonald, MacArthur and YouTube."
    assert reported(imported, messages.LOST_DASH) == [(1, "BolshevikLeninist"), (1, "19171938")]


def test_what_would_be_read_as_our_markup_is_escaped() -> None:
    imported = read_numbered("# No heading\n\n[[Trotsky]] and [@key]\n\n*x*.[1](see) 1917. On")
    assert imported.text == (
        f"\\# No heading\n\n\\[[Trotsky]] and [\\@key]\n\n\\*x\\*.{missing('1')}\\(see) 1917. On"
    )


def test_bullets_become_a_list_and_long_lines_paragraphs() -> None:
    long = "word " * 50
    imported = read_numbered(f"• one\n• two[1]\n\n{long}\n{long}\n\nshort\nlines")
    first, second, third, fourth = imported.text.split("\n\n")
    assert first == f"- one\n- two{missing('1')}"
    assert second == third == long.strip()
    assert fourth == "short\nlines"


def test_the_seed_is_imported_with_its_eight_marks_in_their_places(shared: Path) -> None:
    path = shared / "seed" / "trotskyism.txt"
    if not path.exists():
        return
    seed = path.read_text().strip()
    imported = read_numbered(seed)
    assert (
        re.sub(r"\[@\? reference (\d) of the imported text not found\]", r"[\1]", imported.text)
        == seed
    )
    assert imported.text.count("[@? ") == 8
    assert reported(imported, messages.STRAY_LINE) == [(3, "Leon Trotsky")]
    assert reported(imported, messages.LOST_DASH) == [(1, "BolshevikLeninist")]
    keys = {str(number): f"@source-{number}, p. {number}" for number in range(1, 9)}
    cited = read_numbered(seed, references=keys)
    assert re.sub(r"\[@source-(\d), p. \1\]", r"[\1]", cited.text) == seed


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ImportProblem):
        read_numbered("a" * (MAX_CHARACTERS + 1))


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", ["[1]", "¹", "word[1] ", "1. a\n", "[", "a\n\n", "^ ", "x²³ ", "[a]"]
)
def test_hostile_repetition_is_read_in_one_pass(part: str) -> None:
    assert read_numbered(part * (100_000 // len(part))).report is not None


@given(st.text(alphabet="ab. \n[]1²,–:()^↑*References`", max_size=120))
def test_no_word_is_lost_whatever_the_text(text: str) -> None:
    imported = read_numbered(text)
    all_words = imported.text + "".join(reference.text for reference in imported.references)
    all_words += "".join(line.excerpt for line in imported.report)
    assert text.count("b") <= all_words.count("b")
    assert not {problem.code for problem in parse(imported.text).problems} - {"no-claim"}


def test_a_reference_of_two_works_is_a_citation_of_each_with_its_own_page() -> None:
    works = "Jane Roe, The End (Press, 1930), p. 5; Ann Lee, The Strike (Press, 1920), p. 30."
    imported = read_numbered(f"He led.[1]\n\nReferences\n1. {works}\n")
    assert imported.text == "He led.[@roe-end-1930, p. 5; @lee-strike-1920, p. 30]"
    assert [
        reference.record and reference.record["title"] for reference in imported.references
    ] == [
        "The End",
        "The Strike",
    ]
