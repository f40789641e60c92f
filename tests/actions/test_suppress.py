"""Words are taken out of sight by two people, for a stated ground; the history stays whole and says so."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
import raw_sql
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.test import Client
from exporters.shelf import export_to
from factories import Cast, article, make_cast, person, published, source
from record.forging import query, triggers_off

from editorial import actions
from editorial.actions.suppress import ask_suppression, refuse_suppression, suppress
from editorial.importers.bundles.bundle_import import import_bundle
from editorial.models import Contribution, Event, Manuscript, Revision
from editorial.record.verification import faults, remarks
from editorial.verifying.opening import open_bundle
from editorial.verifying.whole_bundle import faults as bundle_faults
from editorial.verifying.whole_bundle import remarks as bundle_remarks
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.core.documents import canonical_json
from encyclopedia.core.suppressed import TITLE, left_of
from encyclopedia.downloads.kept_names import folder_of
from encyclopedia.models import Edition, Wording

GROUND = "Judgment of a court, 12 O 34/26."
SECRET = "He stole a silver spoon"
FIRST = f"{SECRET}.[@service-trotsky-2009, p. 3]"
SECOND = "He was a clerk.[@service-trotsky-2009, p. 12]"


@pytest.fixture
def entry(cast: Cast) -> Manuscript:
    return published_twice(cast)


def published_twice(cast: Cast) -> Manuscript:
    """Only the first edition has the words."""
    published(source(), cast)
    first = article("A life", text=FIRST)
    published(first, cast)
    return published(replace(first, text=SECOND), cast)


@pytest.fixture
def other(cast: Cast) -> User:
    return person("uma", "Office managers")


def digest_of(entry: Manuscript) -> str:
    return str(Revision.objects.get(manuscript=entry, number=1).digest)


def asked(entry: Manuscript, cast: Cast, ground: str = GROUND) -> None:
    ask_suppression(manuscript=entry.pk, revision=1, ground=ground, by=cast.superuser)


def done(entry: Manuscript, cast: Cast, other: User) -> None:
    asked(entry, cast)
    suppress(manuscript=entry.pk, digest=digest_of(entry), by=other)


def test_the_words_are_gone_from_every_table_and_the_history_verifies(
    entry: Manuscript, cast: Cast, other: User
) -> None:
    assert Wording.objects.filter(claim__contains="spoon").exists()
    done(entry, cast, other)
    first = Revision.objects.get(manuscript=entry, number=1)
    edition = Edition.objects.get(entry_id=entry.pk, number=1)
    assert first.is_suppressed
    assert first.document == edition.document
    assert json.loads(first.document)["summary"] == GROUND
    assert (edition.title, edition.body, edition.state) == (TITLE, "", "withdrawn")
    assert not Wording.objects.filter(claim__contains="spoon").exists()
    assert not Contribution.objects.filter(words__contains="spoon").exists()
    assert list(faults()) == []
    (remark,) = remarks()
    for part in (entry.path, GROUND, "root", "uma", "revisions 1, editions 1"):
        assert part in remark


def test_readers_are_told_so_and_nothing_else(
    entry: Manuscript, cast: Cast, other: User, client: Client
) -> None:
    address = f"/{entry.path}/"
    done(entry, cast, other)
    for place in ("@1/", "@1/index.json", "@1/datacite.xml", "@1/cite.bib", "compare/1/2/"):
        answer = client.get(address + place)
        assert answer.status_code == 451, place
        assert GROUND in answer.content.decode()
    for place in ("", "@2/", "history/", "feed.atom"):
        answer = client.get(address + place)
        assert answer.status_code == 200
        assert "spoon" not in answer.content.decode()


def test_files_that_were_made_of_them_are_gone_too(
    entry: Manuscript,
    cast: Cast,
    other: User,
    client: Client,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    address = "/article/a-life/@1/entry.pdf"
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        done(entry, cast, other)
    assert default_storage.listdir(folder_of(entry.pk))[1] == []
    refused = client.get(address)
    assert (refused.status_code, GROUND in refused.content.decode()) == (451, True)


def test_bundles_follow_and_verify(
    entry: Manuscript, cast: Cast, other: User, tmp_path: Path
) -> None:
    done(entry, cast, other)
    for drafts in (False, True):
        bundle = export_to(tmp_path / str(drafts), drafts=drafts)
        assert list(bundle_faults(bundle.path)) == []
        for file in filter(Path.is_file, bundle.path.rglob("*")):
            # The office's own archive has the checks, with the sentence that each was made of.
            of_checks = drafts and file.relative_to(bundle.path).parts[0] in ("checks", "events")
            assert of_checks or b"spoon" not in file.read_bytes(), file
    assert any(GROUND in remark for remark in bundle_remarks(open_bundle(bundle.path)))


class _Undone(Exception):
    """Leaves an empty site behind."""


def test_an_archive_is_restored_with_what_is_left(db: None, tmp_path: Path) -> None:
    with contextlib.suppress(_Undone), transaction.atomic():
        cast = make_cast()
        entry = published_twice(cast)
        done(entry, cast, person("uma", "Office managers"))
        bundle = export_to(tmp_path / "archive", drafts=True)
        raise _Undone
    assert not Revision.objects.exists()
    import_bundle(bundle.path)
    assert Revision.objects.get(manuscript=entry, number=1).is_suppressed
    assert Edition.objects.get(entry_id=entry.pk, number=1).title == TITLE
    assert list(faults()) == []


def test_only_who_may_asks_and_a_second_one_confirms(
    entry: Manuscript, cast: Cast, other: User
) -> None:
    digest = digest_of(entry)
    with pytest.raises(Forbidden):
        ask_suppression(manuscript=entry.pk, revision=1, ground=GROUND, by=cast.approver)
    asked(entry, cast)
    for by in (cast.approver, cast.superuser):
        with pytest.raises(Forbidden):
            suppress(manuscript=entry.pk, digest=digest, by=by)
    assert "spoon" in Revision.objects.get(manuscript=entry, number=1).document
    assert suppress(manuscript=entry.pk, digest=digest, by=other).changed


def test_nothing_is_taken_without_a_ground_or_that_is_in_use(entry: Manuscript, cast: Cast) -> None:
    with pytest.raises(Refused, match="on what ground"):
        asked(entry, cast, ground=" \n")
    with pytest.raises(Refused, match="too long"):
        asked(entry, cast, ground="x" * 301)
    with pytest.raises(NotAllowed, match="Readers see these words now"):
        ask_suppression(manuscript=entry.pk, revision=2, ground=GROUND, by=cast.superuser)
    with pytest.raises(NotAllowed, match="no revision 9"):
        ask_suppression(manuscript=entry.pk, revision=9, ground=GROUND, by=cast.superuser)
    actions.withdraw(manuscript=entry.pk, by=cast.approver, reason="A claim.")
    with pytest.raises(NotAllowed, match="newest revision has these words"):
        ask_suppression(manuscript=entry.pk, revision=2, ground=GROUND, by=cast.superuser)


def test_twice_is_once(entry: Manuscript, cast: Cast, other: User) -> None:
    done(entry, cast, other)
    count = Event.objects.count()
    digest = digest_of(entry)
    assert not suppress(manuscript=entry.pk, digest=digest, by=other).changed
    asked(entry, cast)
    assert Event.objects.count() == count
    with pytest.raises(NotAllowed, match="they are gone"):
        refuse_suppression(manuscript=entry.pk, digest=digest, by=cast.superuser)


def test_what_was_refused_is_left_and_may_be_asked_for_again(
    entry: Manuscript, cast: Cast, other: User
) -> None:
    digest = digest_of(entry)
    with pytest.raises(NotAllowed, match="Nobody asked"):
        refuse_suppression(manuscript=entry.pk, digest=digest, by=cast.superuser)
    asked(entry, cast)
    refuse_suppression(manuscript=entry.pk, digest=digest, by=cast.superuser)
    with pytest.raises(NotAllowed, match="refused meanwhile"):
        suppress(manuscript=entry.pk, digest=digest, by=other)
    done(entry, cast, other)
    assert list(faults()) == []


def test_nobody_goes_back_to_what_is_gone(entry: Manuscript, cast: Cast, other: User) -> None:
    done(entry, cast, other)
    with pytest.raises(NotAllowed, match="nothing is left of them"):
        actions.revert(manuscript=entry.pk, number=1, by=cast.editor)


def test_work_goes_on_and_the_history_still_verifies(
    entry: Manuscript, cast: Cast, other: User
) -> None:
    done(entry, cast, other)
    later = Revision.objects.get(manuscript=entry, number=2).read()
    published(replace(later, text=SECOND + " He died."), cast)
    assert list(faults()) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE editorial_revision SET document = '{}' WHERE number = 1 AND manuscript_id = '{pk}'",
        "UPDATE encyclopedia_edition SET body = '' WHERE number = 1 AND entry_id = '{pk}'",
        "UPDATE editorial_contribution SET words = '[suppressed]', locator = '', quotation = ''"
        " WHERE manuscript_id = '{pk}' AND words <> ''",
    ],
)
def test_the_database_lets_no_words_go_that_two_people_did_not_name(
    change: str, entry: Manuscript, cast: Cast
) -> None:
    asked(entry, cast)
    with pytest.raises(DatabaseError, match="stet:"):
        raw_sql.run(change.replace("{pk}", as_stored(entry)))


def test_nor_any_other_change_with_a_suppression(
    entry: Manuscript, cast: Cast, other: User
) -> None:
    done(entry, cast, other)
    for change in (
        "UPDATE editorial_revision SET document = '{}' WHERE number = 1 AND manuscript_id = '{pk}'",
        "UPDATE editorial_revision SET summary = 'x' WHERE number = 1 AND manuscript_id = '{pk}'",
        "UPDATE encyclopedia_edition SET body = 'x' WHERE number = 1 AND entry_id = '{pk}'",
        "UPDATE encyclopedia_edition SET digest = 'x' WHERE number = 1 AND entry_id = '{pk}'",
    ):
        with pytest.raises(DatabaseError, match="stet:"):
            raw_sql.run(change.replace("{pk}", as_stored(entry)))


def as_stored(entry: Manuscript) -> str:
    return entry.pk.hex if connection.vendor == "sqlite" else str(entry.pk)


def _data(entry: Manuscript) -> dict[str, object]:
    data: dict[str, object] = json.loads(Revision.objects.get(manuscript=entry, number=1).document)
    return data


def test_words_that_went_without_an_event_are_found(entry: Manuscript, cast: Cast) -> None:
    with triggers_off():
        Revision.objects.filter(manuscript=entry, number=1).update(
            document=canonical_json(left_of(_data(entry), GROUND)).decode()
        )
    assert any("its digest does not fit" in fault for fault in faults())


def test_other_words_in_place_of_what_is_left_are_found(
    entry: Manuscript, cast: Cast, other: User
) -> None:
    done(entry, cast, other)
    with triggers_off():
        edition = Edition.objects.get(entry_id=entry.pk, number=1)
        edition.document = edition.document.replace(GROUND, "Nothing happened.")
        edition.save(update_fields=["document"])
    assert any("is not what event" in fault for fault in faults())


def test_a_suppression_by_one_person_alone_is_found(
    entry: Manuscript, cast: Cast, other: User
) -> None:
    done(entry, cast, other)
    with triggers_off():
        query("DELETE FROM editorial_event WHERE action = %s", "ask_suppression")
    assert any("no second person had asked for" in fault for fault in faults())


def test_two_confirm_at_the_same_time(entry: Manuscript, cast: Cast, other: User) -> None:
    """The row is locked: whoever comes second finds it done."""
    asked(entry, cast)
    digest = digest_of(entry)
    third = person("theo", "Office managers")
    outcomes = [suppress(manuscript=entry.pk, digest=digest, by=by) for by in (other, third)]
    assert [outcome.changed for outcome in outcomes] == [True, False]
    assert Event.objects.filter(action="suppress").count() == 1
