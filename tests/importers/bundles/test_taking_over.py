"""A public bundle imported into an empty site: its documents and dates, with a new audit log."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from exporters.conftest import Bundles
from exporters.shelf import export_to, rebuild_digests, rows, site_state
from factories import make_cast

from editorial.gate.judging import Obstacle
from editorial.importers.bundles import public as public_import
from editorial.importers.bundles.bundle_files import Files
from editorial.importers.bundles.bundle_import import import_bundle
from editorial.importers.bundles.opened_bundle import ImportRefused, VerifiedBundle, _Checked
from editorial.models import (
    Check,
    Confirmation,
    Event,
    Manuscript,
    Revision,
    Upload,
    Waiver,
)
from editorial.record.columns import columns
from editorial.record.verification import faults as faults_of_record
from editorial.record.witness import KnownHead
from editorial.verifying.manifest import read_contents
from editorial.verifying.opening import open_bundle
from editorial.verifying.whole_bundle import faults
from editorial.workflow import Forbidden
from encyclopedia.models import EditionDoi, PublishedCheck, Source


def nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild")
    assert capsys.readouterr().out.strip() == "Everything is as it should be."


def approver_of_another_site() -> User:
    return make_cast().approver


def public_part(edition: tuple[Any, ...]) -> tuple[Any, ...]:
    digest, document, change, summary, state, at, *_ = edition
    return digest, document, change, summary, at, state


def test_a_public_bundle_is_taken_over_with_its_documents_dates_and_checks(
    public: Path, bundles: Bundles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported = import_bundle(public, by=approver_of_another_site())
    state = site_state()
    exported = {key: public_part(row) for key, row in bundles.editions.items()}
    assert {key: public_part(row) for key, row in state["editions"].items()} == {
        key: row for key, row in exported.items() if row[-1] != "withdrawn"
    }
    assert state["checks"] <= bundles.checks
    assert state["standings"] == bundles.standings
    # Confirmed, and not confirmed, where a heading changed; one of an earlier version of digests.
    assert {"partly", "context_changed", "supports"} <= {
        standing for _digest, _context, standing, *_rest in state["standings"]
    }
    given = EditionDoi.objects.order_by("doi").values_list("edition__number", "doi")
    assert list(given) == [(2, "10.1000/lasting.2"), (1, "10.1000/waived")]
    assert list(faults_of_record([KnownHead(imported.head)])) == []
    nothing_wrong(capsys)
    second = export_to(tmp_path / "again", drafts=True)
    assert list(faults(second.path)) == []
    assert list(faults(export_to(tmp_path / "public again").path)) == []


LATER = ("prefix", "suffix", "context", "work", "version", "source_mark", "public_note", "source")


def test_all_that_a_check_is_bound_to_and_its_note_for_readers_is_taken_over(
    public: Path, client: Client
) -> None:
    exported = [row for file in (public / "checks").rglob("*.jsonl") for row in rows(file)]
    import_bundle(public, by=approver_of_another_site())
    taken = {(check.digest, check.at.isoformat()): columns(check) for check in Check.objects.all()}
    assert len(taken) == len(exported)
    for row in exported:
        assert {name: taken[row["digest"], row["at"]][name] for name in LATER} == {
            name: row[name] for name in LATER
        }
    # Each of them is there at least once.
    assert all(any(row[name] for row in exported) for name in LATER)
    told = PublishedCheck.objects.get(public_note="The year is in a note.")
    assert told.public_note in client.get(f"/claim/{told.claim_digest}/").content.decode()


def test_a_confirmation_is_taken_over_by_the_stand_in_with_the_day_it_was_made(
    public: Path, bundles: Bundles
) -> None:
    import_bundle(public, by=approver_of_another_site())
    taken = Confirmation.objects.get()
    (digest, context, *_rest, at) = bundles.held["Confirmation"][0]
    assert (taken.digest, taken.context) == (digest, context)
    assert not taken.by.is_active
    event = Event.objects.get(action="confirm")
    assert (event.by, event.at) == (taken.by, taken.at)
    assert event.data["confirmed_at"] == at.isoformat()


def test_a_public_bundle_begins_a_new_audit_log(
    public: Path, bundles: Bundles, client: Client
) -> None:
    by = approver_of_another_site()
    import_bundle(public, by=by)
    first = Event.objects.get(seq=1)
    assert (first.action, first.by, first.data["head"]) == ("import", by, bundles.public.head)
    assert first.data["digest"] == bundles.public.digest
    stand_in = User.objects.get(username__startswith="bundle-")
    assert not stand_in.is_active
    assert set(Revision.objects.values_list("author", flat=True)) == {stand_in.pk}
    assert set(Check.objects.values_list("by", flat=True)) == {stand_in.pk}
    page = client.get("/article/lasting-revolution/").content.decode()
    assert "its footnotes were checked there, not here" in page
    assert client.get("/article/permanent-revolution/").status_code == 301
    assert client.get("/article/lasting-revolution/@1/").status_code == 200
    assert client.get("/article/a-mistake/").status_code == 410
    assert Source.objects.get(slug="doubted-2001").reliability == "unreliable"
    assert Upload.objects.count() == 1


def test_a_public_bundle_needs_somebody_responsible(public: Path) -> None:
    cast = make_cast()
    for by in (None, cast.editor, cast.moderator, cast.disabled):
        with pytest.raises(Forbidden):
            import_bundle(public, by=by)
    assert not Event.objects.exists()
    assert not User.objects.filter(username__startswith="bundle-").exists()


def test_what_the_gate_here_never_lets_through_is_refused_by_name(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_import, "obstacles", lambda *_, **__: [Obstacle("summary_missing")])
    with pytest.raises(ImportRefused, match="article/waived: "):
        import_bundle(public, by=approver_of_another_site())
    assert not Manuscript.objects.exists()


def test_a_file_that_is_not_a_picture_is_refused(
    public: Path, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "new media"
    drawing = b"<svg onload='x()'/>"
    digest = hashlib.sha256(drawing).hexdigest()
    old = next((public / "pictures").iterdir())
    old.unlink()
    (public / f"pictures/{digest}.png").write_bytes(drawing)
    rebuild_digests(public)
    opened = open_bundle(public)
    with pytest.raises(ImportRefused, match="not a JPEG, PNG or WebP"):
        Files().write(VerifiedBundle(_Checked(opened, read_contents(opened)[0])))
    with pytest.raises(ImportRefused):
        import_bundle(public, by=approver_of_another_site())


def test_the_waiver_lasts_a_year(public: Path) -> None:
    import_bundle(public, by=approver_of_another_site())
    waiver = Waiver.objects.order_by("pk")[0]
    assert waiver.expires_at - waiver.at == timedelta(days=365)
