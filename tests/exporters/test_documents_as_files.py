"""A document read back from its file is the same: for every kind, and for text that looks like syntax."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.exporters.markdown import as_files, file_name
from editorial.sample import load_documents
from editorial.verifying.document_files import Unreadable, as_data, digest
from editorial.verifying.opening import is_safe
from encyclopedia.core import documents
from encyclopedia.core.citations import Reference

HOSTILE = [
    "+++",
    "+++\nkind = 'x'\n+++\n",
    "\n+++\n",
    "\r\nA\rB\r\n",
    "A\u2028B\u2029C\x85D",
    "ends\n\n\n",
    "\n\nbegins",
    "emoji 👩‍👩‍👧 and \u202eright to left\u202c שלום",
    "\x01\x1f\x7f\t\b",
    "\"\"\"'''\\ \\u0000 #[x]",
    "\ufeffmark",
    "---\ntitle: x\n---",
]
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=40),
)
numbers = st.integers(-(10**20), 10**20)
json_data = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, words),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=8,
)
references = st.builds(Reference, words, words, words, words, words)
facts = st.builds(
    documents.DocumentFact, words, words, words, words, words, words, st.booleans(),
    st.lists(references, max_size=2).map(tuple),
)  # fmt: skip
shared: dict[str, Any] = {
    "id": st.uuids().map(str),
    "slug": words,
    "title": words,
    "summary": words,
    "text": words,
    "language": words,
    "aliases": st.lists(words, max_size=3).map(tuple),
    "tags": st.lists(words, max_size=3).map(tuple),
    "authors": st.lists(st.builds(documents.Author, words, words, words, words), max_size=2).map(tuple),
    "facts": st.lists(facts, max_size=2).map(tuple),
    "pictures": st.lists(st.builds(documents.DocumentPicture, words, words, words, words), max_size=2).map(tuple),
    "provenance": st.lists(st.builds(documents.Provenance, words, words), max_size=2).map(tuple),
}  # fmt: skip
anything = st.one_of(
    st.builds(documents.ArticleDocument, **shared),
    st.builds(documents.PersonDocument, **shared, sort_name=words),
    st.builds(documents.OrganisationDocument, **shared),
    st.builds(
        documents.SourceDocument,
        **shared,
        record=st.dictionaries(words, json_data, max_size=4),
        record_edition=st.integers(1, 9),
    ),
)


def read_back(document: documents.Document) -> documents.Document:
    page, record = as_files(documents.write(document))
    return documents.read(as_data(page, record))


@pytest.mark.slow
@given(anything)
def test_a_document_keeps_its_digest_as_a_file(document: documents.Document) -> None:
    assert read_back(document) == document
    assert documents.digest(read_back(document)) == documents.digest(document)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_text_is_in_the_file_unchanged(text: str) -> None:
    document = documents.ArticleDocument(id=str(uuid.uuid4()), slug="a", title="A", text=text)
    page, _ = as_files(documents.write(document))
    assert page.endswith(b"\n+++\n" + text.encode())
    assert read_back(document).text == text


def test_the_sample_can_be_read_by_people() -> None:
    for document in load_documents():
        page, record = as_files(documents.write(document))
        assert read_back(document) == document
        assert f'title = "{document.title}"' in page.decode() or '"' in document.title
        if isinstance(document, documents.SourceDocument):
            assert json.loads(record or b"") == [document.record]


def test_nul_is_refused() -> None:
    with pytest.raises(documents.DocumentError, match="document_nul"):
        documents.read({"schema": 1, "kind": "article", "id": "x", "slug": "a", "title": "\x00"})


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (b"", "front matter"),
        (b"+++\ntitle = 'x'\n", "does not end"),
        (b"+++\ntitle = \n+++\n", "Invalid value"),
        (b"+++\ntitle = 'x'\n+++\n\xff", "decode"),
    ],
)
def test_a_file_that_is_not_a_document_is_refused(page: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        as_data(page)


def test_a_toml_date_is_refused() -> None:
    with pytest.raises(Unreadable):
        digest(as_data(b"+++\ntitle = 2020-01-01\n+++\n"))


@given(st.text(max_size=200))
@example("..")
@example("a/../../b")
@example("CON")
@example("aux.md")
@example("Ä" * 200)
def test_every_slug_has_a_name_that_every_system_allows(slug: str) -> None:
    name = file_name(slug)
    assert is_safe(f"{name}.md")
    assert len(name) <= 110
    assert name == name.lower()
    assert name.partition(".")[0] not in {"con", "aux", "nul", "prn"}


def test_different_slugs_have_different_names() -> None:
    slugs = [
        "trotsky",
        "Trotsky",
        "TROTSKY",
        "тро",
        "trötsky",
        "trotsky~",
        "trotsky.",
        "con",
        "x" * 200,
    ]
    assert len({file_name(slug) for slug in slugs}) == len(slugs)
    assert file_name("service-trotsky-2009") == "service-trotsky-2009"
