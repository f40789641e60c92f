"""What is not brought in: where something is already, what was altered, what was forged."""

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
from exporters.shelf import chained_anew, made_anew, rows, write_rows
from same_time import at_once

from editorial.exporters.verifying.manifest import listed
from editorial.exporters.verifying.opening import BundleError, open_bundle
from editorial.importers.bundles import bundle_import
from editorial.importers.bundles.archive import restore
from editorial.importers.bundles.bundle_files import Files
from editorial.importers.bundles.bundle_import import bring_in
from editorial.importers.bundles.opened_bundle import Given, ImportRefused, _Checked
from editorial.models import (
    Event,
    Manuscript,
)
from encyclopedia.models import Edition


def test_a_site_that_is_not_empty_is_left_alone(archive: Path) -> None:
    User.objects.create_user("somebody")
    with pytest.raises(ImportRefused, match="accounts"):
        bring_in(archive)
    User.objects.all().delete()
    bring_in(archive)
    events = Event.objects.count()
    with pytest.raises(ImportRefused, match="not empty"):
        bring_in(archive)
    assert Event.objects.count() == events


def test_an_altered_bundle_is_refused_and_the_item_named(archive: Path) -> None:
    (archive / "entries/article/waived.md").write_text("+++\n+++\n")
    with pytest.raises(ImportRefused, match=r"waived\.md: was altered"):
        bring_in(archive)
    assert not Manuscript.objects.exists()


def test_a_chain_made_anew_is_refused_when_a_head_is_known(archive: Path, bundles: Bundles) -> None:
    path = archive / "events/0000000001.jsonl"
    events = rows(path)
    events[0]["reason"] = "Another."
    write_rows(path, events)
    chained_anew(archive)
    head = bundles.archive.head
    with pytest.raises(ImportRefused):
        bring_in(archive, since=[f"{head['seq']}:{head['hash']}"])


def anew(folder: Path, name: str, **values: object) -> None:
    path = folder / name
    data = json.loads(path.read_bytes()) | values
    path.write_text(json.dumps(data))
    made_anew(folder)


def untold(folder: Path) -> None:
    """The record as it was before events told of pages."""
    path = folder / "events/0000000001.jsonl"
    events = rows(path)
    for event in events:
        event["data"].pop("parts", None)
    write_rows(path, events)
    chained_anew(folder)


WORDS = "<p>Words that nobody approved.</p>"


def test_a_forged_page_is_found_where_the_event_tells_of_it(
    archive: Path, bundles: Bundles
) -> None:
    anew(archive, "pages/article/waived/1.json", body=WORDS)
    head = bundles.archive.head
    with pytest.raises(ImportRefused, match=r"pages/article/waived/1\.json: is not the page of"):
        bring_in(archive, since=[f"{head['seq']}:{head['hash']}"])


def test_a_page_of_which_no_event_tells_is_rendered_again(archive: Path, client: Client) -> None:
    untold(archive)
    anew(archive, "pages/article/waived/1.json", body=WORDS)
    bring_in(archive)
    for address in ("/article/waived/@1/", "/article/waived/"):
        page = client.get(address).content.decode()
        assert "nobody approved" not in page
        assert "theory" in page.partition("<main")[2]


def test_a_page_of_which_no_event_tells_is_kept_when_the_digest_is_known(
    archive: Path, bundles: Bundles
) -> None:
    untold(archive)
    bring_in(archive, digest=json.loads((archive / "manifest.json").read_bytes())["digest"])
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
        ("head", '<title>A</title><base href="//evil.example">'),
    ],
)
def test_a_forged_archive_brings_no_markup_that_is_run(part: str, html: str, archive: Path) -> None:
    untold(archive)
    anew(archive, "pages/article/waived/1.json", **{part: html})
    with pytest.raises(ImportRefused, match=f"pages/article/waived/1.json: {part}"):
        bring_in(archive)


def test_a_forged_archive_does_not_get_round_four_eyes(archive: Path) -> None:
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
    chained_anew(archive)
    with pytest.raises(ImportRefused, match="by somebody who wrote revision 1"):
        bring_in(archive)
    # Nor where the verifier is got round: the database judges as it did then.
    with given_unverified(archive) as unverified, pytest.raises(DatabaseError, match="wrote"):
        restore(unverified, Files(), lambda: None)


@contextmanager
def given_unverified(path: Path) -> Iterator[Given]:
    opened = open_bundle(path)
    with transaction.atomic():
        yield Given(_Checked(opened, listed(opened)[0]))


def test_a_bundle_that_changes_while_it_is_read_is_refused(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bundle_import.restore

    def late(*arguments: Any, **named: Any) -> None:
        path = archive / "people.jsonl"
        path.write_text(path.read_text().replace("edna", "Edna"))
        whole(*arguments, **named)

    monkeypatch.setattr(bundle_import, "restore", late)
    with pytest.raises(BundleError, match=r"people\.jsonl: changed while it was read"):
        bring_in(archive)
    assert not User.objects.exists()


@pytest.mark.usefixtures("transactional_db")
def test_of_two_imports_at_the_same_time_one_is_told(bundles: Bundles) -> None:
    def outcome() -> str:
        try:
            return bring_in(bundles.archive.path).head
        except ImportRefused as refusal:
            return str(refusal)

    outcomes = at_once(outcome, outcome)
    assert outcomes.count(bundles.archive.head["hash"]) == 1
    assert sum("not empty" in each for each in outcomes) == 1
