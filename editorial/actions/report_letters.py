"""Letters to readers who left an address with a report: one for each answer; after the last the address is erased."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task

from editorial.models import ErrorReport, ReportState
from encyclopedia.models import Entry


def tell_reader(report: ErrorReport) -> None:
    """Have the letter about its present state sent once the transaction is committed, if there is an address."""
    if report.email:
        pk, state = report.pk, str(report.state)
        transaction.on_commit(lambda: send_answer.enqueue(pk, state))


@task()
def send_answer(pk: int, state: str) -> int:
    """How many letters were sent: none where it was sent before, or the address was erased meanwhile.

    The task knows the report only: no queue of letters keeps anybody's address.
    """
    report = ErrorReport.objects.select_related("manuscript").filter(pk=pk, state=state).first()
    if report is None or not report.email:
        return 0
    taken = ErrorReport.objects.filter(pk=pk, told=report.told).exclude(told=state)
    if not taken.update(told=state):
        return 0
    try:
        send_mail(_subject(report), _body(report), None, [report.email])
    except Exception:
        # They were told nothing: the next try has to find it so.
        ErrorReport.objects.filter(pk=pk, told=state).update(told=report.told)
        raise
    if state != ReportState.UPHELD:
        ErrorReport.objects.filter(pk=pk, told=state).update(email="")
    return 1


def _subject(report: ErrorReport) -> str:
    words = _("Your report about “%(title)s”") % {"title": report.manuscript.title}
    return " ".join(words.split())


def _body(report: ErrorReport) -> str:
    # The published title and address, not those of a draft.
    entry = Entry.objects.filter(pk=report.manuscript_id).only("kind", "slug").first()
    context = {
        "report": report,
        "entry": entry,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }
    return render_to_string("editorial/mail/report.txt", context).strip() + "\n"
