"""What the office does with a reader's report: give it to somebody, uphold it, decline it, close it by a correction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.report_letters import tell_reader
from editorial.actions.transaction import record
from editorial.models import Approval, ErrorReport, Event, Manuscript, Publication, ReportState
from editorial.models.turns import name_of
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.models import Change
from encyclopedia.wording.filled_in import day, in_sentence, listed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_SUMMARY = 500


def assign_report(*, report: int, by: User, person: User) -> Event | None:
    """Give a report to a person, or take it oneself if nobody has it; None where that person has it already.

    Raises Forbidden, NotAllowed when another has it or it is closed, Refused for a person without a role.
    """
    with _locked(report, by) as row:
        if person == row.person:
            return None
        _refuse_state(row, ReportState.OPEN, ReportState.UPHELD)
        if not by.has_perm(permissions.ASSIGN_MANUSCRIPT):
            if person != by:
                raise Forbidden(_("You may not say who does what."))
            _refuse_others(row, by)
        if not (person.is_active and person.has_perm(permissions.VIEW_MANUSCRIPT)):
            raise Refused(_("Choose somebody who has a role in the office."))
        row.person, row.held = person, False
        row.save(update_fields=["person", "held"])
        private = {"person": person.pk, "to": [person.pk]}
        return _record("assign_report", row, by, private=private)


def uphold_report(*, report: int, by: User, answer: str = "") -> Event | None:
    """Say that the reader is right: whoever is responsible for the entry is told, and so is the reader."""
    with _locked(report, by) as row:
        if row.state == ReportState.UPHELD and row.answer == answer.strip():
            return None
        _refuse_state(row, ReportState.OPEN)
        _refuse_others(row, by)
        _enter(row, ReportState.UPHELD, answer=answer.strip(), person=row.person or by)
        somebody = row.manuscript.responsible
        to = [somebody.pk] if somebody is not None and somebody.is_active else []
        return _record("uphold_report", row, by, reason=row.answer, private={"to": to})


def decline_report(*, report: int, by: User, answer: str) -> Event | None:
    """Close a report without a change, with a reason, which the reader is sent."""
    if not answer.strip():
        raise Refused(_("Say why: whoever left an address is sent these words."))
    with _locked(report, by) as row:
        if row.state == ReportState.DECLINED and row.answer == answer.strip():
            return None
        _refuse_state(row, ReportState.OPEN, ReportState.UPHELD)
        _refuse_others(row, by)
        _enter(row, ReportState.DECLINED, answer=answer.strip(), person=row.person or by)
        return _record("decline_report", row, by, reason=row.answer)


def correct_report(*, report: int, by: User, edition: int) -> Event | None:
    """Close an upheld report by an edition that has the correction and is later than the one it was about."""
    with _locked(report, by) as row:
        if row.state == ReportState.CORRECTED and row.correction == edition:
            return None
        _refuse_state(row, ReportState.UPHELD)
        _refuse_others(row, by)
        editions = Publication.objects.filter(manuscript=row.manuscript, number__gt=row.edition)
        if not editions.filter(number=edition).exists():
            raise Refused(_("Choose an edition that was published after the one it is about."))
        return _close(row, edition, by)


def forget_reader(*, report: int, by: User) -> Event | None:
    """Erase what the reader wrote in a report, and the address; what was decided stays. It cannot be undone."""
    with _locked(report, by) as row:
        if not by.has_perm(permissions.ASSIGN_MANUSCRIPT):
            raise Forbidden(_("You may not erase what readers wrote."))
        written = ("words", "where", "email", "sender")
        if not any(getattr(row, name) for name in written):
            return None
        for name in written:
            setattr(row, name, "")
        if not row.claim_digest:
            row.claim = ""
        row.save(update_fields=[*written, "claim"])
        return _record("forget_reader", row, by)


def reports_named(manuscript: Manuscript, reports: Sequence[int], change: str) -> list[ErrorReport]:
    """The upheld reports of the entry that a correction is to name, locked. Raises Refused for any others."""
    chosen = set(reports)
    if not chosen:
        return []
    if change != Change.CORRECTION:
        raise Refused(_("Readers’ reports are named by a correction: choose that kind of change."))
    rows = ErrorReport.objects.upheld().of_manuscript(manuscript).filter(pk__in=chosen)
    named = list(rows.select_for_update().oldest_first())
    if len(named) != len(chosen):
        raise Refused(_("One of these reports is not upheld any more. Look at them again."))
    return named


def with_reports(summary: str, named: Sequence[ErrorReport]) -> str:
    """The line for readers, saying at its end on which days readers reported what it corrects.

    Raises Refused where that is more than a line of 500 characters.
    """
    if not named:
        return summary
    # Everybody reads it, so it is in the site's language.
    with translation.override(settings.LANGUAGE_CODE):
        days = [day(row.received_at) for row in named]
        said = (
            _("Reported by a reader on %(day)s.") % {"day": days[0]}
            if len(named) == 1
            else _("Reported by readers on %(days)s.") % {"days": listed(dict.fromkeys(days))}
        )
    line = f"{summary.strip()} {said}"
    if len(line) > MAX_SUMMARY:
        raise Refused(_("The line for readers is too long to name the reports too. Shorten it."))
    return line


def reports_answered(approval: Approval) -> list[ErrorReport]:
    """The reports that the approval named, locked. Call inside the publication, before the audit log is locked."""
    if approval.change != Change.CORRECTION:
        return []
    rows = ErrorReport.objects.upheld().filter(approval=approval)
    return list(rows.select_for_update().oldest_first())


def close_reports(*, answered: Sequence[ErrorReport], edition: int, by: User) -> None:
    """Close reports that this edition corrects. Call inside its publication."""
    for row in answered:
        _close(row, edition, by)


@contextmanager
def _locked(report: int, by: User) -> Iterator[ErrorReport]:
    """One transaction with the report's row locked; Forbidden for a person without a role in the office.

    The manuscript's row is locked first, as approvals and publications do it: the same order everywhere, no deadlock.
    """
    if not (by.is_active and by.has_perm(permissions.VIEW_MANUSCRIPT)):
        raise Forbidden(_("You may not answer readers’ reports."))
    with transaction.atomic():
        manuscript = ErrorReport.objects.values_list("manuscript", flat=True).get(pk=report)
        Manuscript.objects.select_for_update().get(pk=manuscript)
        yield ErrorReport.objects.select_for_update().get(pk=report)


def _refuse_state(row: ErrorReport, *states: ReportState) -> None:
    if row.state not in states:
        raise NotAllowed(
            _("This report is %(state)s already.") % {"state": in_sentence(row.get_state_display())}
        )


def _refuse_others(row: ErrorReport, by: User) -> None:
    """Who gives out work may also answer in another's stead."""
    holder = row.person
    if holder in {None, by} or by.has_perm(permissions.ASSIGN_MANUSCRIPT):
        return
    if holder is not None and holder.is_active:
        raise NotAllowed(_("%(name)s has this report.") % {"name": name_of(holder)})


def _enter(row: ErrorReport, state: ReportState, **columns: Any) -> None:
    row.state, row.held = state, False
    columns["answered_at"] = timezone.now()
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "held", *columns])
    tell_reader(row)


def _close(row: ErrorReport, edition: int, by: User) -> Event:
    _enter(row, ReportState.CORRECTED, correction=edition)
    return _record("correct_report", row, by, data={"edition": edition})


def _record(
    action: str,
    row: ErrorReport,
    by: User,
    *,
    reason: str = "",
    data: dict[str, Any] | None = None,
    private: dict[str, Any] | None = None,
) -> Event:
    """Nothing that the reader wrote is in the log: it could not be erased from there alone."""
    return record(
        action,
        by=by,
        manuscript=row.manuscript,
        reason=reason,
        data={"report": row.pk, **(data or {})},
        private=private,
    )
