"""What a name refers to, and what a document needs of what is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import factories
import pytest
from PIL import Image
from projection.shelf import KEY, changed, entry, publish
from stored import path_of

from editorial import actions
from editorial.gate.gate_input import ambiguous
from encyclopedia import pictures
from encyclopedia.core.documents import Document, DocumentFact, DocumentPicture
from encyclopedia.core.names import name_key
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
def test_title_alias_and_path_refer_to_the_entry(trotsky: Document, name: str) -> None:
    resolved_entry = resolution.resolve([name])[name]
    assert resolved_entry is not None
    assert (resolved_entry.id, resolved_entry.url) == (entry(trotsky).pk, "/person/leon-trotsky/")


@pytest.mark.parametrize("name", ["Nobody", "article/leon-trotsky", "person/", "/", "", "a/b/c"])
def test_a_name_without_an_entry_is_wanted(trotsky: Document, name: str) -> None:
    assert resolution.resolve([name]) == {name: None}


def test_a_former_path_still_refers_to_the_entry(cast: Any, trotsky: Document) -> None:
    publish_renamed(trotsky, cast)
    resolved_entry = resolution.resolve(["person/leon-trotsky"])["person/leon-trotsky"]
    assert resolved_entry is not None
    assert resolved_entry.path == "person/lev-trotsky"


def test_a_name_in_words_means_another_entry_before_a_source(cast: Any) -> None:
    source = factories.source(KEY)
    publish(source, cast)
    assert resolution.resolve([source.title])[source.title].path == f"source/{KEY}"  # type: ignore[union-attr]
    article = factories.article(aliases=(source.title,))
    publish(article, cast)
    names = [source.title, f"source/{KEY}"]
    leading = resolution.resolve(names)
    assert [entry.kind for name in names if (entry := leading[name])] == ["article", "source"]
    assert ambiguous({name_key(source.title): source.title}) == {}


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
    targets = resolution.resolve(names, own=article)
    assert {target.url for target in targets.values() if target} == {
        "/article/permanent-revolution/"
    }
    assert None not in targets.values()


def test_a_drafts_new_names_count_and_its_published_ones_do_not(trotsky: Document) -> None:
    draft = changed(trotsky, title="Lev Trotsky", aliases=())
    targets = resolution.resolve(["Lev Bronstein", "Lev Trotsky"], own=draft)
    assert targets["Lev Bronstein"] is None
    assert targets["Lev Trotsky"] is not None


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
    with django_assert_max_num_queries(7):
        library = resolution.library(article, analysis)
    assert len(library.links) == 402
    assert library.links["Lev Bronstein"] == "/person/leon-trotsky/"
    assert set(library.sources) == {KEY}


def test_sources_submitted_together_show_in_a_preview_and_published_ones_go_first(
    trotsky: Document,
) -> None:
    draft = SourceRecord({"type": "book", "title": "Draft"}, "Draft", "source/draft")
    article = factories.article(text=f"One.[@draft] Two.[@{KEY}]")
    library = resolution.library(article, analyse(article), sources={"draft": draft, KEY: draft})
    assert library.sources["draft"] == draft
    assert library.sources[KEY].title == "Trotsky: A Biography"


def test_a_picture_is_shown_when_its_file_is_there(trotsky: Document) -> None:
    digest = "ab" * 32
    document = factories.biography(pictures=(DocumentPicture("face", digest, "A face", "At work"),))
    assert resolution.library(document, analyse(document)).pictures == {}
    stored(digest)
    picture = resolution.library(document, analyse(document)).pictures["face"]
    assert (picture.url, picture.width, picture.height) == (f"/media/{digest}", 30, 20)
    assert (picture.alt, picture.caption) == ("A face", "At work")


def stored(digest: str) -> Path:
    path = path_of(pictures.name_of(digest))
    path.parent.mkdir(parents=True)
    Image.new("RGB", (30, 20)).save(path, "PNG")
    return path


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "AB" * 32, "ab" * 31])
def test_only_a_digest_names_a_picture(digest: str) -> None:
    assert pictures.stored_picture(digest) is None


def test_a_file_that_is_no_picture_is_not_stored_as_one() -> None:
    path = stored("cd" * 32)
    path.write_text("<svg onload='alert(1)'/>")
    assert pictures.stored_picture("cd" * 32) is None
    Image.new("RGB", (30, 20)).save(path, "PNG")
    assert pictures.stored_picture("cd" * 32) is not None
