"""How a citation stands is told at its marker: in its class, which style sheets draw, and in its name."""

from __future__ import annotations

import elements
import pytest
from rendering.shelf import (
    CONTEXT_CHANGED,
    CONTRADICTS,
    INACCESSIBLE,
    LIBRARY,
    PARTLY,
    STALE,
    SUPPORTS,
    article,
    rendered,
    retracted,
)

from encyclopedia.core.standing import WORST_FIRST, CitationStanding
from encyclopedia.markup import sanitiser
from encyclopedia.rendering import Library, analyse, furniture_sanitiser, mark

FORGED_MARKER = (
    '<sup class="ref"><a id="fnref-1" role="doc-noteref" href="#fn-1" aria-label="Footnote 1">'
)


def marker(root: elements.Element, number: int) -> tuple[str, str]:
    """The classes of a marker, and its name."""
    marks = [sup for sup in root.all("sup") if sup.all("a", id=f"fnref-{number}")]
    return marks[0].attributes["class"], marks[0].one("a").attributes["aria-label"]


@pytest.mark.parametrize(
    ("standing", "value", "words"),
    [
        (None, "unchecked", "not yet checked"),
        (SUPPORTS, "supports", ""),
        (PARTLY, "partly", "checked: the source supports this in part"),
        (CONTRADICTS, "contradicts", "disputed: the source contradicts this"),
        (INACCESSIBLE, "could_not_access", "the source could not be accessed"),
        (STALE, "stale", "changed since its last check"),
        (
            CONTEXT_CHANGED,
            "context_changed",
            "checked, but what stands around it changed since",
        ),
    ],
)
def test_a_marker_tells_how_its_citation_stands(
    standing: CitationStanding | None, value: str, words: str
) -> None:
    body = elements.read(rendered("So it was.[@service, p. 1]", standing).body)
    assert marker(body, 1) == (f"ref ref-{value}", ", ".join(filter(None, ("Footnote 1", words))))


def test_each_use_of_a_footnote_stands_for_itself() -> None:
    body = rendered("One.[@service] Two.[@service]", SUPPORTS, CONTRADICTS).body
    classes = [sup.attributes["class"] for sup in elements.read(body).all("sup")]
    assert classes == ["ref ref-supports", "ref ref-contradicts"]


def test_a_mark_against_its_source_is_told_too() -> None:
    library = Library(sources={**LIBRARY.sources, "service": retracted(LIBRARY.sources["service"])})
    body = rendered("One.[@service] Two.[@patenaude]", SUPPORTS, SUPPORTS, library=library).body
    assert marker(elements.read(body), 1) == (
        "ref ref-supports ref-doubted",
        "Footnote 1, checked: the source supports this; its source is marked as retracted",
    )
    assert marker(elements.read(body), 2)[0] == "ref ref-supports"


def test_marking_again_gives_what_rendering_gives() -> None:
    text = "One.[@service][^n] Two.[@patenaude]\n\n[^n]: Three.[@service, p. 3]"
    citations = analyse(article(text)).citations
    before = rendered(text, SUPPORTS, None, STALE)
    after = rendered(text, PARTLY, CONTRADICTS)
    assert before.body != after.body
    standings = dict(
        zip([citation.use for citation in citations[:2]], (PARTLY, CONTRADICTS), strict=True)
    )
    marked = mark({"body": before.body}, citations, LIBRARY.sources, standings, language="en")
    assert marked["body"] == after.body


def test_a_notes_own_mark_has_no_standing() -> None:
    body = rendered("One.[^n]\n\n[^n]: A remark.").body
    assert '<sup class="ref"><a id="noteref-a"' in body


@pytest.mark.parametrize(
    "text",
    [FORGED_MARKER, f"`{FORGED_MARKER}`", f"    {FORGED_MARKER}", f"[x](/a '{FORGED_MARKER}')"],
)
def test_no_text_can_forge_a_marker(text: str) -> None:
    body = rendered(f"{text}\n\nSo it was.[@service]", SUPPORTS).body
    assert body.count("ref-supports") == 1
    assert body.count('<sup class="ref') == 1


def test_both_sanitisers_let_every_marker_through() -> None:
    for standing in WORST_FIRST:
        for doubted in ("", " ref-doubted"):
            html = f'<sup class="ref ref-{standing}{doubted}">1</sup>'
            assert sanitiser.clean(html) == html
            assert furniture_sanitiser.clean(html) == html
    assert "class" not in sanitiser.clean('<sup class="ref ref-perfect">1</sup>')
