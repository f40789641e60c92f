"""The desk's numbers, and the revisions that need no moderator."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted

from editorial.models import DraftCitation, Manuscript
from editorial.projection.queue_counts import QueueWaiting, needs_no_moderator, waiting
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import ArticleDocument, DocumentFact

TEXT = "It began in 1905.[@service-trotsky-2009, p. 12] It went on.\n\nThen it fell."


@pytest.fixture
def three_waiting(cast: Cast) -> None:
    published(source(), cast)
    numbered = [
        f"Event {number} came to pass.[@service-trotsky-2009, p. {number}]" for number in (1, 2, 3)
    ]
    submitted(article(text=" ".join(numbered)), cast)


def test_nothing_waits(cast: Cast) -> None:
    assert waiting(cast.moderator) == QueueWaiting()


@pytest.mark.usefixtures("three_waiting")
def test_count_oldest_and_median(cast: Cast) -> None:
    for days, row in zip((1, 5, 9), DraftCitation.objects.in_order(), strict=True):
        DraftCitation.objects.filter(pk=row.pk).update(
            waits_since=timezone.now() - timedelta(days=days)
        )
    numbers = waiting(cast.moderator)
    assert numbers.count == 3
    assert numbers.median is not None
    assert numbers.oldest is not None
    assert numbers.median.days == 5
    assert (timezone.now() - numbers.oldest).days == 9


@pytest.mark.usefixtures("three_waiting")
def test_a_wait_of_seconds_is_not_shown(cast: Cast) -> None:
    numbers = waiting(cast.moderator)
    assert (numbers.count, numbers.oldest_since, numbers.median_since) == (3, None, None)
    oldest = DraftCitation.objects.in_order()[0]
    long_ago = timezone.now() - timedelta(hours=2)
    DraftCitation.objects.filter(pk=oldest.pk).update(waits_since=long_ago)
    numbers = waiting(cast.moderator)
    assert (numbers.oldest_since, numbers.median_since) == (long_ago, None)


@pytest.fixture
def live(cast: Cast) -> ArticleDocument:
    published(source(), cast)
    document = article(text=TEXT, tags=("Russia",))
    published(document, cast)
    return document


@pytest.mark.parametrize(
    "changes",
    [
        {"tags": ("Russia", "War")},
        {"text": TEXT.replace("It went on", "It *went* on")},
        {"text": TEXT.replace("in 1905", "in\n[[1905]]")},
        {"text": "Then it fell.\n\nIt began in 1905.[@service-trotsky-2009, p. 12] It went on."},
    ],
)
def test_layout_tags_and_the_order_of_paragraphs_need_no_moderator(
    cast: Cast, live: ArticleDocument, changes: dict[str, object]
) -> None:
    assert needs_no_moderator(drafted(replace(live, **changes), cast))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": TEXT.replace("1905", "1907")},
        {"text": TEXT.replace("It went on", "It went off")},
        {"text": TEXT.replace("p. 12", "p. 13")},
        {"text": TEXT.replace("Then it fell.", "")},
        {"text": TEXT + " [@service-trotsky-2009]"},
        {"text": f"## When it did not begin\n\n{TEXT}"},
        {"text": TEXT.replace("It began", "[[1905|It]] began")},
        {"facts": (DocumentFact("began", date="1905"),)},
        {
            "facts": (
                DocumentFact("began", date="1905", citations=(Reference("service-trotsky-2009"),)),
            )
        },
        {"summary": "What it was."},
    ],
)
def test_a_changed_claim_context_citation_or_fact_needs_a_moderator(
    cast: Cast, live: ArticleDocument, changes: dict[str, object]
) -> None:
    assert not needs_no_moderator(drafted(replace(live, **changes), cast))  # type: ignore[arg-type]


def test_a_first_draft_and_a_published_revision_do_not_skip_the_moderator(
    cast: Cast, live: ArticleDocument
) -> None:
    assert not needs_no_moderator(drafted(article("Zimmerwald"), cast))
    assert not needs_no_moderator(Manuscript.objects.get(pk=live.id))


def test_a_corrected_record_of_a_source_needs_a_moderator(cast: Cast) -> None:
    document = source()
    published(document, cast)
    assert not needs_no_moderator(drafted(replace(document, record_edition=2), cast))
