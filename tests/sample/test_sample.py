"""The sample encyclopedia keeps the rules its README names."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from editorial.gate.judging import GOOD
from editorial.sample import FOLDER, entry_id, load_documents
from editorial.sample.sample_checks import (
    BY_CLAIM,
    RECORDS,
    SEEN_AT,
    kept_works,
    recorded_checks,
    verdict_on,
    words_checked,
)
from encyclopedia.analysis import analyse
from encyclopedia.bibliography.records.records import validate
from encyclopedia.core.documents import Document, DocumentError, SourceDocument, read, write
from encyclopedia.core.facts import cite_facts
from encyclopedia.core.names import name_key
from encyclopedia.core.properties import check_all
from encyclopedia.markup.parsed import Parsed
from encyclopedia.markup.text_reading import parse

KINDS = ("article", "person", "organisation", "source", "page")
DOCUMENTS = load_documents()
BY_SLUG = {document.slug: document for document in DOCUMENTS}
TEXTS: dict[str, Parsed] = {d.slug: parse(d.text, entry=d.id) for d in DOCUMENTS}
ENTRIES = [d for d in DOCUMENTS if d.kind != "source"]
SOURCES = [d for d in DOCUMENTS if isinstance(d, SourceDocument)]

# Links to entries that the sample does not have, on purpose: a reader sees what a wanted link looks like.
WANTED = {
    "Alexander Kerensky",
    "Alexei Rykov",
    "Arthur Ransome",
    "Bertrand Russell",
    "Cheka",
    "Constituent Assembly",
    "Felix Dzerzhinsky",
    "Grigory Zinoviev",
    "John Reed",
    "Julius Martov",
    "Karl Radek",
    "Petrograd Soviet",
    "Socialist Revolutionary Party",
    "Spartacus League",
    "United Opposition",
    "Yuri Larin",
    "permanent revolution",
}

# What the sample may not cite: Wikipedia, its sister projects, their copies, and a blog.
FORBIDDEN = (
    "wiki",
    "worddisk",
    "newworldencyclopedia",
    "internet-encyclopedia.info",
    "blogspot",
)

# The words before each of the eight footnote marks of the text that the article covers.
FOOTNOTE_PLACES = {
    1: "call him its “co-leader” [@ackerman-2016",
    2: "Trotsky at first opposed some aspects of Leninism [@?",
    3: "in the place of the Central Committee [@trotsky-tasks-1904",
    4: "there has been no better Bolshevik [@trotsky-falsification-1974",
    5: "by an order of Stalin’s has still to be shown [@?",
    6: "enemies of the Soviet Union in his time [@?",
    7: "could no longer lead the workers of the world to political power [@?",
    8: "are above all critics’ words [@?",
}


def cited(document: Document) -> set[str]:
    in_text = {citation.key for citation in TEXTS[document.slug].citations}
    return in_text | {citation.key for citation in cite_facts(document)}


def test_the_sample_holds_what_it_should() -> None:
    counts = {kind: sum(d.kind == kind for d in DOCUMENTS) for kind in KINDS}
    assert counts == {"article": 3, "person": 10, "organisation": 8, "source": 72, "page": 3}
    assert [d.kind for d in DOCUMENTS] == sorted(
        (d.kind for d in DOCUMENTS),
        key=["source", "organisation", "person", "article", "page"].index,
    )
    assert len({d.id for d in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.slug)
def test_a_document_has_no_problem(document: Document) -> None:
    assert TEXTS[document.slug].problems == ()
    assert check_all(document.kind, document.facts) == []
    assert read(write(document)) == document
    assert document.summary
    if isinstance(document, SourceDocument):
        assert validate(document.record) == []
        assert document.record["id"] == document.slug
        assert "custom" not in document.record
    else:
        assert [author.name for author in document.authors] == ["Stet sample editors"]
        assert document.text
        assert document.kind == "page" or (document.tags and document.facts)


def test_every_key_is_a_source_of_the_sample_and_every_source_is_cited() -> None:
    keys = set().union(*(cited(document) for document in DOCUMENTS))
    assert keys == {source.slug for source in SOURCES}


@pytest.mark.parametrize("source", SOURCES, ids=lambda d: d.slug)
def test_no_source_is_wikipedia_or_a_copy_of_it(source: SourceDocument) -> None:
    record = json.dumps(source.record, ensure_ascii=False).casefold()
    assert not any(word in record for word in FORBIDDEN)


def test_the_collected_sources_of_low_confidence_and_of_wikipedia_stay_outside(
    shared: Path,
) -> None:
    collected = shared / "seed" / "sources.json"
    if not collected.exists():
        warnings.warn(f"left out: {collected.name} is not here", stacklevel=1)
        return
    for record in json.loads(collected.read_text(encoding="utf-8")):
        address = f"{record['id']} {record.get('URL')} {record.get('container-title')}".casefold()
        copied = any(word in address for word in ("wikipedia", "wiktionary", "handwiki", "kowp"))
        if copied or record["custom"]["confidence"] == "low":
            assert record["id"] not in BY_SLUG


def test_no_name_belongs_to_two_entries() -> None:
    names = [name_key(name) for d in DOCUMENTS for name in (d.title, *d.aliases)]
    assert sorted(names) == sorted(set(names))


def test_every_link_leads_to_an_entry_or_is_wanted_on_purpose() -> None:
    names = {name_key(name) for d in DOCUMENTS for name in (d.title, *d.aliases)}
    targets = {link.target for parsed in TEXTS.values() for link in parsed.links}
    targets |= {fact.target for d in DOCUMENTS for fact in d.facts if fact.target}
    assert {target for target in targets if name_key(target) not in names} == WANTED


def test_the_article_links_to_every_person_and_organisation() -> None:
    by_name = {name_key(name): d.slug for d in ENTRIES for name in (d.title, *d.aliases)}
    linked = {by_name.get(name_key(link.target)) for link in TEXTS["trotskyism"].links}
    assert {d.slug for d in ENTRIES if d.kind in ("person", "organisation")} <= linked


@pytest.mark.parametrize("number", FOOTNOTE_PLACES)
def test_each_of_the_eight_footnote_places_cites_or_asks_for_a_citation(number: int) -> None:
    assert BY_SLUG["trotskyism"].text.count(FOOTNOTE_PLACES[number]) == 1


def test_the_article_has_sections_notes_with_citations_and_open_questions() -> None:
    parsed = TEXTS["trotskyism"]
    assert len(parsed.headings) >= 6
    assert {note.label for note in parsed.notes} == {"closeness", "calendar", "krupskaya"}
    assert {c.note for c in parsed.citations} >= {"closeness", "calendar", "krupskaya"}
    assert len(parsed.needed) >= 8
    assert any(c.reference.quotation for c in parsed.citations)
    assert {c.reference.locator for c in parsed.citations} >= {"p. 65", "pt. 2"}


@pytest.mark.parametrize(
    ("slug", "name", "dates", "places"),
    [
        ("rosa-luxemburg", "born", ("1871-03-05", "1870-12-25"), None),
        ("rosa-luxemburg", "died", ("1919-01-15", "1919-01-16"), None),
        ("joseph-stalin", "born", ("1878-12-18", "1879-12-21"), None),
        ("cpsu", "founded", ("1912", "1917"), None),
        ("bolsheviks", "event", ("1912", "1917"), None),
        ("october-revolution", "began", ("1917-11-06", "1917-11-07"), None),
    ],
)
def test_where_sources_contradict_each_other_both_facts_stand_the_preferred_first(
    slug: str, name: str, dates: tuple[str, ...] | None, places: tuple[str, ...] | None
) -> None:
    facts = [f for f in BY_SLUG[slug].facts if f.property == name and f.disputed]
    assert dates is None or tuple(fact.date for fact in facts) == dates
    assert places is None or tuple(fact.place for fact in facts) == places
    assert all(fact.note for fact in facts)
    assert any(fact.citations for fact in facts)


def test_a_document_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "person").mkdir()
    broken = {"schema": 1, "kind": "person", "slug": "x", "title": "X", "shoe_size": 43}
    (tmp_path / "person" / "x.json").write_text(json.dumps(broken), encoding="utf-8")
    monkeypatch.setattr("editorial.sample.FOLDER", tmp_path)
    with pytest.raises(DocumentError, match=r"person/x\.json: shoe_size"):
        load_documents()


def test_the_sample_checks_claim_no_more_than_was_seen() -> None:
    verdicts = {
        (document.slug, citation.claim, citation.key): verdict_on(document.slug, citation).verdict
        for document in ENTRIES
        for citation in analyse(document).citations
    }
    used_claims = {
        (slug, key, beginning)
        for slug, key, beginning in BY_CLAIM
        for entry, claim, cited_key in verdicts
        if (slug, key) == (entry, cited_key) and claim.startswith(beginning)
    }
    assert used_claims == set(BY_CLAIM)
    assert set(RECORDS) == {
        citation.key
        for document in ENTRIES
        for citation in analyse(document).citations
        if verdict_on(document.slug, citation).is_of_record
    }
    partly = {slug for (slug, _claim, _key), verdict in verdicts.items() if verdict == "partly"}
    assert {"joseph-stalin", "trotskyism"} <= partly
    assert set(verdicts.values()) <= GOOD


def test_each_citation_has_its_second_reader_unless_it_is_of_a_record() -> None:
    unread = [
        (document.slug, citation.key, citation.claim)
        for document in ENTRIES
        for citation in analyse(document).citations
        if words_checked(citation) not in recorded_checks(document.slug)
        and not verdict_on(document.slug, citation).is_of_record
    ]
    assert unread == []


def test_readers_are_told_how_many_citations_were_read_by_whom() -> None:
    citations = [(d.slug, citation) for d in ENTRIES for citation in analyse(d).citations]
    read_again = sum(words_checked(c) in recorded_checks(slug) for slug, c in citations)
    of_record = sum(verdict_on(slug, c).is_of_record for slug, c in citations)
    assert read_again + of_record == len(citations)
    about = BY_SLUG["about-this-sample"].text
    assert f"Of {len(citations)} citations {read_again} were read" in about
    assert f"{of_record} rest on a record" in about
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"({read_again} of {len(citations)} citations). {of_record} cite" in readme


def test_a_book_that_nobody_opened_is_not_said_to_have_been_checked() -> None:
    for key in ("deutscher-armed-1954", "service-trotsky-2009", "ackerman-2016"):
        assert RECORDS[key].is_of_record
    for document in ENTRIES:
        for citation in analyse(document).citations:
            verdict = verdict_on(document.slug, citation)
            record = BY_SLUG[citation.key].record  # type: ignore[attr-defined]
            seen = record.get("URL") or SEEN_AT.get(citation.key) or citation.key in kept_works()
            assert verdict.is_of_record or seen or verdict.verdict == "could_not_access", (
                citation.key
            )


def test_ids_are_the_same_in_every_installation() -> None:
    assert entry_id("person", "leon-trotsky") == BY_SLUG["leon-trotsky"].id
    assert entry_id("article", "leon-trotsky") != BY_SLUG["leon-trotsky"].id
    assert BY_SLUG["trotskyism"].id == "dd7b79b9-af2a-5a93-906c-4b64a0fd3123"


@pytest.mark.parametrize(
    "path",
    sorted(path for kind in KINDS for path in FOLDER.glob(f"{kind}/*.json")),
    ids=lambda p: p.stem,
)
def test_a_file_holds_the_document_as_it_is_written(path: Path) -> None:
    document = replace(BY_SLUG[path.stem], text="")
    written = {k: v for k, v in write(document).items() if k != "id"}
    assert json.loads(path.read_text(encoding="utf-8")) == written
