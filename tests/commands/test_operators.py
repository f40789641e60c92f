"""The commands that operators run: roles, what is due, rebuilding, verifying."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    check_all,
    page_of,
    published,
    source,
    submitted,
    waivable,
)

from editorial import actions
from editorial.models import DraftCitation, Event, Manuscript
from encyclopedia import projection
from encyclopedia.models import (
    Alias,
    Citation,
    DuePage,
    Edition,
    Entry,
    Page,
    SearchText,
    Tag,
    TaggedEntry,
)


def run(name: str, *arguments: str) -> str:
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_create_roles_restores_permissions(db: None) -> None:
    editors = Group.objects.get(name="Editors")
    editors.permissions.clear()
    assert "save_manuscript" in run("create_roles")
    assert editors.permissions.filter(codename="save_manuscript").exists()
    assert "save_manuscript" not in run("create_roles")


@pytest.fixture
def scheduled(cast: Cast) -> Manuscript:
    manuscript = approved(source(), cast)
    when = timezone.now() + timedelta(hours=1)
    actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=when)
    return manuscript


def past(manuscript: Manuscript) -> None:
    Manuscript.objects.filter(pk=manuscript.pk).update(
        publish_at=timezone.now() - timedelta(minutes=1)
    )


def test_publish_due_leaves_what_is_not_due(scheduled: Manuscript) -> None:
    run("publish_due")
    assert not Entry.objects.exists()


def test_publish_due_publishes_in_the_name_of_the_person_who_scheduled(
    cast: Cast, scheduled: Manuscript
) -> None:
    past(scheduled)
    assert "published edition 1" in run("publish_due")
    assert Event.objects.get(action="publish").by == cast.approver
    assert Entry.objects.filter(pk=scheduled.pk).exists()
    assert run("publish_due") == ""


def test_publish_due_passes_the_gate_and_says_what_it_refused(cast: Cast) -> None:
    published(source(), cast)
    manuscript = approved(article(), cast)
    when = timezone.now() + timedelta(hours=1)
    actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=when)
    check_all(manuscript, cast, verdict="contradicts", note="No.")
    past(manuscript)
    with pytest.raises(CommandError, match="1 could not be published"):
        run("publish_due")
    assert not Entry.objects.filter(pk=manuscript.pk).exists()


def test_publish_due_does_not_act_for_somebody_who_lost_the_right(
    cast: Cast, scheduled: Manuscript
) -> None:
    past(scheduled)
    cast.approver.is_active = False
    cast.approver.save(update_fields=["is_active"])
    with pytest.raises(CommandError):
        run("publish_due")
    assert not Entry.objects.exists()


def due(manuscript: Manuscript, cast: Cast) -> Manuscript:
    when = timezone.now() + timedelta(hours=1)
    actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=when)
    past(manuscript)
    return manuscript


def renamed(manuscript: Manuscript, cast: Cast) -> Manuscript:
    """Approved under another key."""
    pk = manuscript.pk
    actions.rename(manuscript=pk, title="Renamed", slug="another-key", by=cast.editor, based_on=1)
    actions.submit(manuscript=pk, revision=2, by=cast.editor)
    return actions.approve(
        manuscript=pk, revision=2, by=cast.approver, change="wording", another_edition=False
    ).manuscript


def publish_due() -> tuple[str, str]:
    """What the command prints of what was published, and of what was not."""
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 could not be published"):
        call_command("publish_due", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_publish_due_has_pages_stored_that_a_stopped_worker_left(cast: Cast) -> None:
    published(source(), cast)
    assert DuePage.objects.exists()
    run("publish_due")
    assert not DuePage.objects.exists()


def test_publish_due_continues_after_a_source_that_is_cited_by_its_old_key(cast: Cast) -> None:
    cited = source()
    bad = due(renamed(published(cited, cast), cast), cast)
    published(article("In print"), cast)
    good = due(approved(source("other-2001"), cast), cast)
    out, err = publish_due()
    assert f"{good.path}: published edition 1" in out
    assert f"{bad.path}: Published entries cite this source by the key “{cited.slug}”" in err
    assert Entry.objects.get(pk=cited.id).slug == cited.slug


def test_publish_due_continues_after_an_entry_at_which_the_site_fails(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = (due(approved(source(key), cast), cast) for key in ("bad-2000", "good-2001"))
    publish = projection.Rendered.publish

    def fails_once(rendered: projection.Rendered, **options: Any) -> None:
        publish(rendered, **options)
        if Entry.objects.filter(pk=bad.pk).exists():
            raise LookupError("a fault of ours")

    monkeypatch.setattr(projection.Rendered, "publish", fails_once)
    out, err = publish_due()
    assert f"{good.path}: published edition 1" in out
    assert f"{bad.path}: The site failed here" in err
    assert "LookupError: a fault of ours" in caplog.text
    assert list(Entry.objects.values_list("pk", flat=True)) == [good.pk]


def test_publish_due_takes_other_waivers_off_when_the_site_fails_at_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(source(), cast)
    manuscripts = [submitted(article(title), cast) for title in ("Good", "Bad")]
    soon = timezone.now() + timedelta(days=1)
    for manuscript in manuscripts:
        actions.waive(
            manuscript=manuscript.pk, by=cast.approver, keys=waivable(manuscript, "unchecked"),
            reason="The archive is closed.", expires_at=soon,
        )  # fmt: skip
        actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    good, bad = manuscripts
    drop = projection.drop_lapsed

    def fails_once(entries: list[UUID]) -> int:
        if bad.pk in entries:
            raise LookupError("a fault of ours")
        return drop(entries)

    monkeypatch.setattr(projection, "drop_lapsed", fails_once)
    monkeypatch.setattr(timezone, "now", lambda: soon + timedelta(minutes=1))
    out, err = publish_due()
    assert "1 page no longer shows an exception that has ended" in out
    assert f"{bad.path}: The site failed here" in err
    assert "The archive is closed." not in page_of(good.pk).top


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
def test_verify_history_refuses_what_is_not_a_head(content: Entry, text: str) -> None:
    with pytest.raises(CommandError, match="is not a head") as refused:
        run("verify_history", "--since", text)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("saved", ["", "[]", '{"seq": "2"}', '{"seq": true, "head": "a"}', "\xff"])
def test_verify_history_refuses_a_file_without_a_head(
    content: Entry, tmp_path: Path, saved: str
) -> None:
    file = tmp_path / "head.json"
    file.write_text(saved, encoding="latin-1")
    with pytest.raises(CommandError, match="is not a head") as refused:
        run("verify_history", "--since", str(file))
    assert refused.value.returncode == 2
