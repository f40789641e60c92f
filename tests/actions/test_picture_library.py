"""The library of pictures: describing one, setting one aside, and bringing a change into drafts."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from typing import Any

import pytest
import raw_sql
from commissioned import PDF
from django.db import DatabaseError, connection
from factories import Cast, article, drafted, published, source, submitted
from PIL import Image
from record.forging import query, triggers_off

from editorial import actions
from editorial.models import Event, Manuscript, PictureRecord, PictureUse, Revision, Upload
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.record.verification import faults
from editorial.storage import permission_files, picture_files
from editorial.workflow import Conflict, Forbidden, NotAllowed, Refused
from encyclopedia.core.documents import Document, DocumentPicture
from encyclopedia.models import Edition

TABLE = "editorial_picturerecord"
SAID = actions.PictureWords(
    title="A barricade", credit="City archive", licence="CC0", focus="30 40"
)


def uploaded(cast: Cast, colour: str = "teal", name: str = "barricade.png") -> Upload:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(out, "PNG")
    out.seek(0)
    return picture_files.store(out, by=cast.editor, name=name)


def described(cast: Cast, row: Upload, **said: Any) -> PictureRecord | None:
    usual: dict[str, Any] = {"said": SAID, "by": cast.editor, "based_on": row.records.count()}
    return actions.describe_picture(picture=row.pk, **(usual | said))


def using(row: Upload, **said: Any) -> Document:
    picture = DocumentPicture("barricade", row.pk, "Carts.", caption="In October")
    return article("Barricades", text="Built.", pictures=(replace(picture, **said),))


def shown(manuscript: Manuscript) -> DocumentPicture:
    manuscript.refresh_from_db()
    (picture,) = (
        Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read().pictures
    )
    return picture


def test_what_is_recorded_counts_from_then_on_with_its_event_and_its_file(cast: Cast) -> None:
    row = uploaded(cast)
    first = described(cast, row, proof=PDF)
    assert first is not None
    assert described(cast, row, based_on=0) is None
    second = described(cast, row, said=replace(SAID, credit="Museum"), by=cast.approver)
    assert second is not None
    assert (second.number, second.permission_digest) == (2, first.permission_digest)
    assert PictureRecord.objects.newest().get() == second
    event = Event.objects.get(seq=Event.objects.order_by("-seq")[0].seq)
    assert (event.action, event.data["digest"]) == ("describe_picture", second.digest)
    assert permission_files.name_of(first.permission_digest).startswith("permissions/")
    assert list(faults()) == []


def test_only_who_writes_describes_and_nobody_overwrites_unseen(cast: Cast) -> None:
    row = uploaded(cast)
    with pytest.raises(Forbidden):
        described(cast, row, by=cast.moderator)
    described(cast, row)
    with pytest.raises(Conflict):
        described(cast, row, said=replace(SAID, credit="Mine"), based_on=0, by=cast.other_editor)
    for wrong in (replace(SAID, focus="101 4"), replace(SAID, title="x" * 301)):
        with pytest.raises(Refused):
            described(cast, row, said=wrong)
    with pytest.raises(Refused, match="neither a whole PDF"):
        described(cast, row, proof=b"<script>")
    assert PictureRecord.objects.count() == 1


def test_the_database_keeps_what_was_recorded(cast: Cast) -> None:
    row = uploaded(cast)
    record = described(cast, row)
    assert record is not None
    for statement in (f"UPDATE {TABLE} SET credit = 'Mine'", f"DELETE FROM {TABLE}"):
        with pytest.raises(DatabaseError, match="history only grows"):
            raw_sql.run(statement)
    with pytest.raises(DatabaseError, match="needs its event"):
        raw_sql.insert_like(TABLE, record.pk, id=record.pk + 1, number=2)


def test_the_verifier_finds_what_was_altered(cast: Cast) -> None:
    described(cast, uploaded(cast))
    with triggers_off():
        query(f"UPDATE {TABLE} SET licence = 'CC BY 4.0'")
    assert any("not as its event says" in fault for fault in faults())


def test_only_what_nobody_uses_is_set_aside_and_it_can_come_back(cast: Cast) -> None:
    row = uploaded(cast)
    with pytest.raises(Forbidden):
        actions.set_aside_picture(picture=row.pk, by=cast.editor, reason="Wrong.")
    with pytest.raises(Refused, match="Say why"):
        actions.set_aside_picture(picture=row.pk, by=cast.approver, reason=" ")
    used = uploaded(cast, "navy")
    drafted(using(used), cast)
    with pytest.raises(NotAllowed, match="shows this picture"):
        actions.set_aside_picture(picture=used.pk, by=cast.approver, reason="Wrong.")
    assert actions.set_aside_picture(picture=row.pk, by=cast.approver, reason="Wrong.")
    assert actions.set_aside_picture(picture=row.pk, by=cast.approver, reason="Wrong.") is None
    assert list(Upload.objects.in_sight()) == [used]
    with pytest.raises(picture_files.PictureRefused, match="set aside"):
        uploaded(cast)
    with pytest.raises(NotAllowed):
        described(cast, row)
    assert actions.bring_back_picture(picture=row.pk, by=cast.approver)
    assert actions.bring_back_picture(picture=row.pk, by=cast.approver) is None
    assert Upload.objects.in_sight().count() == 2
    assert list(faults()) == []


def test_a_change_goes_into_drafts_and_never_silently_into_what_readers_see(cast: Cast) -> None:
    published(source(), cast)
    row = uploaded(cast)
    document = replace(using(row), text="Built.[@service-trotsky-2009, p. 12]")
    entry = published(document, cast)
    described(cast, row)
    before = Edition.objects.filter(entry_id=entry.pk).values_list("body", "digest").get()
    assert shown(entry).credit == ""
    (renewed,) = actions.renew_uses(
        picture=row.pk, into=row.pk, by=cast.other_editor, manuscripts=[entry.pk]
    )
    assert renewed.why == ""
    picture = shown(entry)
    assert (picture.credit, picture.licence, picture.focus) == ("City archive", "CC0", "30 40")
    assert (picture.caption, picture.alt) == ("In October", "Carts.")
    assert entry.status == "draft"
    newest = Revision.objects.get(manuscript=entry, number=entry.revision)
    assert newest.author == cast.other_editor
    assert Edition.objects.filter(entry_id=entry.pk).values_list("body", "digest").get() == before
    actions.renew_uses(picture=row.pk, into=row.pk, by=cast.editor, manuscripts=[entry.pk])
    entry.refresh_from_db()
    assert entry.revision == newest.number


def test_another_picture_takes_its_place_and_what_is_under_review_waits(cast: Cast) -> None:
    row, other = uploaded(cast), uploaded(cast, "navy")
    one = drafted(using(row, credit="Somebody", focus="1 1"), cast)
    waiting = submitted(replace(using(row), id=article("x").id, slug="other"), cast)
    outcome = actions.renew_uses(
        picture=row.pk, into=other.pk, by=cast.editor, manuscripts=[one.pk, waiting.pk]
    )
    assert {renewed.manuscript.pk for renewed in outcome if renewed.why} == {waiting.pk}
    picture = shown(one)
    assert (picture.digest, picture.credit, picture.focus) == (other.pk, "Somebody", "")
    assert shown(waiting).digest == row.pk


def test_uses_are_derived_and_made_again(cast: Cast) -> None:
    row = uploaded(cast)
    entry = drafted(using(row), cast)
    PictureUse.objects.all().delete()
    assert dict(rebuild_drafts())[entry.path]
    assert not dict(rebuild_drafts())[entry.path]
    assert PictureUse.objects.get().digest == row.pk
    assert list(Upload.objects.named("OCTOBER barricades", cast.editor)) == [row]
    assert not Upload.objects.named("october revolution", cast.editor).exists()
    actions.discard(manuscript=entry.pk, by=cast.editor, reason="No.")
    assert not PictureUse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_do_not_overwrite_each_other(cast: Cast) -> None:
    row = uploaded(cast)
    answers: list[str] = []

    def describe(credit: str) -> None:
        try:
            described(cast, row, said=replace(SAID, credit=credit), based_on=0)
            answers.append("recorded")
        except Conflict:
            answers.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=describe, args=(name,)) for name in ("One", "Two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["conflict", "recorded"]
