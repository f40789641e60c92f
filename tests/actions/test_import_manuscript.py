"""A Word file's pictures go into the library, and its comments stand on their words in the draft."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from factories import Cast
from PIL import Image

from editorial.actions.import_entry import Incoming
from editorial.actions.import_manuscript import IncomingManuscript, import_manuscripts
from editorial.html.read_notes import FoundComment
from editorial.importers.texts.word import read_docx
from editorial.models import Manuscript, Revision, Thread, Upload
from editorial.workflow import Forbidden
from encyclopedia.core.documents import ArticleDocument

ENTRY = Path(__file__).parent.parent / "importers" / "data" / "entry.docx"


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def with_picture(picture: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(ENTRY) as entry, zipfile.ZipFile(buffer, "w") as copy:
        for name in entry.namelist():
            copy.writestr(name, picture if name.endswith(".png") else entry.read(name))
    return buffer.getvalue()


def manuscript_of(content: bytes) -> IncomingManuscript:
    imported = read_docx(content)
    entry = Incoming(
        origin="text",
        page="x",
        version="1",
        kind="article",
        title=imported.title,
        text=imported.text,
        sources=tuple({**work.record, "id": work.key} for work in imported.works),
    )
    return IncomingManuscript(
        entry=entry, pictures=imported.pictures, comments=tuple(imported.comments)
    )


def newest() -> ArticleDocument:
    manuscript = Manuscript.objects.get(kind="article")
    document = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    assert isinstance(document, ArticleDocument)
    return document


def test_pictures_are_in_the_library_and_comments_on_their_words(cast: Cast) -> None:
    (result,) = import_manuscripts(items=[manuscript_of(with_picture(png()))], by=cast.editor)
    assert result.remarks == ()
    document = newest()
    (picture,) = document.pictures
    assert (picture.name, picture.alt) == ("picture-1.png", "The League’s seal")
    assert picture.digest == Upload.objects.get().pk
    assert "![The League’s seal](picture-1.png)" in document.text
    thread = Thread.objects.get()
    assert thread.exact == "dissolved by decree in 1907."
    first = thread.comments.get()
    assert first.words == "Editor wrote in the manuscript: Is this right?"
    # The same again makes nothing twice.
    import_manuscripts(items=[manuscript_of(with_picture(png()))], by=cast.editor)
    assert (Upload.objects.count(), Thread.objects.count()) == (1, 1)


def test_what_cannot_be_stored_stays_wanted_and_is_named(cast: Cast) -> None:
    (result,) = import_manuscripts(items=[manuscript_of(ENTRY.read_bytes())], by=cast.editor)
    assert [(remark.construct, remark.excerpt) for remark in result.remarks] == [
        ("picture", "picture-1.png")
    ]
    assert "(wanted:picture-1.png)" in newest().text


def test_a_comment_on_words_that_are_gone_is_on_the_entry(cast: Cast) -> None:
    item = manuscript_of(with_picture(png()))
    gone = FoundComment("Words that no text has here", "", "Olga", "Why?")
    import_manuscripts(
        items=[IncomingManuscript(entry=item.entry, comments=(gone,))], by=cast.editor
    )
    assert Thread.objects.get().part == "entry"


def test_only_who_may_import_imports_manuscripts(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        import_manuscripts(items=[manuscript_of(ENTRY.read_bytes())], by=cast.moderator)
