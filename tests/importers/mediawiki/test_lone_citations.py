"""A citation supports the words before it: where there are none the importer makes no obstacle of it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It rained.\n\n<ref>Book</ref>\n\nIt snowed.", "It rained.[@book]\n\nIt snowed."),
        ("== Rain ==\n<ref>Book</ref>\nIt rained.", "## Rain\n\nIt rained.[@book]"),
        ("* Rain\n* <ref>Book</ref>\n* Snow", "- Rain[@book]\n- Snow"),
        ("It rained.\n\n?<ref>Book</ref>", "It rained.[@book]"),
        (
            "It rained.\n\n== References ==\n<ref>{{cite book|title=Rain|last=Lee|year=1990}}</ref>",
            "It rained.\n\n## References\n\nLee (1990). *[[source/lee-rain-1990|Rain]]*.",
        ),
        ("It rained.\n\n* {{cn}}\n* Snow", "It rained.\n\n- Snow"),
    ],
)
def test_a_citation_before_any_words_goes_to_those_beside_it(wiki, text, written):
    page = wiki(text)
    assert page.text == written
    assert len(page.sources) == text.count("<ref>")


def test_one_that_is_written_in_words_is_named(wiki):
    page = wiki("It rained.\n\n== References ==\n<ref>Book</ref>")
    assert [line.message.code for line in page.report] == ["wiki_citation_without_words"]
    assert page.report[0].excerpt == "[@book]"
