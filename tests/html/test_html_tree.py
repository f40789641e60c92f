from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.html.html_tokens import HtmlTag, Raw, tokens
from editorial.html.html_tree import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_ELEMENTS,
    HtmlElement,
    read_page,
)
from editorial.html.imported import ImportProblem


def shape(element: HtmlElement) -> str:
    """The tree on one line."""
    inner = "".join(c if isinstance(c, str) else shape(c) for c in element.children)
    return f"{element.tag}({inner})"


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("a<b>c</b>d", "body(ab(c)d)"),
        ("<p>a<p>b", "body(p(a)p(b))"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "body(ul(li(aul(li(b)))li(c)))"),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", "body(table(tr(td(a)td(b))tr(td(c)))d)"),
        ("<td>a<table><tr><td>b</td></tr></table>c</td>", "body(td(atable(tr(td(b)))c))"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "body(dl(dt(a)dd(b)dt(c)))"),
        ("<p>a<div>b</div></p>c", "body(p(a)div(b)c)"),
        ("a</b></p>c", "body(ac)"),
        ("<b>a<i>b</b>c</i>d", "body(b(ai(b))cd)"),
        ("<P CLASS=x>a<BR/>b</P>", "body(p(abr()b))"),
        ("a<script>if (a < b) x('</p>')</script>b", "body(ab)"),
        ("a<style>p{}</style><title>T</title>b<!-- c --><!doctype html><?xml?>d", "body(abd)"),
        (
            "<![if !supportLists]>x<![endif]><!--[if gte mso 9]><xml>y</xml><![endif]-->z",
            "body(xz)",
        ),
        ("a<svg><text>b</text></svg><noscript>c</noscript>d", "body(ad)"),
        (
            "a &lt;b&gt; &amp;amp; &#8212; &nbsp;&bogus; 1 < 2 <3",
            "body(a <b> &amp; — \xa0&bogus; 1 < 2 <3)",
        ),
        ("a<!-- never closed", "body(a)"),
    ],
)
def test_the_tree_is_the_one_a_browser_would_build(html: str, tree: str) -> None:
    assert shape(read_page(html).root) == tree


def test_attributes_are_read_however_they_are_typed() -> None:
    (tag,) = tokens("<a HREF='x?a=1&copy=2&amp;b' b = c  d e=\"f>g\"/>")
    assert isinstance(tag, HtmlTag)
    assert tag.attributes == {"href": "x?a=1&copy=2&b", "b": "c", "d": "", "e": "f>g"}


def test_styles_come_from_the_attribute_before_the_class() -> None:
    page = read_page(
        "<style>.c1, p.c2 {font-weight:700} #x {color:red}</style>"
        "<p class='c1' style='Font-Style: ITALIC !important; font-weight:400'>a</p><p class=c2>b"
    )
    first, second = page.root.elements()
    assert first.style == {"font-weight": "400", "font-style": "italic"}
    assert second.style == {"font-weight": "700"}


def test_the_title_and_style_sheets_are_tokens_of_their_own() -> None:
    assert list(tokens("<title>A &amp; B</title>")) == [
        HtmlTag("title"),
        Raw("title", "A & B"),
        HtmlTag("title", closing=True),
    ]


def test_nesting_is_bounded_and_words_below_are_kept() -> None:
    page = read_page("<div>" * 5000 + "<b>deep</b>" + "</div>" * 5000 + "<p>after</p>")
    assert page.flattened
    assert page.root.words() == "deep after"
    assert max(len(list(around(e))) for e in page.root.elements()) < MAX_DEPTH


def around(element: HtmlElement) -> list[HtmlElement]:
    return [element, *around(element.parent)] if element.parent else []


@pytest.mark.slow
def test_pages_beyond_the_bounds_are_refused() -> None:
    with pytest.raises(ImportProblem):
        read_page("<b>" * (MAX_ELEMENTS + 1))
    with pytest.raises(ImportProblem):
        read_page(" " * (MAX_CHARACTERS + 1))


HOSTILE = re.split(
    " ",
    "<!-- <! <![ <? </ </a <a_ <a_b=\" <a_b=' < & <script> <![CDATA[ <title> <a/ <td> <b><p> <li> "
    "</b> <table> <style>a{ <a_=",
)


@pytest.mark.slow
@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_repetition_is_lexed_in_one_pass(part: str) -> None:
    assert read_page(part.replace("_", " ") * (200_000 // len(part))).root.tag == "body"


@given(
    st.lists(
        st.sampled_from(
            [
                *["<p>", "</p>", "<b>", "</b>", "<table>", "</table>", "<td>", "<tr>", "<li>"],
                *["<ul>", "</ul>", "<!--", "-->", "<a href='", "'>", "x", " ", "&lt;", "<", ">"],
                *["<script>", "</script>", "<dd>", "<br>", "=", '"', "\x00", "</td>", "<![", "]>"],
            ]
        )
    )
)
def test_any_mixture_of_tags_makes_a_tree(parts: list[str]) -> None:
    page = read_page("".join(parts))
    for element in page.root.elements():
        assert element.parent is not None
        assert any(child is element for child in element.parent.children)
