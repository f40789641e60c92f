"""What stands around the text: facts, contents, a source's record, and the tail."""

from __future__ import annotations

import elements
import pytest
from rendering.shelf import EDITION, ENTRY, LIBRARY, rendered

from encyclopedia.core import documents
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Author, DocumentFact, DocumentPicture
from encyclopedia.core.standing import Summary
from encyclopedia.downloads.formats import offered_formats
from encyclopedia.markup import RenderedPicture
from encyclopedia.rendering import Library
from encyclopedia.rendering.page_tail import Citing, Linking, Surroundings, render_tail


def facts(*given: DocumentFact, library: Library = LIBRARY, **fields: object) -> elements.Element:
    document = documents.PersonDocument(
        id=ENTRY, slug="p", title="Rosa Luxemburg", facts=given, **fields
    )  # type: ignore[arg-type]
    return elements.read(rendered(document, library=library).facts)


def values(root: elements.Element) -> list[tuple[str, list[str]]]:
    return [
        (group.one("dt").text, [value.text for value in group.all("dd")])
        for group in root.one("dl").all("div")
    ]


def test_a_date_is_given_in_words_and_for_machines_where_it_is_precise() -> None:
    root = facts(
        DocumentFact("born", date="1871-03-05", place="Zamość"), DocumentFact("died", date="1919~")
    )
    assert values(root) == [("Born", ["5 March 1871, Zamość"]), ("Died", ["c. 1919"])]
    assert [time.attributes["datetime"] for time in root.all("time")] == ["1871-03-05"]


@pytest.mark.parametrize("date", ["-0043", "0000", "1871/1919", "187X", "1871?", "nonsense", ""])
def test_a_date_that_html_cannot_hold_stays_words_alone(date: str) -> None:
    assert not facts(DocumentFact("born", date=date, place="Zamość")).all("time")


def test_facts_that_contradict_each_other_are_said_to_be_disputed_the_preferred_first() -> None:
    root = facts(
        DocumentFact("born", date="1871", disputed=True),
        DocumentFact("born", date="1870", disputed=True),
    )
    assert values(root) == [("Born", ["1871 disputed; preferred here", "1870 disputed"])]


def test_a_target_is_a_link_when_published_and_wanted_when_not() -> None:
    library = Library(links={"SPD": "/organisation/spd/"})
    root = facts(
        DocumentFact("affiliation", target="SPD", date="1898/1917"),
        DocumentFact("affiliation", target="KPD"),
        library=library,
    )
    assert values(root) == [("Affiliation", ["1898–1917 SPD", "KPD (no entry yet)"])]
    assert root.one("a").attributes["href"] == "/organisation/spd/"
    assert root.one("span", class_="wanted").attributes["title"] == "no entry yet"


def test_a_target_typed_as_a_path_is_shown_in_words() -> None:
    assert values(facts(DocumentFact("affiliation", target="organisation/spartacus-league"))) == [
        ("Affiliation", ["spartacus league (no entry yet)"])
    ]


def test_a_facts_footnotes_are_numbered_after_those_of_the_text() -> None:
    fact = DocumentFact(
        "born", date="1871", citations=(Reference("patenaude"), Reference("service", "p. 1"))
    )
    root = facts(fact, text="She wrote.[@service, p. 1]")
    markers = root.all("a", role="doc-noteref")
    assert [(m.attributes["id"], m.attributes["href"], m.text) for m in markers] == [
        ("fnref-2", "#fn-2", "[2]"),
        ("fnref-1-b", "#fn-1-b", "[1]"),
    ]


def test_a_facts_markers_stand_before_the_note_which_they_do_not_support() -> None:
    fact = DocumentFact(
        "born", date="1871", disputed=True, note="Or so.", citations=(Reference("service", "p. 1"),)
    )
    assert values(facts(fact)) == [("Born", ["1871[1] disputed; preferred here. Or so."])]


def test_a_facts_note_may_be_emphasised_but_holds_no_markup_of_its_own() -> None:
    root = facts(DocumentFact("born", date="1871", note="Of the *old* calendar <b>"))
    note = root.one("small", class_="fact-note")
    assert note.text == "Of the old calendar <b>"
    assert note.one("em").text == "old"


def test_the_first_picture_that_the_text_does_not_show_stands_above_the_facts() -> None:
    shown = RenderedPicture("/media/aa", 300, 400, "At work", "A. Photographer", "CC0", "A woman")
    library = Library(pictures={"desk": shown, "house": shown})
    pictures = (DocumentPicture("house", "a" * 64, "x"), DocumentPicture("desk", "b" * 64, "y"))
    root = facts(library=library, pictures=pictures, text="![A house](house)")
    image = root.one("figure", class_="portrait").one("img")
    assert (image.attributes["alt"], image.attributes["width"]) == ("A woman", "300")
    assert root.one("figcaption").text == "At work · A. Photographer · CC0"


def test_an_article_without_facts_has_no_box() -> None:
    assert rendered("Text.").facts == ""


def outline(text: str) -> list[tuple[str, int]]:
    """Each line of the table of contents, and how many lists it stands in."""
    root = elements.read(rendered(text).contents)
    assert root.nested

    def lines(element: elements.Element, depth: int) -> list[tuple[str, int]]:
        text_lines: list[tuple[str, int]] = []
        for child in element.children:
            if isinstance(child, elements.Element):
                if child.tag == "a":
                    text_lines.append((child.text, depth))
                text_lines += lines(child, depth + (child.tag == "ol"))
        return text_lines

    return lines(root, 0)


def test_the_contents_follow_the_headings() -> None:
    text = "# One\n\n## One A\n\n## One B\n\n# Two\n\nText.[@service]"
    assert outline(text) == [
        ("One", 1),
        ("One A", 2),
        ("One B", 2),
        ("Two", 1),
        ("Footnotes", 1),
        ("Bibliography", 1),
    ]


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("### Deep\n\n# High\n\n## Middle", [1, 1, 2]),
        ("# One\n\n#### Four\n\n## Two", [1, 2, 2]),
        ("# A\n\n## B\n\n### C\n\n# D", [1, 2, 3, 1]),
    ],
)
def test_contents_nest_whatever_levels_are_skipped(text: str, depths: list[int]) -> None:
    assert [depth for _words, depth in outline(text)] == depths


def test_a_text_with_one_heading_needs_no_contents() -> None:
    assert rendered("# One\n\nText.[@service]").contents == ""


def test_contents_do_not_lead_to_a_bibliography_that_is_not_there() -> None:
    assert [words for words, _depth in outline("# One\n\n# Two[@nobody]")][-1] == "Footnotes"


def test_a_sources_page_gives_its_record_line_by_line_with_its_links() -> None:
    record = {
        **LIBRARY.sources["service"].record,
        "DOI": "10.1000/182",
        "URL": "https://example.org/",
    }
    document = documents.SourceDocument(
        id=ENTRY, slug="service", title="Trotsky", record=record, text="Of use."
    )
    body = elements.read(rendered(document).body)
    assert (
        body.one("p", class_="record-line").text
        == "Service, Ann. Trotsky: A Biography. Press, 2009. https://doi.org/10.1000/182."
    )
    listed = {group.one("dt").text: group.one("dd").text for group in body.one("dl").all("div")}
    assert listed["Key"] == "service"
    assert listed["Author"] == "Ann Service"
    addresses = [link.attributes["href"] for link in body.one("ul", class_="record-links").all("a")]
    assert addresses == ["https://doi.org/10.1000/182", "https://example.org/"]
    assert "Of use." in body.text


def around(**fields: object) -> elements.Element:
    given = {
        "kind": "source",
        "path": "source/service",
        "title": "Trotsky",
        "authors": (Author("Ann Author"),),
        "provenance": (),
        "edition": EDITION,
    } | fields
    return elements.read(render_tail(Surroundings(**given)))  # type: ignore[arg-type]


def test_the_tail_lists_what_cites_a_source_claim_by_claim() -> None:
    digest = "c" * 64
    citing = [
        Citing("Life", "article/life", "He lived", digest, 1),
        Citing("Life", "article/life", "He died", "d" * 64, 2),
    ]
    section = around(citing=citing, citing_claims=2, citing_entries=1).one(
        "section", class_="citing"
    )
    assert "2 claims in 1 entry" in section.text
    addresses = [a.attributes["href"] for a in section.all("a")]
    assert addresses[:3] == [
        "/article/life/",
        f"/article/life/#claim-{'c' * 16}",
        f"/claim/{digest}/",
    ]
    assert "/source/service/cited/" not in addresses


def test_claims_are_folded_by_entry_with_their_standing_and_in_order_of_their_places() -> None:
    citing = [
        Citing("Life", "article/life", "He died", "d" * 64, 1, place="ch. X"),
        Citing("Life", "article/life", "He lived", "c" * 64, 2, "supports", place="ch. II"),
        Citing("Work", "article/work", "He wrote", "e" * 64, 1, "supports"),
    ]
    section = around(
        citing=citing,
        citing_claims=31,
        citing_entries=2,
        citing_standings={
            "": Summary(supported=30, unchecked=1),
            "article/life": Summary(supported=29, unchecked=1),
            "article/work": Summary(supported=1),
        },
    ).one("section", class_="citing")
    assert "31 claims in 2 entries: 30 supported (96%) · 1 not yet checked" in section.text
    life, work = section.all("details")
    assert "30 claims: 29 supported (96%) · 1 not yet checked" in life.one("summary").text
    assert [place.text for place in life.all("span", class_="locator")] == ["ch. II", "ch. X"]
    addresses = [link.attributes["href"] for link in life.all("a")]
    assert addresses[-1] == "/source/service/cited/?in=article/life"
    assert "cited/" not in "".join(link.attributes["href"] for link in work.all("a"))


def test_the_tail_leads_to_the_rest_of_a_long_list() -> None:
    citing = [Citing("Life", "article/life", "He lived", "c" * 64, 1)]
    linking = [Linking("Life", "article/life")]
    tail = around(
        citing=citing, citing_claims=60, citing_entries=3, linking=linking, linking_count=51
    )
    addresses = {a.attributes["href"] for a in tail.all("a")}
    assert {"/source/service/cited/", "/source/service/links/"} <= addresses


def test_a_source_that_nobody_cites_says_so() -> None:
    assert "No published entry cites this source." in around().text


def test_the_tail_tells_how_to_cite_the_edition() -> None:
    section = around(kind="person", path="person/x").one("section", class_="citing-this")
    assert section.text.startswith(
        "How to cite this entry Chicago Author, Ann. “Trotsky.” In Stet. Edition 3, published May 3, 2026. http"
    )
    assert section.all("a")[-1].attributes["href"] == "/person/x/@3/"


def test_a_source_is_cited_as_itself() -> None:
    section = around().one("section", class_="citing-this")
    assert section.text.startswith("How to cite this source As a file BibTeX · RIS · CSL-JSON")
    assert not section.all("dd", class_="cited")


def test_the_tail_leads_to_files_for_reference_managers() -> None:
    section = around(cites=True).one("section", class_="citing-this")
    addresses = [a.attributes["href"] for a in section.all("a")]
    assert [address for address in addresses if "@" not in address] == [
        *(
            f"/source/service/{name}.{ending}"
            for name in ("cite", "bibliography")
            for ending in ("bib", "ris", "json", "bib?dialect=bibtex")
        ),
        *(f"/source/service/entry.{form.ending}" for form in offered_formats()),
    ]
    who = {"kind": "person", "path": "person/x"}
    assert "Its sources BibTeX · RIS · CSL-JSON · classic BibTeX" in around(**who, cites=True).text
    assert "Its sources" not in around(**who).text


def test_imported_material_is_attributed_and_leads_only_to_safe_addresses() -> None:
    provenance = (
        documents.Provenance(
            "Wikipedia", "https://en.wikipedia.org/wiki/X", "X", "42", "2016", "Many", "CC BY-SA"
        ),
        documents.Provenance("Elsewhere", "javascript:alert(1)", "4711"),
    )
    section = around(provenance=provenance).one("ul", class_="provenance")
    first, second = section.all("li")
    assert first.text == "Contains material from Wikipedia, “X”, Many, revision 42, 2016, CC BY-SA"
    assert first.one("a").attributes["href"] == "https://en.wikipedia.org/wiki/X"
    assert not second.all("a")
    assert second.text == "Contains material from Elsewhere, page 4711"


def test_tags_lead_to_their_pages() -> None:
    section = around(tags=(("Soviet history", "soviet-history"),)).one("section", class_="tags")
    assert section.one("a", rel="tag").attributes["href"] == "/tag/soviet-history/"
