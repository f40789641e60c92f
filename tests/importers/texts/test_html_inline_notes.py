"""Notes that stand in the sentence, or are linked in ways of their own, as other programs write them."""

from __future__ import annotations

import pytest

from editorial.importers.texts.pasted import has_page_notes, read_html

# ruff: noqa: E501 (as the programs write it)
PAGES = {
    "Modern Footnotes": (
        '<p>One.<sup class="modern-footnotes-footnote " data-mfn="1" data-mfn-post-scope="s1">'
        '<a href="javascript:void(0)"  role="button" aria-pressed="false" aria-describedby="mfn-content-s1-1">1'
        "</a></sup>"
        '<span id="mfn-content-s1-1" role="tooltip" class="modern-footnotes-footnote__note" tabindex="0" data-mfn="1">Service, Trotsky, p. 45.'
        '</span> Two<sup class="modern-footnotes-footnote " data-mfn="2">'
        '<a href="javascript:void(0)" role="button">2</a></sup>'
        '<span class="modern-footnotes-footnote__note" data-mfn="2">He meant <i>it</i>.</span>.</p>'
    ),
    "Footnotes, beginnings and all of them in a table": (
        '<p>One.<span class="footnote_referrer"><a role="button" tabindex="0" onclick="x">'
        '<sup id="footnote_plugin_tooltip_19_88_1" class="footnote_plugin_tooltip_text">[1]</sup></a>'
        '<span id="footnote_plugin_tooltip_text_19_88_1" class="footnote_tooltip">Service, Tro&nbsp;… '
        '<span class="footnote_tooltip_continue">Continue reading</span></span></span> Two'
        '<span class="footnote_referrer"><a role="button">'
        '<sup id="footnote_plugin_tooltip_19_88_2" class="footnote_plugin_tooltip_text">[2]</sup></a>'
        '<span id="footnote_plugin_tooltip_text_19_88_2" class="footnote_tooltip">He meant <i>it</i>.'
        '</span></span>.</p><div class="speaker-mute footnotes_reference_container"> '
        '<div class="footnote_container_prepare"><p>'
        '<span role="button" tabindex="0" class="footnote_reference_container_label pointer">References'
        '</span></p></div> <div id="footnote_references_container_19_88">'
        '<table class="footnotes_table footnote-reference-container">'
        '<caption class="accessibility">References</caption> <tbody>'
        '<tr class="footnotes_plugin_reference_row"> '
        '<th scope="row" id="footnote_plugin_reference_19_88_1" class="footnote_plugin_index pointer footnote_plugin_index_border">'
        '<span class="footnote_index_arrow">&#8593;</span>1</th> '
        '<td class="footnote_plugin_text">Service, Trotsky, p. 45.</td></tr>'
        '<tr class="footnotes_plugin_reference_row"> '
        '<th scope="row" id="footnote_plugin_reference_19_88_2" class="footnote_plugin_index">'
        '<span class="footnote_index_arrow">&#8593;</span>2</th> '
        '<td class="footnote_plugin_text">He meant <i>it</i>.</td></tr></tbody></table></div></div>'
    ),
    "Easy Footnotes, whole addresses": (
        '<p>One.<span id="easy-footnote-1-1973" class="easy-footnote-margin-adjust"></span>'
        '<span class="easy-footnote">'
        '<a href="https://x.org/post/#easy-footnote-bottom-1-1973" title="Service, Trotsky, p. 45.">'
        "<sup>1</sup></a></span> Two"
        '<span id="easy-footnote-2-1973" class="easy-footnote-margin-adjust"></span>'
        '<span class="easy-footnote">'
        '<a href="https://x.org/post/#easy-footnote-bottom-2-1973" title="He"><sup>2</sup></a>'
        '</span>.</p><div class="easy-footnote-title"><h4>Notes</h4></div>'
        '<ol class="easy-footnotes-wrapper"><li class="easy-footnote-single">'
        '<span id="easy-footnote-bottom-1-1973" class="easy-footnote-margin-adjust">'
        "</span>Service, Trotsky, p. 45."
        '<a class="easy-footnote-to-top" href="https://x.org/post/#easy-footnote-1-1973"></a></li>'
        '<li class="easy-footnote-single">'
        '<span id="easy-footnote-bottom-2-1973" class="easy-footnote-margin-adjust"></span>He meant '
        '<i>it</i>.<a class="easy-footnote-to-top" href="https://x.org/post/#easy-footnote-2-1973">'
        "</a></li></ol>"
    ),
    "Tufte CSS": (
        '<p>One.<label for="sn-1" class="margin-toggle sidenote-number"></label>'
        '<input type="checkbox" id="sn-1" class="margin-toggle"/>'
        '<span class="sidenote">Service, Trotsky, p. 45.</span> Two'
        '<label for="mn-2" class="margin-toggle">&#8853;</label>'
        '<input type="checkbox" id="mn-2" class="margin-toggle"/><span class="marginnote">He meant '
        "<i>it</i>.</span>.</p>"
    ),
    "LaTeXML": (
        '<p class="ltx_p">One.<span class="ltx_note ltx_role_footnote" id="footnote1">'
        '<sup class="ltx_note_mark">1</sup><span class="ltx_note_outer">'
        '<span class="ltx_note_content"><sup class="ltx_note_mark">1</sup>'
        '<span class="ltx_tag ltx_tag_note">1</span>Service, Trotsky, p. 45.</span></span></span> Two'
        '<span class="ltx_note ltx_role_footnote" id="footnote2"><sup class="ltx_note_mark">2</sup>'
        '<span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">2'
        '</sup><span class="ltx_tag ltx_tag_note">2</span>He meant <i>it</i>.</span></span></span>.'
        "</p>"
    ),
    "Distill": (
        "<p>One.<d-footnote>Service, Trotsky, p. 45.</d-footnote> Two<d-footnote>He meant <i>it</i>."
        "</d-footnote>.</p>"
    ),
    "WAI-ARIA": (
        '<p>One.<sup><a href="#" aria-describedby="t1">1</a></sup>'
        '<span role="tooltip" id="t1">Service, Trotsky, p. 45.</span> Two<sup><button></button>'
        '<a href="#" aria-describedby="t2">2</a></sup>.</p><div role="tooltip" id="t2">He meant <i>it'
        "</i>.</div>"
    ),
    "Substack": (
        "<p>One."
        '<a data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1-99" href="#footnote-1-99" target="_self" rel="" class="footnote-anchor">1'
        "</a> Two"
        '<a data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-2-99" href="#footnote-2-99" class="footnote-anchor">2'
        '</a>.</p><div data-component-name="FootnoteToDOM" class="footnote">'
        '<a id="footnote-1-99" href="#footnote-anchor-1-99" class="footnote-number" contenteditable="false">1'
        '</a><div class="footnote-content"><p>Service, Trotsky, p. 45.</p></div></div>'
        '<div data-component-name="FootnoteToDOM" class="footnote">'
        '<a id="footnote-2-99" href="#footnote-anchor-2-99" class="footnote-number">2</a>'
        '<div class="footnote-content"><p>He meant <i>it</i>.</p></div></div>'
    ),
    "WordPress's own": (
        '<p>One.<sup data-fn="0f0-1" class="fn"><a href="#0f0f0f0f-1111" id="0f0f0f0f-1111-link">1'
        '</a></sup> Two<sup data-fn="b" class="fn"><a href="#0f0f0f0f-2222" id="0f0f0f0f-2222-link">2'
        '</a></sup>.</p><ol class="wp-block-footnotes">'
        '<li id="0f0f0f0f-1111">Service, Trotsky, p. 45. '
        '<a href="#0f0f0f0f-1111-link" aria-label="Jump to footnote reference 1">↩︎</a></li>'
        '<li id="0f0f0f0f-2222">He meant <i>it</i>. <a href="#0f0f0f0f-2222-link">↩︎</a></li></ol>'
    ),
    "kramdown": (
        '<p>One.<sup id="fnref:1" role="doc-noteref">'
        '<a href="#fn:1" class="footnote" rel="footnote">1</a></sup> Two<sup id="fnref:b">'
        '<a href="#fn:b" class="footnote">2</a></sup>.</p><div class="footnotes" role="doc-endnotes">'
        '<ol><li id="fn:1" role="doc-endnote"><p>Service, Trotsky, p. 45. '
        '<a href="#fnref:1" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li>'
        '<li id="fn:b"><p>He meant <i>it</i>. <a href="#fnref:b" class="reversefootnote">&#8617;</a>'
        "</p></li></ol></div>"
    ),
    "Sphinx": (
        '<p>One.<a class="footnote-reference brackets" href="#id3" id="id1" role="doc-noteref">'
        '<span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a> Two'
        '<a class="footnote-reference brackets" href="#id4" id="id2" role="doc-noteref">'
        '<span class="fn-bracket">[</span>2<span class="fn-bracket">]</span></a>.</p>'
        '<aside class="footnote-list brackets">'
        '<aside class="footnote brackets" id="id3" role="doc-footnote"><span class="label">'
        '<span class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a>'
        '<span class="fn-bracket">]</span></span><p>Service, Trotsky, p. 45.</p></aside>'
        '<aside class="footnote brackets" id="id4" role="doc-footnote"><span class="label">'
        '<span class="fn-bracket">[</span><a role="doc-backlink" href="#id2">2</a>'
        '<span class="fn-bracket">]</span></span><p>He meant <i>it</i>.</p></aside></aside>'
    ),
}


def recognise(words: str) -> str | None:
    return "service-trotsky-2009" if words.startswith("Service, Trotsky") else None


@pytest.mark.parametrize("program", PAGES)
def test_notes_are_found_in_the_pages_of_every_program(program: str) -> None:
    imported = read_html(PAGES[program], known=recognise)
    assert imported.text == ("One.[@service-trotsky-2009, p. 45] Two[^2].\n\n[^2]: He meant *it*.")
    assert has_page_notes(PAGES[program])


def test_a_note_without_a_mark_takes_the_next_number() -> None:
    page = "<p>One<span class=sidenote>A.</span> two<sup>7</sup><span class=sidenote>B.</span>.</p>"
    assert read_html(page).text == "One[^1] two[^7].\n\n[^1]: A.\n\n[^7]: B."


def test_a_word_before_a_note_is_no_mark() -> None:
    page = "<p>It is <b>x</b><span class=sidenote>A.</span> and <i>2</i><d-footnote>B.</d-footnote>.</p>"
    assert read_html(page).text.startswith("It is **x**[^1] and *2*[^2].")


def test_a_tooltip_that_explains_a_word_is_no_note() -> None:
    page = '<p>The <span aria-describedby="t">Comintern</span><span role="tooltip" id="t">1919</span>.</p>'
    assert "[^" not in read_html(page).text


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "<span class=sidenote>" * 70 + "kept",
        "<p><sup aria-describedby=t>1</sup><span id=t role=tooltip>kept<sup aria-describedby=t>1</sup></span>",
        "<p><a role=button aria-describedby=t>1</a><span id=t role=tooltip>kept</span><span id=t role=tooltip>x</span>",
        "<span class=sidenote id=footnote_plugin_tooltip_text_1></span><table><tr><td id=footnote_plugin_reference_1>kept",
        "<span class=sidenote id=footnote_plugin_tooltip_text_1>kept</span><p id=footnote_plugin_reference_1>x",
    ],
)
def test_broken_notes_lose_no_words(page: str) -> None:
    assert "kept" in read_html(page).text
