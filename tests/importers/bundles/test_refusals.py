"""What is not imported: into a site with content, what was altered, what was forged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.test import Client
from exporters.conftest import Bundles
from exporters.shelf import rebuild_chain, rebuild_digests, rows, write_rows
from same_time import at_once

from editorial.importers.bundles import bundle_import
from editorial.importers.bundles.archive import restore
from editorial.importers.bundles.bundle_files import Files
from editorial.importers.bundles.bundle_import import import_bundle
from editorial.importers.bundles.opened_bundle import ImportRefused, VerifiedBundle, _Checked
from editorial.models import (
    Event,
    Manuscript,
)
from editorial.verifying.manifest import read_contents
from editorial.verifying.opening import BundleError, open_bundle
from encyclopedia.models import Edition


def test_a_site_that_is_not_empty_is_left_alone(archive: Path) -> None:
    User.objects.create_user("somebody")
    with pytest.raises(ImportRefused, match="accounts"):
        import_bundle(archive)
    User.objects.all().delete()
    import_bundle(archive)
    events = Event.objects.count()
    with pytest.raises(ImportRefused, match="not empty"):
        import_bundle(archive)
    assert Event.objects.count() == events


def test_an_altered_bundle_is_refused_and_the_item_named(archive: Path) -> None:
    (archive / "entries/article/waived.md").write_text("+++\n+++\n")
    with pytest.raises(ImportRefused, match=r"waived\.md: was altered"):
        import_bundle(archive)
    assert not Manuscript.objects.exists()


def test_a_rebuilt_chain_is_refused_when_a_head_is_known(archive: Path, bundles: Bundles) -> None:
    path = archive / "events/0000000001.jsonl"
    events = rows(path)
    events[0]["reason"] = "Another."
    write_rows(path, events)
    rebuild_chain(archive)
    head = bundles.archive.head
    with pytest.raises(ImportRefused):
        import_bundle(archive, since=[f"{head['seq']}:{head['hash']}"])


def change_json(folder: Path, name: str, **values: object) -> None:
    path = folder / name
    data = json.loads(path.read_bytes()) | values
    path.write_text(json.dumps(data))
    rebuild_digests(folder)


def remove_page_digests(folder: Path) -> None:
    """Make the audit log one of the time before events had the digests of pages."""
    path = folder / "events/0000000001.jsonl"
    events = rows(path)
    for event in events:
        event["data"].pop("parts", None)
        event["data"].pop("stored", None)
    write_rows(path, events)
    rebuild_chain(folder)


FORGED = "<p>Words that nobody approved.</p>"


def test_a_forged_page_is_found_where_the_event_has_its_digest(
    archive: Path, bundles: Bundles
) -> None:
    change_json(archive, "pages/article/waived/1.json", body=FORGED)
    head = bundles.archive.head
    with pytest.raises(ImportRefused, match=r"article/waived, edition 1: was altered.*of its body"):
        import_bundle(archive, since=[f"{head['seq']}:{head['hash']}"])


def test_a_page_whose_digest_no_event_has_is_rendered_again(archive: Path, client: Client) -> None:
    remove_page_digests(archive)
    change_json(archive, "pages/article/waived/1.json", body=FORGED)
    import_bundle(archive)
    for address in ("/article/waived/@1/", "/article/waived/"):
        page = client.get(address).content.decode()
        assert "nobody approved" not in page
        assert "theory" in page.partition("<main")[2]


def test_a_page_whose_digest_no_event_has_is_kept_in_a_known_bundle(
    archive: Path, bundles: Bundles
) -> None:
    remove_page_digests(archive)
    import_bundle(archive, digest=json.loads((archive / "manifest.json").read_bytes())["digest"])
    for (entry, number), (*_, body, notes) in bundles.editions.items():
        edition = Edition.objects.get(entry_id=entry, number=number)
        assert (edition.body, edition.notes) == (body, notes)


@pytest.mark.parametrize(
    ("part", "html"),
    [
        ("body", "<p onclick='x()'>A</p>"),
        ("body", "<script>x()</script>"),
        ("notes", '<a href="javascript:x()">A</a>'),
        ("top", "<iframe></iframe>"),
        ("head", "<script>x()</script>"),
        ("head", '<meta http-equiv="refresh" content="0">'),
        ("head", '<link rel="stylesheet" href="//evil.example">'),
        ("head", '<link rel="alternate stylesheet" href="//evil.example">'),
        ("head", '<link rel="Preload" as="script" href="//evil.example">'),
        ("head", '<link rel="" href="//evil.example">'),
        ("head", '<link href="//evil.example">'),
        ("head", '<title>A</title><base href="//evil.example">'),
    ],
)
def test_a_forged_archive_imports_no_active_markup(part: str, html: str, archive: Path) -> None:
    remove_page_digests(archive)
    change_json(archive, "pages/article/waived/1.json", **{part: html})
    with pytest.raises(ImportRefused, match=f"pages/article/waived/1.json: {part}"):
        import_bundle(archive)


def test_a_forged_archive_does_not_evade_the_four_eyes_rule(archive: Path) -> None:
    path = archive / "history/article/waived.jsonl"
    history = rows(path)
    author = next(row["author_id"] for row in history if row["row"] == "revision")
    own = next(row["id"] for row in history if row["row"] == "manuscript")
    for row in history:
        if row["row"] == "approval":
            row["by_id"] = author
    write_rows(path, history)
    path = archive / "events/0000000001.jsonl"
    events = rows(path)
    for event in events:
        if (event["action"], event["manuscript"]) == ("approve", own):
            event["by"] = author
    write_rows(path, events)
    rebuild_chain(archive)
    with pytest.raises(ImportRefused, match="signed by somebody who wrote revision 1"):
        import_bundle(archive)
    # Nor without the verifier: the triggers of the database refuse it too.
    with unverified_bundle(archive) as unverified, pytest.raises(DatabaseError, match="wrote"):
        restore(unverified, Files(), lambda: None)


@contextmanager
def unverified_bundle(path: Path) -> Iterator[VerifiedBundle]:
    opened = open_bundle(path)
    with transaction.atomic():
        yield VerifiedBundle(_Checked(opened, read_contents(opened)[0]))


def test_a_bundle_that_changes_while_it_is_read_is_refused(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = bundle_import.restore

    def restore_late(*arguments: Any, **named: Any) -> None:
        path = archive / "people.jsonl"
        path.write_text(path.read_text().replace("edna", "Edna"))
        original(*arguments, **named)

    monkeypatch.setattr(bundle_import, "restore", restore_late)
    with pytest.raises(BundleError, match=r"people\.jsonl: changed while it was read"):
        import_bundle(archive)
    assert not User.objects.exists()


@pytest.mark.usefixtures("transactional_db")
def test_of_two_imports_at_the_same_time_one_is_refused(bundles: Bundles) -> None:
    def outcome() -> str:
        try:
            return import_bundle(bundles.archive.path).head
        except ImportRefused as refusal:
            return str(refusal)

    outcomes = at_once(outcome, outcome)
    assert outcomes.count(bundles.archive.head["hash"]) == 1
    assert sum("not empty" in message for message in outcomes) == 1
