"""What an edition's page says besides its frozen text: how to cite it, and what is known of its sources by now."""

from __future__ import annotations

from typing import Any

import elements
import factories
import pytest
from django.test import Client, override_settings
from projection.shelf import KEY, changed, latest, publish

from editorial import actions
from encyclopedia.core.documents import Author, Document, Provenance
from encyclopedia.downloads.formats import offered_formats
from encyclopedia.models import Source

pytestmark = pytest.mark.django_db

PATH = "/article/permanent-revolution/"
ORIGIN = Provenance(
    "Wikipedia",
    page="Trotskyism",
    revision="1234",
    contributor="Its authors",
    licence="CC BY-SA 4.0",
)


@pytest.fixture
def document(cast: Any) -> Document:
    """Two editions, of which only the second has material from elsewhere and a second author."""
    publish(factories.source(KEY), cast)
    document = factories.article(text=f"It was so.[@{KEY}, p. 1]", authors=(Author("Ann Author"),))
    publish(document, cast)
    more = {"authors": (Author("Ann Author"), Author("Bea Author")), "provenance": (ORIGIN,)}
    publish(changed(latest(document), text=f"It was so.[@{KEY}, p. 2]", **more), cast)
    return document


def tail(number: int) -> elements.Element:
    response = Client().get(f"{PATH}@{number}/")
    assert response.status_code == 200
    return elements.read(response.content.decode()).one("footer", class_="entry-tail")


@pytest.mark.parametrize(
    ("number", "authors"),
    [(1, "Author, Ann. “Permanent"), (2, "Author, Ann, and Bea Author. “Permanent")],
)
def test_an_edition_says_how_it_is_cited_at_its_own_address(
    document: Document, number: int, authors: str
) -> None:
    cited = tail(number).one("section", class_="citing-this")
    lines = [line.text for line in cited.all("dd", class_="cited")]
    assert len(lines) == 3
    assert lines[0].startswith(authors)
    for line in lines:
        assert f"dition {number}" in line
        assert f"{PATH}@{number}/" in line
    assert [link.attributes["href"].partition("@")[2] for link in cited.all("a")] == [
        f"{number}/cite.bib",
        f"{number}/cite.ris",
        f"{number}/cite.json",
        f"{number}/cite.bib?dialect=bibtex",
        *(f"{number}/entry.{form.ending}" for form in offered_formats()),
        f"{number}/",
    ]


def test_an_edition_names_its_licence_and_where_its_material_came_from(document: Document) -> None:
    with override_settings(SITE_LICENCE="CC BY-SA 4.0"):
        first, second = (tail(number).one("section", class_="licence") for number in (1, 2))
    assert "CC BY-SA 4.0" in first.text
    assert "Wikipedia" not in first.text
    assert (
        "Contains material from Wikipedia, “Trotskyism”, Its authors, revision 1234" in second.text
    )


def test_what_is_around_the_entry_now_is_no_part_of_an_edition(
    cast: Any, document: Document
) -> None:
    publish(factories.article("Other", f"See [[Permanent revolution]].[@{KEY}, p. 3]"), cast)
    for number in (1, 2):
        assert "What links here" not in tail(number).text


def test_the_banner_of_every_edition_tells_a_later_mark_and_its_text_stays(
    cast: Any, document: Document
) -> None:
    def shown(number: int) -> tuple[str, str]:
        root = elements.read(Client().get(f"{PATH}@{number}/").content.decode())
        notes = root.one("section", class_="footnotes").text
        return root.one("div", class_="banner").text, notes

    before = {number: shown(number) for number in (1, 2)}
    actions.mark(
        manuscript=Source.objects.get(slug=KEY).pk,
        reliability="retracted",
        reason="The archive never held it.",
        by=cast.approver,
    )
    for number, (banner, notes) in before.items():
        assert "Retracted" not in banner
        now, notes_now = shown(number)
        assert "Retracted: The archive never held it." in now
        assert notes_now == notes
