"""`import_mediawiki`: drafts from an export, never twice, nothing published."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from exports import CITED, export, page
from factories import Cast

from editorial.models import Manuscript, Revision
from encyclopedia.models import Entry

REDIRECT = page(
    8, "#REDIRECT [[Revolt]]", title="Uprising", number=2, redirect='<redirect title="Revolt" />'
)


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_mediawiki", str(path), *options, stdout=out)
    return out.getvalue()


def test_a_page_becomes_a_draft_with_its_source_and_aliases(cast: Cast, tmp_path: Path) -> None:
    assert "new: 1" in run(export(tmp_path, REDIRECT, page()), "--by", cast.editor.username)
    manuscript = Manuscript.objects.get(kind="article")
    document = Revision.objects.get(manuscript=manuscript).read()
    source = Manuscript.objects.get(kind="source")
    assert (manuscript.status, manuscript.title) == ("draft", "Revolt")
    assert f"[@{source.slug}, p. 12]" in document.text
    assert document.aliases == ("Uprising",)
    assert document.provenance[0].revision == "7"
    assert not Entry.objects.exists()


def test_the_same_revision_does_nothing_and_a_newer_one_is_a_new_draft(
    cast: Cast, tmp_path: Path
) -> None:
    name = cast.editor.username
    run(export(tmp_path, page()), "--by", name)
    assert "same: 1" in run(export(tmp_path, page()), "--by", name)
    assert Manuscript.objects.get(kind="article").revision == 1
    newer = page(9, f"It began in 1907.{CITED}")
    assert "revised: 1" in run(export(tmp_path, newer), "--by", name)
    assert Manuscript.objects.get(kind="article").revision == 2
    assert Manuscript.objects.filter(kind="source").count() == 1


def test_a_dry_run_stores_nothing(cast: Cast, tmp_path: Path) -> None:
    assert "read: 1" in run(export(tmp_path, page()), "--dry-run", "--by", cast.editor.username)
    assert not Manuscript.objects.exists()


def test_only_an_account_that_may_import_can_import(cast: Cast, tmp_path: Path) -> None:
    path = export(tmp_path, page())
    with pytest.raises(CommandError, match="may not import"):
        run(path, "--by", cast.moderator.username)
    with pytest.raises(CommandError, match="--by"):
        run(path)
    assert not Manuscript.objects.exists()


def test_a_file_that_breaks_off_keeps_the_pages_before_the_break(
    cast: Cast, tmp_path: Path
) -> None:
    path = export(tmp_path, page(), end="<page><title>Br")
    with pytest.raises(CommandError):
        run(path, "--by", cast.editor.username)
    assert Manuscript.objects.get(kind="article").title == "Revolt"
