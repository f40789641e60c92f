"""Agreements of authors: recorded with a file, replaced, withdrawn, downloaded by whoever gives out work alone."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from commissioned import OUTSIDE, PDF, fresh, in_days, promised, signed
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted, source
from hostile import harm_in
from office import entered
from PIL import Image
from stored import path_of

from editorial import actions
from editorial.models import Agreement, Event, Manuscript
from editorial.record.stored_files import file_faults
from editorial.record.verification import faults
from editorial.storage.agreement_files import name_of
from editorial.workflow import Forbidden, NotAllowed, Refused


def picture(kind: str = "PNG", size: tuple[int, int] = (20, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    return drafted(article(), cast)


def test_what_was_signed_is_kept_byte_for_byte_with_who_recorded_it(
    cast: Cast, manuscript: Manuscript
) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    assert (row.who, row.by, row.is_in_force) == ("Edna Editor", cast.approver, True)
    assert path_of(name_of(row.digest)).read_bytes() == PDF
    event = Event.objects.latest("seq")
    assert (event.action, event.manuscript) == ("record_agreement", manuscript)
    assert signed(cast, manuscript=manuscript.pk) is None
    assert not [*faults(), *file_faults()]


def test_what_it_is_and_who_signed_are_one_line_each(cast: Cast, manuscript: Manuscript) -> None:
    said = {"kind": " transfer\n of  rights ", "name": " Olga\tOutside "}
    row = signed(cast, manuscript=manuscript.pk, **said)
    assert (row.kind, row.who) == ("transfer of rights", "Olga Outside")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_of_the_paper_is_taken(cast: Cast, manuscript: Manuscript, kind: str) -> None:
    row = signed(cast, manuscript=manuscript.pk, data=picture(kind))
    assert row.media_type == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.4 cut off",
        b"words",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00" + b"\x00" * 100,
        picture("PNG")[:40],
        picture("GIF"),
        b"PK\x03\x04%PDF-1.4 %%EOF",
    ],
)
def test_other_files_are_refused_whatever_they_are_called(
    cast: Cast, manuscript: Manuscript, data: bytes
) -> None:
    with pytest.raises(Refused):
        signed(cast, manuscript=manuscript.pk, data=data)
    upload = SimpleUploadedFile("agreement.pdf", data, content_type="application/pdf")
    typed = {"person": cast.editor.pk, "kind": "x", "signed_on": "2026-01-05", "file": upload}
    page = entered(cast.approver).post(reverse("admin:agreements", args=[manuscript.pk]), typed)
    assert page.status_code == 422
    assert not Agreement.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    cast: Cast, manuscript: Manuscript, settings: Any
) -> None:
    settings.EVIDENCE_MAX_BYTES = len(PDF) - 1
    with pytest.raises(Refused, match="larger than"):
        signed(cast, manuscript=manuscript.pk)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": " "},
        {"signed_on": in_days(1)},
        {"name": " "},
        {"name": "Olga", "person": "editor"},
    ],
)
def test_it_says_who_signed_what_and_when(
    cast: Cast, manuscript: Manuscript, said: dict[str, Any]
) -> None:
    if "person" in said:
        said = {**said, "person": cast.editor}
    with pytest.raises(Refused):
        signed(cast, manuscript=manuscript.pk, **said)


def test_it_is_of_an_entry_with_an_author_or_of_a_commission(cast: Cast) -> None:
    row = promised(cast)
    entry = drafted(source(), cast)
    with pytest.raises(NotAllowed, match="need no agreement"):
        signed(cast, manuscript=entry.pk)
    for about in ({}, {"manuscript": entry.pk, "commission": row.pk}):
        with pytest.raises(Refused, match="one entry or of one commission"):
            signed(cast, **about)


def test_only_whoever_gives_out_work_records_and_withdraws(
    cast: Cast, manuscript: Manuscript
) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    said: dict[str, Any] = {
        "data": PDF,
        "kind": "x",
        "signed_on": timezone.localdate(),
        "name": "X",
    }
    for person in (cast.editor, cast.moderator, cast.disabled):
        with pytest.raises(Forbidden):
            actions.record_agreement(by=person, manuscript=manuscript.pk, **said)
        with pytest.raises(Forbidden):
            actions.withdraw_agreement(agreement=row.pk, by=person, reason="X")
    assert Agreement.objects.get().is_in_force


def test_one_takes_the_place_of_another(cast: Cast, manuscript: Manuscript) -> None:
    first = signed(cast, manuscript=manuscript.pk)
    second = signed(cast, manuscript=manuscript.pk, kind="transfer", replaces=first.pk)
    first.refresh_from_db()
    assert (first.replaced_by, first.is_in_force, second.is_in_force) == (second, False, True)
    assert path_of(name_of(first.digest)).exists()
    with pytest.raises(NotAllowed, match="not in force any more"):
        signed(cast, manuscript=manuscript.pk, kind="third", replaces=first.pk)
    other = signed(cast, manuscript=drafted(article("Other"), cast).pk)
    with pytest.raises(NotAllowed):
        signed(cast, manuscript=manuscript.pk, kind="third", replaces=other.pk)


def test_it_is_withdrawn_with_a_reason_and_its_file_stays_unless_it_is_erased(
    cast: Cast, manuscript: Manuscript, django_capture_on_commit_callbacks: Any
) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    same = signed(cast, manuscript=manuscript.pk, kind="the same paper once more")
    with pytest.raises(Refused, match="why"):
        actions.withdraw_agreement(agreement=row.pk, by=cast.approver, reason=" ")
    said = {"agreement": row.pk, "by": cast.approver, "reason": "The wrong paper."}
    assert actions.withdraw_agreement(**said)
    assert actions.withdraw_agreement(**said) is None
    assert Event.objects.latest("seq").reason == "The wrong paper."
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.withdraw_agreement(**said, erase=True)
    # Another one still rests on the file.
    assert path_of(name_of(row.digest)).exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_agreement(
            agreement=same.pk, by=cast.approver, reason="Wrong too.", erase=True
        )
    assert not path_of(name_of(row.digest)).exists()
    assert not [*faults(), *file_faults()]


def test_a_lost_or_altered_file_is_found(cast: Cast, manuscript: Manuscript) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    path_of(name_of(row.digest)).write_bytes(b"%PDF- forged %%EOF")
    assert any("agreement" in fault for fault in file_faults())


def test_the_file_is_a_download_for_whoever_gives_out_work_alone(
    cast: Cast, manuscript: Manuscript
) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    address = reverse("admin:agreement_file", args=[row.pk])
    answer = entered(cast.approver).get(address)
    assert b"".join(answer) == PDF  # type: ignore[arg-type]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    for person in (cast.editor, cast.moderator):
        assert entered(person).get(address).status_code == 403
        page = entered(person).get(reverse("admin:manuscript", args=[manuscript.pk]))
        assert "Agreements" not in page.content.decode()
    actions.withdraw_agreement(agreement=row.pk, by=cast.approver, reason="Wrong.", erase=True)
    assert entered(cast.approver).get(address).status_code == 404


def test_it_is_recorded_replaced_and_withdrawn_on_its_page(
    cast: Cast, manuscript: Manuscript
) -> None:
    client = entered(cast.approver)
    address = reverse("admin:agreements", args=[manuscript.pk])
    day = (timezone.localdate() - timedelta(days=2)).isoformat()
    typed: dict[str, Any] = {"name": "<b>Olga</b>", "kind": "<script>", "signed_on": day}

    def send(**more: Any) -> Any:
        return client.post(address, {**typed, "file": SimpleUploadedFile("a.pdf", PDF), **more})

    assert send().status_code == 302
    first = Agreement.objects.get()
    assert send(kind="transfer", replaces=str(first.pk)).status_code == 302
    second = Agreement.objects.in_force().get()
    withdrawal = reverse("admin:agreement_withdraw", args=[second.pk])
    client.post(withdrawal, {f"{second.pk}-reason": ""})
    assert Agreement.objects.in_force().exists()
    client.post(withdrawal, {f"{second.pk}-reason": "No."})
    assert not Agreement.objects.in_force().exists()
    page = client.get(address)
    assert "replaced on" in page.content.decode()
    assert "withdrawn on" in page.content.decode()
    assert not harm_in(page.content)
    assert send(signed_on="9999-01-01").status_code == 422
    assert send(file="").status_code == 422
    assert (
        client.get(reverse("admin:agreements", args=[drafted(source(), cast).pk])).status_code
        == 404
    )


def test_what_was_signed_for_a_commission_is_shown_with_its_entry(cast: Cast) -> None:
    row = promised(cast, who=OUTSIDE)
    signed(cast, commission=row.pk, name="Olga Outside")
    manuscript = drafted(article(), cast)
    assert fresh(row).manuscript == manuscript
    client = entered(cast.approver)
    page = client.get(reverse("admin:agreements", args=[manuscript.pk]))
    assert [agreement.who for agreement, _form in page.context["rows"]] == ["Olga Outside"]
    assert client.get(reverse("admin:manuscript", args=[manuscript.pk])).context["agreements"] == 1
    assert client.get(reverse("admin:commission_agreements", args=[row.pk])).status_code == 200


def test_the_page_needs_as_many_queries_for_two_as_for_fifty(
    cast: Cast, manuscript: Manuscript, django_assert_max_num_queries: Any
) -> None:
    for number in range(50):
        signed(cast, manuscript=manuscript.pk, kind=f"Kind {number}")
    client = entered(cast.approver)
    address = reverse("admin:agreements", args=[manuscript.pk])
    client.get(address)
    with django_assert_max_num_queries(10):
        client.get(address)
