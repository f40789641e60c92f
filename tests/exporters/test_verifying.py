"""An alteration of a bundle is found, and the item is named."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from exporters.conftest import Bundles
from exporters.shelf import SECRET, rebuild_chain, rebuild_digests, rows, write_rows

from editorial.verifying.opening import BundleError, open_bundle
from editorial.verifying.whole_bundle import faults, main

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(bundles: Bundles, tmp_path: Path) -> Path:
    """A copy that may be altered."""
    return Path(shutil.copytree(bundles.archive.path, tmp_path / "archive"))


@pytest.fixture
def public(bundles: Bundles, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundles.public.path, tmp_path / "public"))


def messages(path: Path, **known: object) -> list[str]:
    return [str(fault) for fault in faults(path, **known)]  # type: ignore[arg-type]


def test_an_unaltered_bundle_is_verified(bundles: Bundles) -> None:
    for bundle in (bundles.public, bundles.archive, bundles.zipped):
        head = f"{bundle.head['seq']}:{bundle.head['hash']}"
        assert messages(bundle.path, since=[head, bundle.head["hash"]], digest=bundle.digest) == []


def test_a_bundle_verifies_itself_with_only_python(public: Path, tmp_path: Path) -> None:
    for arguments in ([], [str(public)], ["--since", "f" * 64]):
        process = subprocess.run(
            [sys.executable, "-I", "-S", str(public / "verify.py"), *arguments],
            cwd=tmp_path, env={"PATH": ""}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert process.returncode == (1 if "--since" in arguments else 0), process.stderr
    (public / "entries/article/waived.md").write_bytes(b"+++\n+++\n")
    process = subprocess.run(
        [sys.executable, "-I", "-S", str(public / "verify.py")],
        cwd=tmp_path, env={"PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert process.returncode == 1
    assert process.stderr.startswith("entries/article/waived.md: was altered")


def test_any_byte_of_any_file_counts(archive: Path) -> None:
    chance = random.Random(4)
    for path in sorted(p for p in archive.rglob("*") if p.is_file()):
        whole = path.read_bytes()
        for place in {0, len(whole) - 1, chance.randrange(len(whole))} if whole else ():
            altered = bytearray(whole)
            altered[place] ^= 1 << chance.randrange(8)
            path.write_bytes(altered)
            name = path.relative_to(archive).as_posix()
            try:
                reported = messages(archive)
            except BundleError as error:
                reported = [str(error)]
            assert reported, name
            assert any(name in message for message in reported), (name, reported)
        path.write_bytes(whole)
    assert messages(archive) == []


def test_a_missing_or_additional_file_is_named(archive: Path) -> None:
    (archive / "entries/article/waived.md").unlink()
    (archive / "entries/article/another.md").write_text("x")
    assert messages(archive) == [
        "entries/article/waived.md: is missing.",
        "entries/article/another.md: is in the bundle but not in its list of files.",
    ]


def change(path: Path, place: int = 0, /, **values: object) -> None:
    all_rows = rows(path)
    all_rows[place] |= values
    write_rows(path, all_rows)


def change_row(path: Path, kind: str, **values: object) -> None:
    place = next(n for n, row in enumerate(rows(path)) if row.get("row") == kind)
    change(path, place, **values)


CHECKS, HISTORY, EVENTS = "checks/article/waived", "history/article/waived", "events/0000000001"
LATER = "2031-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("file", "kind", "values", "item"),
    [
        (CHECKS, "", {"verdict": "supports"}, "article/waived, check"),
        (CHECKS, "", {"at": LATER}, "article/waived, check"),
        (CHECKS, "", {"note": "Well."}, "article/waived, check"),
        (CHECKS, "", {"by_id": 1}, "article/waived, check"),
        (CHECKS, "", {"looked_at": "Nothing"}, "article/waived, check"),
        (CHECKS, "", {"source_edition": 7}, "article/waived, check"),
        (CHECKS, "", {"locator": "p. 99"}, "article/waived, check"),
        (CHECKS, "", {"digest": "0" * 64}, "article/waived, check"),
        (CHECKS, "", {"verdict": None}, "article/waived, check"),
        (HISTORY, "approval", {"by_id": 1}, "article/waived, approval 1"),
        (HISTORY, "approval", {"at": LATER}, "article/waived, approval 1"),
        (HISTORY, "approval", {"summary": "Fine."}, "article/waived, approval 1"),
        (HISTORY, "publication", {"at": LATER}, "article/waived, edition 1"),
        (HISTORY, "publication", {"number": 2}, "article/waived, edition 2"),
        (HISTORY, "publication", {"approval": 2}, "article/waived, edition 1: names approval 2"),
        (HISTORY, "publication", {"approval": 0}, "article/waived, edition 1: names approval 0"),
        (HISTORY, "publication", {"approval": -1}, "article/waived, edition 1: names approval -1"),
        (HISTORY, "publication", {"approval": True}, "article/waived, edition 1: names approval"),
        (HISTORY, "edition", {"published_at": LATER}, "article/waived, edition 1"),
        (HISTORY, "edition", {"summary": "Other"}, "article/waived, edition 1"),
        (HISTORY, "edition", {"state": "superseded"}, "article/waived"),
        (HISTORY, "edition", {"event_hash": "0" * 64}, "article/waived, edition 1"),
        (HISTORY, "edition", {"digest": "0" * 64}, "entries/article/waived.md"),
        (HISTORY, "waiver", {"reason": "No reason."}, "article/waived, waiver"),
        (HISTORY, "waiver", {"expires_at": LATER}, "article/waived, waiver"),
        (HISTORY, "revision", {"author_id": 9999}, "article/waived, revision 1"),
        (HISTORY, "revision", {"row": "other"}, "event"),
        (EVENTS, "", {"reason": "Another."}, "event 1"),
        (EVENTS, "", {"at": LATER}, "event 1"),
        (EVENTS, "", {"by": 9999}, "event 1"),
        (EVENTS, "", {"hash": "0" * 64}, "event 1"),
        (EVENTS, "", {"data": None}, "event 1"),
    ],
)
def test_a_change_is_found_though_the_manifest_was_rebuilt(
    archive: Path, file: str, kind: str, values: dict[str, object], item: str
) -> None:
    path = archive / f"{file}.jsonl"
    if kind:
        change_row(path, kind, **values)
    else:
        change(path, **values)
    rebuild_digests(archive)
    assert any(message.startswith(item) for message in messages(archive)), messages(archive)


def test_a_check_a_second_earlier_is_another_check(archive: Path) -> None:
    path = archive / f"{CHECKS}.jsonl"
    at = datetime.fromisoformat(rows(path)[0]["at"]) - timedelta(seconds=1)
    change(path, at=at.isoformat())
    rebuild_digests(archive)
    assert any(message.startswith("article/waived, check") for message in messages(archive))


def test_a_removed_row_is_missed(archive: Path) -> None:
    for name in (f"{CHECKS}.jsonl", f"{HISTORY}.jsonl"):
        copy = shutil.copytree(archive, archive.parent / "copy")
        all_rows = rows(copy / name)
        dropped = next((n for n, row in enumerate(all_rows) if row.get("row") == "waiver"), 0)
        write_rows(copy / name, all_rows[:dropped] + all_rows[dropped + 1 :])
        rebuild_digests(copy)
        assert any("belongs to a row that is missing" in message for message in messages(copy))
        shutil.rmtree(copy)


def test_a_removed_or_moved_event_is_missed(archive: Path) -> None:
    path = archive / f"{EVENTS}.jsonl"
    all_events = rows(path)
    for events in (
        all_events[:4] + all_events[5:],
        all_events[:-1],
        [*all_events[:4], all_events[5], all_events[4], *all_events[6:]],
    ):
        write_rows(path, events)
        rebuild_digests(archive)
        assert any(message.startswith("event") for message in messages(archive))


def test_a_removed_or_changed_picture_is_missed(archive: Path, public: Path) -> None:
    picture = next((archive / "pictures").iterdir())
    picture.write_bytes(b"another")
    rebuild_digests(archive)
    assert any(picture.name in message for message in messages(archive))
    next((public / "pictures").iterdir()).unlink()
    rebuild_digests(public)
    assert any("a document shows it" in message for message in messages(public))


def test_a_text_that_was_changed_is_found_in_any_bundle(public: Path) -> None:
    path = public / "entries/article/waived.md"
    path.write_text(path.read_text().replace("theory", "fact"))
    rebuild_digests(public)
    assert messages(public) == [
        "entries/article/waived.md: is not the document of article/waived, edition 1: "
        "its digest does not fit."
    ]


def test_a_rebuilt_chain_is_found_with_a_head_kept_elsewhere(
    archive: Path, bundles: Bundles, tmp_path: Path
) -> None:
    change(archive / f"{EVENTS}.jsonl", 3, reason="Another.")
    rebuild_chain(archive)
    # Without anything known from outside, a bundle rebuilt in full is verified. The documentation says so.
    assert messages(archive) == []
    bundle = bundles.archive
    saved = tmp_path / "head.json"
    saved.write_text(f'{{"seq": {bundle.head["seq"]}, "head": "{bundle.head["hash"]}"}}')
    for since in (f"{bundle.head['seq']}:{bundle.head['hash']}", bundle.head["hash"], str(saved)):
        assert messages(archive, since=[since]), since
    assert messages(archive, digest=bundle.digest)[0].startswith("manifest.json")
    older = messages(archive, since=[str(bundles.public.path)])
    assert older[0].startswith("event 4 (")
    assert "is not the event that is known from outside" in older[0]


def test_a_cut_tail_is_found_with_a_head_kept_elsewhere(archive: Path, bundles: Bundles) -> None:
    seq = bundles.archive.head["seq"]
    assert any(
        "tail was cut" in message for message in messages(archive, since=[f"{seq + 5}:{'a' * 64}"])
    )


def test_a_public_bundle_holds_nothing_that_is_not_public(bundles: Bundles) -> None:
    bundle = open_bundle(bundles.public.path)
    whole = b"\n".join(b"".join(bundle.pieces(name)) for name in bundle.names()).decode(
        "utf-8", "replace"
    )
    assert SECRET not in whole.lower()
    for private in ("edna", "mona", "example.org", "The library", "password", "Soon"):
        assert private not in whole, private
    # Readers see who waived, and why an address is gone.
    assert "abel" in whole
    assert "It was a forgery." in whole


def test_an_archive_holds_no_password_and_no_e_mail_address(bundles: Bundles) -> None:
    bundle = open_bundle(bundles.archive.path)
    whole = b"\n".join(b"".join(bundle.pieces(name)) for name in bundle.names())
    assert b"example.org" not in whole
    assert b"md5$" not in whole
    assert b"edna" in whole


def test_the_command_line_has_three_exit_codes(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(archive)]) == 0
    assert "Bundle verified" in capsys.readouterr().out
    (archive / "README.md").write_text("x")
    assert main([str(archive)]) == 1
    assert "README.md: was altered" in capsys.readouterr().err
    assert main([str(tmp_path / "nothing")]) == 2
