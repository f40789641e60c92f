"""What a name stands for, and what a document needs of what is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import factories
import pytest
from PIL import Image
from projection.shelf import KEY, changed, entry, publish

from editorial import actions
from encyclopedia import pictures
from encyclopedia.core.documents import Document, DocumentFact, DocumentPicture
from encyclopedia.projection import resolution
from encyclopedia.rendering import SourceRecord, analyse

pytestmark = pytest.mark.django_db


@pytest.fixture
def trotsky(cast: Any) -> Document:
    publish(factories.source(KEY), cast)
    person = factories.biography(aliases=("Lev Bronstein",))
    publish(person, cast)
    return person


@pytest.mark.parametrize(
    "name", ["Leon Trotsky", "leon_trotsky", "LEV BRONSTEIN", "person/leon-trotsky"]
)
def test_title_alias_and_path_lead_to_the_entry(trotsky: Document, name: str) -> None:
    found = resolution.resolve([name])[name]
    assert found is not None
    assert (found.id, found.url) == (entry(trotsky).pk, "/person/leon-trotsky/")


@pytest.mark.parametrize("name", ["Nobody", "article/leon-trotsky", "person/", "/", "", "a/b/c"])
def test_what_nothing_stands_for_is_wanted(trotsky: Document, name: str) -> None:
    assert resolution.resolve([name]) == {name: None}


def test_a_former_path_still_leads_to_the_entry(cast: Any, trotsky: Document) -> None:
    publish_renamed(trotsky, cast)
    found = resolution.resolve(["person/leon-trotsky"])["person/leon-trotsky"]
    assert found is not None
    assert found.path == "person/lev-trotsky"


def publish_renamed(document: Document, cast: Any) -> None:
    from editorial.models import Manuscript

    manuscript = Manuscript.objects.get(pk=document.id)
    actions.rename(
        manuscript=manuscript.pk,
        title="Lev Trotsky",
        slug="lev-trotsky",
        by=cast.editor,
        based_on=manuscript.revision,
    )
    manuscript.refresh_from_db()
    actions.submit(manuscript=manuscript.pk, revision=manuscript.revision, by=cast.editor)
    factories.check_all(manuscript, cast)
    actions.approve(
        manuscript=manuscript.pk, revision=manuscript.revision, by=cast.approver, change="wording"
    )
    actions.publish(manuscript=manuscript.pk, by=cast.approver)


def test_a_document_finds_itself_before_it_is_published(trotsky: Document) -> None:
    article = factories.article(aliases=("Perm",))
    names = ["Permanent revolution", "perm", "article/permanent-revolution"]
    found = resolution.resolve(names, own=article)
    assert {target.url for target in found.values() if target} == {"/article/permanent-revolution/"}
    assert None not in found.values()


def test_a_drafts_new_names_count_and_its_published_ones_do_not(trotsky: Document) -> None:
    draft = changed(trotsky, title="Lev Trotsky", aliases=())
    found = resolution.resolve(["Lev Bronstein", "Lev Trotsky"], own=draft)
    assert found["Lev Bronstein"] is None
    assert found["Lev Trotsky"] is not None


def test_a_library_takes_a_few_queries_whatever_the_length(
    trotsky: Document, django_assert_max_num_queries: Any
) -> None:
    text = " ".join(
        f"[[Name {n}]] [[person/p-{n}]] and [[Leon Trotsky]].[@{KEY}, p. {n}]" for n in range(200)
    )
    article = factories.article(
        text=text, facts=(DocumentFact("named_after", target="Lev Bronstein"),)
    )
    analysis = analyse(article)
    with django_assert_max_num_queries(6):
        found = resolution.library(article, analysis)
    assert len(found.links) == 402
    assert found.links["Lev Bronstein"] == "/person/leon-trotsky/"
    assert set(found.sources) == {KEY}


def test_sources_submitted_together_show_in_a_preview_and_published_ones_go_first(
    trotsky: Document,
) -> None:
    draft = SourceRecord({"type": "book", "title": "Draft"}, "Draft", "source/draft")
    article = factories.article(text=f"One.[@draft] Two.[@{KEY}]")
    found = resolution.library(article, analyse(article), sources={"draft": draft, KEY: draft})
    assert found.sources["draft"] == draft
    assert found.sources[KEY].title == "Trotsky: A Biography"


def test_a_picture_is_shown_when_its_file_is_there(trotsky: Document) -> None:
    digest = "ab" * 32
    document = factories.biography(pictures=(DocumentPicture("face", digest, "A face", "At work"),))
    assert resolution.library(document, analyse(document)).pictures == {}
    stored(digest)
    shown = resolution.library(document, analyse(document)).pictures["face"]
    assert (shown.url, shown.width, shown.height) == (f"/media/{digest}", 30, 20)
    assert (shown.alt, shown.caption) == ("A face", "At work")


def stored(digest: str) -> Path:
    path = pictures.path_of(digest)
    path.parent.mkdir(parents=True)
    Image.new("RGB", (30, 20)).save(path, "PNG")
    return path


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "AB" * 32, "ab" * 31])
def test_only_a_digest_names_a_picture(digest: str) -> None:
    assert pictures.stored_picture(digest) is None


def test_a_file_that_is_no_picture_is_none() -> None:
    path = stored("cd" * 32)
    assert pictures.stored_picture("cd" * 32) is not None
    path.write_text("<svg onload='alert(1)'/>")
    assert pictures.stored_picture("cd" * 32) is None
