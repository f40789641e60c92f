"""Many new drafts at once are exactly what saving them one after another makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from factories import Cast, article, biography, drafted, source
from stored_rows import Rows, rows_of, stop_the_clock

from editorial import actions
from editorial.actions.draft import AddressTaken, TooLong
from editorial.actions.draft_new import draft_new
from editorial.contributions.keeping import contributions_of
from editorial.models import Contribution, Duplicate, Event, Manuscript
from editorial.projection.duplicate_pairs import MAX_COUNT
from editorial.record.verification import faults
from editorial.workflow import Forbidden
from encyclopedia.core.documents import Document, DocumentFact

RECORD = source().record


def work(number: int, **fields: Any) -> Document:
    record = {**RECORD, "title": f"Work {number}", **fields}
    return source(f"work-{number}", title=record["title"], record=record)


def various() -> list[Document]:
    """Sources that look alike, contradict the rules or have topics, and entries that cite and name others."""
    return [
        source(),
        source("service-2", record={**RECORD, "DOI": "10.1000/a"}),
        source("service-3", record={**RECORD, "DOI": "10.1000/a", "title": "Trotsky"}),
        source("tagged", tags=("Exile", "Biography"), record={**RECORD, "ISBN": "9780674036154"}),
        source("unfit", record={"type": "no such type", "issued": {"date-parts": [["x"]]}}),
        article(text="It began.[@service-trotsky-2009, p. 1] See [[Leon Trotsky]].[@unknown]"),
        biography(tags=("Exile",), facts=(DocumentFact("member_of", target="Red Army"),)),
        article("Words alone", text="Nobody says so. Nor so."),
        article("Nothing", text=" ", summary=""),
    ]


def written(
    documents: list[Document], write: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> Rows:
    """What the tables hold after it, which is then undone."""
    with transaction.atomic(), monkeypatch.context() as stopped:
        stop_the_clock(stopped)
        write()
        rows = rows_of("editorial")
        brought = [
            set(Contribution.objects.filter(manuscript=document.id).values_list("digest", "person"))
            == {(row.digest, row.person) for row in contributions_of(manuscript)}
            for document in documents
            for manuscript in Manuscript.objects.filter(pk=document.id)
        ]
        assert brought == [True] * len(documents)
        transaction.set_rollback(True)
    return rows


def test_every_row_and_every_hash_is_that_of_saving_one_after_another(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(source("here-before", record={**RECORD, "DOI": "10.1000/a"}), cast)
    documents = various()

    def one_after_another() -> None:
        for document in documents:
            actions.save(document=document, by=cast.editor, summary=f"Brought {document.slug}")

    def together() -> None:
        draft_new(drafts=[(one, f"Brought {one.slug}") for one in documents], by=cast.editor)

    expected = written(documents, one_after_another, monkeypatch)
    rows = written(documents, together, monkeypatch)
    assert len(expected["Duplicate"]) > 3
    assert {row["obstacles"] for row in expected["Manuscript"]} > {0}
    for table in expected:
        assert rows[table] == expected[table], table


def test_the_audit_log_verifies(cast: Cast) -> None:
    draft_new(drafts=[(document, "") for document in various()], by=cast.editor)
    assert Event.objects.count() == len(various())
    assert not list(faults())


def test_hundreds_need_hardly_more_statements_than_one(cast: Cast) -> None:
    def statements(first: int, last: int) -> int:
        drafts = [(work(number), "") for number in range(first, last)]
        with CaptureQueriesContext(connection) as queries:
            draft_new(drafts=drafts, by=cast.editor)
        return len(queries)

    one, hundreds = statements(0, 1), statements(1, 201)
    assert one <= 19
    assert hundreds <= one + 3


@pytest.mark.postgresql
def test_what_is_drafted_later_is_not_read_from_end_to_end_for_every_row(cast: Cast) -> None:
    def readings() -> int:
        """How often this transaction has read the log from end to end."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'editorial_event'"
            )
            return int(cursor.fetchone()[0])

    for first in range(0, 600, 200):
        before = readings()
        drafts = [(work(number), "") for number in range(first, first + 200)]
        draft_new(drafts=drafts, by=cast.editor)
    assert readings() - before < 50


def test_more_candidates_than_are_compared_need_no_more_pairs(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editorial.projection.new_source_pairs.MAX_COUNT", 2)
    monkeypatch.setattr("editorial.projection.new_source_pairs._MAX_DOCUMENTS", 3)
    alike = [source(f"alike-{number}") for number in range(6)]
    draft_new(drafts=[(document, "") for document in alike], by=cast.editor)
    assert MAX_COUNT > 2
    assert Duplicate.objects.count() == 0 + 1 + 2 + 2 + 2 + 2


def test_all_of_them_or_none(cast: Cast) -> None:
    drafted(work(1), cast)
    same_address = work(1)
    with pytest.raises(AddressTaken, match="work-1"):
        draft_new(drafts=[(work(2), ""), (same_address, "")], by=cast.editor)
    too_long = replace(work(3), title="x" * 301)
    with pytest.raises(TooLong):
        draft_new(drafts=[(work(2), ""), (too_long, "")], by=cast.editor)
    with pytest.raises(Forbidden):
        draft_new(drafts=[(work(2), "")], by=cast.moderator)
    assert Manuscript.objects.count() == Event.objects.count() == 1
