"""The page's contract: what the HTML of markers, claims and blocks is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.markup import (
    MarkerWords,
    claim_id,
    mark_id,
    note_mark_id,
    parse,
    render,
    render_inline_text,
    sanitiser,
)


def body(text: str, language: str = "en") -> str:
    return render(parse(text, language=language), links={"Gent": "/article/gent/"}).body


def skeleton(text: str, language: str = "en") -> str:
    """The body with claims' spans as { } and each group of markers as its numbers in ( ); headings without links."""
    html = re.sub(r'<a class="anchor".*?</a>', "", body(text, language))
    html = re.sub(r'<span class="refs">(.*?)</span>', lambda m: f"({numbers(m[1])})", html)
    html = re.sub(r'<span class="claim"(?: id="claim-[0-9a-f]{16}")?>', "{", html)
    return html.replace("</span>", "}")


def numbers(html: str) -> str:
    return " ".join(re.findall(r"\[([^\]]+)\]", html))


def test_a_marker_is_a_noteref_in_a_sup() -> None:
    parsed = parse("One.[@a]")
    digest = parsed.citations[0].claim_digest
    assert render(parsed, links={}).body == (
        f'<p><span class="claim" id="{claim_id(digest)}">One.</span><span class="refs">'
        '<sup class="ref"><a id="fnref-1" role="doc-noteref" href="#fn-1" aria-label="Footnote 1">'
        "[1]</a></sup></span></p>\n"
    )


def test_a_heading_links_to_itself_by_its_words_and_adds_none_to_them() -> None:
    assert body("# Peace & *bread*") == (
        '<h2 id="peace-bread">Peace &amp; <em>bread</em><a class="anchor" href="#peace-bread" '
        'aria-label="Link to “Peace &amp; bread”"></a></h2>\n'
    )
    assert sanitiser.clean(body("# Peace & *bread*")) == body("# Peace & *bread*")


def test_a_link_to_the_entry_itself_is_its_words() -> None:
    html = render(parse("[[Gent|The city]] grew."), links={"Gent": ""}).body
    assert "The city grew." in html
    assert "<a" not in html
    assert "wanted" not in html


def test_a_needed_citation_says_so() -> None:
    html = body("One.[@? who & why] Two.[@?]")
    assert (
        '<span class="refs"><sup class="needed"><a id="neededref-1" role="doc-noteref" href="#needed-1" '
        'aria-label="Citation needed 1">[?]</a></sup></span>' in html
    )
    assert 'href="#needed-2" aria-label="Citation needed 2">[?]</a>' in html
    assert "who" not in html


def test_the_few_words_can_be_translated() -> None:
    words = MarkerWords(
        footnote="Fußnote {}",
        note="Anmerkung {}",
        no_entry="kein Eintrag",
        picture_wanted="Bild: {}",
        table="Tafel {}",
        needed="Beleg {} fehlt",
    )
    text = "One.[@a][^n][@?] [[x]]\n\n![a](wanted:y)\n\n| a |\n|---|\n\n[^n]: N."
    html = render(parse(text), links={}, words=words).body
    for word in (
        "Fußnote 1",
        "Anmerkung a",
        "Beleg 1 fehlt",
        "(kein Eintrag)",
        "Bild: y",
        "Tafel 1",
    ):
        assert word in html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.[@a] Two.[@b]", "<p>{One.}(1) {Two.}(2)</p>\n"),
        ("One [@a]. Two.", "<p>{One}.(1) Two.</p>\n"),
        ("One. [@a] [@b]\n[@c] Two.", "<p>{One.}(1 2 3) Two.</p>\n"),
        ("One[@a], [@b] two.", "<p>{One},(1)(2) two.</p>\n"),
        ("One[@a]; see @b.", "<p>{One};(1) see @b.</p>\n"),
        ("One\ntwo.[@a]", "<p>{One\ntwo.}(1)</p>\n"),
        ("One  \ntwo.[@a]", "<p>{One<br>\ntwo.}(1)</p>\n"),
        ("The *one* two.[@a]", "<p>{The <em>one</em> two.}(1)</p>\n"),
        ("*One two.*[@a]", "<p>{<em>One two.</em>}(1)</p>\n"),
        ("*One two.[@a]*", "<p><em>{One two.}(1)</em></p>\n"),
        ("One *two.[@a] Three* four.[@b]", "<p>{One }<em>{two.}(1) {Three}</em>{ four.}(2)</p>\n"),
        (
            "One *two **three[@a]*** x",
            "<p>{One }<em>{two }<strong>{three}(1)</strong></em> x</p>\n",
        ),
        ("*One. Two* three.[@a]", "<p><em>One. {Two}</em>{ three.}(1)</p>\n"),
        (
            "One `two` [[Gent|three]].[@a]",
            '<p>{One <code>two</code> <a href="/article/gent/">three</a>.}(1)</p>\n',
        ),
        ("One[^n] two.[@a]\n\n[^n]: x", "<p>{One(a) two.}(1)</p>\n"),
        ("One.[^n][@a]\n\n[^n]: x", "<p>{One.}(a 1)</p>\n"),
        ("# One[@a]", '<h2 id="one">{One}(1)</h2>\n'),
        ("[@a] One.", "<p>(1) One.</p>\n"),
        ("One.[@a]\n\nOne.[@a]", "<p>{One.}(1)</p>\n<p>{One.}(1)</p>\n"),
        ("Nothing & <b>.", "<p>Nothing &amp; &lt;b&gt;.</p>\n"),
    ],
)
def test_a_claims_words_are_wrapped_before_its_markers(text: str, expected: str) -> None:
    assert skeleton(text) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "<p>{One}.(1) {Two},(2) {three}…(3) {Four}(4)-five</p>\n"),
        ("de-AT", "<p>{One}.(1) {Two},(2) {three}…(3) {Four}(4)-five</p>\n"),
        ("fr", "<p>{One}(1). {Two}(2), {three}(3)… {Four}(4)-five</p>\n"),
    ],
)
def test_markers_stand_beside_a_stop_as_the_texts_language_has_them(
    language: str, expected: str
) -> None:
    assert skeleton("One [@a]. Two [@b], three [@c]… Four[@d]-five", language) == expected


def test_a_claims_address_is_given_once() -> None:
    html = body("One *two.[@a] Three* four.[@b]\n\nOne two.[@a]")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count('class="claim"') == 5


def test_later_places_of_a_footnote_have_addresses_of_their_own() -> None:
    html = body("One.[@a] Two.[@a] Three.[@a]")
    assert [mark_id(1, n) in html for n in range(4)] == [True, True, True, False]
    assert note_mark_id("a", 0) not in html


TABLE = """\
| *Name* | Born | Died |  |
|:-------|-----:|:----:|--|
| Olsen | 1911[@a] | 1950 | a \\| b |
"""


def test_a_table_can_be_scrolled_and_names_itself() -> None:
    html = body(f"{TABLE}\n{TABLE}")
    assert html.startswith(
        '<div class="table" tabindex="0" role="region" aria-label="Table 1">\n<table>\n<thead>\n'
        '<tr>\n<th scope="col" class="left"><em>Name</em></th>\n<th scope="col" class="right">Born'
    )
    assert '<td class="center">1950</td>\n<td>a | b</td>' in html
    assert 'aria-label="Table 2"' in html
    assert "style=" not in html


def test_blocks_are_commonmarks() -> None:
    text = "- one\n- two\n\n3. three\n\n> four\n\n---\n\n```py x\na < b\n```\n\n    code\n"
    assert body(text) == (
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        '<ol start="3">\n<li>three</li>\n</ol>\n'
        "<blockquote>\n<p>four</p>\n</blockquote>\n<hr>\n"
        '<pre><code class="language-py">a &lt; b\n</code></pre>\n<pre><code>code\n</code></pre>\n'
    )


def test_raw_html_is_shown_as_text() -> None:
    assert body("<b onclick=x>a</b>\n\n<script>\nx\n</script>") == (
        "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>\n<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>\n"
    )


def test_plain_words_have_no_marks() -> None:
    text = f"# Head\n\nOne *two* [[Gent|three]] [@a, p. 3].[^n]\n\n{TABLE}\n![a](wanted:x 'Cap')\n\n[^n]: N."
    assert parse(text).plain == (
        "Head\nOne two three.\nName\nBorn\nDied\nOlsen\n1911\n1950\na | b\nCap\nN."
    )


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("a *b* & <c>", "a <em>b</em> &amp; &lt;c&gt;"),
        (
            "see [[Gent|*there*]] [x](https://x.org)[@a][^n]",
            'see <em>there</em> <a href="https://x.org" rel="external nofollow noopener">x</a>[^n]',
        ),
        ("# not a heading", "# not a heading"),
    ],
)
def test_a_line_of_words_can_be_rendered_by_itself(words: str, html: str) -> None:
    assert render_inline_text(words) == html


class _Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PIECES = ["*", "**", "_", "a ", "b. ", "[@a]", "[@b, p. 3]", "[@?]", "[^n]", "[[G|", "]]", "[", "]"]
PIECES += [
    "](https://x.org)",
    "`",
    "~~",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "# ",
    "| ",
    "|--|\n",
    "\\",
    "<b>",
    "&lt;",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_tags_always_nest(pieces: list[str]) -> None:
    rendered = render(parse("".join(pieces) + "\n\n[^n]: Note *x.[@c]*"), links={})
    for html in (rendered.body, *rendered.notes.values()):
        nesting = _Nesting()
        nesting.feed(html)
        assert nesting.open == []
    ids = re.findall(r' id="([^"]+)"', rendered.body + "".join(rendered.notes.values()))
    assert len(ids) == len(set(ids))
