"""What is made again from the revisions to verify it: upgraded digests, and who brought in what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from earlier_digests import version_1
from factories import Cast, article, checked, published, source
from record.forging import query, triggers_off

from editorial.actions.upgrade_digests import software, upgrade_digests
from editorial.record.verification import faults

OTHER = "'" + "0" * 64 + "'"


@pytest.fixture(autouse=True)
def office(cast: Cast) -> None:
    published(source(), cast)
    checked(article("New"), cast)
    with version_1():
        checked(article("Earlier"), cast)
    upgrade_digests(by=software())


def found_after(statement: str, *, derived: bool) -> Iterator[str]:
    with transaction.atomic():
        with triggers_off():
            query(statement)
        yield from list(faults(derived=derived))
        transaction.set_rollback(True)


def test_nothing_is_found_in_what_was_not_forged() -> None:
    assert list(faults(derived=False)) == []


@pytest.mark.parametrize("column", ["new", "context", "source", "work"])
def test_an_upgraded_digest_must_be_what_its_revision_says(column: str) -> None:
    value = "NULL" if column == "source" else OTHER
    forged = f"UPDATE editorial_digestupgrade SET {column} = {value}"
    named = f"its revision says otherwise: {column}."
    assert any(named in fault for fault in found_after(forged, derived=False))


@pytest.mark.parametrize(
    ("forged", "named"),
    [
        ("DELETE FROM editorial_contribution WHERE id = {0}", "is not kept"),
        (
            "UPDATE editorial_contribution SET digest = " + OTHER + " WHERE id = {0}",
            "000000000000…, and no revision",
        ),
    ],
)
def test_who_brought_in_what_must_be_what_the_revisions_say(forged: str, named: str) -> None:
    ((row,),) = query(
        "SELECT max(c.id) FROM editorial_contribution c JOIN editorial_manuscript m"
        " ON m.id = c.manuscript_id WHERE m.slug = 'new'"
    )
    # One more, so that the entry has any: of an entry without any, none were made yet.
    statement = forged.format(row)
    query(
        "INSERT INTO editorial_contribution (manuscript_id, digest, person_id, revision_id,"
        " words, source_key, locator, quotation) SELECT manuscript_id, 'x', person_id, revision_id,"
        f" words, source_key, locator, quotation FROM editorial_contribution WHERE id = {row}"
    )
    assert any("article/new" in f and named in f for f in found_after(statement, derived=True))
