"""The commands that operators run: roles, rebuilding, verifying."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError
from django.db import connection
from django.test import Client
from factories import (
    Cast,
    article,
    published,
    source,
)
from printed import run

from editorial.models import DraftCitation, Event
from encyclopedia import projection
from encyclopedia.models import (
    Alias,
    Citation,
    Edition,
    Entry,
    Page,
    SearchText,
    Tag,
    TaggedEntry,
)


def test_create_roles_restores_permissions(db: None) -> None:
    editors = Group.objects.get(name="Editors")
    editors.permissions.clear()
    assert "save_manuscript" in run("create_roles")
    assert editors.permissions.filter(codename="save_manuscript").exists()
    assert "save_manuscript" not in run("create_roles")


@pytest.fixture
def content(cast: Cast) -> Entry:
    published(source(), cast)
    published(article(aliases=("Uninterrupted revolution",), tags=("theory",)), cast)
    projection.store_due_pages.call()
    return Entry.objects.get(kind="article")


def test_rebuild_changes_nothing_when_nothing_is_wrong(content: Entry) -> None:
    before = list(Page.objects.order_by("path").values())
    assert "Everything is as it should be" in run("rebuild")
    assert list(Page.objects.order_by("path").values()) == before


def test_rebuild_fixes_everything_that_was_lost_or_altered(content: Entry) -> None:
    original = Page.objects.get(entry=content)
    Page.objects.filter(entry=content).update(body="<p>Altered.</p>", notes="")
    Citation.objects.filter(entry=content).update(claim="Altered.")
    Alias.objects.filter(entry=content).delete()
    SearchText.objects.filter(entry=content).delete()
    DraftCitation.objects.filter(manuscript=content.pk).delete()
    TaggedEntry.objects.filter(tag__name="theory").delete()
    Tag.objects.create(name="Nobody’s", slug="nobodys")
    lines = run("rebuild").splitlines()
    path = "article/permanent-revolution: written again: "
    assert lines[:-1] == [
        f"{path}other names, subjects, citations, the page’s text, the page’s notes",
        "the subject “Nobody’s”: removed, no entry has it",
        f"{path}the desk’s rows and counts",
    ]
    assert lines[-1] == "7 things differed: the lines above say what was done."
    rebuilt = Page.objects.get(entry=content)
    assert (rebuilt.body, rebuilt.notes) == (original.body, original.notes)
    assert Citation.objects.get(entry=content).claim != "Altered."
    assert Alias.objects.filter(entry=content).exists()
    assert DraftCitation.objects.filter(manuscript=content.pk).exists()
    SearchText.objects.filter(entry=content).delete()
    assert f"{path}the search index" in run("rebuild")
    assert "Everything is as it should be" in run("rebuild")


def test_rebuild_names_what_has_no_current_edition(content: Entry) -> None:
    cited = Entry.objects.get(kind="source")
    Edition.objects.filter(entry_id=cited.pk).update(state="withdrawn")
    assert f"{cited.path}: no edition of it is current, but it is cited: kept" in run("rebuild")
    Edition.objects.filter(entry_id=content.pk).update(state="withdrawn")
    assert f"{content.path}: removed from readers, no edition of it is current" in run("rebuild")


def test_verify_history_names_the_head(content: Entry) -> None:
    head = Event.objects.order_by("-seq")[0].hash
    assert head in run("verify_history")
    assert head in run("verify_history", "--since", head)


def test_verify_history_fails_when_anything_was_altered(content: Entry) -> None:
    of = " ON editorial_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER editorial_event_no_update{of}")
        cursor.execute("UPDATE editorial_event SET reason = 'another' WHERE seq = 1")
    with pytest.raises(CommandError, match="faults"):
        run("verify_history")


def test_verify_history_fails_when_the_head_known_from_outside_is_gone(content: Entry) -> None:
    for known in ("a" * 64, f"1:{'a' * 64}"):
        with pytest.raises(CommandError) as failed:
            run("verify_history", "--since", known)
        assert failed.value.returncode == 1


def test_verify_history_accepts_every_form_of_a_head(
    content: Entry, tmp_path: Path, client: Client
) -> None:
    seq, head = Event.objects.order_by("seq").values_list("seq", "hash")[1]
    saved = tmp_path / "head.json"
    saved.write_bytes(client.get("/history/head.json").content)
    for known in (head, head.upper(), f"{seq}:{head}", str(saved), "0" * 64, f"0:{'0' * 64}"):
        assert "Audit log verified" in run("verify_history", "--since", known)


def test_verify_history_fails_when_the_known_head_has_another_number(content: Entry) -> None:
    head = Event.objects.get(seq=2).hash
    with pytest.raises(CommandError, match="1 fault was found") as failed:
        run("verify_history", "--since", f"3:{head}")
    assert failed.value.returncode == 1


@pytest.mark.parametrize(
    "text", ["abc", "2:abc", f"two:{'a' * 64}", f":{'a' * 64}", "no-such/head.json", "{", "a\0b"]
)
def test_verify_history_refuses_what_is_not_a_head(db: None, text: str) -> None:
    with pytest.raises(CommandError, match="is not a head") as refused:
        run("verify_history", "--since", text)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("saved", ["", "[]", '{"seq": "2"}', '{"seq": true, "head": "a"}', "\xff"])
def test_verify_history_refuses_a_file_without_a_head(db: None, tmp_path: Path, saved: str) -> None:
    file = tmp_path / "head.json"
    file.write_text(saved, encoding="latin-1")
    with pytest.raises(CommandError, match="is not a head") as refused:
        run("verify_history", "--since", str(file))
    assert refused.value.returncode == 2
