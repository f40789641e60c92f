"""Imports in the office: upload, progress, report, stop, resume, publish; faults are named beside their field."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from exports import page, written
from factories import Cast
from jobs import at, made
from office import entered

from editorial.models import Import, ImportLine, ImportStatus, Manuscript
from editorial.models.imports import PUBLISHING
from editorial.storage import import_files
from encyclopedia.models import Entry
from encyclopedia.stored_files import keep

NEW = "/admin/imports/new/"
EXPORT = written(page())


def upload(
    client: Client, content: bytes | str = EXPORT, name: str = "export.xml", **fields: Any
) -> Any:
    data = content.encode() if isinstance(content, str) else content
    given = {"kind": "", "title": "", "file": SimpleUploadedFile(name, data)} | fields
    return client.post(NEW, given)


def left_over() -> list[Path]:
    """What an upload has left on this machine."""
    return list(Path(settings.VAR, "uploads").iterdir())


def test_an_upload_becomes_drafts_and_a_report(cast: Cast) -> None:
    client = entered(cast.editor)
    answer = upload(client)
    job = Import.objects.get()
    assert answer.headers["Location"] == at(job)
    assert (job.status, job.kind, job.name) == (ImportStatus.FINISHED, "mediawiki", "export.xml")
    shown = client.get(at(job)).content.decode()
    draft = Manuscript.objects.get(kind="article")
    assert reverse("admin:manuscript", args=[draft.pk]) in shown
    assert "New draft" in shown
    assert not Entry.objects.exists()
    assert not import_files.exists(job)
    assert not left_over()


def test_a_second_upload_with_a_newer_revision_offers_the_comparison(cast: Cast) -> None:
    client = entered(cast.editor)
    upload(client)
    upload(client, written(page(9, "It began in 1907.")))
    draft = Manuscript.objects.get(kind="article")
    job = Import.objects.get(counts__revised=1)
    compare = reverse("admin:compare", args=[draft.pk, 1, 2])
    assert compare in client.get(at(job)).content.decode()
    assert client.get(compare).status_code == 200


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../export.xml", EXPORT)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "complaint"),
    [
        (b"", "export.xml", "The file is empty"),
        (zipped(), "export.xml", "zip archive"),
        (b"author,title\nService,Trotsky\n", "refs.bib", "no BibTeX entry"),
        (b"<html></html>", "export.xml", "not a MediaWiki export"),
        (b"%PDF-1.7", "a.txt", "This is a PDF"),
        (b"words", "noending", "Choose it here"),
    ],
)
def test_a_wrong_file_is_refused_beside_its_field_and_what_was_typed_stays(
    cast: Cast, content: bytes, name: str, complaint: str
) -> None:
    answer = upload(entered(cast.editor), content, name, title="My <b>title</b>", dry_run="on")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert complaint in shown
    assert "My &lt;b&gt;title&lt;/b&gt;" in shown
    assert "checked" in shown
    assert 'role="alert"' in shown
    assert not Import.objects.exists()
    assert not left_over()


def test_a_form_without_a_file_says_so(cast: Cast) -> None:
    answer = entered(cast.editor).post(NEW, {"kind": "text", "title": "T"})
    assert answer.status_code == 422
    assert "Choose the file" in answer.content.decode()


def test_the_form_names_every_format_and_the_limit(cast: Cast) -> None:
    page = entered(cast.editor).get(NEW).content.decode()
    assert "texts (.txt, .md, .html, .docx, .odt). At most 2 GB." in page
    assert "Text (plain, Markdown, HTML, Word, ODT)" in page


def test_a_file_over_the_limit_is_refused_and_not_kept(cast: Cast, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 1_000
    answer = upload(entered(cast.editor), EXPORT + " " * 200_000, title="Typed")
    assert answer.status_code == 422
    assert "larger than 1 kB" in answer.content.decode()
    assert "Typed" in answer.content.decode()
    assert not left_over()


def test_the_form_with_the_file_needs_its_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor)
    assert upload(client).status_code == 403
    assert not Import.objects.exists()
    client.get(NEW)
    token = client.cookies["csrftoken"].value
    assert upload(client, csrfmiddlewaretoken=token).status_code == 302


@pytest.mark.parametrize("name", ["import_stop", "import_go_on", "import_now", "import_new"])
def test_only_who_may_import_does(cast: Cast, name: str) -> None:
    job = made(cast)
    address = NEW if name == "import_new" else at(job, name)
    assert entered(cast.moderator).post(address).status_code == 403
    assert entered(cast.approver).post(address).status_code == 403
    assert Client().post(address).status_code in (302, 404)
    job.refresh_from_db()
    assert job.status == ImportStatus.WAITING


def test_what_was_only_read_is_imported_afterwards(cast: Cast) -> None:
    client = entered(cast.editor)
    upload(client, dry_run="on")
    read = Import.objects.get()
    assert not Manuscript.objects.exists()
    assert "Import now" in client.get(at(read)).content.decode()
    answer = client.post(at(read, "import_now"))
    job = Import.objects.get(dry_run=False)
    assert answer.headers["Location"] == at(job)
    assert Manuscript.objects.get(kind="article").title == "Revolt"


def test_an_import_whose_worker_died_is_resumed(cast: Cast) -> None:
    client = entered(cast.editor)
    job = made(cast, status="running")
    assert "Resume" not in client.get(at(job)).content.decode()
    Import.objects.update(changed_at=timezone.now() - timedelta(minutes=2))
    assert "upload the whole file again" in client.get(at(job)).content.decode()
    keep(EXPORT.encode(), import_files.name_of(job.digest))
    shown = client.get(at(job)).content.decode()
    assert "Interrupted" in shown
    assert "Resume" in shown
    client.post(at(job, "import_go_on"))
    job.refresh_from_db()
    assert job.status == ImportStatus.FINISHED
    assert Manuscript.objects.filter(kind="article").count() == 1


def test_what_runs_is_stopped_and_refusals_are_shown(cast: Cast) -> None:
    client = entered(cast.editor)
    job = made(cast, status="running")
    client.post(at(job, "import_stop"))
    job.refresh_from_db()
    assert job.status == ImportStatus.STOPPING
    answer = client.post(at(job, "import_go_on"), follow=True)
    assert "right now" in answer.content.decode()


def test_an_interruption_is_shown_with_its_place(cast: Cast) -> None:
    client = entered(cast.editor)
    upload(client, written(page(), end="<page><title>Br"))
    job = Import.objects.get()
    assert job.status == ImportStatus.BROKEN
    shown = client.get(at(job)).content.decode()
    assert "It was interrupted" in shown
    assert re.search(r"line \d+, column \d+", shown)


def test_the_script_gets_the_progress(cast: Cast) -> None:
    client = entered(cast.moderator)
    job = made(cast, status="running", done=50, total=200, counts={"new": 3})
    assert client.get(at(job, "import_progress")).json() == {
        "moves": True,
        "state": "Running, 25 %",
        "percent": 25,
        "counts": ["New draft: 3"],
    }
    Import.objects.update(status="finished")
    assert client.get(at(job, "import_progress")).json()["moves"] is False


def test_a_page_that_is_open_while_it_runs_needs_no_script(cast: Cast) -> None:
    job = made(cast, status="running", done=50, total=200)
    shown = entered(cast.editor).get(at(job)).content.decode()
    assert "Refresh" in shown
    assert 'value="25"' in shown
    assert "http-equiv" not in shown


def test_what_is_not_there_is_not_found(cast: Cast) -> None:
    client = entered(cast.editor)
    for name in ("import", "import_progress", "import_report"):
        assert client.get(reverse(f"admin:{name}", args=[uuid.uuid4()])).status_code == 404
    assert client.post(reverse("admin:import_stop", args=[uuid.uuid4()])).status_code == 404
    assert Client().get("/admin/imports/").status_code == 302


def test_the_navigation_leads_those_there_who_import_or_publish(cast: Cast) -> None:
    for who, sees in ((cast.editor, True), (cast.approver, True), (cast.moderator, False)):
        shown = entered(who).get("/admin/").content.decode()
        assert ('href="/admin/imports/"' in shown) is sees


def test_another_approver_publishes_the_drafts_with_a_waiver(cast: Cast) -> None:
    upload(entered(cast.editor))
    job = Import.objects.get()
    assert "with a waiver" not in entered(cast.editor).get(at(job)).content.decode()
    client = entered(cast.approver)
    shown = client.get(at(job)).content.decode()
    assert "Imported from export.xml; footnotes not yet checked here." in shown
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    wrong = client.post(at(job, "import_publish"), {"reason": "Kept words", "expires_at": "x"})
    assert wrong.status_code == 422
    assert "Kept words" in wrong.content.decode()
    client.post(at(job, "import_publish"), {"reason": "Imported.", "expires_at": until})
    assert set(Entry.objects.values_list("kind", flat=True)) == {"article", "source"}
    after = client.get(at(job)).content.decode()
    assert "Published: 1" in after
    assert "Not published" not in after
    again = client.post(
        at(job, "import_publish"), {"reason": "Imported.", "expires_at": until}, follow=True
    )
    assert "No draft of this import waits" in again.content.decode()
    assert entered(cast.editor).post(at(job, "import_publish")).status_code == 403


def test_what_could_not_be_published_is_counted_and_found_at_once(cast: Cast) -> None:
    client = entered(cast.editor)
    upload(client)
    job = Import.objects.get()
    ImportLine.objects.create(
        of=job, state="refused", name="Revolt", construct=PUBLISHING, message="The gate refuses."
    )
    shown = client.get(at(job)).content.decode()
    assert "Not published: 1" in shown
    assert "?state=unpublished" in shown
    narrowed = client.get(at(job) + "?state=unpublished").content.decode()
    assert "The gate refuses." in narrowed
    assert "New draft</span>" not in narrowed


def test_a_hostile_name_is_shown_as_it_is(cast: Cast) -> None:
    client = entered(cast.editor)
    upload(client, name="<script>alert(1)</script>.xml")
    shown = client.get("/admin/imports/").content.decode()
    shown += client.get(at(Import.objects.get())).content.decode()
    assert "<script>alert" not in shown
    assert Path(Import.objects.get().name).suffix == ".xml"


def test_what_cannot_be_read_is_refused_without_a_word_of_resuming(cast: Cast) -> None:
    client = entered(cast.editor)
    upload(client, "\\documentclass{article}\n\\begin{document}\nIt met.", "a.txt", kind="text")
    shown = client.get(at(Import.objects.get())).content.decode()
    assert "It could not be read, and nothing was imported:" in shown
    assert "LaTeX" in shown
    assert "To resume" not in shown
    assert "Interrupted" not in shown
