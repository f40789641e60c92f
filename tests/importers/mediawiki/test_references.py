"""`<ref>` in all its forms, and the templates that replace it."""

from __future__ import annotations

import pytest

from editorial.wording import words
from encyclopedia.markup.text_reading import parse

BOOK = "{{cite book |last=Service |first=Robert |title=Trotsky: A Biography |year=2009}}"
PAPER = "{{cite journal |last=Bay |first=Noel |title=On Tides |journal=Sea |volume=3 |pages=1–9 |year=2001}}"
KEY = "service-trotsky-2009"


def cited(wiki, text):
    return [(c.reference.key, c.reference.locator) for c in parse(wiki(text).text).citations]


def test_a_reference_with_a_citation_template_is_a_citation(wiki):
    page = wiki(f"Born in 1879.<ref>{BOOK}</ref> He fled.")
    assert page.text == f"Born in 1879.[@{KEY}] He fled."
    assert [record["id"] for record in page.sources] == [KEY]


@pytest.mark.parametrize(
    "text",
    [
        'One<ref name="a">{}</ref> two<ref name="a" />.',
        "One<ref name=a>{}</ref> two<ref name=a/>.",
        "One<ref name='a'/> two<ref name=a>{}</ref>.",
        'One<REF NAME="a" /> two{{{{r|a}}}}.\n<references>\n<ref name="a">{}</ref>\n</references>',
        'One<ref name=a /> two<ref name="a"></ref>.\n{{{{reflist|refs=\n<ref name=a>{}</ref>\n}}}}',
        "One{{{{#tag:ref|{}|name=a}}}} two{{{{#tag:ref||name=a}}}}.",
    ],
)
def test_a_named_reference_is_found_before_and_after_its_definition(wiki, text):
    assert cited(wiki, text.format(BOOK)) == [(KEY, ""), (KEY, "")]


def test_a_template_after_a_reference_gives_its_page(wiki):
    text = f"One<ref name=a>{BOOK}</ref>{{{{rp|12}}}} two<ref name=a/>{{{{rp|12–15}}}} three{{{{r|a|p=9}}}}"
    assert cited(wiki, text) == [(KEY, "p. 12"), (KEY, "pp. 12–15"), (KEY, "p. 9")]


def test_sub_references_take_the_work_of_the_one_they_extend(wiki):
    text = f'One<ref name=a>{BOOK}</ref> two<ref name=a details="p. 5" /> three<ref extends=a>p. 7</ref>'
    assert cited(wiki, text) == [(KEY, ""), (KEY, "p. 5"), (KEY, "p. 7")]


def test_names_that_differ_in_an_underscore_are_two_references(wiki):
    text = (
        f'One<ref name="a b">{BOOK}</ref> two<ref name="a_b">{PAPER}</ref> three<ref name="a_b"/>'
    )
    assert cited(wiki, text) == [(KEY, ""), ("bay-tides-2001", ""), ("bay-tides-2001", "")]
    assert cited(wiki, f'One<ref name="a b">{BOOK}</ref> two<ref name="a_b"/>')[1] == (KEY, "")


def test_a_reference_that_follows_another_goes_on_with_it(wiki):
    text = f"One<ref name=a>{BOOK}</ref> two<ref follow=a>{PAPER}</ref> three<ref follow=z>{PAPER}</ref>"
    page = wiki(text)
    assert page.text == f"One[@{KEY}; @bay-tides-2001] two three[@bay-tides-2001]"
    assert not page.report


def test_a_list_of_references_prints_nothing_and_gives_its_group(wiki):
    page = wiki(
        "One<ref name=a group=note />.\n{{#tag:references|<ref name=a>Why so</ref>|group=note}}"
    )
    assert page.text == "One[^n1].\n\n[^n1]: Why so"
    assert not page.report


@pytest.mark.parametrize(
    ("language", "template"), [("he", "הערה|שם=x"), ("yi", "הערה|שם=x"), ("ja", "Refnest|name=x")]
)
def test_footnote_templates_of_other_languages_cite(wiki, language, template):
    text = f"One{{{{{template}|1={BOOK}}}}} two{{{{{template}}}}}."
    page = wiki(text, language=language)
    assert [c.reference.key for c in parse(page.text).citations] == [KEY, KEY]


def test_page_and_quotation_belong_to_the_citation_not_the_work(wiki):
    book = BOOK.replace("}}", '|page=12|quote=The "exact" [words]}}')
    page = wiki(f"Born.<ref>{book}</ref> Fled.<ref>{BOOK}</ref>")
    first, second = parse(page.text).citations
    assert (first.reference.locator, first.reference.quotation) == ("p. 12", 'The "exact" [words]')
    assert second.reference.locator == ""
    assert len(page.sources) == 1


def test_several_works_in_one_reference_are_several_citations(wiki):
    assert [key for key, _ in cited(wiki, f"Born.<ref>{BOOK}; {PAPER}</ref>")] == [
        KEY,
        "bay-tides-2001",
    ]


def test_short_words_around_a_work_become_prefix_and_suffix(wiki):
    reference = (
        parse(wiki(f"Born.<ref>See also {BOOK}, with a map</ref>").text).citations[0].reference
    )
    assert (reference.prefix, reference.key, reference.suffix) == ("See also", KEY, "with a map")


def test_a_page_written_after_the_work_is_its_locator(wiki):
    assert cited(wiki, f"Born.<ref>{BOOK} pp. 3–4.</ref>") == [(KEY, "pp. 3–4")]


def test_long_words_around_a_work_make_a_note_that_holds_the_citation(wiki):
    words = "This was long disputed. Nobody knows why it was so, though many asked at the time. "
    page = wiki(f"Born.<ref>{words}{BOOK}</ref>")
    assert page.text.startswith("Born.[^n1]")
    assert f"[^n1]: {words.strip()} [@{KEY}]" in page.text
    assert parse(page.text).citations[0].note == "n1"


@pytest.mark.parametrize(
    "note",
    [
        "<ref group=note>Old style.</ref>",
        '<ref group="lower-alpha">Old style.</ref>',
        "{{efn|Old style.}}",
        "{{refn|group=nb|Old style.}}",
        "{{notetag|Old style.}}",
        "{{#tag:ref|Old style.|group=note}}",
    ],
)
def test_explanatory_notes_are_notes(wiki, note):
    page = wiki(f"In March{note} he left.")
    assert page.text == "In March[^n1] he left.\n\n[^n1]: Old style."
    assert page.sources == ()


def test_a_note_holds_its_own_citations_and_reused_notes_are_one(wiki):
    text = f"One{{{{efn|name=x|Old style.<ref>{BOOK}</ref>}}}} two{{{{efn|name=x}}}}."
    page = wiki(text)
    assert page.text == f"One[^n1] two[^n1].\n\n[^n1]: Old style.[@{KEY}]"


def test_a_note_within_a_note_is_put_in_brackets(wiki):
    page = wiki("One{{efn|Outer{{efn|inner}} words.}} two.")
    assert "[^n1]: Outer (inner) words." in page.text


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("{{sfn|Service|2009|p=4}}", (KEY, "p. 4")),
        ("{{sfn|Service|2009|pp=4–5}}", (KEY, "pp. 4–5")),
        ("<ref>{{harvnb|Service|2009|loc=ch. 2}}</ref>", (KEY, "ch. 2")),
        ("<ref>{{harv|Service|2009}}</ref>", (KEY, "")),
        ("<ref>Service (2009), p. 7.</ref>", (KEY, "p. 7")),
    ],
)
def test_short_citations_find_the_work_in_the_list(wiki, short, expected):
    assert cited(wiki, f"Born.{short}\n\n== Books ==\n* {BOOK}") == [expected]


def test_a_short_citation_of_several_works_is_several_citations(wiki):
    text = f"Born.{{{{sfnm|1a1=Service|1y=2009|1p=3|2a1=Bay|2y=2001|2p=4}}}}\n* {BOOK}\n* {PAPER}"
    assert cited(wiki, text) == [(KEY, "p. 3"), ("bay-tides-2001", "p. 4")]


def test_a_short_citation_in_the_text_keeps_its_words(wiki):
    assert (
        "as Service 2009, p. 4[@"
        in wiki(f"Seen as {{{{harvnb|Service|2009|p=4}}}}.\n* {BOOK}").text
    )


def test_a_short_citation_that_matches_no_work_is_never_guessed(wiki):
    page = wiki(f"Born.{{{{sfn|Servant|2009|p=4}}}}\n* {BOOK}")
    assert parse(page.text).citations[0].reference.key != KEY
    assert any("fits no work" in words(line.message) for line in page.report)


def test_a_listed_work_is_a_source_and_a_link_not_a_footnote(wiki):
    page = wiki(f"== Books ==\n* {BOOK}")
    assert parse(page.text).citations == ()
    assert f"[[source/{KEY}|Trotsky: A Biography]]" in page.text


def test_words_alone_become_a_source_with_the_identifiers_in_them(wiki):
    words = "A. Smith, Tides (Sea Press, 1999), ISBN 0-306-40615-2, doi:10.1000/xyz1 "
    words += "[https://example.org/t online], p. 12."
    page = wiki(f"Born.<ref>{words}</ref>")
    (record,) = page.sources
    assert (record["type"], record["title"], record["publisher"]) == ("book", "Tides", "Sea Press")
    assert (record["ISBN"], record["DOI"], record["URL"]) == (
        "9780306406157",
        "10.1000/xyz1",
        "https://example.org/t",
    )
    assert parse(page.text).citations[0].reference.locator == "p. 12"


def test_each_work_of_a_reference_in_words_is_a_citation_with_its_place(wiki):
    page = wiki(
        "Born.<ref>Smith, ''Tides'', p. 3; see also Roe, ''Seas'' (Bath: Sea Press, 1990), p. 5.</ref>"
    )
    assert page.text == "Born.[@smith-tides, p. 3; see also @roe-seas-1990, p. 5]"
    kept, read = page.sources
    assert (kept["title"], kept["custom"]) == ("Smith, <i>Tides</i>", {"verbatim": "title"})
    assert (read["type"], read["title"], read["publisher-place"]) == ("book", "Seas", "Bath")


def test_ibid_is_the_work_of_the_reference_before_at_its_own_place(wiki):
    text = f"One<ref>{BOOK}</ref> two<ref>Ibid., p. 5.</ref> three<ref>Там же. С. 14</ref>."
    assert cited(wiki, text) == [(KEY, ""), (KEY, "p. 5"), (KEY, "С. 14")]
    page = wiki(f"One<ref>{BOOK}; {PAPER}</ref> two<ref>Ibid., p. 5</ref>.")
    assert "[^n1]: Ibid., p. 5" in page.text
    assert len(page.sources) == 2
    assert any("which work it means" in words(line.message) for line in page.report)


def test_a_bare_address_is_a_source(wiki):
    (record,) = wiki("Born.<ref>[https://example.org/a_b]</ref>").sources
    assert record["URL"] == record["title"] == "https://example.org/a_b"


@pytest.mark.parametrize(
    "template", ["{{citation needed|date=May 2020}}", "{{cn}}", "{{fact}}", "{{Cita requerida}}"]
)
def test_a_request_for_a_citation_stays_a_request(wiki, template):
    assert wiki(f"It rained.{template}").text == "It rained.[@?]"


def test_a_marked_passage_keeps_its_words(wiki):
    page = wiki("{{Référence nécessaire|Il pleuvait}}.", language="fr")
    assert page.text == "Il pleuvait[@?]."


def test_a_name_that_is_defined_nowhere_asks_for_a_citation_and_is_reported(wiki):
    page = wiki("It rained.<ref name=gone />")
    assert page.text == "It rained.[@? reference “gone” is not defined]"
    assert [(line.line, line.construct) for line in page.report] == [(1, "<ref>")]


def test_two_references_of_one_name_are_both_kept(wiki):
    page = wiki(f"One<ref name=a>{BOOK}</ref> two<ref name=a>{PAPER}</ref>.")
    assert page.text == f"One[@{KEY}] two[@bay-tides-2001]."
    assert any("already taken" in words(line.message) for line in page.report)


def test_a_reference_left_open_ends_with_its_line(wiki):
    page = wiki(f"One<ref>{BOOK}\n\nTwo is here.<ref>{PAPER}</ref>")
    assert page.text == f"One[@{KEY}]\n\nTwo is here.[@bay-tides-2001]"
    assert any("without end" in words(line.message) for line in page.report)


@pytest.mark.parametrize(
    "place",
    [
        "{{unknown thing|x=1|note=It is so{}}}",
        "{{navbox|list1=It is so{}}}",
        "[[File:A.jpg|thumb|It is so{}]]",
        "<gallery>\nA.jpg|It is so{}\n</gallery>",
        "{|\n! It is so{}\n|-\n| b || c\n|}",
        "== It is so{} ==\nWords.",
        "* It is so{}",
        "; It is so{} : yes",
        "<blockquote>It is so{}</blockquote>",
        "{{quote|It is so{}}}",
        "<poem>It is so{}</poem>",
        "'''It is so{}'''",
        "[[Sun|It is so{}]]",
        " It is so{}",
        "{{nowrap|It is so{}}}",
        "{{lang|de|It is so{}}}",
        "{{Infobox bridge|length=It is so{}}}",
        "{{Infobox person|name=X|known_for=It is so{}}}",
    ],
)
def test_no_reference_is_lost_wherever_it_is(wiki, place):
    page = wiki(
        f"Words before.\n\n{place.replace('{}}}', f'<ref>{BOOK}</ref>}}}}').replace('{}', f'<ref>{BOOK}</ref>')}\n"
    )
    assert [c.reference.key for c in parse(page.text).citations] == [KEY]


def test_a_reference_of_an_unknown_template_keeps_its_words(wiki):
    (record,) = wiki("Rain.<ref>{{Zitierung unbekannt|Werk=Tides of the Bay|Teil=4}}</ref>").sources
    assert record["title"] == "Tides of the Bay, 4"


def test_a_forgotten_pipe_after_the_template_s_name_is_put_back(wiki):
    (record,) = wiki("Rain.<ref>{{cite book title=Tides |last=Lee |first=Bo}}</ref>").sources
    assert (record["type"], record["title"]) == ("book", "Tides")


def test_references_in_comments_and_nowiki_are_not_references(wiki):
    page = wiki("Rain<!-- <ref>no</ref> --> and <nowiki><ref>sun</ref></nowiki>.")
    assert page.text == r"Rain and \<ref>sun\</ref>."
    assert page.sources == ()
