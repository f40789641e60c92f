from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.html import messages
from editorial.html.html_tree import read_page
from editorial.html.imported import ImportedText
from editorial.importers.texts.pasted import read_html
from encyclopedia.markup import parse, render


def reported(imported: ImportedText, message: str) -> list[tuple[int, str]]:
    return [(line.line, line.excerpt) for line in imported.report if line.message == message]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<p>b", "a\n\nb"),
        ("a<div>b</div>c", "a\n\nb\n\nc"),
        ("<p>a<br>b<br><br>c", "a\\\nb\n\nc"),
        ("<h2>A</h2><p>b</p><h3>C</h3>", "## A\n\nb\n\n### C"),
        ("<h3>A</h3><h4><b>B</b></h4>", "## A\n\n### B"),
        ("<p><b>a</b> <strong><em>b</em></strong> <u>c</u>", "**a** ***b*** c"),
        (
            "<span style='font-weight:700'>a</span> <span style='font-style:italic'>b</span>",
            "**a** *b*",
        ),
        ("<b style='font-weight:normal'><p>a</p></b>", "a"),
        ("<p style='font-weight:bold'>a</p>", "**a**"),
        ("<b>a <span style='font-weight:400'>b</span></b>", "**a** b"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol start=3><li>a<li><p>b</p></ol>", "3. a\n4. b"),
        ("<ul><li><p>a</p><p>b</p><li>c</ul>", "- a\n\n  b\n\n- c"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b"),
        ("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre>a\n  *b*\n```</pre>", "````\na\n  *b*\n```\n````"),
        ("a<hr>b", "a\n\n---\n\nb"),
        ("<dl><dt>a<dd>b<dd>c<dt>d</dl>", "**a**\n\n- b\n- c\n\n**d**"),
        ("<p>use <code>x[1]</code>", "use `x[1]`"),
        ("10 m<sup>2</sup>, H<sub>2</sub>O, 20<sup>th</sup>", "10 m², H₂O, 20th"),
        ("<q>a</q>", "“a”"),
        ("a&nbsp;b &lt;i&gt; *c* [[d]] [@e]", "a\xa0b \\<i> \\*c\\* \\[[d]] [\\@e]"),
        ("a\n  b\t c", "a b c"),
        ("<p>- a</p><p>1. b</p><p># c</p>", "\\- a\n\n1\\. b\n\n\\# c"),
        (
            "<table><tr><th>a<th>b<tr><td>c|<td>d<br>e</table>",
            "| a | b |\n| --- | --- |\n| c\\| | d e |",
        ),
        ("<table><tr><td>a<td>b</table>", "|  |  |\n| --- | --- |\n| a | b |"),
        (
            "<table><caption>T</caption><tr><td><b>a</b><td><b>b</b></table>",
            "T\n\n| a | b |\n| --- | --- |",
        ),
        ("<table role=presentation><tr><td>a<td><p>b</table>", "a\n\nb"),
        ("<table><tr><td>a</table>", "a"),
        ("", ""),
    ],
)
def test_what_is_pasted_becomes_markup(html: str, text: str) -> None:
    assert read_html(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<a href='https://e.org/a(b) c'>x</a>", "[x](https://e.org/a%28b%29%20c)"),
        ("<a href='//e.org'>x</a>", "[x](https://e.org)"),
        ("<a href='mailto:a@e.org'>x</a>", "[x](mailto:a@e.org)"),
        ("<a href='https://www.google.com/url?q=https://e.org/&sa=D'>x</a>", "[x](https://e.org/)"),
        ("<a href='/wiki/Leon_Trotsky'>Leon Trotsky</a>", "[[Leon Trotsky]]"),
        ("<a href='https://en.wikipedia.org/wiki/Leon_Trotsky#Life'>he</a>", "[[Leon Trotsky|he]]"),
        ("<a href='/w/index.php?title=A_B&redlink=1'>x</a>", "[[A B|x]]"),
        ("<a href='/wiki/File:X.jpg'>x</a>", "x"),
        ("<a href='#part'>x</a> <a name=y>y</a>", "x y"),
        ("<a href='https://e.org'></a>", ""),
        ("<a href='https://e.org'>https://e.org</a>", "<https://e.org>"),
    ],
)
def test_links_lead_to_entries_or_out(html: str, text: str) -> None:
    assert read_html(html).text == text


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVa\tScript:x",
        "javascript://e.org/%0aalert(1)",
        "data:text/html,x",
        "page.html",
        "http://[",
        "file:///x",
        "https:",
    ],
)
def test_links_that_lead_nowhere_keep_their_words_and_are_reported(href: str) -> None:
    imported = read_html(f'<p>a <a href="{href}">words</a>')
    assert imported.text == "a words"
    assert len(reported(imported, messages.LINK_DROPPED)) == 1


def test_headings_that_a_list_numbers_are_headings() -> None:
    page = (
        "<h1>T</h1><ol><li><h2>A</h2></li></ol><p>x</p>"
        "<ol start=2><li><h2>B</h2><ol><li><h3>C</h3></li></ol></li></ol><p>y</p>"
    )
    assert read_html(page).text == "## A\n\nx\n\n## B\n\n### C\n\ny"
    assert read_html("<ol><li><h3>Q</h3>a</li></ol>").text == "1. **Q**\n\n   a"


def test_the_title_is_the_first_heading_or_the_pages_own() -> None:
    assert read_html("<title>A - Wikipedia</title><p>b").title == "A"
    imported = read_html("<h1>A <i>b</i></h1><p>c</p><h2>D</h2>")
    assert (imported.title, imported.text) == ("A b", "c\n\n## D")
    assert read_html("<h1>A</h1>b<h1>C</h1>").text == "## A\n\nb\n\n## C"
    assert read_html("<h1>A</h1>", title="Given").title == "Given"


def test_what_readers_did_not_see_is_omitted() -> None:
    imported = read_html(
        "<p>a<span style='display:none'>x</span><span hidden>x</span><span style='mso-hide:all'>x</span>"
        "<script>x</script><style>x</style><!--x--><iframe>x</iframe><span class=mw-editsection>x</span></p>"
    )
    assert (imported.text, imported.report) == ("a", [])


def test_boxes_deleted_text_and_formulas_are_named() -> None:
    imported = read_html(
        "<table class=infobox><tr><td>Born<td>1879</table><div id=toc>Contents</div><p>a <del>old</del>"
        '<math alttext="{\\displaystyle x^{2}}"><mi>x</mi></math></p>'
    )
    assert imported.text == "a `x^{2}`"
    assert reported(imported, messages.BOX_LEFT_OUT) == [(0, "Born 1879"), (0, "Contents")]
    assert reported(imported, messages.DELETED_LEFT_OUT) == [(0, "old")]
    assert reported(imported, messages.FORMULA_AS_CODE) == [(1, "x^{2}")]


def test_pictures_keep_their_place_and_caption() -> None:
    imported = read_html(
        "<p>a <img src='x/220px-The%20seal.png?v=1' alt='A [seal]'> b</p>"
        "<figure><img src='data:image/png;base64,x'><figcaption>The <i>\"seal\"</i></figcaption></figure>"
        "<p>c <img src=dot.gif width=1 height=1></p>"
    )
    assert imported.text == (
        'a b\n\n![A \\[seal\\]](wanted:The_seal.png)\n\n![](wanted:picture-2 "The *\\"seal\\"*")\n\nc'
    )
    assert len(reported(imported, messages.PICTURE_WANTED)) == 2
    figures = parse(imported.text).figures
    assert [(f.name, f.caption, f.wanted) for f in figures] == [
        ("The_seal.png", "", True),
        ("picture-2", 'The "seal"', True),
    ]


def test_merged_cells_and_tables_in_tables_are_named() -> None:
    imported = read_html(
        "<table><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f"
        "<td><table><tr><td>g<td>h</table></table>"
    )
    assert imported.text == "| a |  | b |\n| --- | --- | --- |\n| c | d | e |\n|  | f | g h |"
    assert len(reported(imported, messages.CELLS_MERGED)) == 1
    assert len(reported(imported, messages.TABLE_FLATTENED)) == 1


def test_lists_that_word_writes_as_paragraphs_become_lists() -> None:
    def item(level: int, marker: str, words: str) -> str:
        return (
            f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]>"
            f"<span style='mso-list:Ignore'>{marker}<span>&nbsp; </span></span><![endif]>{words}</p>\n"
        )

    html = (
        item(1, "·", "a") + item(2, "o", "b") + item(1, "·", "c") + item(1, "1.", "d") + "<p>e</p>"
    )
    assert read_html(html).text == "- a\n  - b\n- c\n\n1. d\n\ne"


def test_word_titles_and_quotations_are_recognised_by_their_styles() -> None:
    imported = read_html(
        "<p class=MsoTitle>T</p><h1>A</h1><p class=MsoQuote>b</p><p class=MsoNormal>c<o:p></o:p></p>"
    )
    assert (imported.title, imported.text) == ("T", "## A\n\n> b\n\nc")


def test_deep_nesting_is_cut_and_reported() -> None:
    imported = read_html("<ul><li>" * 30 + "deep")
    assert parse(imported.text).plain == "deep"
    assert parse(imported.text).problems == ()
    assert reported(read_html("<div>" * 200 + "x"), messages.NESTING_CUT) == [(0, "")]


@pytest.mark.slow
def test_no_attack_gets_through(shared_data: Path) -> None:
    path = shared_data / "xss-payloads.txt"
    payloads = path.read_text(errors="replace").splitlines() if path.exists() else []
    for payload in [*payloads, "<a href=javascript:x>y</a>", "<img src=x onerror=y>"]:
        parsed = parse(read_html(f"<p>{payload}</p>").text)
        body = render(parsed, links={}).body
        assert re.findall(r"<(?:script|iframe|svg|object|img)|<[^>]* (?:on\w+|style)=", body) == []
        for address in re.findall(r'(?:href|src)="([^"]*)"', body):
            assert address.startswith(("http://", "https://", "mailto:", "#", "/"))


tags = st.sampled_from(
    [
        "p",
        "b",
        "i",
        "sup",
        "ul",
        "li",
        "ol",
        "h2",
        "h3",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "div",
        "a",
        "span",
        "dl",
        "dt",
        "dd",
        "pre",
        "code",
        "br",
    ]
)
mixture = st.lists(
    st.one_of(
        tags.map(lambda tag: f"<{tag}>"),
        tags.map(lambda tag: f"</{tag}>"),
        st.sampled_from(
            ["word", " ", "[1]", "* x", "[[y", "a_b_", "|", "1. ", "# ", "&lt;b", "`", "\\"]
        ),
        st.sampled_from(
            ["<a href=#_ftn1>[1]</a>", "<a name=_ftn1>", "<a href='https://e.org'>link</a>"]
        ),
    ),
    max_size=25,
)


@given(mixture)
@example(["<sup>", "<a href=#_ftn1>[1]</a>", "<a href='https://e.org'>link</a>"])
def test_no_word_is_lost_in_any_mixture_of_tags(parts: list[str]) -> None:
    html = "".join(parts)
    imported = read_html(html)
    excerpts = "".join(line.excerpt for line in imported.report)
    words_kept = f"{imported.title} {parse(imported.text).plain} {excerpts}"
    page_words = read_page(html).root.words()
    assert words_kept.count("word") >= page_words.count("word")
    assert words_kept.count("link") >= page_words.count("link")
    codes = {problem.code for problem in parse(imported.text).problems}
    assert not codes & {"malformed-citation", "too-deep", "unknown-picture", "unused-note"}


def test_comments_of_google_docs_go_with_all_their_paragraphs() -> None:
    imported = read_html(
        '<p>They won<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> nine hours.</p>'
        '<div class="c5"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Which year?</span></p>'
        "<p><span>Ask Bo.</span></p></div>"
    )
    assert imported.text == "They won nine hours."
    assert reported(imported, messages.COMMENTS_LEFT_OUT) == [(0, "1")]


def test_lists_of_google_docs_are_nested_as_deep_as_they_are() -> None:
    def listed(level: int, words: str, begins: str = " start") -> str:
        return f'<ul class="lst-kix_x9-{level}{begins}"><li><span>{words}</span></li></ul>'

    html = listed(0, "a") + listed(1, "b") + listed(2, "c") + listed(0, "d", "") + listed(1, "e")
    assert read_html(f"<p>x</p>{html}").text == "x\n\n- a\n  - b\n    - c\n- d\n  - e"


def test_notes_of_wordpress_lose_their_arrows_and_keep_their_places() -> None:
    imported = read_html(
        '<p>They won.<sup data-fn="11aa" class="fn"><a href="#11aa" id="11aa-link">1</a></sup> Again.'
        '<sup data-fn="22bb" class="fn"><a href="#22bb" id="22bb-link">2</a></sup></p>'
        '<ol class="wp-block-footnotes"><li id="11aa">Ann Larkin, <em>The Printers of Riga</em> (London: Faber, '
        '1931), 44. <a href="#11aa-link">↩︎</a></li><li id="22bb">Nobody counted them. '
        '<a href="#22bb-link">↩︎</a></li></ol><div class="sharedaddy"><h3>Share this:</h3></div>'
    )
    assert imported.text == (
        "They won.[@larkin-printers-1931, p. 44] Again.[^2]\n\n[^2]: Nobody counted them."
    )
    assert reported(imported, messages.BOX_LEFT_OUT) == [(0, "Share this:")]
