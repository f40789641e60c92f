"""Two rendered pages as one, with the words marked that were added and removed."""

from __future__ import annotations

import re

import pytest

from encyclopedia.analysis.marked_pages import marked_page


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("<p>It was.</p>", "<p>It was.</p>", "<p>It was.</p>"),
        (
            "<p>It was a good day.</p>",
            "<p>It was a bad day.</p>",
            "<p>It was a <del>good</del><ins>bad</ins> day.</p>",
        ),
        ("<p>One.</p>", "<p>One.</p><p>Two.</p>", "<p>One.</p><p><ins>Two.</ins></p>"),
        ("<p>A &amp; b.</p>", "<p>A &lt; b.</p>", "<p>A <del>&amp;</del><ins>&lt;</ins> b.</p>"),
        # The words of two elements are marked apart: no mark crosses a tag.
        ("<p></p>", "<p>a <em>b</em></p>", "<p><ins>a </ins><em><ins>b</ins></em></p>"),
        # A note that has another number only, or a link that leads elsewhere, is no change.
        (
            '<p>a<sup><a href="#n1">1</a></sup></p>',
            '<p>a<sup><a href="#n2">2</a></sup></p>',
            '<p>a<sup><a href="#n2">2</a></sup></p>',
        ),
        # No words stand between rows: what was removed stands in the next cell, or behind the table.
        (
            "<table><tr><td>gone</td></tr><tr><td>1</td></tr></table>",
            "<table><tr><td>1</td></tr></table>",
            "<table><tr><td><del>gone  </del>1</td></tr></table>",
        ),
    ],
)
def test_words_are_marked_where_they_stand(before: str, after: str, marked: str) -> None:
    assert marked_page(before, after) == marked


def test_without_its_marks_it_is_the_later_page() -> None:
    before = "<h2>A</h2><p>b <b>c</b> d</p><ul><li>e</li><li>f</li></ul><svg><text>g</text></svg>"
    after = "<h2>B</h2><ul><li>f h</li></ul><p>c <i>d</i></p><br><svg><text>i</text></svg><p>j</p>"
    page = marked_page(before, after)
    assert re.sub(r"<del>.*?</del>|</?ins>", "", page) == after
    assert "<svg><text>i</text></svg>" in page
