"""What the database itself keeps of agreements, in raw SQL, and what the verifier finds once its triggers are off."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import raw_sql
from commissioned import promised, signed
from django.db import DatabaseError
from django.utils import timezone
from factories import Cast, article, drafted
from record.forging import query, triggers_off

from editorial import actions
from editorial.models import Agreement, Manuscript
from editorial.record.verification import faults

TABLE = "editorial_agreement"
# Column → another value for it.
FIXED = {
    "id": uuid.uuid4(),
    "manuscript_id": None,
    "commission_id": uuid.uuid4(),
    "person_id": None,
    "name": "Somebody",
    "kind": "gift",
    "signed_on": "2001-01-01",
    "digest": "0" * 64,
    "media_type": "image/png",
    "size": 1,
    "at": timezone.now() - timedelta(days=9),
}


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    return drafted(article(), cast)


def changed(row: Agreement, **columns: Any) -> None:
    names = ", ".join(f"{column} = %s" for column in columns)
    raw_sql.run(f"UPDATE {TABLE} SET {names} WHERE id = %s", *columns.values(), row.pk)


@pytest.mark.parametrize("column", FIXED)
def test_what_was_signed_is_not_changed(cast: Cast, manuscript: Manuscript, column: str) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    with pytest.raises(DatabaseError, match="what was signed is not changed"):
        changed(row, **{column: FIXED[column]})


def test_it_is_not_deleted_nor_replaced(cast: Cast, manuscript: Manuscript) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    with pytest.raises(DatabaseError, match="history only grows"):
        raw_sql.run(f"DELETE FROM {TABLE}")
    with pytest.raises(DatabaseError, match="is there already"):
        raw_sql.insert_like(TABLE, row.pk, id=row.pk)


def test_none_is_made_without_its_event(cast: Cast, manuscript: Manuscript) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    with pytest.raises(DatabaseError, match="needs its event"):
        raw_sql.insert_like(TABLE, row.pk, id=uuid.uuid4())


def test_it_ends_once_by_its_event(cast: Cast, manuscript: Manuscript) -> None:
    row = signed(cast, manuscript=manuscript.pk)
    now, by = timezone.now(), cast.approver.pk
    with pytest.raises(DatabaseError, match="ends once, by its event"):
        changed(row, ended_at=now, ended_by_id=by)
    actions.withdraw_agreement(agreement=row.pk, by=cast.approver, reason="Wrong.")
    for columns in (
        {"ended_at": None, "ended_by_id": None},
        {"ended_at": now},
        {"ended_by_id": cast.editor.pk},
        {"is_erased": True},
    ):
        with pytest.raises(DatabaseError, match="ends once, by its event"):
            changed(row, **columns)
    actions.withdraw_agreement(agreement=row.pk, by=cast.approver, reason="Wrong.", erase=True)
    with pytest.raises(DatabaseError, match="ends once, by its event"):
        changed(row, is_erased=False)


def test_a_paper_of_another_is_no_replacement(cast: Cast, manuscript: Manuscript) -> None:
    row, other = (signed(cast, manuscript=manuscript.pk, kind=kind) for kind in ("a", "b"))
    with pytest.raises(DatabaseError, match="ends once, by its event"):
        changed(row, ended_at=other.at, ended_by_id=other.by_id, replaced_by_id=other.pk)


@pytest.mark.parametrize(
    ("forgery", "told"),
    [
        ("kind = 'gift'", "differs from its event in kind"),
        ("signed_on = '2001-01-01'", "differs from its event in signed_on"),
        (f"digest = '{'0' * 64}'", "differs from its event in digest"),
        ("at = '2001-01-01 00:00:00+00:00'", "differs from its event in at"),
        ("person_id = NULL, name = 'Somebody'", "differs from its event in name, person"),
        ("ended_at = NULL, ended_by_id = NULL, replaced_by_id = NULL", "in force, or is not"),
        ("replaced_by_id = NULL", "differs from its event in replaced_by"),
        ("is_erased = NOT is_erased", "has its file erased, or not"),
    ],
)
def test_the_verifier_names_what_was_forged(cast: Cast, forgery: str, told: str) -> None:
    row = promised(cast)
    first = signed(cast, commission=row.pk)
    signed(cast, commission=row.pk, kind="transfer", replaces=first.pk)
    assert not [*faults()]
    with triggers_off():
        query(f"UPDATE {TABLE} SET {forgery} WHERE kind = 'licence'")
    assert any(f"agreement {first.pk}: " in fault and told in fault for fault in faults())


def test_the_verifier_names_one_that_was_removed_and_one_that_was_invented(cast: Cast) -> None:
    row = signed(cast, manuscript=drafted(article(), cast).pk)
    with triggers_off():
        raw_sql.insert_like(TABLE, row.pk, id=uuid.uuid4())
        query(f"DELETE FROM {TABLE} WHERE id = %s", raw_sql._as_stored(row.pk))
    told = " ".join(faults())
    assert "belongs to an agreement that is missing" in told
    assert "was not recorded by Stet" in told
