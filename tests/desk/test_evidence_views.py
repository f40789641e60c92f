"""Evidence at its addresses: files by their content, and nobody outside the office sees any of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from factories import Cast, article, check_all, published, source, submitted
from office import entered
from stored import path_of

from editorial import actions
from editorial.actions.attach import attach_file, attach_passage, set_aside
from editorial.desk.card import card
from editorial.models import DraftCitation, Event, Evidence, EvidencePage, Manuscript
from editorial.storage import evidence_files
from editorial.workflow import Refused
from encyclopedia import search

KEY = "service-trotsky-2009"
PASSAGE = (
    "The soviet met in October. It was the workers’ own parliament, and he spoke there every "
    "evening of that wonderstrange autumn."
)
QUOTED = f'It was a parliament.[@{KEY}, p. 12, "the workers\' own parliament"]'


@pytest.fixture
def cited(cast: Cast) -> Manuscript:
    return published(source(), cast)


def attach(cited: Manuscript, cast: Cast, text: str = PASSAGE, page: str = "12") -> Evidence:
    attach_passage(source=cited.pk, text=text, page=page, origin="Shelf 4", by=cast.moderator)
    return Evidence.objects.latest("pk")


def statuses(manuscript: Manuscript, cast: Cast) -> list[str]:
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    return [
        finding.match.status
        for finding in card(manuscript.pk, digest, cast.moderator).findings.located
    ]


def pdf(words: str) -> bytes:
    """A PDF of one page with one line of words."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf("the workers' own parliament"), "pdf"),
        (b"<!doctype html><title>T</title><p>It was the workers&rsquo; own parliament.", "html"),
        ("It was the workers’ own parliament.".encode(), "text"),
    ],
)
def test_a_file_is_typed_by_what_it_holds(
    cast: Cast, cited: Manuscript, data: bytes, kind: str
) -> None:
    client = entered(cast.moderator)
    answer = client.post(
        reverse("admin:desk_evidence", args=[KEY]),
        {"file-file": SimpleUploadedFile("picture.png", data), "file-origin": "The web"},
    )
    assert answer.status_code == 302
    assert Evidence.objects.get().kind == kind
    manuscript = submitted(article(text=QUOTED.replace(", p. 12", "")), cast)
    assert statuses(manuscript, cast) == ["found"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4 broken", "damaged"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "neither"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "damaged"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_words(
    cast: Cast, cited: Manuscript, data: bytes, words: str
) -> None:
    answer = entered(cast.moderator).post(
        reverse("admin:desk_evidence", args=[KEY]),
        {"file-file": SimpleUploadedFile("a.pdf", data), "file-origin": "The web"},
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "The web" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_pdf_that_takes_longer_than_a_request_may_is_refused(
    cast: Cast, cited: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editorial.actions.attach.MAX_SECONDS", 0.01)
    data = (Path(__file__).parents[1] / "evidence/data/passage.pdf").read_bytes()
    with pytest.raises(Refused, match="too much time"):
        attach_file(source=cited.pk, data=data, title="A", origin="A", by=cast.moderator)


def test_a_file_beyond_the_bound_is_refused(
    cast: Cast, cited: Manuscript, settings: object
) -> None:
    settings.EVIDENCE_MAX_BYTES = 10  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        attach_file(source=cited.pk, data=b"", title="", origin="A", by=cast.moderator)
    answer = entered(cast.moderator).post(
        reverse("admin:desk_evidence", args=[KEY]),
        {"file-file": SimpleUploadedFile("a.txt", b"x" * 11), "file-origin": "The web"},
    )
    assert "larger than" in answer.content.decode()


def test_nobody_outside_the_office_sees_evidence(cast: Cast, cited: Manuscript) -> None:
    evidence = attach(cited, cast)
    manuscript = submitted(article(text=QUOTED), cast)
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    reader = Client()
    own = [
        reverse("admin:desk_evidence", args=[KEY]),
        reverse("admin:desk_evidence_page", args=[evidence.pk, 1]),
        reverse("admin:desk_evidence_file", args=[evidence.pk]),
    ]
    for address in own:
        assert reader.get(address).status_code == 302
    public = [
        "/",
        f"/source/{KEY}/",
        f"/source/{KEY}/index.json",
        f"/source/{KEY}/cited/",
        f"/{manuscript.path}/",
        f"/{manuscript.path}/index.json",
        f"/claim/{DraftCitation.objects.get(manuscript=manuscript).claim_digest}/",
        "/search/?q=wonderstrange",
        "/search/suggest.json?q=wonderstrange",
        f"/media/{evidence.digest}",
        f"/media/{evidence.digest}.txt",
        "/feed.atom",
    ]
    for address in public:
        answer = reader.get(address)
        words = b"".join(answer) if answer.streaming else answer.content
        assert b"wonderstrange autumn" not in words, address
    assert reader.get(f"/media/{evidence.digest}").status_code == 404
    assert search.find("wonderstrange").hits == []
    with connection.cursor() as cursor:
        tables = [
            table
            for table in connection.introspection.table_names(cursor)
            if table.startswith("encyclopedia_")
        ]
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            assert "wonderstrange" not in str(cursor.fetchall()), table


def test_the_office_needs_the_permission_and_is_handed_a_file_that_cannot_run(
    cast: Cast, cited: Manuscript
) -> None:
    evidence = attach(cited, cast)
    client = entered(cast.approver)
    answer = client.get(reverse("admin:desk_evidence_file", args=[evidence.pk]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/octet-stream"
    group = cast.approver.groups.get()
    group.permissions.remove(group.permissions.get(codename="view_evidence"))
    client = entered(type(cast.approver).objects.get(pk=cast.approver.pk))
    for address in (
        reverse("admin:desk_evidence", args=[KEY]),
        reverse("admin:desk_evidence_page", args=[evidence.pk, 1]),
        reverse("admin:desk_evidence_file", args=[evidence.pk]),
    ):
        assert client.get(address).status_code == 403
    assert (
        entered(cast.editor).get(reverse("admin:desk_evidence", args=["none"])).status_code == 404
    )
    assert (
        entered(cast.editor)
        .get(reverse("admin:desk_evidence_page", args=[evidence.pk, 9]))
        .status_code
        == 404
    )


def test_what_is_set_aside_is_gone_but_in_the_audit_log(
    cast: Cast, cited: Manuscript, django_capture_on_commit_callbacks: object
) -> None:
    evidence = attach(cited, cast)
    with pytest.raises(Refused, match="Say why"):
        set_aside(evidence=evidence.pk, by=cast.moderator, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = entered(cast.moderator).post(
            reverse("admin:desk_evidence_aside", args=[evidence.pk]), {"reason": "Another book."}
        )
    assert answer.status_code == 302
    assert not EvidencePage.objects.exists()
    assert not path_of(evidence_files.name_of(evidence.digest)).exists()
    assert Evidence.objects.get() == evidence
    assert Event.objects.latest("seq").reason == "Another book."
    client = entered(cast.moderator)
    assert client.get(reverse("admin:desk_evidence_page", args=[evidence.pk, 1])).status_code == 404
    assert client.get(reverse("admin:desk_evidence_file", args=[evidence.pk])).status_code == 404
    assert "set aside" in client.get(reverse("admin:desk_evidence", args=[KEY])).content.decode()
    assert attach(cited, cast).digest == evidence.digest


@pytest.mark.parametrize(
    "sql", ["UPDATE editorial_evidence SET origin = 'x'", "DELETE FROM editorial_evidence"]
)
def test_the_row_itself_cannot_be_altered(cast: Cast, cited: Manuscript, sql: str) -> None:
    evidence = attach(cited, cast)
    set_aside(evidence=evidence.pk, by=cast.moderator, reason="Another book.")
    with (
        pytest.raises(DatabaseError, match="history only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_files_are_stored_apart_from_the_public_ones(cast: Cast, cited: Manuscript) -> None:
    evidence = attach(cited, cast)
    path = path_of(evidence_files.name_of(evidence.digest))
    assert path.is_relative_to(Path(settings.MEDIA_ROOT) / "evidence")
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError):
        evidence_files.name_of("../../etc/passwd")
