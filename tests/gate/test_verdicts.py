"""How the gate is told that citations stand: by the newest check, unless the source or the words changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import Cast, article, check_all, drafted, published, source, submitted

from editorial import actions
from editorial.gate.gate_input import gate_input
from editorial.models import Check, DraftCitation, Manuscript
from encyclopedia.core.documents import Document

KEY = "service-trotsky-2009"


@pytest.fixture
def book(cast: Cast) -> Manuscript:
    return published(source(), cast)


def verdicts(document: Document) -> list[str]:
    """The verdict on each citation of the newest revision, in order; "" where there is none."""
    manuscript = Manuscript.objects.get(pk=document.id)
    inputs = gate_input(manuscript, document)
    return [inputs.verdicts.get(citation.use, "") for citation in inputs.citations]


def test_a_check_from_before_the_source_was_marked_is_stale(cast: Cast, book: Manuscript) -> None:
    document = article()
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    assert verdicts(document) == ["supports"]
    actions.mark(manuscript=book.pk, reliability="forged", reason="Invented.", by=cast.approver)
    assert verdicts(document) == ["stale"]
    check_all(manuscript, cast)
    assert verdicts(document) == ["supports"]


def test_the_newest_check_is_the_verdict(cast: Cast, book: Manuscript) -> None:
    document = article()
    manuscript = submitted(document, cast)
    check_all(manuscript, cast, "contradicts", "It says otherwise.")
    check_all(manuscript, cast, "partly", "Nearly.")
    assert verdicts(document) == ["partly"]


def test_changed_words_are_stale_only_where_the_checked_ones_are_gone(
    cast: Cast, book: Manuscript
) -> None:
    document = article(text=f"One.[@{KEY}, p. 1] Two.[@{KEY}, p. 1] Three.[@{KEY}, p. 3]")
    manuscript = submitted(document, cast)
    digest = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0].digest
    actions.check(
        manuscript=manuscript.pk,
        digest=digest,
        verdict="supports",
        means="shelf",
        by=cast.moderator,
    )
    # A second claim that cites the same page was never checked: that is no change since a check.
    assert verdicts(document) == ["supports", "", ""]
    actions.recall(manuscript=manuscript.pk, by=cast.editor)
    changed = replace(document, text=document.text.replace("One.", "Not one."))
    drafted(changed, cast)
    assert verdicts(changed) == ["stale", "stale", ""]
    assert Check.objects.count() == 1
