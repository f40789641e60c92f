"""Broken and hostile exports through a whole import: only what is before the break is imported."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest
from exports import SITE, SPACE, page, written
from factories import Cast

from editorial.actions.import_job import request_import
from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.importers.jobs.running import run
from editorial.models import Import, ImportStatus, Manuscript, Revision

BOMB = (
    '<!DOCTYPE mediawiki [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE mediawiki [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def run_import(cast: Cast, path: Path) -> Import:
    job = request_import(kind="mediawiki", name="e.xml", digest="d", size=1, by=cast.editor)
    for _done in run(job, mediawiki_steps(path)):
        continue
    return Import.objects.get(pk=job.pk)


def export_file(folder: Path, content: str | bytes) -> Path:
    path = folder / "export.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("end", ["", "<page><title>Br", "<page></mediawiki>", "\x00", "&nbsp;"])
def test_a_broken_dump_is_read_up_to_the_break(cast: Cast, tmp_path: Path, end: str) -> None:
    job = run_import(cast, export_file(tmp_path, written(page(), end=end)))
    assert job.status == ImportStatus.BROKEN
    assert job.failure.startswith("line ")
    assert Manuscript.objects.get(kind="article").title == "Revolt"


def test_a_packed_dump_cut_in_the_middle_is_read_up_to_the_cut(cast: Cast, tmp_path: Path) -> None:
    whole = written(*(page(number=n, title=f"T{n}", text=f"{n} " * 3_000) for n in range(30)))
    packed = gzip.compress(whole.encode(), compresslevel=1)
    job = run_import(cast, export_file(tmp_path, packed[: len(packed) * 2 // 3]))
    assert job.status == ImportStatus.BROKEN
    assert 0 < Manuscript.objects.count() < 30
    assert job.counts["new"] == Manuscript.objects.count()


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_entities_are_refused_before_anything_is_imported(
    cast: Cast, tmp_path: Path, declaration: str
) -> None:
    path = export_file(tmp_path, declaration + written(page(text="&d;&e;")))
    job = run_import(cast, path)
    assert job.status == ImportStatus.BROKEN
    assert "document type" in job.failure
    assert not Manuscript.objects.exists()


def test_a_line_of_ten_megabytes_is_reported_and_the_next_page_is_imported(
    cast: Cast, tmp_path: Path
) -> None:
    long = page(number=2, title="Long", text="word " * 2_000_000)
    path = export_file(tmp_path, written(long, page()))
    tracemalloc.start()
    job = run_import(cast, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert job.status == ImportStatus.FINISHED
    assert [manuscript.title for manuscript in Manuscript.objects.filter(kind="article")] == [
        "Revolt"
    ]
    assert job.lines.reported().filter(name="Long").exists()
    assert peak < 200_000_000


def test_templates_nested_a_thousand_deep_are_imported(cast: Cast, tmp_path: Path) -> None:
    deep = "Begin. " + "{{a|" * 1_000 + "core" + "}}" * 1_000 + " End."
    job = run_import(
        cast, export_file(tmp_path, written(page(text=deep), page(number=2, title="After")))
    )
    assert job.status == ImportStatus.FINISHED
    assert Manuscript.objects.filter(kind="article").count() == 2


def test_utf_16_is_imported_and_a_wrong_encoding_is_reported(cast: Cast, tmp_path: Path) -> None:
    whole = written(page(title="Троцкий", text="Слова."))
    declared = f'<?xml version="1.0" encoding="UTF-16"?>{whole}'
    assert run_import(cast, export_file(tmp_path, declared.encode("utf-16"))).counts["new"] == 1
    assert Manuscript.objects.get().title == "Троцкий"
    wrong = written(page(number=2, title="Émile", text="É")).encode("latin-1")
    job = run_import(cast, export_file(tmp_path, wrong))
    assert job.status == ImportStatus.BROKEN
    assert Manuscript.objects.count() == 1


def test_ids_and_titles_too_long_for_a_column_are_imported_or_reported(
    cast: Cast, tmp_path: Path
) -> None:
    pages = [
        page(number=10**80, version=10**80, title="Long number"),
        page(number=2, title="T" * 3_000),
        page(number=3, title="?!"),
    ]
    path = export_file(tmp_path, written(*pages))
    job = run_import(cast, path)
    assert job.status == ImportStatus.FINISHED
    assert sum(job.counts.get(state, 0) for state in ("new", "refused")) == 3
    before = Revision.objects.count()
    assert run_import(cast, path).counts.get("new", 0) == 0
    assert Revision.objects.count() == before


def test_an_empty_dump_and_a_page_without_a_revision_do_no_harm(cast: Cast, tmp_path: Path) -> None:
    bare = "<page><title>Bare</title><ns>0</ns><id>5</id></page>"
    job = run_import(cast, export_file(tmp_path, f"<mediawiki {SPACE}>{SITE}{bare}</mediawiki>"))
    assert job.status == ImportStatus.FINISHED
    assert not Manuscript.objects.exists()
    assert job.lines.reported().filter(name="Bare").exists()
