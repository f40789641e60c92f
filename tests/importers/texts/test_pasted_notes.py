from __future__ import annotations

from pathlib import Path

import pytest

from editorial.html import messages
from editorial.html.imported import ImportedText
from editorial.importers.references.coins import read_coins
from editorial.importers.texts.pasted import read_html
from encyclopedia.markup import parse

DATA = Path(__file__).parent.parent / "data"


def recognise(words: str) -> str | None:
    return "service-trotsky-2009" if words.startswith("Service, Trotsky") else None


def reported(imported: ImportedText, message: str) -> list[str]:
    return [line.excerpt for line in imported.report if line.message == message]


WORD = (
    '<p>One.<a style=\'mso-footnote-id:ftn1\' href="{page}#_ftn1" name="_ftnref1"><span '
    "class=MsoFootnoteReference>"
    '<![if !supportFootnotes]>[1]<![endif]></span></a> Two<a href="{page}#_ftn2" name="_ftnref2">[2]</a>.</p>'
    "<div style='mso-element:footnote-list'><br clear=all><hr width=\"33%\"><div id=ftn1><p "
    "class=MsoFootnoteText>"
    '<a href="{page}#_ftnref1" name="_ftn1">[1]</a> Service, <i>Trotsky</i>, p. 45.</p></div>'
    '<div id=ftn2><p><a href="{page}#_ftnref2" name="_ftn2">[2]</a> He meant '
    "<i>it</i>.</p><p>Indeed.</p></div></div>"
)
PAGES = {
    "Word": WORD.replace("{page}", ""),
    "Word's clipboard": WORD.replace("{page}", "file:///C:/x.htm"),
    "LibreOffice": (
        '<p>One.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>'
        ' Two<a name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a>.</p>'
        '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Service, '
        "Trotsky, p. 45.</p></div>"
        '<div id="sdfootnote2"><p><a name="sdfootnote2sym" href="#sdfootnote2anc">2</a>He meant '
        "<i>it</i>.</p>"
        "<p>Indeed.</p></div>"
    ),
    "Google Docs": (
        '<p>One.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> Two<sup><a href="#ftnt2" '
        'id="ftnt_ref2">[2]</a></sup>.</p>'
        '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Service, Trotsky, p. 45.</span></p></div>'
        '<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a> He meant <i>it</i>.</p><p>Indeed.</p></div>'
    ),
    "pandoc": (
        '<p>One.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> Two'
        '<a href="#fn2" id="fnref2" role="doc-noteref"><sup>2</sup></a>.</p><section '
        'role="doc-endnotes"><hr /><ol>'
        '<li id="fn1"><p>Service, Trotsky, p. 45.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li>'
        '<li id="fn2"><p>He meant <em>it</em>.</p><p>Indeed.<a href="#fnref2">↩</a></p></li></ol></section>'
    ),
    "MediaWiki": (
        '<p>One.<sup id="cite_ref-S_1-0" class="reference"><a '
        'href="/wiki/X#cite_note-S-1"><span>[</span>1<span>]</span></a></sup>'
        ' Two<sup><a href="#cite_note-2">[note 2]</a></sup>.</p><h2>Notes</h2><ol class="references">'
        '<li id="cite_note-2"><span class="mw-cite-backlink"><b><a href="#cite_ref-2">^</a></b></span> '
        '<span class="reference-text"><p>He meant '
        '<i>it</i>.</p><p>Indeed.</p></span></li></ol><h2>References</h2><ol class="references">'
        '<li id="cite_note-S-1">^ <a href="#cite_ref-S_1-0"><sup><i><b>a</b></i></sup></a> Service, '
        "Trotsky, p. 45.</li></ol>"
    ),
}


@pytest.mark.parametrize("program", PAGES)
def test_notes_are_followed_in_the_html_of_every_program(program: str) -> None:
    imported = read_html(PAGES[program], known=recognise)
    label = "note-2" if program == "MediaWiki" else "2"
    assert imported.text == (
        f"One.[@service-trotsky-2009, p. 45] Two[^{label}].\n\n[^{label}]: He meant *it*.\n\n    Indeed."
    )
    assert [
        (reference.mark, reference.record, reference.key) for reference in imported.references
    ] == [("1", None, "service-trotsky-2009")]
    assert reported(imported, messages.NOTE_KEPT) == ["He meant it. Indeed."]
    assert parse(imported.text).problems == ()


def test_markers_that_lead_to_their_own_way_back_are_of_the_note_that_holds_it() -> None:
    imported = read_html(
        '<p>One.<sup><a id="fnref-1" role="doc-noteref" href="#fn-1">[1]</a></sup> Two<sup>'
        '<a id="fnref-1-b" role="doc-noteref" href="#fn-1-b">[1]</a></sup>.</p>'
        '<section role="doc-endnotes"><ol><li id="fn-1"><p><a role="doc-backlink" href="#fnref-1">a</a> '
        '<a id="fn-1-b" role="doc-backlink" href="#fnref-1-b">b</a> He meant <em>it</em>.</p>'
        "<p>Indeed.</p></li></ol></section>"
    )
    assert imported.text == "One.[^1] Two[^1].\n\n[^1]: He meant *it*.\n\n    Indeed."


def test_a_wikis_references_become_sources_with_the_record_that_the_page_hides() -> None:
    coins = (
        "rft.genre=book&amp;rft.btitle=The+Prophet+Armed&amp;rft.pages=12&amp;"
        "rft.date=1954&amp;rft.aulast=Deutscher&amp;rft.aufirst=Isaac"
    )
    imported = read_html(
        '<p>One.<sup><a href="#cite_note-1">[1]</a></sup><sup class="reference">: 45–46 </sup> Two.<sup>'
        '<a href="#cite_note-2">[2]</a></sup></p><h2>References</h2><ol class="references"><li '
        'id="cite_note-1">'
        f'<cite class="citation">Deutscher, Isaac (1954). <i>The Prophet Armed</i>. p. 12.</cite><span '
        f'class="Z3988" title="{coins}"></span></li>'
        '<li id="cite_note-2">Service, Robert (2009). <i>Trotsky</i>. p. 3.</li></ol>'
    )
    assert (
        imported.text
        == "One.[@deutscher-prophet-1954, pp. 45–46] Two.[@service-trotsky-2009, p. 3]"
    )
    first, second = imported.references
    assert first.record == {
        "type": "book",
        "title": "The Prophet Armed",
        "author": [{"family": "Deutscher", "given": "Isaac"}],
        "issued": {"date-parts": [[1954]]},
    }
    assert second.record is not None
    assert second.record["title"] == "Service, Robert (2009). Trotsky"


def test_a_short_reference_is_followed_to_the_full_one() -> None:
    imported = read_html(
        '<p>One.<sup><a href="#cite_note-1">[1]</a></sup></p><ol class="references"><li id="cite_note-1">'
        '<a href="#CITEREFService2009">Service 2009</a>, p. 3.</li></ol><h2>Bibliography</h2><ul><li>'
        '<cite id="CITEREFService2009" class="citation">Service, Robert (2009). '
        "<i>Trotsky</i>.</cite></li></ul>"
    )
    assert imported.text.startswith(
        "One.[@service-trotsky-2009, p. 3]\n\n## Bibliography\n\n- Service"
    )


def test_ways_back_and_second_marks_of_githubs_and_other_pages_are_no_words() -> None:
    github = (
        '<p>One<sup><a href="#user-content-fn-1" id="user-content-fnref-1">1</a></sup> two<sup>'
        '<a href="#user-content-fn-1" id="user-content-fnref-1-2">1</a></sup>.</p><section><ol>'
        '<li id="user-content-fn-1"><p>Aside. <a href="#user-content-fnref-1">↩</a> '
        '<a href="#user-content-fnref-1-2">↩<sup>2</sup></a></p></li></ol></section>'
    )
    markdown_it = (
        '<p>One<sup><a href="#fn1" id="fnref1">[1]</a></sup> two<sup><a href="#fn1" id="fnref1:1">[1:1]</a>'
        '</sup>.</p><ol><li id="fn1"><p>Aside. <a href="#fnref1">↩︎</a> <a href="#fnref1:1">↩︎</a></p></li></ol>'
    )
    wordpress = (
        '<p>One<sup><a href="#9b7c1f2e" id="9b7c1f2e-link">1</a></sup> two<sup><a href="#9b7c1f2e">1</a></sup>.'
        '</p><ol><li id="9b7c1f2e">Aside. <a href="#9b7c1f2e-link">↩︎</a> <a href="#9b7c1f2e-link-2">↩︎</a></li></ol>'
    )
    for page in (github, markdown_it, wordpress):
        assert read_html(page).text == "One[^1] two[^1].\n\n[^1]: Aside."


def test_comments_of_google_docs_are_kept_out_and_counted() -> None:
    imported = read_html(
        '<p>One<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> two.</p>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Check this.</span></p></div>'
    )
    assert imported.text == "One two."
    assert reported(imported, messages.COMMENTS_LEFT_OUT) == ["1"]


def test_a_note_at_the_title_stands_at_the_end_of_the_first_paragraph() -> None:
    imported = read_html(
        '<h1>The League<sup><a href="#fn1">1</a></sup></h1><p>It struck.</p><h2>A</h2><p>b</p>'
        '<ol><li id="fn1">With thanks to the archive, which has helped.</li></ol>'
    )
    assert imported.title == "The League"
    assert imported.text.startswith("It struck.[^1]")
    assert reported(imported, messages.TITLE_NOTE_MOVED) == ["[^1]"]
    assert parse(imported.text).problems == ()


def test_notes_that_were_not_copied_along_ask_for_a_citation() -> None:
    imported = read_html(
        '<p>One.<sup><a href="https://en.wikipedia.org/wiki/X#cite_note-1">[1]</a></sup> Two'
    )
    assert imported.text == "One.[@? reference 1 of the imported text not found] Two"
    assert reported(imported, messages.NOTE_LOST) == ["[1]"]


def test_a_note_marked_twice_is_one_note() -> None:
    imported = read_html(
        '<p>a<sup><a href="#fn1">1</a></sup> b<sup><a href="#fn1">1</a></sup></p><p id="fn1">1. Aside.</p>'
    )
    assert imported.text == "a[^1] b[^1]\n\n[^1]: 1\\. Aside."


def test_notes_in_notes_and_notes_of_one_label_are_kept_apart() -> None:
    imported = read_html(
        '<p>a<sup><a href="#fn1">1</a></sup> b<sup><a href="#fn-b">1</a></sup></p>'
        '<ol><li id="fn1">First.<sup><a href="#fn-c">2</a></sup></li><li id="fn-b">Second.</li><li '
        'id="fn-c">Third.</li></ol>'
    )
    assert imported.text == ("a[^1] b[^1-2]\n\n[^1]: First.[^2]\n\n[^1-2]: Second.\n\n[^2]: Third.")


def test_a_mark_inside_its_own_note_loses_nothing() -> None:
    imported = read_html('<p>a</p><p id="_ftn1">words <a href="#_ftn1">[1]</a></p>')
    assert imported.text.startswith("a\n\nwords [@? ")


def test_ibid_follows_the_marks() -> None:
    imported = read_html(
        '<p>a<a href="#_ftn1">[1]</a> b<a href="#_ftn2">[2]</a></p><p><a name="_ftn1">1</a> Service, '
        "Trotsky, p. 4</p>"
        '<p><a name="_ftn2">2</a> Ibid., p. 5</p>',
        known=recognise,
    )
    assert imported.text == "a[@service-trotsky-2009, p. 4] b[@service-trotsky-2009, p. 5]"


@pytest.mark.parametrize(
    "listed",
    [
        "<h2>References</h2><ol><li>Deutscher, Isaac. The Prophet. 1954, p. 3<li>Service, R. Trotsky, "
        "2009.</ol>",
        "<p><b>Notes</b></p><p>[1] Deutscher, Isaac. The Prophet. 1954, p. 3</p><p>[2] Service, R. "
        "Trotsky, 2009.</p>",
        "<p>1. Deutscher, Isaac. The Prophet. 1954, p. 3</p><p>2. Service, R. Trotsky, 2009.</p>",
    ],
)
def test_typed_marks_find_a_list_without_links(listed: str) -> None:
    imported = read_html(f"<p>One.[1] Two<sup>2</sup></p>{listed}")
    assert imported.text == "One.[@deutscher-prophet-1954, p. 3] Two[@service-trotsky-2009]"


def test_a_page_that_libreoffice_wrote_is_imported() -> None:
    imported = read_html((DATA / "entry.html").read_text())
    assert imported.title == "An invented entry"
    assert (
        "founded in Riga[@berzins-printers-1987, p. 12] by compositors,[@berzins-printers-1987, p. 14]"
        "[Cf. @berzins-printers-1987, pp. 20–21; @kalnins-1990, p. 7] who called it “*our* house”.[^4]"
        in imported.text
    )
    assert "It had 300 members.[^i]" in imported.text
    assert (
        "[^4]: The *house* stood until 1915.\n\n    It burned down, as [the papers]"
        in imported.text
    )
    assert parse(imported.text).problems == ()


def test_coins_are_read_or_ignored() -> None:
    record = read_coins(
        ""
        "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&rft.genre=article&rft.jtitle=Past"
        "&rft.atitle=On+%3Ci%3EUnity%3C%2Fi%3E&rft.pages=1-9&rft.date=1914-05-03&rft.au=Ulyanov%2C+Vladimir"
        "&rft.au=Pravda+Staff&rft_id=info%3Adoi%2F10.1%2Fx&rft_id=https%3A%2F%2Fe.org"
    )
    assert record == {
        "type": "article-journal",
        "title": "On Unity",
        "container-title": "Past",
        "page": "1–9",
        "author": [{"family": "Ulyanov", "given": "Vladimir"}, {"literal": "Pravda Staff"}],
        "issued": {"date-parts": [[1914, 5, 3]]},
        "DOI": "10.1/x",
        "URL": "https://e.org",
    }
    assert read_coins("") is None
    assert read_coins("rft.date=x&" * 400) is None


def test_a_picture_keeps_the_caption_that_a_word_processor_set_below_it() -> None:
    imported = read_html(
        '<p>Words.</p><p><img src="a.png" alt="Seal"></p><p class="caption">Figure 1. The seal</p><p>More.</p>'
    )
    assert imported.text == ('Words.\n\n![Seal](wanted:a.png "Figure 1. The seal")\n\nMore.')
