"""The frame around a page's parts: where the lead goes, what becomes of pages that do not mark its end, and which style
sheets a page asks for.
"""

from __future__ import annotations

import gzip
import re

import elements
import pytest
from django.conf import settings
from source_files import ROOT

from encyclopedia.rendering.body import LEAD_END
from encyclopedia.rendering.page_tail import BANNER_END
from encyclopedia.serving.page_frame import shell_for


def order(body: str) -> list[str]:
    parts = {"body": body, "facts": "<p>Facts</p>", "contents": "<p>Contents</p>"}
    shell = shell_for(settings.LANGUAGE_CODE)
    page = shell.compose({name: html.encode() for name, html in parts.items()}).decode()
    assert LEAD_END not in page
    main = elements.read(page).one("main")
    of_frame = [*main.one("template", id="note-box").all("p"), main.one("p", class_="report-error")]
    return [paragraph.text for paragraph in main.all("p") if paragraph not in of_frame]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (f"<p>Lead</p>{LEAD_END}<p>Text</p>", ["Lead", "Facts", "Contents", "Text"]),
        (f"<p>Lead</p>{LEAD_END}", ["Lead", "Facts", "Contents"]),
        ("<p>Text</p>", ["Facts", "Contents", "Text"]),
        ("", ["Facts", "Contents"]),
    ],
)
def test_facts_and_contents_follow_the_lead_where_its_end_is_marked(
    db: None, body: str, read: list[str]
) -> None:
    assert order(body) == read


def test_the_frame_is_whole_around_the_parts(db: None) -> None:
    page = shell_for(settings.LANGUAGE_CODE).compose({"body": b"<p>Text</p>"}).decode()
    assert page.startswith("<!doctype html>\n<html ")
    assert page.rstrip().endswith("</html>")
    for once in ("<head>", "</head>", "<body", "</body>", "<main", "</main>"):
        assert page.count(once) == 1, once


def test_what_the_tail_says_of_the_whole_entry_stands_above_it(db: None) -> None:
    parts = {"top": "<h1>A</h1>", "tail": f"<p>Merged</p>{BANNER_END}<p>Tail</p>"}
    shell = shell_for(settings.LANGUAGE_CODE)
    page = shell.compose({name: html.encode() for name, html in parts.items()}).decode()
    assert page.index("Merged") < page.index("<h1>A") < page.index("Tail")
    assert BANNER_END not in page


def sheets(**parts: str) -> set[str]:
    """The names of all that the page names, when it opens, for paper and while one types."""
    shell = shell_for(settings.LANGUAGE_CODE)
    page = shell.compose({name: html.encode() for name, html in parts.items()}).decode()
    return set(re.findall(r'/static/css/([\w-]+)(?:\.\w+)?\.css"', page))


def test_a_page_asks_for_the_style_sheets_of_what_it_has(db: None) -> None:
    plain = sheets(body='<p class="claim">timeline</p>', tail='<p class="citing-this">record</p>')
    assert not plain & {"source-page", "timelines"}
    assert sheets(body='<section class="record">') - plain == {"source-page"}
    assert sheets(tail='<table class="timeline page-wide">') - plain == {"timelines"}
    assert sheets(tail='<section class="related">') - plain == {"timelines"}


def test_the_style_sheets_of_an_entry_are_small(db: None) -> None:
    """In bytes as sent, gzip: the same sheets as `bench/weight.py` counts."""
    weights = {
        name: len(gzip.compress((ROOT / f"static/css/{name}.css").read_bytes(), 9))
        for name in sheets(body="<p>Text</p>")
    }
    assert {"typefaces", "footnotes", "print", "suggestions"} <= weights.keys()
    assert sum(weights.values()) <= 12_000, weights
