"""A row was altered beside its signature, and every digest computed again: it is found when the head is known."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from exporters.conftest import Bundles
from exporters.shelf import export_to, rebuild_digests, rows, write_rows
from factories import Cast, article, published, source

from editorial import actions
from editorial.verifying.whole_bundle import faults

pytestmark = pytest.mark.django_db


def forge(folder: Path, file: str, kind: str, change: dict[str, Any]) -> None:
    """Change the first row of a kind, or of a name in the list of entries."""
    all_rows = rows(folder / file)
    row = next(row for row in all_rows if kind in {row.get("row"), row.get("name"), ""})
    assert row | change != row
    row |= change
    write_rows(folder / file, all_rows)
    rebuild_digests(folder)


WAIVED, HISTORY = "article/waived", "history/article/waived.jsonl"
MARKED = "history/source/doubted-2001.jsonl"
CONFIRMED, UPGRADED = "history/article/confirmed.jsonl", "history/article/earlier.jsonl"
WAIVED_EARLIER = "history/article/waived-earlier.jsonl"
TIME = "2001-02-03T04:05:06+00:00"
NO_WAIVER = "article/waived, edition 1: does not show the waivers"
OTHER = {"kind": "waiver", "text": "No.", "until": "2031-01-01T00:00:00+00:00", "by": "abel"}


@pytest.mark.parametrize(
    ("file", "kind", "change", "fault"),
    [
        (HISTORY, "edition", {"notices": []}, NO_WAIVER),
        (HISTORY, "edition", {"notices": [OTHER]}, NO_WAIVER),
        (HISTORY, "edition", {"title": "Other"}, "article/waived, edition 1: has another title"),
        (HISTORY, "edition", {"slug": "other"}, "article/waived, edition 1: has another address"),
        (HISTORY, "edition", {"citation_digests": []}, "article/waived, edition 1: has other"),
        (HISTORY, "revision", {"summary": "Other"}, "article/waived, revision 1: differs"),
        (HISTORY, "revision", {"restored": 1}, "article/waived, revision 1: restores another"),
        (HISTORY, "manuscript", {"title": "Other"}, "article/waived: has a manuscript of another"),
        (HISTORY, "manuscript", {"slug": "other"}, "article/waived: has a manuscript of another"),
        (HISTORY, "manuscript", {"edition": 4}, "article/waived: has a manuscript whose edition"),
        (HISTORY, "manuscript", {"live_edition": 0}, "article/waived: has a manuscript whose live"),
        ("entries.jsonl", WAIVED, {"title": "Other"}, "article/waived: has another kind"),
        ("entries.jsonl", WAIVED, {"slug": "other"}, "article/waived: has another kind"),
        ("entries.jsonl", WAIVED, {"kind": "person"}, "article/waived: has another kind"),
        ("entries.jsonl", WAIVED, {"name": "article/other"}, "article/other: has another kind"),
        (CONFIRMED, "confirmation", {"by_id": 1}, "article/confirmed, confirmation of"),
        (CONFIRMED, "confirmation", {"revision": 9}, "article/confirmed, confirmation of"),
        (CONFIRMED, "confirmation", {"digest": "0" * 64}, "article/confirmed, confirmation of"),
        (CONFIRMED, "confirmation", {"context": "0" * 64}, "article/confirmed, confirmation of"),
        (CONFIRMED, "confirmation", {"check": 1}, "article/confirmed, confirmation of"),
        (CONFIRMED, "confirmation", {"at": TIME}, "article/confirmed, confirmation of"),
        (CONFIRMED, "confirmation", {"row": "other"}, "event "),
        (UPGRADED, "digest_upgrade", {"revision": 9}, "article/earlier, upgraded digest"),
        (UPGRADED, "digest_upgrade", {"old": "0" * 64}, "article/earlier, upgraded digest"),
        (UPGRADED, "digest_upgrade", {"version": 9}, "article/earlier, upgraded digest"),
        (UPGRADED, "digest_upgrade", {"event_id": 1}, "article/earlier, upgraded digest"),
        (UPGRADED, "digest_upgrade", {"new": "0" * 64}, "event "),
        (UPGRADED, "digest_upgrade", {"context": "0" * 64}, "event "),
        (UPGRADED, "digest_upgrade", {"source": None}, "event "),
        (UPGRADED, "digest_upgrade", {"work": "0" * 64}, "event "),
        (UPGRADED, "digest_upgrade", {"row": "other"}, "article/earlier, check of"),
        (WAIVED_EARLIER, "digest_upgrade", {"row": "other"}, "article/waived-earlier, check of"),
        (
            "checks/article/confirmed.jsonl",
            "",
            {"public_note": "Other"},
            "article/confirmed, check",
        ),
        ("checks/article/confirmed.jsonl", "", {"source": None}, "article/confirmed, check"),
        ("checks/article/confirmed.jsonl", "", {"version": 1}, "article/confirmed, check"),
        ("claims.jsonl", "", {"new": "0" * 64}, "event "),
        ("checks/article/waived.jsonl", "", {"shown": False}, "article/waived, check of"),
    ],
)
def test_a_forged_row_of_an_archive_is_found(
    bundles: Bundles, tmp_path: Path, file: str, kind: str, change: dict[str, Any], fault: str
) -> None:
    folder = Path(shutil.copytree(bundles.archive.path, tmp_path / "archive"))
    forge(folder, file, kind, change)
    head = bundles.archive.head
    messages = [str(message) for message in faults(folder, since=[f"{head['seq']}:{head['hash']}"])]
    assert any(message.startswith(fault) for message in messages), messages


@pytest.mark.parametrize(
    ("file", "kind", "change", "fault"),
    [
        (HISTORY, "edition", {"notices": []}, NO_WAIVER),
        (HISTORY, "edition", {"title": "Other"}, "article/waived, edition 1: has another title"),
        ("entries.jsonl", WAIVED, {"title": "Other"}, "article/waived: has another kind"),
        (CONFIRMED, "confirmation", {"check": 1}, "article/confirmed, confirmation of"),
        (CONFIRMED, "confirmation", {"row": "other"}, "event "),
        ("checks/article/confirmed.jsonl", "", {"suffix": "x"}, "article/confirmed, check of"),
        ("checks/article/confirmed.jsonl", "", {"work": "x"}, "article/confirmed, check of"),
        (MARKED, "mark", {"reliability": "sound"}, "source/doubted-2001: has another mark"),
        (MARKED, "mark", {"reason": "Well."}, "source/doubted-2001: has another mark"),
        (MARKED, "mark", {"row": "other"}, "source/doubted-2001: has another mark"),
        (HISTORY, "doi", {"doi": "10.1000/other"}, "article/waived, edition 1: has another DOI"),
        (HISTORY, "doi", {"edition": 2}, "article/waived, edition 1: has another DOI"),
        (HISTORY, "doi", {"row": "other"}, "article/waived, edition 1: has another DOI"),
    ],
)
def test_a_forged_row_of_a_public_bundle_is_found(
    bundles: Bundles, tmp_path: Path, file: str, kind: str, change: dict[str, Any], fault: str
) -> None:
    folder = Path(shutil.copytree(bundles.public.path, tmp_path / "public"))
    forge(folder, file, kind, change)
    messages = [str(message) for message in faults(folder)]
    assert any(message.startswith(fault) for message in messages), messages


def test_a_revision_restored_twice_verifies_and_cannot_be_forged(
    cast: Cast, tmp_path: Path
) -> None:
    published(source(), cast)
    key = published(article(), cast).pk
    actions.rename(manuscript=key, title="Other", slug="other", by=cast.editor, based_on=1)
    actions.revert(manuscript=key, number=1, by=cast.editor, summary="Back.")
    document = actions.rename(
        manuscript=key, title="More", slug="more", by=cast.editor, based_on=3
    ).manuscript
    actions.revert(manuscript=document.pk, number=3, by=cast.editor)
    bundle = export_to(tmp_path / "made", drafts=True)
    assert list(faults(bundle.path)) == []
    path = next(path for path in (bundle.path / "history/article").iterdir())
    all_rows = rows(path)
    row = next(r for r in all_rows if r["row"] == "revision" and r["number"] == 3)
    row["restored"] = 2
    write_rows(path, all_rows)
    rebuild_digests(bundle.path)
    assert any("revision 3: restores another" in str(message) for message in faults(bundle.path))
