"""Where a source's page links to, and its record line by line."""

from __future__ import annotations

from encyclopedia.bibliography import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS, TYPES, links
from encyclopedia.wording import record_labels
from encyclopedia.wording.record_labels import record_lines, record_links

RECORD = {
    "type": "article-journal",
    "title": "Party & <i>Soviet</i>",
    "author": [{"family": "van Gogh", "given": "Vincent"}, {"literal": "Comintern"}],
    "issued": {"date-parts": [[1990, 6]]},
    "DOI": "10.2307/ABC",
    "URL": "https://example.org/a b",
    "ISBN": "9780674036154, 123",
    "volume": 49,
    "custom": {"oclc": "ocm01083604", "arxiv": "2101.00001", "jstor": "2499177", "pmid": "12"},
}


def test_every_identifier_gives_a_safe_address() -> None:
    assert {link.kind: link.url for link in links(RECORD)} == {
        "doi": "https://doi.org/10.2307/abc",
        "url": "https://example.org/a%20b",
        "isbn": "https://search.worldcat.org/search?q=bn%3A9780674036154",
        "oclc": "https://search.worldcat.org/title/1083604",
        "arxiv": "https://arxiv.org/abs/2101.00001",
        "jstor": "https://www.jstor.org/stable/2499177",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/12/",
    }


def test_what_is_wrong_or_unsafe_gives_no_address() -> None:
    record = {
        "DOI": "x",
        "URL": "javascript:alert(1)",
        "custom": {"jstor": "../../evil", "oclc": "a"},
    }
    assert links(record) == []
    assert links(None) == []


def test_an_archived_copy_is_linked_beside_the_address() -> None:
    custom = {"archive-url": "https://web.archive.org/web/1/http://a.org/"}
    work_links = links({"URL": "http://a.org/", "custom": custom})
    assert [link.kind for link in work_links] == ["url", "archive"]


def test_a_link_is_called_by_what_it_looks_up() -> None:
    assert [link.label for link in record_links(RECORD)] == [
        "DOI 10.2307/abc",
        "Read online",
        "ISBN 9780674036154",
        "OCLC 1083604",
        "arXiv 2101.00001",
        "JSTOR 2499177",
        "PubMed 12",
    ]


def test_every_type_and_field_has_a_name() -> None:
    assert tuple(record_labels.TYPES) == TYPES
    assert tuple(record_labels.FIELDS) == ("type", *NAME_FIELDS, *DATE_FIELDS, *TEXT_FIELDS)


def test_a_record_is_told_line_by_line_in_plain_words() -> None:
    values = {field.label: field.value for field in record_lines(RECORD)}
    assert values["Type"] == "Article in a journal"
    assert values["Title"] == "Party & Soviet"
    assert values["Author"] == "Vincent van Gogh; Comintern"
    assert values["Date"] == "June 1990"
    assert values["Volume"] == "49"
    assert "Publisher" not in values


def test_a_link_in_words_keeps_its_kind() -> None:
    shown = record_links(RECORD)
    assert [(link.kind, link.url) for link in shown] == [
        (link.kind, link.url) for link in links(RECORD)
    ]
    assert {link.kind for link in shown} >= {"doi", "url"}
