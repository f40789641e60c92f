"""No row of history comes in without its event, or over another row, with every trigger on."""

from __future__ import annotations

from pathlib import Path

import pytest
import raw_sql
from django.db import DatabaseError, connection
from factories import Cast, drafted, source
from record.forging import query

from editorial import actions
from editorial.models import Event, Manuscript
from editorial.models.triggers import TRIGGERS

# Table → the columns that make a row another one than it is a copy of. Written by hand.
COPIES = {
    "editorial_revision": {"number": 77},
    "editorial_approval": {},
    "editorial_publication": {"number": 77},
    "editorial_check": {},
    "editorial_waiver": {},
    "editorial_evidence": {},
    "editorial_merge": {},
    "editorial_toldapart": {},
    "encyclopedia_edition": {"number": 77, "state": "superseded"},
}
REFUSED = "stet: (a row of {table} needs its event|only what was approved|what is published is|an approval signs)"


@pytest.fixture(scope="module", autouse=True)
def merged(filled_office: tuple[Cast, Path]) -> None:
    """A row in every table of history."""
    cast, _files = filled_office
    pair = [drafted(source(key, title=key), cast) for key in ("one-1901", "two-1902", "ten-1910")]
    actions.merge(source=pair[0].pk, into=pair[1].pk, by=cast.approver, reason="One.")
    actions.tell_apart(one=pair[1].pk, another=pair[2].pk, by=cast.approver, reason="Two.")


@pytest.mark.usefixtures("office")
def test_no_row_comes_in_without_its_event() -> None:
    for table, changes in COPIES.items():
        ((key,),) = query(f"SELECT max(id) FROM {table}")
        fresh = dict(changes)
        if table == "editorial_merge":
            fresh["merged_id"] = Manuscript.objects.get(slug="ten-1910").pk
        if table == "editorial_toldapart":
            pks = sorted(Manuscript.objects.order_by("pk").values_list("pk", flat=True)[:2])
            fresh |= {"first_id": pks[0], "second_id": pks[1]}
        with pytest.raises(DatabaseError, match=REFUSED.format(table=table)):
            raw_sql.insert_like(table, key, **fresh)


def drop_other_rules(table: str) -> None:
    """Leave only the rule against a row in the place of another."""
    of = f" ON {table}" if connection.vendor == "postgresql" else ""
    for trigger in TRIGGERS:
        own = trigger.table == table and trigger.operation == "INSERT"
        if own and not trigger.name.endswith("_no_replace"):
            query(f"DROP TRIGGER {trigger.name}{of}")


@pytest.mark.usefixtures("office")
def test_no_row_comes_in_over_another() -> None:
    if connection.vendor == "postgresql":
        query("SET CONSTRAINTS ALL IMMEDIATE")
    for table in (*COPIES, "editorial_evidencepage", "editorial_event"):
        drop_other_rules(table)
        key = "seq" if table == "editorial_event" else "id"
        insert = (
            f"INTO {table} SELECT * FROM {table} WHERE {key} = (SELECT min({key}) FROM {table})"
        )
        verbs = ("INSERT", "REPLACE", "INSERT OR REPLACE")
        for verb in verbs if connection.vendor == "sqlite" else verbs[:1]:
            with pytest.raises(DatabaseError, match=f"a row of {table} is there already"):
                raw_sql.run(f"{verb} {insert}")


@pytest.mark.usefixtures("office")
def test_no_edition_is_pushed_out_by_another_that_is_made_current() -> None:
    verb = "UPDATE OR REPLACE" if connection.vendor == "sqlite" else "UPDATE"
    with pytest.raises(DatabaseError, match="another edition is current"):
        raw_sql.run(f"{verb} encyclopedia_edition SET state = 'current' WHERE state = 'superseded'")


@pytest.mark.usefixtures("office")
def test_the_words_of_evidence_stay_until_they_are_set_aside() -> None:
    words = "stet: the words of evidence are not changed"
    ((kept,),) = query("SELECT min(evidence_id) FROM editorial_evidencepage")
    set_aside = Event.objects.get(action="set_aside").data["evidence"]
    for sql in (
        "UPDATE editorial_evidencepage SET text = 'x'",
        "DELETE FROM editorial_evidencepage",
        "INSERT INTO editorial_evidencepage (evidence_id, position, label, text)"
        f" VALUES ({set_aside}, 9, '', 'x')",
    ):
        with pytest.raises(DatabaseError, match=words):
            raw_sql.run(sql)
    assert kept != set_aside
