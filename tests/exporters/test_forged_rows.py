"""What a row says beside its signature was altered, and every digest made anew: it is found, with the head known."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from exporters.conftest import Bundles
from exporters.shelf import bundle, made_anew, rows, write_rows
from factories import Cast, article, published, source

from editorial import actions
from editorial.exporters.verifying.whole_bundle import faults

pytestmark = pytest.mark.django_db


def forged(folder: Path, file: str, kind: str, change: dict[str, Any]) -> None:
    """Change the first row of a kind, or of a name in the list of entries."""
    found = rows(folder / file)
    row = next(row for row in found if kind in {row.get("row"), row.get("name"), ""})
    assert row | change != row
    row |= change
    write_rows(folder / file, found)
    made_anew(folder)


WAIVED, HISTORY = "article/waived", "history/article/waived.jsonl"
MARKED = "history/source/doubted-2001.jsonl"
SAID = "article/waived, edition 1: does not tell of the waivers"
OTHER = {"kind": "waiver", "text": "No.", "until": "2031-01-01T00:00:00+00:00", "by": "abel"}


@pytest.mark.parametrize(
    ("file", "kind", "change", "fault"),
    [
        (HISTORY, "edition", {"notices": []}, SAID),
        (HISTORY, "edition", {"notices": [OTHER]}, SAID),
        (HISTORY, "edition", {"title": "Other"}, "article/waived, edition 1: has another title"),
        (HISTORY, "edition", {"slug": "other"}, "article/waived, edition 1: has another address"),
        (HISTORY, "edition", {"citation_digests": []}, "article/waived, edition 1: has other"),
        (HISTORY, "revision", {"summary": "Other"}, "article/waived, revision 1: has another"),
        (HISTORY, "revision", {"restored": 1}, "article/waived, revision 1: goes back to another"),
        (HISTORY, "manuscript", {"title": "Other"}, "article/waived: has a manuscript of another"),
        (HISTORY, "manuscript", {"slug": "other"}, "article/waived: has a manuscript of another"),
        (HISTORY, "manuscript", {"edition": 4}, "article/waived: has a manuscript whose edition"),
        (HISTORY, "manuscript", {"live_edition": 0}, "article/waived: has a manuscript whose live"),
        ("entries.jsonl", WAIVED, {"title": "Other"}, "article/waived: has another kind"),
        ("entries.jsonl", WAIVED, {"slug": "other"}, "article/waived: has another kind"),
        ("entries.jsonl", WAIVED, {"kind": "person"}, "article/waived: has another kind"),
        ("entries.jsonl", WAIVED, {"name": "article/other"}, "article/other: has another kind"),
        ("checks/article/waived.jsonl", "", {"shown": False}, "article/waived, check of"),
    ],
)
def test_a_forged_row_of_an_archive_is_found(
    bundles: Bundles, tmp_path: Path, file: str, kind: str, change: dict[str, Any], fault: str
) -> None:
    folder = Path(shutil.copytree(bundles.archive.path, tmp_path / "archive"))
    forged(folder, file, kind, change)
    head = bundles.archive.head
    found = [str(each) for each in faults(folder, since=[f"{head['seq']}:{head['hash']}"])]
    assert any(each.startswith(fault) for each in found), found


@pytest.mark.parametrize(
    ("file", "kind", "change", "fault"),
    [
        (HISTORY, "edition", {"notices": []}, SAID),
        (HISTORY, "edition", {"title": "Other"}, "article/waived, edition 1: has another title"),
        ("entries.jsonl", WAIVED, {"title": "Other"}, "article/waived: has another kind"),
        (MARKED, "mark", {"reliability": "sound"}, "source/doubted-2001: is marked otherwise"),
        (MARKED, "mark", {"reason": "Well."}, "source/doubted-2001: is marked otherwise"),
        (MARKED, "mark", {"row": "other"}, "source/doubted-2001: is marked otherwise"),
    ],
)
def test_a_forged_row_of_a_public_bundle_is_found(
    bundles: Bundles, tmp_path: Path, file: str, kind: str, change: dict[str, Any], fault: str
) -> None:
    folder = Path(shutil.copytree(bundles.public.path, tmp_path / "public"))
    forged(folder, file, kind, change)
    found = [str(each) for each in faults(folder)]
    assert any(each.startswith(fault) for each in found), found


def test_what_went_back_twice_is_whole_and_not_to_be_moved(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    key = published(article(), cast).pk
    actions.rename(manuscript=key, title="Other", slug="other", by=cast.editor, based_on=1)
    actions.revert(manuscript=key, number=1, by=cast.editor, summary="Back.")
    document = actions.rename(
        manuscript=key, title="More", slug="more", by=cast.editor, based_on=3
    ).manuscript
    actions.revert(manuscript=document.pk, number=3, by=cast.editor)
    made = bundle(tmp_path / "made", drafts=True)
    assert list(faults(made.path)) == []
    name = next(p for p in (made.path / "history/article").iterdir())
    found = rows(name)
    row = next(r for r in found if r["row"] == "revision" and r["number"] == 3)
    row["restored"] = 2
    write_rows(name, found)
    made_anew(made.path)
    assert any("revision 3: goes back to another" in str(each) for each in faults(made.path))
