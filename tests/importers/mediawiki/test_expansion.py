"""The wiki's own templates, expanded where that is certain; every other call stays, with its mark."""

from __future__ import annotations

import pytest

from editorial.importers.mediawiki.convert import Converted, convert
from editorial.importers.mediawiki.expansion.template_pages import (
    MAX_PAGE,
    TemplatePages,
    transcluded,
)
from editorial.importers.mediawiki.templates.mappings import KnownOfWiki, TemplateMapping
from editorial.importers.mediawiki.wikitext.dump import DumpPage, SiteInfo

SITE = SiteInfo("Wiki", "enwiki", "https://en.example.org/wiki/Main", "en", {10: "Template"})


def pages_of(templates: dict[str, str]) -> TemplatePages:
    pages = TemplatePages()
    for title, text in templates.items():
        to = text.removeprefix("#REDIRECT [[").removesuffix("]]") if "#REDIRECT" in text else ""
        pages.add(DumpPage("1", f"Template:{title}", 10, to, text=text))
    return pages


def converted(
    text: str, templates: dict[str, str], mappings: dict[str, TemplateMapping] | None = None
) -> Converted:
    known = KnownOfWiki(mappings or {}, pages_of(templates))
    page = DumpPage("7", "Moon", revision_id="70", timestamp="2020-01-02T03:04:05Z", text=text)
    return convert(page, SITE, None, known)


@pytest.mark.parametrize(
    ("template", "call", "words"),
    [
        ("{{{1|}}}<noinclude>How to use it</noinclude>", "{{x|90000}}", "90000"),
        ("{{{1|none}}} of {{{of|it}}}", "{{x|of= two }}", "none of two"),
        ("a<onlyinclude>b{{{1}}}</onlyinclude>c", "{{x|9}}", "b9"),
        ("<includeonly>shown</includeonly><!-- not -->", "{{X}}", "shown"),
        ("{{#if:{{{1|}}}|aged {{{1}}}|of unknown age}}", "{{x| }}", "of unknown age"),
        ("{{#ifeq:{{{1}}}|1.0|one|more}}", "{{x|1}}", "one"),
        ("{{#switch:{{{1}}}|a|b=Alpha|c=Gamma|#default=Other}}", "{{x|a}}", "Alpha"),
        ("{{#switch:{{{1}}}|a|b=Alpha|c=Gamma|#default=Other}}", "{{x|z}}", "Other"),
        ("{{#switch:{{{1}}}|a=Alpha|Last}}", "{{x|z}}", "Last"),
        ("{{inner|{{{1}}}|of=moons}}", "{{x|4}}", "4 moons"),
        ("{{lc:{{{1}}}}} {{PAGENAME}}", "{{x|BIG}}", "big Moon"),
        ("{{{1}}}", "{{ template:x|{{x|deep}}}}", "deep"),
        ("{{{{{|safesubst:}}}inner|7|of={{{1}}}}}", "{{x|suns}}", "7 suns"),
        ("#REDIRECT [[Template:Inner]]", "{{x|3|of=stars}}", "3 stars"),
    ],
)
def test_a_template_of_the_export_gives_what_its_page_says(
    template: str, call: str, words: str
) -> None:
    page = converted(f"There were {call} here.", {"X": template, "Inner": "{{{1}}} {{{of}}}"})
    assert page.text == f"There were {words} here."
    assert page.unknown == ()


@pytest.mark.parametrize(
    "template",
    [
        "{{#invoke:Module|main}}",
        "{{x|{{{1}}}}}",
        "{{y|{{{1}}}}}",
        "{{#time:Y}} {{{1}}}",
        "{{not in the export|{{{1}}}}}",
        "{{{missing}}} {{{1}}}",
        "<ref>{{{1}}}</ref>",
        "{{CURRENTYEAR}} {{{1}}}",
        "{{{1}}}" + "x" * MAX_PAGE,
    ],
)
def test_what_cannot_be_told_exactly_stays_an_unknown_template_with_its_words(
    template: str,
) -> None:
    page = converted("There were {{x|ninety}} here.", {"X": template, "Y": "{{x|{{{1}}}}}"})
    assert page.text == "There were ninety here."
    assert [call.name for call in page.unknown] == ["x"]


def test_what_a_template_gives_is_read_like_the_page_s_own_text() -> None:
    page = converted(
        "Said.<ref>{{mueller|12}}</ref> Also{{its ref|Title}}.\n\n{{items|a}}",
        {
            "Mueller": "{{cite book|author=Otto Müller|title=Werk|year=1990|page={{{1}}}}}",
            "Its ref": "{{#tag:ref|{{cite web|title={{{1}}}|url=https://example.org}}}}",
            "Items": "* {{{1}}}\n* [[b]]",
        },
    )
    assert page.text == "Said.[@muller-werk-1990, p. 12] Also[@title].\n\n- a\n- [[b]]"


def test_no_reference_is_lost_in_a_template_that_leaves_its_argument_out() -> None:
    page = converted("Said {{x|so<ref>A book</ref>}} here.", {"X": "{{#if:{{{1}}}|yes}}"})
    assert "[@book]" in page.text
    assert [call.name for call in page.unknown] == ["x"]


def test_the_meanings_that_are_known_here_and_those_of_people_come_before_the_page() -> None:
    templates = {"Cite book": "nonsense", "X": "nonsense {{{1}}}"}
    page = converted("A {{x|word}}.<ref>{{cite book|title=Werk}}</ref>", templates)
    assert page.text == "A nonsense word.[@werk]"
    mapped = converted("A {{x|word}}.", templates, {"x": TemplateMapping("words")})
    assert mapped.text == "A word."


def test_a_box_of_the_wiki_is_left_out_and_named() -> None:
    page = converted("Text.\n\n{{moons}}", {"Moons": '<div class="navbox">[[Io]]</div>'})
    assert page.text == "Text."
    assert [(line.line, line.construct) for line in page.report] == [(3, "{{moons}}")]


def test_lines_of_the_report_are_those_of_the_page_as_written() -> None:
    page = converted("{{x}}\n\nThe {{gone|a b}} end\n\n[[a]] {{gone|c}}", {"X": "1\n\n2\n\n3"})
    assert [call.line for call in page.unknown] == [3, 5]


@pytest.mark.parametrize(
    "templates",
    [
        {f"D{number}": f"{{{{d{number + 1}}}}}" * 9 for number in range(19)} | {"D19": "x" * 999},
        {f"D{number}": f"{{{{d{number + 1}}}}}" for number in range(60)} | {"D60": "x"},
        {"D0": "{{#switch:" + "{{d0}}" * 50 + "|a=b}}"},
        {"D0": "{{{a|" * 400 + "}}}" * 400},
        {"D0": "{{{{{{{{" * 4000},
    ],
)
def test_bombs_and_circles_end_and_leave_their_call(templates: dict[str, str]) -> None:
    page = converted("A {{d0|word}} B {{d0|word}} {{fine|9}}.", {**templates, "Fine": "{{{1}}}"})
    assert page.text.startswith("A word B word")


def test_what_a_calling_page_gets_of_a_template() -> None:
    assert transcluded("a<noinclude>b</noinclude>c<includeonly>d</includeonly>") == "acd"
    assert transcluded("a<onlyinclude>b<noinclude>c</noinclude></onlyinclude>d") == "b"
    assert transcluded("a<noinclude>never closed") == "a"
    assert transcluded("a<onlyinclude>never closed") == "anever closed"
    assert transcluded("<onlyinclude>" * 20_000 + "<noinclude>" * 20_000) == ""
