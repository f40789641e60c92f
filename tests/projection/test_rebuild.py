"""All derived data can be derived again: what was altered is found, named and fixed, and nothing else changes."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from projection.shelf import KEY, changed, entry, page, publish, rebuilt

from editorial.management.commands.rebuild import PARTS
from encyclopedia import projection
from encyclopedia.core.documents import Document, DocumentFact
from encyclopedia.models import (
    Alias,
    Citation,
    ClaimCounts,
    Edition,
    Entry,
    Link,
    Need,
    Page,
    Person,
    Source,
    Tag,
    TaggedEntry,
)
from encyclopedia.models import Fact as FactRow
from encyclopedia.models.pages import PAGE_PARTS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast(made_once: None) -> Any:
    return factories.make_cast()


@pytest.fixture(scope="module")
def world(cast: Any) -> dict[str, Document]:
    """A source, a person and an article that point to each other; what a test does to them is rolled back."""
    source = factories.source(KEY, text="On [[Leon Trotsky]].")
    person = factories.biography(
        aliases=("Lev", "Bronstein"),
        tags=("History",),
        facts=(
            DocumentFact("born", date="1879-11-07"),
            DocumentFact("affiliation", target="permanent revolution"),
        ),
    )
    article = factories.article(text=f"By [[Bronstein]].[@{KEY}, p. 1][@? when] More.[@{KEY}]")
    for document in (source, person, article):
        publish(document, cast)
    projection.store_due_pages.call()
    return {"source": source, "person": person, "article": article}


def parts(corrections: list[projection.Rebuilt]) -> set[str]:
    return {correction.part for correction in corrections}


def test_a_rebuild_finds_nothing_where_nothing_is_wrong(world: dict[str, Document]) -> None:
    before = list(Page.objects.order_by("path").values("etag", "modified_at"))
    assert rebuilt() == []
    assert list(Page.objects.order_by("path").values("etag", "modified_at")) == before


@pytest.mark.parametrize("name", ["head", "top", "facts", "body", "notes", "tail", "path"])
def test_an_altered_part_of_a_page_is_fixed(world: dict[str, Document], name: str) -> None:
    right = getattr(page(world["person"]), name)
    Page.objects.filter(pk=world["person"].id).update(**{name: "altered"})
    corrections = [row for row in rebuilt() if row.part == name]
    assert [(row.before, row.after) for row in corrections] == [("altered", right)]
    assert getattr(page(world["person"]), name) == right
    assert rebuilt() == []


def test_an_altered_etag_is_fixed(world: dict[str, Document]) -> None:
    right = page(world["person"]).etag
    Page.objects.filter(pk=world["person"].id).update(etag="altered")
    assert parts(rebuilt()) == {"etag"}
    assert page(world["person"]).etag == right


def test_a_lost_page_is_written_again(world: dict[str, Document]) -> None:
    before = page(world["article"])
    before_parts = (before.path, before.body, before.notes, before.tail, before.etag)
    Page.objects.filter(pk=world["article"].id).delete()
    assert "body" in parts(rebuilt())
    after = page(world["article"])
    assert (after.path, after.body, after.notes, after.tail, after.etag) == before_parts
    assert rebuilt() == []


def alter_standing() -> None:
    Citation.objects.filter(locator="p. 1", entry__kind="article").update(standing="contradicts")


ALTERATIONS = {
    "article": lambda: Entry.objects.filter(kind="article").update(summary="Altered."),
    "person": lambda: Person.objects.update(began=1),
    "source": lambda: Source.objects.update(record={}),
    "alias": lambda: Alias.objects.filter(name="Lev").delete(),
    "fact": lambda: FactRow.objects.update(value="altered"),
    "citation": lambda: Citation.objects.filter(locator="p. 1").delete(),
    "claim": lambda: Citation.objects.update(claim="altered"),
    "standing": alter_standing,
    "claim counts": lambda: ClaimCounts.objects.update(supported=99),
    "lost claim counts": lambda: ClaimCounts.objects.all().delete(),
    "need": lambda: Need.objects.all().delete(),
    "link": lambda: Link.objects.update(target=None),
    "tags": lambda: TaggedEntry.objects.all().delete(),
    "stray tag": lambda: Tag.objects.create(name="Nobody's", slug="nobodys"),
}


def test_every_part_that_can_differ_has_words() -> None:
    assert {*PAGE_PARTS, "path", "etag", "claimcounts", "citation"} <= PARTS.keys()


@pytest.mark.parametrize("what", ALTERATIONS)
def test_altered_rows_are_fixed_and_named(world: dict[str, Document], what: str) -> None:
    before = list(Page.objects.order_by("path").values("path", "etag"))
    ALTERATIONS[what]()
    corrections = rebuilt()
    assert corrections, what
    assert all(row.before != row.after for row in corrections)
    assert rebuilt() == []
    assert list(Page.objects.order_by("path").values("path", "etag")) == before


def test_without_the_checks_standings_are_read_from_the_citations_rows(
    world: dict[str, Document],
) -> None:
    Page.objects.update(notes="altered")
    before = list(Citation.objects.order_by("pk").values_list("standing", flat=True))
    assert parts(list(projection.rebuild())) == {"notes"}
    assert list(Citation.objects.order_by("pk").values_list("standing", flat=True)) == before


def test_after_a_change_of_the_citation_style_every_page_that_words_a_source_is_written_again(
    world: dict[str, Document], settings: Any
) -> None:
    settings.CITATION_STYLE = "author-date"
    altered = {(str(row.entry), row.part) for row in rebuilt() if row.part in PAGE_PARTS}
    assert altered == {
        (world["source"].id, "body"),
        (world["person"].id, "notes"),
        (world["article"].id, "notes"),
    }
    assert "Service 2009, 1." in page(world["article"]).notes
    assert "Robert. 2009. <em>" in page(world["source"]).body
    assert rebuilt() == []


def test_editions_are_never_touched(cast: Any, world: dict[str, Document]) -> None:
    publish(changed(world["article"], summary="Another summary."), cast)
    before = list(Edition.objects.order_by("pk").values())
    Page.objects.update(body="altered")
    rebuilt()
    assert list(Edition.objects.order_by("pk").values()) == before


def test_an_entry_without_a_current_edition_is_removed(
    world: dict[str, Document],
) -> None:
    Edition.objects.filter(entry_id=world["article"].id).update(state="withdrawn")
    corrections = [row for row in rebuilt() if row.part == "removed_entry"]
    assert [(str(row.entry), row.before) for row in corrections] == [
        (world["article"].id, "article/permanent-revolution")
    ]
    assert not Entry.objects.filter(pk=world["article"].id).exists()
    assert rebuilt() == []


def test_a_source_without_a_current_edition_stays_while_it_is_cited_and_is_named_each_time(
    world: dict[str, Document],
) -> None:
    Edition.objects.filter(entry_id=world["source"].id).update(state="withdrawn")
    for _time in range(2):
        assert [row.before for row in rebuilt() if row.part == "kept_entry"] == [f"source/{KEY}"]
    assert Source.objects.exists()


def test_progress_is_reported_entry_by_entry(world: dict[str, Document]) -> None:
    reports: list[tuple[int, int]] = []
    list(projection.rebuild(lambda done, total: reports.append((done, total))))
    assert reports[-1] == (3, 3)
    assert reports == sorted(reports)
    assert entry(world["person"])
