"""One file of several rows: written by several at once, and set aside for one while it is attached for another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event
from typing import Any

import pytest
from attack.interleaved import interleaved, statements_of
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from factories import Cast, article, drafted, make_cast, source
from portions import Portion
from stored import path_of

from editorial import actions
from editorial.actions.agreements import record_agreement, withdraw_agreement
from editorial.actions.attach import attach_passage, set_aside
from editorial.models import Agreement, Evidence
from editorial.storage import agreement_files, evidence_files
from encyclopedia.stored_files import keep

CONTENT = b"all of the bytes " * 1000
NAME = "ab/abcd"
PDF = b"%PDF-1.4\nsigned\n%%EOF\n"


class Slowly(ContentFile):  # type: ignore[type-arg]
    """The first half, and the second when it is let go."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.halved, self.goes_on = Event(), Event()

    def chunks(self, chunk_size: int | None = None) -> Iterator[Any]:
        yield CONTENT[:99]
        self.halved.set()
        assert self.goes_on.wait(30)
        yield CONTENT[99:]


def test_a_half_written_file_never_stands_under_its_name() -> None:
    slow = Slowly(CONTENT)
    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(keep, slow, NAME)
        assert slow.halved.wait(30)
        assert not default_storage.exists(NAME)
        keep(CONTENT, NAME)
        assert path_of(NAME).read_bytes() == CONTENT
        slow.goes_on.set()
        writing.result(30)
    assert path_of(NAME).read_bytes() == CONTENT
    assert [path.name for path in path_of("ab").iterdir()] == ["abcd"]


@pytest.mark.parametrize("folder", [evidence_files, agreement_files])
def test_four_that_write_the_same_bytes_at_once_all_succeed(folder: Any) -> None:
    digest = hashlib.sha256(CONTENT).hexdigest()
    barrier = Barrier(4)

    def write(_: int) -> None:
        barrier.wait(30)
        folder.keep(CONTENT, digest)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    stored = path_of(folder.name_of(digest))
    assert stored.read_bytes() == CONTENT
    assert [path.name for path in stored.parent.iterdir()] == [digest]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


def evidence_again(people: Cast) -> tuple[Callable[[], Any], Callable[[], Any], str]:
    """Setting aside the evidence of one source, and attaching the same passage to another."""
    number = Evidence.objects.count()
    text = f"The words of page {number}."
    one, two = (drafted(source(f"book-{number}-{name}"), people) for name in "ab")

    def attach(to: Any) -> Any:
        return attach_passage(source=to.pk, text=text, page="1", origin="Here.", by=people.editor)

    attach(one)
    row = Evidence.objects.latest("pk")
    return (
        lambda: set_aside(evidence=row.pk, by=people.editor, reason="The wrong book."),
        lambda: attach(two),
        evidence_files.name_of(row.digest),
    )


def agreements_again(people: Cast) -> tuple[Callable[[], Any], Callable[[], Any], str]:
    """Erasing what was signed for one entry, and recording the same paper for another."""
    number = Agreement.objects.count()
    data = PDF.replace(b"signed", f"signed {number}".encode())
    one, two = (drafted(article(f"Entry {number} {name}"), people) for name in "ab")

    def sign(of: Any) -> Any:
        agreement = record_agreement(
            by=people.approver,
            data=data,
            kind="Licence",
            signed_on=date(2026, 1, 2),
            manuscript=of.pk,
            name="Ada",
        )
        return actions.Outcome(of, changed=agreement is not None)

    sign(one)
    row = Agreement.objects.latest("at")

    def erase() -> Any:
        event = withdraw_agreement(
            agreement=row.pk, by=people.approver, reason="The wrong paper.", erase=True
        )
        return actions.Outcome(one, event)

    return erase, lambda: sign(two), agreement_files.name_of(row.digest)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("again", [evidence_again, agreements_again])
def test_what_is_attached_elsewhere_keeps_its_file(
    again: Any, backwards: bool, people: Cast, portion: Portion
) -> None:
    def in_order() -> tuple[Callable[[], Any], Callable[[], Any], str]:
        away, attach, name = again(people)
        return (attach, away, name) if backwards else (away, attach, name)

    count, _ = statements_of(in_order()[0])
    for after in portion(range(1, count + 1), 4):
        first, second, name = in_order()
        assert all(answer.changed for answer in interleaved(first, second, after))
        assert default_storage.exists(name), f"after statement {after} of {count}"


@pytest.mark.django_db(transaction=True)
def test_what_nobody_has_any_more_loses_its_file(people: Cast) -> None:
    for again in (evidence_again, agreements_again):
        away, _, name = again(people)
        assert default_storage.exists(name)
        away()
        assert not default_storage.exists(name)
