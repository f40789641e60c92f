"""An archive imported into an empty site: everything as it was."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from exporters.conftest import Bundles
from exporters.shelf import SECRET, export_to, held, site_state

from editorial import actions
from editorial.importers.bundles import bundle_import
from editorial.importers.bundles.bundle_import import import_bundle
from editorial.importers.bundles.opened_bundle import ImportRefused
from editorial.models import (
    ChainHead,
    Evidence,
    EvidencePage,
    Manuscript,
    Waiver,
)
from editorial.record.verification import faults as faults_of_record
from editorial.record.witness import KnownHead
from editorial.verifying.whole_bundle import faults
from encyclopedia.models import Address, Entry, Source


def nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild")
    assert capsys.readouterr().out.strip() == "Everything is as it should be."


def files(folder: Path) -> dict[str, bytes]:
    left_out = {"README.md", "manifest.json", "files.jsonl"}
    paths = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    return {name: path.read_bytes() for name, path in paths.items() if name not in left_out}


def test_an_archive_is_restored_to_the_byte(
    archive: Path, bundles: Bundles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = bundles.archive.head
    imported = import_bundle(archive, digest=bundles.archive.digest)
    assert (imported.seq, imported.head) == (head["seq"], head["hash"])
    state = site_state()
    for name in ("pages", "editions", "waits", "people", "checks", "standings", "answers"):
        assert state[name] == getattr(bundles, name), name
    assert list(faults_of_record([KnownHead(head["hash"])])) == []
    nothing_wrong(capsys)
    second = export_to(tmp_path / "again", drafts=True)
    assert files(second.path) == files(archive)
    assert list(faults(second.path, since=[str(archive)])) == []


def test_what_lets_checks_hold_and_who_brought_what_in_is_restored(
    bundles: Bundles, archive: Path
) -> None:
    import_bundle(archive)
    restored = held()
    # Of an entry from before version 0.2 they are made when it is worked on again, or restored.
    known = {manuscript for manuscript, *_rest in bundles.held["Contribution"]}
    restored["Contribution"] = [row for row in restored["Contribution"] if row[0] in known]
    for name, rows in restored.items():
        assert rows == bundles.held[name], name
        assert rows


def test_an_archive_imports_people_who_cannot_sign_in(archive: Path, bundles: Bundles) -> None:
    import_bundle(archive)
    assert dict(User.objects.values_list("pk", "username")) == bundles.people
    for user in User.objects.all():
        assert not user.is_active
        assert not user.has_usable_password()
        assert user.email == ""
    assert User.objects.create_user("new").pk > max(bundles.people)


def test_the_office_resumes_where_it_was(archive: Path) -> None:
    import_bundle(archive)
    assert Manuscript.objects.get(slug="soon").status == "scheduled"
    assert Manuscript.objects.get(slug="returned").status == "returned"
    assert Waiver.objects.count() == 2
    assert Evidence.objects.count() == 2
    assert EvidencePage.objects.get().text == f"What the {SECRET} page says."
    assert Source.objects.get(slug="doubted-2001").reliability == "unreliable"
    assert Address.objects.filter(status="withdrawn").count() == 2
    User.objects.update(is_active=True)
    approver = approver_with_role()
    soon = Manuscript.objects.get(slug="soon")
    actions.publish(manuscript=soon.pk, by=approver)
    assert Entry.objects.filter(slug="soon").exists()
    assert list(faults_of_record()) == []


def approver_with_role() -> User:
    """The approver of the archive, given the role again."""
    approver = User.objects.get(username="abel")
    approver.groups.set(Group.objects.filter(name="Approvers"))
    return approver


def test_readers_of_a_restored_site_are_answered(archive: Path, client: Client) -> None:
    import_bundle(archive)
    assert client.get("/article/permanent-revolution/").status_code == 301
    assert client.get("/article/a-mistake/").status_code == 410
    assert client.get("/article/soon/").status_code == 404


def test_a_failed_import_leaves_nothing_and_can_be_run_again(
    archive: Path, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "new media"

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(bundle_import, "show", broken)
        with pytest.raises(ImportRefused, match="No space left"):
            import_bundle(archive)
    assert not Manuscript.objects.exists()
    assert not User.objects.exists()
    assert ChainHead.objects.get().seq == 0
    assert not [path for path in (tmp_path / "new media").rglob("*") if path.is_file()]
    import_bundle(archive)
    assert Manuscript.objects.exists()


def test_a_dry_run_does_everything_and_keeps_nothing(
    archive: Path, bundles: Bundles, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "new media"
    imported = import_bundle(archive, dry_run=True)
    assert imported.head == bundles.archive.head["hash"]
    assert not Manuscript.objects.exists()
    assert not [path for path in (tmp_path / "new media").rglob("*") if path.is_file()]


def test_a_zip_and_a_folder_are_the_same_bundle(
    archive: Path, bundles: Bundles, tmp_path: Path
) -> None:
    shutil.make_archive(str(tmp_path / "packed"), "zip", archive)
    assert list(faults(tmp_path / "packed.zip", digest=bundles.archive.digest)) == []
    assert import_bundle(bundles.zipped.path).head == bundles.archive.head["hash"]


def test_the_queries_of_an_import_grow_with_its_size_and_no_faster(
    archive: Path, bundles: Bundles, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(bundles.archive.counts["entries"] * 200):
        import_bundle(archive)
