"""Wikitext into markup: blocks, emphasis, links, tables, pictures, and nothing misread."""

from __future__ import annotations

import pytest

from editorial.wording import words
from encyclopedia.markup.text_reading import parse


@pytest.mark.parametrize(
    ("wikitext", "markup"),
    [
        ("== Life ==\nHe lived.", "## Life\n\nHe lived."),
        ("''a'' '''b''' '''''c'''''", "*a* **b** ***c***"),
        ("'''a ''b'' c'''", "**a *b* c**"),
        ("''a '''b'''''", "*a **b***"),
        ("l'''etoile'' d'or", "l'*etoile* d'or"),
        ("<b>a</b> <i>b</i>", "**a** *b*"),
        ("'' a ''b", " *a* b".strip()),
        ("* a\n* b\n** c\n* d", "- a\n- b\n  - c\n- d"),
        ("# a\n# b\n#* c", "1. a\n2. b\n   - c"),
        ("; Term : meaning", "- **Term**\n  - meaning"),
        ("; Term\n: meaning\n: other", "- **Term**\n  - meaning\n  - other"),
        (": indented", "indented"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<blockquote>\nSaid so.\n</blockquote>", "> Said so."),
        ("{{quote|Said so.|Ann|Book}}", "> Said so.\n>\n> — Ann, Book"),
        ("{{cquote|text=Said so.|author=Ann}}", "> Said so.\n>\n> — Ann"),
        ("a<br />b", "a\\\nb"),
        ("<poem>\none\ntwo\n</poem>", "one\\\ntwo"),
        ("----", "---"),
        ("H<sub>2</sub>O, x<sup>2</sup>", "H₂O, x²"),
        ("<math>E = mc^2</math>", "`E = mc^2`"),
        ("<code>a [[b]]</code>", "`a b`"),
        ("<pre>\na  b\n</pre>", "```\na  b\n```"),
        ('<syntaxhighlight lang="python">\nx = 1\n</syntaxhighlight>', "```python\nx = 1\n```"),
        ("<nowiki>[[a]] ''b''</nowiki>", r"\[\[a\]\] ''b''"),
        ("a <!-- no --> b", "a  b"),
        ("* a\n<!-- no -->\n* b", "- a\n- b"),
        ("__NOTOC__a&nbsp;b &amp; c &mdash; d", "a b & c — d"),
        ("{{DEFAULTSORT:Moon}}a", "a"),
    ],
)
def test_wikitext_becomes_markup(wiki, wikitext, markup):
    assert wiki(wikitext).text.strip() == markup


def test_language_variants_keep_the_references_of_all_spellings(wiki):
    page = wiki("-{zh-hans:甲<ref>Tides</ref>;zh-hant:乙<ref>Seas</ref>}-", language="zh")
    assert page.text == "甲[@tides][@seas]"


@pytest.mark.parametrize(
    ("wikitext", "markup"),
    [
        ("[[Sun]]", "[[Sun]]"),
        ("[[Sun|the star]]", "[[Sun|the star]]"),
        ("[[sun]]s", "[[sun|suns]]"),
        ("[[Sun|star]]light", "[[Sun|starlight]]"),
        ("[[Ada (moon)|]]", "[[Ada (moon)|Ada]]"),
        ("[[Sun#Core|core]]", "[[Sun|core]]"),
        ("[[#Core|below]]", "below"),
        ("[[Sun|''the'' star]]", "[[Sun|*the* star]]"),
        ("[[Sun|''star'']]", "*[[Sun|star]]*"),
        ("[[fr:Lune]]a", "a"),
        ("[[:fr:Lune|Lune]]", "Lune"),
        ("[[wikt:moon|word]]", "word"),
        ("[[Wikipedia:Help|help]]", "help"),
        ("[https://example.org label]", "[label](https://example.org)"),
        ("[https://example.org/a ''T'' here]", "[*T* here](https://example.org/a)"),
        ("[https://example.org A ''T] b''", "*[A T](https://example.org) b*"),
        ("[https://example.org]", "<https://example.org>"),
        ("see https://example.org/a_b.", "see <https://example.org/a_b>."),
        ("{{ill|de|Ann Lee|Ann}}", "[[Ann Lee|Ann]]"),
        ("{{noteTA|1=zh-hans:甲; zh-hant:乙}}正", "正"),
        ("-{zh-hans:''甲'';zh-hant:[[乙]]}--{H|zh-hans:丙}--{12:30}-", "*甲*12:30"),
        ("{{ill|Ann Lee|de}}", "[[Ann Lee]]"),
    ],
)
def test_links(wiki, wikitext, markup):
    assert wiki(wikitext).text == markup


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{convert|12|km|mi}}", "12 km"),
        ("{{convert|3|to|5|ft|m|abbr=on}}", "3 to 5 feet"),
        ("{{chem|H|2|SO|4|2-}}", "H₂SO₄²⁻"),
        ("{{chem|C|''n''|H|2''n''+2}}", "C*n*H2*n*+2"),
        ("{{coord|30|12|N|74|7|W|name=it}}", "30°12′N 74°7′W"),
        ("{{Coord|1|2|3.5|S|4|5|6|E|display=inline,title}}", "1°2′3.5″S 4°5′6″E"),
        ("{{coord|44.1|-88.6}}", "44.1°N 88.6°W"),
        ("{{Coordinate|NS=48/51/24/N|EW=2/21//E|text=DMS}}", "48°51′24″N 2°21′E"),
        ("{{birth date|1879|11|7|df=y}}", "7 November 1879"),
        ("{{death date and age|mf=yes|1940|8|21|1879|11|7}}", "August 21, 1940"),
        ("{{start date|1917|10}}", "October 1917"),
        ("{{as of|2010}}", "As of 2010"),
        ("{{circa|1500}}", "c. 1500"),
        ("{{lang|de|Mond}}", "Mond"),
        ("{{lang-de|Mond}}", "German: *Mond*"),
        ("{{transl|ru|luna}}", "luna"),
        ("{{IPA|/luna/}}", "/luna/"),
        ("{{IPAc-en|m|uː|n}}", "/muːn/"),
        ("{{abbr|UN|United Nations}}", "UN"),
        ("{{nowrap|a b}}", "a b"),
        ("{{sic|teh}}", r"teh \[sic\]"),
        ("a{{snd}}b", "a – b"),
        ("{{hlist|a|b}}", "a · b"),
        ("{{frac|1|2}}", "1/2"),
        ("{{PAGENAME}}", "Moon"),
        ("{{#if:x|yes|no}}", "yes"),
        ("{{main|Sun}}a", "a"),
        ("{{refimprove|date=May 2010}}a", "a"),
    ],
)
def test_templates_of_the_table(wiki, template, words):
    assert wiki(template).text.strip() == words


def test_an_unknown_template_is_reported_and_its_prose_kept(wiki):
    page = wiki("\n{{Odd box|width=3|These are words to be kept}}")
    assert page.text == "These are words to be kept"
    assert [(line.line, line.construct) for line in page.report] == [(2, "{{odd box}}")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("it is: {{odd|upper=2.3}} Now", "it is: [@? words missing: template “odd”] Now"),
        ("of {{odd|90000}} people", "of 90000 people"),
        ("born {{odd|'''Lee'''|x}}, in", "born **Lee**, in"),
        ("some {{odd|5|km}} on", "some 5 km[@? compare: template “odd”] on"),
        ("in {{odd}} since", "in [@? words missing: template “odd”] since"),
        ("It ends.{{odd}} It begins.", "It ends. It begins."),
        ("{{odd|de}}\nIt begins.", "It begins."),
        ("{{odd|File.svg}}It begins.", "It begins."),
    ],
)
def test_an_unknown_template_leaves_no_hole_in_a_sentence(wiki, text, sentence):
    page = wiki(text)
    assert page.text == sentence
    assert [line.construct for line in page.report] == ["{{odd}}"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("in {{CURRENTYEAR}} dollars", "in [@? words missing: template “currentyear”] dollars"),
        ("the {{#expr: 2+3}} men", "the [@? words missing: template “#expr: 2+3”] men"),
        (
            "in {{#invoke:Age|main|5}} and",
            "in [@? words missing: template “#invoke:age”] and",
        ),
        ("a {{bar chart|5}} of", "a [@? words missing: template “bar chart”] of"),
        ("the {{#if:|no|}}men", "the men"),
        ("the {{#if:x|seven|}} men", "the seven men"),
        ("It ends.{{CURRENTYEAR}} It begins.", "It ends. It begins."),
        ("It ends.\n\n{{bar chart|5}}\n\nIt begins.", "It ends.\n\nIt begins."),
        ("{{coord|1|N|2|E|display=title}}\nIt begins.", "It begins."),
        ("the{{odd icon|k}} flag", "the flag"),
    ],
)
def test_what_is_left_out_by_its_kind_leaves_no_hole_in_a_sentence(wiki, text, sentence):
    assert wiki(text).text == sentence


def test_a_table_becomes_a_table(wiki):
    page = wiki(
        '{| class="x"\n|+ Moons\n! Name !! Size\n|-\n| [[Io|I]] || 1|2\n|-\n| colspan=2 | both\n|}'
    )
    assert page.text == (
        "**Moons**\n\n| Name | Size |\n| --- | --- |\n| [[Io\\|I]] | 2 |\n| both |  |"
    )


def test_cells_that_span_rows_repeat_their_words(wiki):
    page = wiki('{|\n! A !! B\n|-\n| rowspan="2" | x || 1\n|-\n| 2\n|}')
    assert page.text.endswith("| x | 1 |\n| x | 2 |")
    assert any("span" in words(line.message) for line in page.report)


def test_html_tables_and_tables_for_layout(wiki):
    assert wiki(
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    ).text == ("| A | B |\n| --- | --- |\n| 1 | 2 |")
    assert wiki("{|\n|\nFirst words.\n\n* a\n|}").text == "First words.\n\n- a"


def test_pictures_are_wanted_with_their_captions(wiki):
    page = wiki(
        "[[File:Full moon.jpg|thumb|left|120px|alt=A disc|The ''full'' \"moon\"<ref>Book</ref>]]\nWords."
    )
    figure = parse(page.text).figures[0]
    assert (figure.name, figure.alt, figure.caption) == (
        "Full moon.jpg",
        "A disc",
        'The full "moon"',
    )
    assert page.text.endswith("\n\nWords.")


def test_a_picture_without_an_alternative_text_gets_none_from_its_file_s_name(wiki):
    page = wiki("[[File:Works_gate_-_1920.jpg|thumb|The gate of the works]]\nWords.")
    figure = parse(page.text).figures[0]
    assert (figure.name, figure.alt) == ("Works gate - 1920.jpg", "")
    assert figure.caption == "The gate of the works"


def test_galleries_and_localised_files(wiki):
    page = wiki(
        "<gallery>\nDatei:A.jpg|Eins\nB.png\n</gallery>\n[[Datei:C.jpg|mini|Drei]]", language="de"
    )
    assert [(f.name, f.caption) for f in parse(page.text).figures] == [
        ("A.jpg", "Eins"),
        ("B.png", ""),
        ("C.jpg", "Drei"),
    ]


def test_categories_become_tags(wiki):
    page = wiki(
        "A.\n[[Category:Moons|*]]\n[[Category:Articles with dead links]]\n[[Kategorie:Monde]]"
    )
    assert page.tags == ("Moons", "Monde")
    assert page.text == "A."


@pytest.mark.parametrize(
    "text",
    [
        "a [@key] b", "a [^1] b", "[x](y)", "a * b * c", "_a_ b_c_d", "`a`", "<b x", "&#35; a", "1986. A year",
        "- a", "+ a",
        "&amp;lt; a", r"a\*b", "~~a~~", "> a", "a | b\n--- | ---", "![a](b)", "=== a", "[a]: b", "``` a",
    ],
)  # fmt: skip
def test_nothing_in_the_text_is_misread_as_markup(wiki, text):
    page = wiki(text)
    reading = parse(page.text)
    assert (reading.citations, reading.links, reading.headings, reading.notes, reading.figures) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert (
        reading.plain.split()
        == text.replace("&amp;", "&").replace("&#35;", "#").replace("\n", " ").split()
    )


def test_a_heading_with_nothing_under_it_is_dropped(wiki):
    text = "== A ==\nWords.\n== B ==\n=== C ===\nMore.\n== D ==\n=== E ===\n== References ==\n{{reflist}}"
    assert wiki(text).text == "## A\n\nWords.\n\n## B\n\n### C\n\nMore."


def test_redirects_name_their_target(wiki):
    assert wiki("#REDIRECT [[Earth's moon#Name]]").redirect == "Earth's moon"
    assert wiki("#WEITERLEITUNG [[Erdmond]]", language="de").redirect == "Erdmond"


def test_provenance_and_summary(wiki):
    page = wiki("{{short description|Natural satellite}}\nThe '''Moon''' is far. It shines.")
    assert page.summary == "Natural satellite"
    (origin,) = page.provenance
    assert (origin.url, origin.page, origin.revision, origin.contributor) == (
        "https://en.example.org/wiki/Moon", "7", "70", "Ann",
    )  # fmt: skip
    assert origin.licence.startswith("CC BY-SA")
    assert (
        wiki("The '''Moon''' is so very far away. It shines.").summary
        == "The Moon is so very far away."
    )


def test_a_report_line_names_the_line_of_the_page(wiki):
    page = wiki("a\n\n{{odd one|x\n|y}}\n\nb {{odd two}}\n\n[[wikt:c|c]]")
    assert [(line.line, line.construct) for line in page.report] == [
        (3, "{{odd one}}"),
        (6, "{{odd two}}"),
        (8, "[[…]]"),
    ]
