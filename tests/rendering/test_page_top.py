"""The top of a page: what it sums up, and whom it names."""

from __future__ import annotations

from dataclasses import replace

import elements
from rendering.shelf import (
    CONTEXT_CHANGED,
    CONTRADICTS,
    DAY,
    EDITION,
    INACCESSIBLE,
    LATER,
    LIBRARY,
    PARTLY,
    STALE,
    SUPPORTS,
    article,
    rendered,
    retracted,
)

from encyclopedia.core.documents import Author, SourceDocument
from encyclopedia.core.standing import CitationStanding
from encyclopedia.rendering import Library, PageNotice

THREE = "One.[@service, p. 1] Two.[@service, p. 2] Three.[@patenaude]"


def line(text: str, *standings: CitationStanding | None, library: Library = LIBRARY) -> str:
    top = elements.read(rendered(text, *standings, library=library).top)
    lines = top.all("p", class_="standing-line")
    return lines[0].text if lines else ""


def test_the_line_under_the_title_counts_claims_and_names_the_last_day() -> None:
    assert line(THREE, SUPPORTS, PARTLY) == (
        "3 claims: 1 supported · 1 supported in part · 1 not yet checked · last check on 9 June 2026"
    )


def test_nothing_checked_has_no_last_day() -> None:
    assert line(THREE) == "3 claims: 3 not yet checked"
    assert line(THREE, STALE) == ("3 claims: 1 changed since the last check · 2 not yet checked")


def test_every_standing_has_its_class_and_the_classes_add_up() -> None:
    each = "One.[@service] Two.[@service] Three.[@service] Four.[@service] Five.[@service]"
    assert line(
        f"{each} Six.[@service] Seven.[@service][@?] Eight.[@? why]",
        *(SUPPORTS, PARTLY, CONTRADICTS, INACCESSIBLE, STALE, CONTEXT_CHANGED, SUPPORTS),
    ) == (
        "8 claims: 1 supported · 1 supported in part · 1 not supported by the source cited"
        " · 1 whose source could not be accessed · 1 checked before the text around it changed"
        " · 1 changed since the last check · 2 citations needed · last check on 9 June 2026"
    )


def test_a_claim_with_several_citations_counts_once_by_the_worst_of_them() -> None:
    two = "One.[@service, p. 1; @patenaude, p. 2]"
    assert line(two, SUPPORTS, INACCESSIBLE).startswith(
        "1 claim: 1 whose source could not be accessed"
    )
    assert line(two, CONTRADICTS, SUPPORTS).startswith("1 claim: 1 not supported")
    assert line(two, SUPPORTS, SUPPORTS).startswith("1 claim: 1 supported")


def test_a_footnote_that_is_used_twice_is_two_claims() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1]"
    assert line(text, SUPPORTS, INACCESSIBLE).startswith(
        "2 claims: 1 supported · 1 whose source could not be accessed"
    )
    assert line("* Same.[@service]\n* Same.[@service]").startswith("2 claims")
    assert line("* Same.[@service][@patenaude]\n* Same.[@service][@patenaude]").startswith("2 cl")


def test_a_claim_that_failed_counts_as_failed_also_where_a_citation_is_needed() -> None:
    assert line("One.[@service][@?]", CONTRADICTS).startswith("1 claim: 1 not supported")


def test_a_citation_that_is_needed_is_counted_even_without_footnotes() -> None:
    assert line("One.[@?] Two.[@? who says]") == "2 claims: 2 citations needed"
    assert line("One.[@?]") == "1 claim: 1 citation needed"


def test_a_page_without_citations_makes_no_claim_about_checks() -> None:
    assert line("Nothing is cited.") == ""


def test_claims_that_rest_on_a_doubted_source_are_named_apart_from_the_classes() -> None:
    library = Library(sources={**LIBRARY.sources, "service": retracted(LIBRARY.sources["service"])})
    assert line(THREE, SUPPORTS, library=library) == (
        "3 claims: 1 supported · 2 not yet checked · last check on 3 May 2026"
    )
    marked = elements.read(rendered(THREE, library=library).top).one("p", class_="marked-source")
    assert marked.text == (
        "A source cited here is marked as retracted: Trotsky: A Biography (2 claims)"
    )


def test_a_marked_source_is_named_at_the_top_with_the_day_and_the_first_claim_that_cites_it() -> (
    None
):
    service = replace(retracted(LIBRARY.sources["service"]), marked_at=LATER)
    library = Library(sources={**LIBRARY.sources, "service": service})
    top = elements.read(rendered("No.[@patenaude] One.[@service, p. 1]", library=library).top)
    marked = top.one("p", class_="marked-source")
    assert marked.text == (
        "A source cited here has been marked as retracted since 9 June 2026:"
        " Trotsky: A Biography (1 claim)"
    )
    assert [link.attributes["href"] for link in marked.all("a")] == ["/source/service/", "#fnref-2"]
    assert not elements.read(rendered("No.[@patenaude]", library=library).top).all(
        "p", class_="marked-source"
    )


def test_of_many_marked_sources_the_first_are_named_and_the_others_counted() -> None:
    keys = [f"book-{n}" for n in range(5)]
    library = Library(sources=dict.fromkeys(keys, retracted(LIBRARY.sources["service"])))
    top = elements.read(rendered("".join(f"So.[@{key}] " for key in keys), library=library).top)
    assert len(top.all("p", class_="marked-source")) == 3
    assert "2 more sources cited here are marked." in top.text


def test_each_part_of_the_line_leads_to_the_first_marker_that_stands_so() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1] Three.[@patenaude][@service] Four.[@?]"
    top = elements.read(rendered(text, SUPPORTS, CONTRADICTS, SUPPORTS, INACCESSIBLE).top)
    links = top.one("p", class_="standing-line").all("a")
    assert [(link.text, link.attributes["href"]) for link in links] == [
        ("4 claims", "/about/#stands"),
        ("1 not supported by the source cited", "#fnref-1-b"),
        ("1 whose source could not be accessed", "#fnref-3"),
        ("1 citation needed", "#neededref-1"),
    ]


def share(supported: int, claims: int) -> tuple[str, str]:
    """The words and the sign of what is supported."""
    text = " ".join(f"Claim {n}.[@service, p. {n}]" for n in range(claims))
    top = elements.read(rendered(text, *[SUPPORTS] * supported).top)
    part = top.one("p", class_="standing-line").one("span")
    return part.text, part.attributes["class"].rpartition("share-")[2]


def test_the_sign_of_what_is_supported_is_filled_as_far_as_its_share_which_is_told_of_many() -> (
    None
):
    assert share(1, 2) == ("1 supported", "4")
    assert share(39, 40) == ("39 supported (97%)", "7")
    assert share(1, 40) == ("1 supported (2%)", "1")
    assert share(40, 40) == ("40 supported", "8")


def test_the_edition_is_named_with_its_day_kind_of_change_and_history() -> None:
    top = elements.read(rendered("Text.").top)
    edition = top.one("p", class_="edition")
    assert edition.text == (
        "Edition 3, published 3 May 2026 (correction: A date corrected.) · history"
        " http://127.0.0.1:8000/article/an-article/@3/"
    )
    assert edition.one("time").attributes["datetime"] == "2026-05-03"
    assert edition.one("a").attributes["href"] == "/article/an-article/history/"


def test_a_preview_has_no_edition() -> None:
    assert not elements.read(rendered("Text.", edition=None).top).all("p", class_="edition")


def test_an_edition_without_a_summary_names_its_kind_alone() -> None:
    edition = replace(EDITION, change="new", summary="")
    assert "(first publication)" in elements.read(rendered("Text.", edition=edition).top).text


def test_credited_authors_are_named_with_affiliation_role_and_orcid() -> None:
    authors = (
        Author("Ann Author", orcid="0000-0002-1825-0097", affiliation="University of X"),
        Author("Bo Writer", orcid="not an orcid", role="translator"),
    )
    top = elements.read(rendered(article("Text.", authors=authors)).top)
    first, second = top.one("ul", class_="authors").all("li")
    assert first.text.startswith("Ann Author (University of X)")
    assert first.one("a").attributes["href"] == "https://orcid.org/0000-0002-1825-0097"
    assert second.text == "Bo Writer, translator"
    assert not second.all("a")


def test_a_waiver_is_shown_with_reason_name_and_end() -> None:
    notice = PageNotice("waiver", "The archive is closed.", LATER, "Abel Approver")
    top = elements.read(rendered("Text.", notices=(notice,)).top)
    shown = top.one("li", class_="notice-waiver").text
    assert shown == (
        "Published with an exception: The archive is closed. (Abel Approver) until 9 June 2026"
    )


def test_a_notice_survives_being_stored() -> None:
    for notice in (PageNotice("waiver", "Why", DAY, "Abel"), PageNotice("other", "Why")):
        assert PageNotice.from_data(notice.as_data()) == notice


def test_a_doubted_source_says_so_on_its_own_page() -> None:
    document = SourceDocument(
        id="00000000-0000-4000-8000-000000000009",
        slug="service",
        title="Trotsky: A Biography",
        record=dict(LIBRARY.sources["service"].record),
    )
    library = Library(sources={"service": retracted(LIBRARY.sources["service"])})
    top = elements.read(rendered(document, library=library).top)
    said = top.one("p", class_="reliability-retracted").text
    assert said == "This source is marked as retracted. The letters are invented."
    marked = Library(sources={"service": replace(library.sources["service"], marked_at=DAY)})
    said = elements.read(rendered(document, library=marked).top).one(
        "p", class_="reliability-retracted"
    )
    assert said.text == (
        "This source has been marked as retracted since 3 May 2026. The letters are invented."
    )
    assert not elements.read(rendered(document).top).all("p", class_="reliability")
