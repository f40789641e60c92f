"""Exporting: what goes in, what stays out, and that a failed export leaves nothing."""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commissioned import PDF
from django.apps import apps
from exporters.conftest import Bundles
from exporters.shelf import export_to, fill_office, rows
from factories import Cast, article, drafted, published, source
from stored import path_of

from editorial.actions.api_token import make_token
from editorial.exporters import bundles as exporting
from editorial.exporters.scope import Scope
from editorial.exporters.writing import ExportError
from editorial.models import Event, Upload
from editorial.verifying.manifest import digest_of, pretty
from editorial.verifying.whole_bundle import faults
from encyclopedia.models import Edition
from encyclopedia.pictures import name_of


def entry_names(path: Path) -> set[str]:
    return {row["name"] for row in rows(path / "entries.jsonl")}


def test_the_bundle_can_be_read_by_people(bundles: Bundles) -> None:
    folder = bundles.public.path
    text = (folder / "entries/article/lasting-revolution.md").read_text()
    assert 'title = "Lasting revolution"' in text
    assert text.endswith(
        'It is a theory.[@service-trotsky-2009] It is old.[@service-trotsky-2009, p. 12, "old"]'
    )
    assert (
        json.loads((folder / "sources/service-trotsky-2009.json").read_text())[0]["type"] == "book"
    )
    assert {path.name for path in (folder / "editions/article/lasting-revolution").iterdir()} == {
        "1.md",
        "2.md",
    }
    assert "verify.py" in (folder / "README.md").read_text()
    address = rows(folder / "addresses.jsonl")
    assert {"moved", "withdrawn"} == {row["status"] for row in address}


def test_what_is_withheld_keeps_its_place_in_the_chain(bundles: Bundles) -> None:
    events = rows(bundles.public.path / "events/0000000001.jsonl")
    assert [event["seq"] for event in events] == list(range(1, bundles.public.head["seq"] + 1))
    actions = {event["action"] for event in events if "action" in event}
    assert actions == {"approve", "check", "confirm", "publish", "waive", "mark", "record_doi"} | {
        "join_translation"
    }
    assert bundles.public.counts["withheld"] == sum("action" not in event for event in events)


def test_a_public_bundle_proves_every_verdict_and_names_no_moderator(bundles: Bundles) -> None:
    folder = bundles.public.path
    events = rows(folder / "events/0000000001.jsonl")
    proven = {
        (event["data"]["digest"], event["at"], event["data"]["verdict"])
        for event in events
        if event.get("action") == "check"
    }
    shown = [check for path in folder.rglob("checks/*/*.jsonl") for check in rows(path)]
    assert len(shown) > 3
    assert {(check["digest"], check["at"], check["verdict"]) for check in shown} == proven
    for event in events:
        if event.get("action") in {"check", None}:
            assert not {"by", "reason", "private", "salt"} & set(event)


def test_checks_say_what_and_when_and_by_which_role_but_not_by_whom(bundles: Bundles) -> None:
    (check,) = rows(bundles.public.path / "checks/article/waived.jsonl")
    assert (check["verdict"], check["role"]) == ("contradicts", "moderator")
    assert not {"by_id", "note", "looked_at"} & set(check)


def test_the_file_of_a_permission_is_in_archives_alone(bundles: Bundles) -> None:
    name = f"permissions/{hashlib.sha256(PDF).hexdigest()}"
    assert (bundles.archive.path / name).read_bytes() == PDF
    assert not (bundles.public.path / "permissions").exists()
    office = rows(bundles.archive.path / "office.jsonl")
    (record,) = (row for row in office if row["row"] == "PictureRecord")
    assert (record["number"], record["focus"]) == (1, "30 40")


def test_one_entry_brings_its_sources(cast: Cast, tmp_path: Path) -> None:
    fill_office(cast)
    bundle = export_to(tmp_path / "one", entry="article/lasting-revolution")
    assert entry_names(bundle.path) == {"article/lasting-revolution", "source/service-trotsky-2009"}
    assert list(faults(bundle.path)) == []
    bundle = export_to(tmp_path / "tag.zip", tag="theory")
    assert bundle.counts["entries"] == 2
    assert list(faults(bundle.path)) == []


@pytest.mark.parametrize(
    "scope", [{"tag": "x"}, {"entry": "article/x"}, {"tag": "x", "drafts": True}]
)
def test_a_tag_or_entry_that_does_not_exist_is_refused(scope: dict[str, str], db: None) -> None:
    with pytest.raises(ExportError):
        Scope(**scope)  # type: ignore[arg-type]


def test_an_empty_site_has_a_bundle_too(db: None, tmp_path: Path) -> None:
    for drafts in (False, True):
        assert list(faults(export_to(tmp_path / str(drafts), drafts=drafts).path)) == []


def test_nothing_is_overwritten(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "there.zip").write_bytes(b"mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").write_bytes(b"mine")
    for name in ("there.zip", "full", "full/mine"):
        with pytest.raises(ExportError):
            export_to(tmp_path / name)
    assert (tmp_path / "there.zip").read_bytes() == b"mine"
    (tmp_path / "empty").mkdir()
    assert list(faults(export_to(tmp_path / "empty").path)) == []


@pytest.mark.parametrize("name", ["made", "made.zip"])
def test_an_export_that_fails_leaves_nothing_behind(
    name: str, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(source(), cast)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting._Export, "_write_events", full)
    with pytest.raises(ExportError, match="No space left"):
        export_to(tmp_path / "out" / name)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_lost_picture_is_named_and_does_not_stop_the_export(cast: Cast, tmp_path: Path) -> None:
    fill_office(cast)
    digest = Upload.objects.get().digest
    path_of(name_of(digest)).write_bytes(b"rotten")
    bundle = export_to(tmp_path / "made")
    assert bundle.lacking == [digest]
    assert list(faults(bundle.path)) == []


def test_two_addresses_that_look_alike_have_files_of_their_own(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    for slug in ("one", "One", "ONE", "один"):
        published(article(slug, slug=slug), cast)
    bundle = export_to(tmp_path / "made")
    assert len(list((bundle.path / "entries/article").iterdir())) == 4
    assert list(faults(bundle.path)) == []


def test_memory_does_not_grow_with_the_number_of_entries(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    long_text = "It is a theory.[@service-trotsky-2009] " + "Words upon words. " * 20_000

    # What earlier tests left is no part of it: beside much that lives long, Python looks for cycles more rarely.
    gc.collect()
    gc.freeze()
    gc.collect()

    def peak(name: str) -> int:
        tracemalloc.start()
        export_to(tmp_path / name, drafts=True)
        peak_bytes = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak_bytes

    drafted(article("First", text=long_text), cast)
    peak("warm")
    with_one = peak("one")
    for number in range(6):
        drafted(article(f"More {number}", text=long_text), cast)
    with_seven = peak("seven")
    gc.unfreeze()
    assert with_seven < with_one * 1.5


def test_the_queries_for_an_entry_are_bounded(
    cast: Cast, tmp_path: Path, django_assert_max_num_queries: object
) -> None:
    published(source(), cast)
    text = " ".join(f"Sentence {n}.[@service-trotsky-2009, p. {n}]" for n in range(30))
    published(article(text=text), cast)
    entries = Edition.objects.count()
    events = Event.objects.count()
    with django_assert_max_num_queries(20 * entries + events // 100 + 20):  # type: ignore[operator]
        export_to(tmp_path / "made")


# For every table of the office it is decided what an archive has of it.
_KEPT = {"Approval", "Check", "Event", "Evidence", "EvidencePage", "Manuscript", "Publication"}
_KEPT |= {"Confirmation", "DigestUpgrade", "Revision", "Upload", "Waiver", *exporting.OFFICE}
_DERIVED = {"ChainHead", "Contribution", "DraftCitation", "DraftText", "Duplicate", "SourceKey"}
_DERIVED |= {"NeededCitation", "PictureUse", "Topic"}
_LEFT_OUT = {"ApiToken", "Hold", "Import", "ImportLine", "Notice"}
# Of accounts and of work under way: bound to the accounts of one site, or what a reader told it alone.
_LEFT_OUT |= {"AccountEvent", "Invitation", "KeptLimit", "OutsideIdentity", "Profile", "SamlAnswer"}
_LEFT_OUT |= {"SignInFailure", "BulkRun", "ErrorReport", "NoticePace", "OpenForm"}
_LEFT_OUT |= {"Restriction", "SavedView", "SubjectRule"}


def test_no_table_of_the_office_is_forgotten() -> None:
    names = {
        model.__name__
        for model in apps.get_app_config("editorial").get_models()
        if not model._meta.proxy
    }
    assert names == _KEPT | _DERIVED | _LEFT_OUT


def manifest_of(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return manifest


def test_two_exports_of_the_same_encyclopedia_have_the_same_digest_of_content(
    cast: Cast, tmp_path: Path
) -> None:
    published(source(), cast)
    document = article()
    published(document, cast)
    for drafts in (False, True):
        one, two, three = (tmp_path / f"{name} {drafts}" for name in ("one", "two", "three"))
        first = export_to(one, drafts=drafts)
        # An event that changes nothing of the encyclopedia.
        make_token(name=f"Program {drafts}", by=cast.editor)
        second = export_to(two, drafts=drafts)
        assert first.digest != second.digest
        assert manifest_of(one)["content"] == manifest_of(two)["content"]
        published(replace(document, text=f"It is otherwise {drafts}."), cast, "wording")
        export_to(three, drafts=drafts)
        assert manifest_of(one)["content"] != manifest_of(three)["content"]


def test_a_digest_of_content_that_does_not_fit_is_found(bundles: Bundles, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(bundles.public.path, tmp_path / "copy"))
    manifest = manifest_of(folder) | {"content": "0" * 64}
    manifest["digest"] = digest_of(manifest)
    (folder / "manifest.json").write_bytes(pretty(manifest))
    assert any("digest of the content" in str(fault) for fault in faults(folder))
