"""What most footnotes have in common is said once above their list, and is in each of them all the same."""

from __future__ import annotations

from dataclasses import replace

import elements
from rendering.shelf import CONTRADICTS, PARTLY, SUPPORTS, rendered

from encyclopedia.core.standing import CitationStanding
from encyclopedia.core.telling import Telling

COPY = replace(SUPPORTS, telling=Telling(means="copy"))
PAGE = replace(SUPPORTS, telling=Telling(found="word_for_word", found_page="{9}", means="copy"))
SAID = "checked: the source supports this, by a moderator, 3 May 2026"
OF_COPY = f"{SAID}; checked against the copy kept here"


def footnotes(*standings: CitationStanding) -> elements.Element:
    text = " ".join(f"Claim {n}.[@service, p. {n}]" for n, _ in enumerate(standings, 1))
    return elements.read(rendered(text, *standings).notes).one("section", class_="footnotes")


def above(page: elements.Element) -> list[str]:
    return [
        child.text
        for child in page.children
        if isinstance(child, elements.Element) and child.tag == "p"
    ]


def note(page: elements.Element, number: int) -> tuple[str, list[str], bool]:
    """Its line of standing, the words in it that are said above, and whether all of them are."""
    line = page.one("li", id=f"fn-{number}").one("p", class_="standing")
    common = [span.text for span in line.all("span", class_="common")]
    return line.text, common, "alike" in line.attributes["class"].split()


def test_what_all_have_in_common_is_said_once_and_each_note_still_has_it() -> None:
    page = footnotes(COPY, COPY, COPY, COPY)
    assert above(page) == [f"Unless a note says otherwise, {OF_COPY}."]
    for number in (1, 2, 3, 4):
        assert note(page, number) == (OF_COPY, [OF_COPY], True)


def test_of_three_each_says_it_itself() -> None:
    page = footnotes(COPY, COPY, COPY)
    assert above(page) == []
    assert note(page, 1) == (OF_COPY, [], False)


def test_what_no_more_than_half_have_is_not_common() -> None:
    page = footnotes(*[COPY] * 4, *[PARTLY] * 4)
    assert above(page) == []
    assert note(page, 1) == (OF_COPY, [], False)


def test_a_note_that_stands_otherwise_says_so_in_full() -> None:
    page = footnotes(COPY, COPY, COPY, COPY, CONTRADICTS, SUPPORTS)
    assert above(page) == [f"Unless a note says otherwise, {OF_COPY}."]
    words, common, alike = note(page, 5)
    assert (words.startswith("disputed: "), common, alike) == (
        True,
        [],
        False,
    )
    # Without a word on what was looked at: the line above would say too much.
    assert note(page, 6) == (SAID, [], False)


def test_a_note_says_what_only_it_has_to_tell() -> None:
    page = footnotes(COPY, COPY, COPY, COPY, PAGE)
    words, common, alike = note(page, 5)
    assert words == f"{SAID}; the quotation stands word for word on p. {{9}} of the copy kept here"
    assert (common, alike) == ([f"{SAID};"], False)


def test_all_uses_of_one_note_are_one_line_that_can_be_left_out() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1] Three.[@service, p. 1] Four.[@service, p. 1]"
    page = elements.read(rendered(text, COPY, COPY, COPY, COPY).notes)
    words, common, alike = note(page, 1)
    assert words == f"Each of 4 uses: {OF_COPY}"
    assert (common, alike) == ([words], True)
    verdict = page.one("li", id="fn-1").one("span", class_="verdict")
    assert verdict.text == OF_COPY
