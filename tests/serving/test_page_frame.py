"""The frame around a page's parts: where the lead goes, and what becomes of pages that do not mark its end."""

from __future__ import annotations

import elements
import pytest
from django.conf import settings

from encyclopedia.rendering.body import LEAD_END
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
