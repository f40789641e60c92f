"""Corrections that answer readers' reports: what they say, which reports they close, and what readers are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from factories import Cast, article, check_all, published, submitted
from readers_reports import reported

from editorial import actions
from editorial.actions.error_reports import with_reports
from editorial.models import ErrorReport, Event, Manuscript
from editorial.workflow import Refused
from encyclopedia.models import Edition


def corrected(manuscript: Manuscript, cast: Cast) -> Manuscript:
    """Its next text, submitted and checked."""
    text = "Permanent revolution is a strategy.[@service-trotsky-2009, p. 12]"
    after = submitted(replace(article(text=text), id=str(manuscript.pk)), cast)
    check_all(after, cast)
    return after


def approve(manuscript: Manuscript, cast: Cast, **options: Any) -> None:
    said = {"change": "correction", "summary": "It is a strategy."} | options
    actions.approve(
        manuscript=manuscript.pk, revision=manuscript.revision, by=cast.approver, **said
    )


def test_a_correction_names_the_report_and_its_publication_closes_it(
    cast: Cast, manuscript: Manuscript, report: ErrorReport, letters: Any
) -> None:
    actions.uphold_report(report=report.pk, by=cast.editor)
    after = corrected(manuscript, cast)
    approve(after, cast, reports=[report.pk])
    report.refresh_from_db()
    assert report.state == "upheld"
    (letter,) = letters(lambda: actions.publish(manuscript=after.pk, by=cast.approver))
    assert "/article/permanent-revolution/@2/" in letter
    assert "/article/permanent-revolution/compare/1/2/" in letter
    report.refresh_from_db()
    assert (report.state, report.correction, report.email) == ("corrected", 2, "")
    summary = Edition.objects.get(entry_id=after.pk, number=2).summary
    assert summary.startswith("It is a strategy. Reported by a reader on ")
    event = Event.objects.latest("seq")
    assert (event.action, event.data) == ("correct_report", {"report": report.pk, "edition": 2})


def test_a_correction_that_names_no_report_closes_none(
    cast: Cast, manuscript: Manuscript, report: ErrorReport
) -> None:
    actions.uphold_report(report=report.pk, by=cast.editor)
    after = corrected(manuscript, cast)
    approve(after, cast)
    actions.publish(manuscript=after.pk, by=cast.approver)
    report.refresh_from_db()
    assert report.state == "upheld"
    with pytest.raises(Refused, match="after the one"):
        actions.correct_report(report=report.pk, by=cast.editor, edition=1)
    assert actions.correct_report(report=report.pk, by=cast.editor, edition=2)
    assert actions.correct_report(report=report.pk, by=cast.editor, edition=2) is None
    report.refresh_from_db()
    assert (report.state, report.correction) == ("corrected", 2)


def test_an_approval_that_was_taken_back_names_nothing(
    cast: Cast, manuscript: Manuscript, report: ErrorReport
) -> None:
    actions.uphold_report(report=report.pk, by=cast.editor)
    after = corrected(manuscript, cast)
    approve(after, cast, reports=[report.pk])
    actions.return_(manuscript=after.pk, by=cast.approver, reason="Wait.")
    after = corrected(manuscript, cast)
    approve(after, cast)
    actions.publish(manuscript=after.pk, by=cast.approver)
    report.refresh_from_db()
    assert report.state == "upheld"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"change": "wording"}, "named by a correction"),
        ({"summary": "x" * 480}, "too long to name"),
        ({"reports": [10**9]}, "not upheld any more"),
    ],
)
def test_reports_that_an_approval_cannot_name_are_refused(
    cast: Cast, manuscript: Manuscript, report: ErrorReport, options: dict[str, Any], why: str
) -> None:
    actions.uphold_report(report=report.pk, by=cast.editor)
    after = corrected(manuscript, cast)
    with pytest.raises(Refused, match=why):
        approve(after, cast, **({"reports": [report.pk]} | options))


def test_an_open_report_and_one_of_another_entry_are_named_by_no_correction(
    cast: Cast, manuscript: Manuscript, report: ErrorReport
) -> None:
    other = published(article("Another"), cast)
    of_other = reported(other)
    actions.uphold_report(report=of_other.pk, by=cast.editor)
    after = corrected(manuscript, cast)
    for chosen in (report, of_other):
        with pytest.raises(Refused, match="not upheld"):
            approve(after, cast, reports=[chosen.pk])


def test_several_readers_are_named_by_their_days(
    cast: Cast, manuscript: Manuscript, report: ErrorReport
) -> None:
    other = reported(manuscript)
    for one in (report, other):
        actions.uphold_report(report=one.pk, by=cast.editor)
    after = corrected(manuscript, cast)
    approve(after, cast, reports=[report.pk, other.pk])
    after.refresh_from_db()
    assert after.approval is not None
    assert "Reported by readers on " in after.approval.summary


def test_a_line_for_readers_that_has_no_room_for_the_reports_is_refused() -> None:
    report = ErrorReport(received_at=datetime(2027, 5, 3, tzinfo=UTC))
    room = len(with_reports("x", [report])) - 1
    assert len(with_reports("x" * (500 - room), [report])) == 500
    with pytest.raises(Refused, match="Shorten it"):
        with_reports("x" * (501 - room), [report])
