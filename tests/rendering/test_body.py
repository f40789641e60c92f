"""The lists that belong to the text: explanatory notes, and what is missing where a citation is needed."""

from __future__ import annotations

import elements
from rendering.shelf import rendered


def test_explanatory_notes_have_their_own_lettered_list_and_ways_back() -> None:
    body = elements.read(
        rendered("One.[^x] Two.[^x] Three.[^y]\n\n[^x]: First.\n\n[^y]: Second.").body
    )
    section = body.one("section", role="doc-endnotes")
    assert section.one("li", id="note-a").text == "a b First."
    backs = [a.attributes["href"] for a in section.one("li", id="note-a").all("a")]
    assert backs == ["#noteref-a", "#noteref-a-b"]
    assert {"noteref-a", "noteref-a-b", "noteref-b"} <= set(body.ids)


def test_each_place_that_needs_a_citation_has_its_reason_in_a_list_with_a_way_back() -> None:
    body = elements.read(rendered("One.[@? says <who>] Two.[@?]\n\n[^n]: Three.[@?]").body)
    needs = body.one("section", class_="needs")
    assert needs.attributes["role"] == "doc-endnotes"
    assert [item.text for item in needs.all("li")] == [
        "↩ says <who>",
        "↩ No source has been found for it yet.",
    ]
    markers = body.all("a", role="doc-noteref")
    assert [(mark.text, mark.attributes["href"]) for mark in markers] == [
        ("[?]", "#needed-1"),
        ("[?]", "#needed-2"),
    ]
    assert [item.attributes["id"] for item in needs.all("li")] == ["needed-1", "needed-2"]
    backs = [back.attributes["href"][1:] for back in needs.all("a", role="doc-backlink")]
    assert backs == [mark.attributes["id"] for mark in markers]
    assert not elements.read(rendered("One.[@service]").body).all(class_="needs")


def test_the_contents_name_what_one_would_read_and_not_the_list_of_what_is_missing() -> None:
    contents = elements.read(rendered("# One\n\nSo.[@?]\n\n# Two\n\nSo.[@service]").contents)
    addresses = [link.attributes["href"] for link in contents.all("a")]
    assert addresses == ["#one", "#two", "#footnotes", "#bibliography"]
