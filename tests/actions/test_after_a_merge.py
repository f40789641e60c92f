"""What follows from a merge: evidence and imports lead to its target."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, drafted, source

from editorial import actions
from editorial.actions.attach import attach_passage
from editorial.actions.import_entry import Incoming, import_entry
from editorial.importers.jobs.known_sources import recogniser
from editorial.models import Duplicate, Evidence, Manuscript, Revision

pytestmark = pytest.mark.django_db

OLD, NEW = "service-2009", "service-trotsky-2009"
WORDS = "Service, Robert. Trotsky: A Biography. Belknap Press, 2009."


@pytest.fixture
def pair(cast: Cast) -> tuple[Manuscript, Manuscript]:
    return drafted(source(OLD), cast), drafted(source(NEW), cast)


def merge(cast: Cast, pair: Any) -> None:
    actions.merge(source=pair[0].pk, into=pair[1].pk, by=cast.editor, reason="One book.")


def test_evidence_of_the_merged_source_is_shown_at_the_target(cast: Cast, pair: Any) -> None:
    attach_passage(
        source=pair[0].pk, text="What it says.", page="3", origin="The book", by=cast.moderator
    )
    assert not Evidence.objects.of_source(NEW).exists()
    merge(cast, pair)
    assert Evidence.objects.of_source(NEW).count() == 1


def test_an_import_that_cites_the_merged_source_cites_the_target(cast: Cast, pair: Any) -> None:
    merge(cast, pair)
    result = import_entry(
        incoming=Incoming(
            origin="wiki",
            page="1",
            version="1",
            kind="article",
            title="Imported",
            text=f"Words.[@{OLD}, p. 3]",
            sources=(source(OLD).record,),
        ),
        by=cast.editor,
    )
    saved = Revision.objects.get(manuscript=result.manuscript, number=1).read()
    assert saved.text == f"Words.[@{NEW}, p. 3]"


def test_a_reference_is_recognised_as_the_target(cast: Cast, pair: Any) -> None:
    merge(cast, pair)
    assert recogniser()(WORDS) == NEW


def test_two_sources_of_an_import_that_are_one_work_are_proposed(cast: Cast) -> None:
    records = (source(OLD).record, source(NEW).record)
    import_entry(
        incoming=Incoming(
            origin="wiki",
            page="1",
            version="1",
            kind="article",
            title="Imported",
            text=f"Words.[@{OLD}] More.[@{NEW}]",
            sources=records,
        ),
        by=cast.editor,
    )
    assert Duplicate.objects.count() == 1
