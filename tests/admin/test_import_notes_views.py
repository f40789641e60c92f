"""The page of a manuscript's notes: what was read is shown, said otherwise, and kept until the drafts are made."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import Cast, published, source
from jobs import at, made
from office import entered

from editorial.actions.import_job import import_now
from editorial.actions.import_notes import JOINED, decide_note, join_works
from editorial.admin import import_notes_views
from editorial.html.imported import ImportedText
from editorial.importers.jobs import kept_notes
from editorial.importers.jobs.manuscripts import Reading, read_manuscript
from editorial.models import Import, Manuscript, Revision
from editorial.storage import import_files
from editorial.workflow import Forbidden, NotAllowed, Refused

DATA = Path(__file__).parent.parent / "importers" / "data"


def without_words(path: Path) -> Path:
    """The entry with a dash for the words of its last note."""
    with ZipFile(DATA / "entry.docx") as entry, ZipFile(path, "w") as changed:
        for name in entry.namelist():
            words = entry.read(name).replace(b"Nobody counted them.", "—".encode())
            changed.writestr(name, words)
    return path


def uploaded(client: Client, name: str = "entry.docx", path: Path | None = None) -> Import:
    file = SimpleUploadedFile(name, (path or DATA / name).read_bytes())
    answer: Any = client.post("/admin/imports/new/", {"kind": "", "title": "", "file": file})
    job = Import.objects.get(dry_run=True)
    assert answer.headers["Location"] == at(job, "import_notes")
    return job


def text_of(kind: str = "article") -> str:
    manuscript = Manuscript.objects.get(kind=kind)
    document: Any = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    return str(document.text)


def test_a_manuscript_with_notes_makes_no_draft_before_a_person_says_so(cast: Cast) -> None:
    client = entered(cast.editor)
    job = uploaded(client)
    page = client.get(at(job, "import_notes"))
    shown = page.content.decode()
    assert (page.context["note_count"], page.context["work_count"]) == (5, 2)
    assert "the work before" in shown
    assert [row.count for row in page.context["works"]] == [3, 1]
    assert page.context["notes"][1]["words"] == "Ibid., p. 14."
    assert "an explanatory note" not in shown
    assert not Manuscript.objects.exists()
    client.post(at(job, "import_now"))
    assert "founded in Riga[@berzins-printers-1987, p. 12]" in text_of()
    assert Manuscript.objects.filter(kind="source").count() == 2


def test_what_a_person_says_of_notes_and_works_is_in_the_drafts(cast: Cast) -> None:
    client = entered(cast.editor)
    job = uploaded(client)
    page = client.get(at(job, "import_notes"))
    first, third, fifth = (page.context["notes"][n]["note"].id for n in (0, 2, 4))
    decide = at(job, "import_decide")
    answer = client.post(decide, {"note": third, "decision": "note"})
    assert answer.headers["Location"] == f"{at(job, 'import_notes')}#note-{third}"
    client.post(decide, {"note": fifth, "decision": "verbatim"})
    client.post(decide, {"note": first, "decision": "note"})
    client.post(decide, {"note": first, "decision": ""})
    client.post(at(job, "import_now"))
    text = text_of()
    assert "[^3]: Cf. Berzins, The Printers of Riga, pp. 20–21; Kalnins 1990, p. 7." in text
    assert "It had 300 members.[@nobody-counted]" in text
    assert "Riga[@berzins-printers-1987, p. 12]" in text


def test_two_works_that_are_one_become_one_source_and_can_be_taken_apart(cast: Cast) -> None:
    client = entered(cast.editor)
    job = uploaded(client)
    works = [row.work.identity for row in client.get(at(job, "import_notes")).context["works"]]
    decide = at(job, "import_decide")
    # Whichever is named first in the file: the order in which they are chosen does not matter.
    client.post(decide, {"one": works[1], "other": works[0]})
    (row,) = client.get(at(job, "import_notes")).context["works"]
    ((apart, _words),) = row.joined
    client.post(decide, {"apart": apart})
    assert client.get(at(job, "import_notes")).context["work_count"] == 2


def test_works_that_are_joined_one_after_another_are_one(cast: Cast) -> None:
    job = uploaded(entered(cast.editor))
    for one, other in (("a", "b"), ("c", "b"), ("d", "a")):
        row = join_works(job=job.pk, one=one, other=other, by=cast.editor)
    assert row.decisions[JOINED] == {"a": "d", "b": "d", "c": "d"}
    with pytest.raises(Refused, match="one already"):
        join_works(job=job.pk, one="b", other="c", by=cast.editor)


def test_the_drafts_of_one_upload_leave_another_of_the_same_file_its_file(cast: Cast) -> None:
    client = entered(cast.editor)
    first = uploaded(client)
    file = SimpleUploadedFile("entry.docx", (DATA / "entry.docx").read_bytes())
    client.post("/admin/imports/new/", {"kind": "", "title": "", "file": file})
    second = Import.objects.filter(dry_run=True).exclude(pk=first.pk).get()
    # The worker has read both to their end.
    Import.objects.update(status="finished")
    client.post(at(first, "import_now"))
    assert import_files.exists(second)
    assert client.get(at(second, "import_notes")).context["note_count"] == 5
    # Of the first the drafts are made, and both of its pages say so and lead there.
    first.refresh_from_db()
    for page in ("import_notes", "import"):
        shown = client.get(at(first, page)).content.decode()
        assert "The drafts of this file were made." in shown
        assert at(Import.objects.get(pk=first.made)) in shown
        assert "Make the drafts" not in shown
    with pytest.raises(NotAllowed):
        import_now(job=first.pk, by=cast.editor)
    with pytest.raises(NotAllowed):
        join_works(job=first.pk, one="a", other="b", by=cast.editor)
    client.post(at(second, "import_now"))
    assert not import_files.exists(second)


def test_a_note_without_words_is_no_source(cast: Cast, tmp_path: Path) -> None:
    client = entered(cast.editor)
    job = uploaded(client, path=without_words(tmp_path / "entry.docx"))
    page = client.get(at(job, "import_notes"))
    silent = next(row["note"] for row in page.context["notes"] if not row["note"].has_words)
    assert page.content.decode().count('value="verbatim"') == 4
    sent = {"note": silent.id, "decision": "verbatim"}
    (refusal,) = client.post(at(job, "import_decide"), sent, follow=True).context["messages"]
    assert "no words" in str(refusal)
    job.refresh_from_db()
    assert job.decisions == {}
    # One that was kept before this was refused makes no source without a title either.
    decide_note(job=job.pk, **sent, by=cast.editor)
    assert client.get(at(job, "import_notes")).context["work_count"] == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"note": "1-zzzzzzzz", "decision": "note"},
        {"note": "1-00000000", "decision": "drop"},
        {"one": "a", "other": "a"},
        {"one": "a" * 400, "other": "b"},
        {},
    ],
)
def test_what_is_no_decision_is_refused_in_words(cast: Cast, sent: dict[str, str]) -> None:
    client = entered(cast.editor)
    job = uploaded(client)
    answer = client.post(at(job, "import_decide"), sent, follow=True)
    assert list(answer.context["messages"])
    job.refresh_from_db()
    assert job.decisions == {}


def test_only_who_may_import_decides_and_only_before_the_drafts(cast: Cast) -> None:
    job = uploaded(entered(cast.editor))
    note = {"job": job.pk, "note": "1-00000000", "decision": "note"}
    with pytest.raises(Forbidden):
        decide_note(by=cast.moderator, **note)  # type: ignore[arg-type]
    done = made(cast, kind="text", dry_run=False)
    with pytest.raises(NotAllowed):
        decide_note(by=cast.editor, **{**note, "job": done.pk})  # type: ignore[arg-type]
    gone = made(cast, kind="text", dry_run=True)
    with pytest.raises(Refused):
        join_works(job=gone.pk, one="a", other="b", by=cast.editor)
    assert entered(cast.editor).get(at(made(cast), "import_notes")).status_code == 404


def test_the_page_asks_twice_for_each_new_work_and_little_else(cast: Cast) -> None:
    client = entered(cast.editor)
    job = uploaded(client)
    with CaptureQueriesContext(connection) as queries:
        client.get(at(job, "import_notes"))
    # Two look-ups for each of its two works, and what every page of the office asks.
    assert len(queries) <= 20


def test_the_file_is_read_once_however_often_somebody_clicks(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(content: bytes, reading: Reading) -> ImportedText:
        read.append(len(content))
        return read_manuscript(content, reading)

    client = entered(cast.editor)
    job = uploaded(client)
    kept_notes.forget()
    monkeypatch.setattr(kept_notes, "read_manuscript", counted)
    page = client.get(at(job, "import_notes"))
    note = page.context["notes"][0]["note"].id
    client.post(at(job, "import_decide"), {"note": note, "decision": "note"})
    page = client.get(at(job, "import_notes"))
    assert page.context["notes"][0]["note"].decision == "note"
    assert [row.count for row in page.context["works"]] == [1, 1]
    assert len(read) == 1
    # What the office has since is known at the next click: its key is taken.
    published(source("berzins-printers"), cast)
    page = client.get(at(job, "import_notes"))
    assert len(read) == 1
    assert "berzins-printers-2" in {row.work.key for row in page.context["works"]}


def test_the_works_of_a_long_manuscript_stand_on_several_pages(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_notes_views, "MAX_WORKS_ON_PAGE", 1)
    monkeypatch.setattr(import_notes_views, "MAX_ON_PAGE", 2)
    client = entered(cast.editor)
    job = uploaded(client)
    page = client.get(at(job, "import_notes"))
    assert len(page.context["works"]) == 1
    shown = page.content.decode()
    assert "?from=0&amp;works=1#works" in shown
    assert "?from=2" in shown
    # Every work can be chosen on every page.
    assert shown.count("<option ") == 2 * (1 + page.context["work_count"])
    last = client.get(f"{at(job, 'import_notes')}?from=2&works=1").content.decode()
    assert "?from=0" in last
    assert "?from=2&amp;works=0#works" in last


def test_plain_text_with_numbered_notes_is_looked_at_like_a_manuscript(
    cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "printers.txt"
    path.write_text(
        "They founded it.[1] It grew.[2] It fell.[3]\n\nNotes\n"
        "[1] Jānis Bērziņš, The Printers (Riga: Press, 1987), p. 12.\n"
        "[2] Ibid., p. 14; Jane Roe, The End (Press, 1930), p. 5.\n"
        "[3] Nobody was there when it was closed.\n"
    )
    client = entered(cast.editor)
    job = uploaded(client, path.name, path)
    page = client.get(at(job, "import_notes"))
    assert (page.context["note_count"], page.context["work_count"]) == (3, 2)
    second = page.context["notes"][1]["note"].id
    client.post(at(job, "import_decide"), {"note": second, "decision": "note"})
    assert not Manuscript.objects.exists()
    client.post(at(job, "import_now"))
    text = text_of()
    assert "founded it.[@berzins-printers-1987, p. 12] It grew.[^2] It fell.[^3]" in text
    assert "[^2]: Ibid., p. 14; Jane Roe" in text
    assert Manuscript.objects.filter(kind="source").count() == 1


PAGES = {
    "linked": """<!doctype html><title>Printers</title><p>They founded it.<a href="#fn1">1</a></p>
<ol><li id="fn1">Jānis Bērziņš, The Printers (Riga: Press, 1987), p. 12.</li></ol>""",
    "typed": """<html><p>They founded it.[1]</p><h2>Notes</h2>
<p>[1] Jānis Bērziņš, The Printers (Riga: Press, 1987), p. 12.</p></html>""",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_notes_is_looked_at_like_a_manuscript(
    cast: Cast, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "printers.html"
    path.write_text(PAGES[name])
    client = entered(cast.editor)
    job = uploaded(client, path.name, path)
    page = client.get(at(job, "import_notes"))
    assert (page.context["note_count"], page.context["work_count"]) == (1, 1)
    first = page.context["notes"][0]["note"].id
    client.post(at(job, "import_decide"), {"note": first, "decision": "note"})
    client.post(at(job, "import_now"))
    assert "They founded it.[^1]" in text_of()
    assert not Manuscript.objects.filter(kind="source").exists()


def test_a_page_without_notes_becomes_a_draft_at_once(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "printers.html"
    path.write_text(
        "<html><title>Printers</title><p>They founded it. See <a href='#x'>x</a></p></html>"
    )
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer: Any = entered(cast.editor).post(
        "/admin/imports/new/", {"kind": "", "title": "", "file": file}
    )
    assert answer.headers["Location"] == at(Import.objects.get(), "import")
    assert not Import.objects.get().dry_run
