"""Broken, mutated and hostile wikitext: no exception, no lost reference, bounded time and memory."""

from __future__ import annotations

import re
import tracemalloc

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from editorial.importers.mediawiki.convert import MAX_TEXT, Converted, convert
from editorial.importers.mediawiki.wikitext.dump import DumpPage
from editorial.importers.mediawiki.wikitext.nodes import WikiTag, cleaned
from editorial.importers.mediawiki.wikitext.scanner import parse
from encyclopedia.markup.text_reading import parse as read_markup

pytestmark = pytest.mark.slow

PAGE = """{{Infobox person|name=A
|birth_date={{birth date|1879|1|2}}<ref name="b">{{cite book|title=Born0|year=1999}}</ref>}}
'''A''' was ''b''.<ref>{{cite web|title=Web1|url=https://e.org/1}}</ref> [[Sun|s]]<ref name="b" /> {{lang|de|x}}
* one<ref group="note">Said2 so</ref>
{| class="x"
! H !! I
|-
| c<ref>Words3, p. 4</ref> || [[File:A.jpg|thumb|d<ref>{{cite journal|title=Paper4|journal=J}}</ref>]]
|}
<gallery>
B.jpg|e<ref>Words5</ref>
</gallery>
{{quote|f<ref>Words6</ref>|g}} {{unknown|h<ref>Words7</ref>}} {{sfn|Born|1999}}
<references><ref name="l">Words8</ref></references>
"""
_NEEDLES = ["Born0", "Web1", "Said2", "Words3", "Paper4", "Words5", "Words6", "Words7"]
_PIECES = [
    "[[",
    "]]",
    "{{",
    "}}",
    "|",
    "'''",
    "''",
    "<ref>",
    "</ref>",
    "<ref name=x>",
    "<ref name=x />",
    "{|",
    "|}",
    "\n",
    "\n|-\n",
]
_PIECES += [
    "<!--",
    "-->",
    "<nowiki>",
    "</nowiki>",
    "<br>",
    "<table>",
    "<td>",
    "[",
    "]",
    "=",
    "==\n",
    "\n* ",
    "\n;",
    "&lt;",
    "{{{",
    "}}}",
    "[http://",
    "<math>",
]
QUIET = settings(suppress_health_check=list(HealthCheck))


def run(text: str) -> Converted:
    return convert(DumpPage("1", "A", text=text))


def all_content(page: Converted) -> str:
    return page.text + repr(page.sources) + repr(page.facts) + repr(page.report)


def test_the_unbroken_page_keeps_everything():
    page = run(PAGE)
    assert [needle for needle in _NEEDLES if needle not in all_content(page)] == []
    assert read_markup(page.text).problems == ()


@QUIET
@given(
    st.lists(
        st.tuples(st.integers(0, len(PAGE)), st.integers(0, 12), st.sampled_from(["", *_PIECES])),
        max_size=6,
    )
)
@example([(407, 1, "")])
@example([(0, 0, "[["), (0, 10, "[["), (0, 12, "{{{"), (161, 12, "<!--"), (49, 0, "<!--")])
@example([(357, 12, "")])
@example([(102, 12, "{{"), (119, 12, "")])
@example([(99, 10, "<!--"), (282, 12, "<!--")])
@example([(0, 0, "[["), (361, 9, "")])
@example([(0, 2, "<ref>"), (52, 11, ""), (54, 12, "")])
@example([(59, 0, "<ref name=x />"), (59, 0, "<ref name=x>")])
def test_no_exception_and_no_lost_reference_on_mutated_wikitext(changes):
    text = PAGE
    for place, length, piece in changes:
        text = text[:place] + piece + text[place + length :]
    page = run(text)
    # the report gives a template's name in lower case
    content = all_content(page).lower()
    for body in _bodies(text):
        for needle in _NEEDLES:
            assert needle not in body or needle.lower() in content, f"{needle} is lost"


# From left to right as MediaWiki reads: a comment that begins in a reference ends with it at the latest.
_COMMENT = re.compile(r"(?s)<!--.*?-->")
_READ = re.compile(
    r"(?s)<!--.*?(?:-->|\Z)|<(nowiki|math)>.*?</\1>"
    r"|<ref(?:\s[^<>]*)?(?<!/)>(?P<body>(?:(?!<ref[\s/>]).)*?)</ref>"
)


def _bodies(text: str) -> list[str]:
    """The bodies of the references that MediaWiki would see: outside comments, nowiki and code.

    Where braces do not match, the wiki itself reads words as arguments that no template prints: we lose nothing.
    """
    literal = [
        node.body or ""
        for node in parse(text)
        if isinstance(node, WikiTag) and node.name in ("math", "nowiki")
    ]
    bodies = (_COMMENT.sub(" ", match["body"] or "") for match in _READ.finditer(cleaned(text)))
    return [
        body
        for body in bodies
        if body
        and body.count("{{") == body.count("}}")
        and not re.search("[<>]", body)
        and not any(body in part for part in literal)
    ]


@QUIET
@given(
    st.lists(
        st.sampled_from(
            [*_PIECES, "a", "word ", "Sun", "cite book", "title=", "efn", "sfn", "{{", "}}"]
        ),
        max_size=60,
    )
)
def test_no_exception_on_any_wikitext(pieces):
    page = run("".join(pieces))
    assert read_markup(page.text) is not None


@QUIET
@given(st.text(max_size=300))
def test_no_exception_on_any_text(text):
    run(text)


@QUIET
@given(st.text(alphabet="ab *_`[]()<>#-+=|~!\\&;@^\"'\n1.", max_size=120))
def test_text_without_citations_gets_none(text):
    reading = read_markup(run(text).text)
    assert reading.citations == ()
    assert reading.needed == ()
    assert reading.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "{{" * 5_000 + "}}" * 5_000,
        "{{a|" * 5_000 + "}}" * 5_000,
        "{{a|" * 12_000,
        "[[" * 12_000 + "]]" * 12_000,
        "[[a|" * 5_000 + "]]" * 5_000,
        "<ref>" * 7_000 + "</ref>",
        "<ref>{{efn|" * 3_000 + "}}</ref>" * 3_000,
        "{{#tag:ref|" * 2_000 + "}}" * 2_000,
        "<ref name=a>{{r|a}}</ref>{{r|a}}",
        "<poem><gallery>" * 5_000,
        "*" * 25_000,
        "* " + "#:" * 12_000 + " a",
        "'''''" * 12_000,
        "''a'''b" * 5_000,
        "<blockquote>\n" * 2_000,
        "{|\n|\n" * 2_000,
        "{|\n" + "| a " + "|| a" * 5_000 + "\n|}",
        '{|\n| rowspan="500" colspan="50" | a\n' * 300 + "|}",
        "{|\n" + "|-\n| a\n" * 3_000 + "|-\n" + "| a " + "|| a " * 3_000 + "\n|}",
        "[http://a " * 5_000,
        "<a " * 12_000,
        "<sup>" * 12_000,
        "<table><tr><td>" * 3_000,
        "<ul><li>" * 3_000,
        "== " * 12_000,
        "-{" * 12_000,
        "&" * 25_000,
        "<!--" * 25_000,
        "<ref>" + "<!--" * 25_000,
        "<gallery <ref" * 9_000 + ">",
        "a [[File:x|" * 3_000,
        "{{quote|" * 3_000 + "}}" * 3_000,
        "(" * 25_000,
        "<ref>" + "1 " * 12_000 + "</ref>",
        "<ref>p. " + "1, " * 12_000 + "</ref>",
        "<ref>" + "http://a" * 5_000 + "</ref>",
        "{{cite book|author=" + "a, " * 5_000 + "|title=x}}",
        "{{cite book|date=" + "1 " * 5_000 + "|title=x}}",
        "{{Infobox person|birth_date=" + "1879 " * 5_000 + "}}",
        "{{Infobox person|spouse=" + "(1" * 5_000 + "}}",
        "\ufdd0" * 1_000 + "\ufdd05\ufdd1",
    ],
    ids=lambda text: text[:14],
)
def test_hostile_wikitext_is_converted(text):
    assert read_markup(run(text).text).plain is not None


@pytest.mark.parametrize(
    "text", ["{{a|" * 20_000, "[[" * 20_000 + "]]" * 20_000, "{|\n" + "| a " + "|| a" * 9_000]
)
def test_hostile_wikitext_takes_little_memory(text):
    tracemalloc.start()
    run(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


def test_a_page_too_long_to_be_one_is_refused_with_a_report():
    page = run("x" * (MAX_TEXT + 1))
    assert page.text == ""
    assert [line.construct for line in page.report] == ["page"]


def test_a_line_of_a_megabyte_is_converted():
    page = run("word ''em'' [[Sun]] " * 50_000)
    assert page.text.endswith("[[Sun]]")
