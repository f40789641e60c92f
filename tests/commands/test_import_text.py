"""`import_text`: one text as a draft, its marks at their places, never twice, whatever the file contains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from factories import Cast, article, drafted, source

from editorial.models import DraftCitation, Import, ImportLine, Manuscript, Revision
from encyclopedia.core.documents import Document
from encyclopedia.models import Entry

DATA = Path(__file__).parent.parent / "importers" / "data"
LISTED = """He led the army.[1] He wrote “much”,[2][1] and died.[3]

References
1. Service, Robert. Trotsky: A Biography. Belknap Press, 2009. p. 12.
2. Deutscher, Isaac. The Prophet Armed. Oxford University Press, 1954. pp. 3–4.
"""


@pytest.fixture
def with_source(cast: Cast) -> Cast:
    drafted(source(), cast)
    return cast


def run(path: Path, *options: str, by: str = "edna") -> str:
    out = StringIO()
    call_command("import_text", str(path), "--by", by, *options, stdout=out)
    return out.getvalue()


def written(folder: Path, content: str | bytes, name: str = "leon_trotsky.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def newest() -> tuple[Manuscript, Document]:
    manuscript = Manuscript.objects.get(kind="article")
    return manuscript, Revision.objects.get(
        manuscript=manuscript, number=manuscript.revision
    ).read()


def report_lines() -> Iterator[tuple[str, str, str]]:
    for line in ImportLine.objects.filter(state="left").order_by("id"):
        yield line.construct, line.place, line.excerpt


def test_marks_become_citations_and_their_new_sources_drafts(
    with_source: Cast, tmp_path: Path
) -> None:
    assert "new: 1" in run(written(tmp_path, LISTED))
    manuscript, document = newest()
    assert (manuscript.title, manuscript.status) == ("Leon trotsky", "draft")
    assert document.text == (
        "He led the army.[@service-trotsky-2009, p. 12] He wrote “much”,"
        "[@deutscher-prophet-1954, pp. 3–4][@service-trotsky-2009, p. 12] and died."
        "[@? reference 3 of the imported text not found]"
    )
    assert Manuscript.objects.filter(slug="deutscher-prophet-1954", status="draft").exists()
    assert DraftCitation.objects.filter(manuscript=manuscript).count() == 3
    assert list(report_lines()) == [("mark", "line 1", "[3]")]
    assert not Entry.objects.exists()


def test_the_same_file_again_does_nothing_and_a_changed_one_is_the_next_revision(
    with_source: Cast, tmp_path: Path
) -> None:
    run(written(tmp_path, LISTED))
    sources = Manuscript.objects.filter(kind="source").count()
    assert "same: 1" in run(written(tmp_path, LISTED))
    assert newest()[0].revision == 1
    assert "revised: 1" in run(written(tmp_path, LISTED.replace("and died", "and was killed")))
    manuscript, document = newest()
    assert manuscript.revision == 2
    assert "killed" in document.text
    assert "[@deutscher-prophet-1954, pp. 3–4]" in document.text
    assert Manuscript.objects.filter(kind="source").count() == sources


def test_references_without_author_or_year_are_recognised_again(cast: Cast, tmp_path: Path) -> None:
    listed = "One.[1]\n\nReferences\n1. The minutes of the second evening, typescript\n"
    run(written(tmp_path, listed))
    run(written(tmp_path, listed.replace("One", "Two")))
    assert newest()[0].revision == 2
    assert Manuscript.objects.filter(kind="source").count() == 1


def test_a_title_and_a_list_of_references_can_be_given(with_source: Cast, tmp_path: Path) -> None:
    listed = written(tmp_path, "1. @service-trotsky-2009, p. 7\nA typescript of 1921\n", "list.txt")
    text = written(tmp_path, "One.[1] Two.[2] Three.[3]")
    run(text, "--title", "  The   Revolt ", "--references", str(listed))
    manuscript, document = newest()
    assert manuscript.title == "The Revolt"
    assert document.text.startswith("One.[@service-trotsky-2009, p. 7] Two.[@")
    assert document.text.endswith("Three.[@? reference 3 of the imported text not found]")


def test_a_dry_run_reports_and_saves_nothing(with_source: Cast, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    assert "read: 1" in run(written(tmp_path, LISTED), "--dry-run", "--report", str(report))
    assert not Manuscript.objects.filter(kind="article").exists()
    assert "[3]" in report.read_text()


def test_the_shared_text_is_imported_with_its_eight_marks(cast: Cast, shared: Path) -> None:
    path = shared / "seed" / "trotskyism.txt"
    run(path)
    manuscript, document = newest()
    original = path.read_text()
    assert manuscript.title == "Trotskyism"
    mark = re.compile(r"\[@\? reference (\d) of the imported text not found\]")
    assert mark.findall(document.text) == list("12345678")
    back = mark.sub(r"[\1]", document.text)
    assert [line for line in back.split("\n") if line] == [
        line.strip() for line in original.split("\n") if line.strip()
    ]
    lines = list(report_lines())
    assert ("caption", "line 3", "Leon Trotsky") in lines
    assert ("words", "line 1", "BolshevikLeninist") in lines
    assert sum(construct == "mark" for construct, _, _ in lines) == 8


def test_a_word_file_is_imported_with_its_footnotes(cast: Cast) -> None:
    run(DATA / "entry.docx")
    manuscript, document = newest()
    assert manuscript.title == "The Printers’ League"
    assert "founded in Riga[@berzins-printers-1987, p. 12]" in document.text
    source = Manuscript.objects.get(kind="source", slug="berzins-printers-1987")
    assert source.title == "The Printers of Riga"
    assert [line for line in report_lines() if line[0] == "picture"]
    assert all(
        place.startswith("line ") for construct, place, _ in report_lines() if construct == "note"
    )


def test_a_word_file_is_recognised_by_its_content_and_a_page_too(
    cast: Cast, tmp_path: Path
) -> None:
    run(written(tmp_path, (DATA / "entry.docx").read_bytes(), "draft.txt"))
    assert newest()[1].text.startswith("The *league* was") or "[^5]" in newest()[1].text
    page = "<html><body><h1>A <i>page</i></h1><p>Bold <b>words</b></p></body></html>"
    run(written(tmp_path, page, "page.txt"))
    saved = Manuscript.objects.get(title="A page")
    assert "**words**" in Revision.objects.get(manuscript=saved).read().text


def test_our_own_markup_stays_as_it_is(with_source: Cast, tmp_path: Path) -> None:
    markup = "# The *Revolt*\n\n## Course\n\nIt began.[@service-trotsky-2009, p. 1]\n"
    run(written(tmp_path, markup, "notes.md"))
    manuscript, document = newest()
    assert manuscript.title == "The Revolt"
    assert document.text == "## Course\n\nIt began.[@service-trotsky-2009, p. 1]"


def test_another_article_of_that_title_is_named_and_left_alone(cast: Cast, tmp_path: Path) -> None:
    other = drafted(article("Leon trotsky"), cast)
    run(written(tmp_path, "Words."))
    other.refresh_from_db()
    assert other.revision == 1
    assert [line[0] for line in report_lines()] == ["title"]
    assert set(Manuscript.objects.filter(kind="article").values_list("slug", flat=True)) == {
        "leon-trotsky",
        "leon-trotsky-2",
    }


def test_a_submitted_draft_is_not_overwritten(cast: Cast, tmp_path: Path) -> None:
    run(written(tmp_path, "Words."))
    manuscript, _document = newest()
    Manuscript.objects.filter(pk=manuscript.pk).update(status="submitted")
    assert "refused: 1" in run(written(tmp_path, "Other words."))
    assert newest()[1].text == "Words."


@pytest.mark.parametrize("by", ["mona", "dora"])
def test_an_account_that_may_not_import_is_refused(cast: Cast, tmp_path: Path, by: str) -> None:
    with pytest.raises(CommandError):
        run(written(tmp_path, "Words."), by=by)
    assert not Manuscript.objects.exists()


def path_traversal() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("../../etc/passwd.xml", "<a/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ((DATA / "entry.docx").read_bytes()[:6000], "damaged|neither a Word file"),
        (path_traversal(), "leads out of it"),
        (b"%PDF-1.7\n%...", "PDF|neither text nor a page"),
        (b"{\\rtf1\\ansi Words}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        (b"Words\nand \x81 more", "line 2"),
        (b"Words\0\0\0\0 and", "neither text nor a page"),
        (b"", "no words|empty"),
        (b"x" * 10_000_000, "too long"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_saved(
    cast: Cast, tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refusal:
        run(written(tmp_path, content))
    assert refusal.value.returncode in {1, 2}
    assert not Manuscript.objects.exists()
    assert not Import.objects.exclude(status="broken").exists()


def test_an_old_encoding_is_read_and_named(cast: Cast, tmp_path: Path) -> None:
    run(written(tmp_path, "Plain.\n\nWords of Müller".encode("cp1252")))
    assert newest()[1].text == "Plain.\n\nWords of Müller"
    assert list(report_lines())[-1] == ("encoding", "", "Words of Müller")
