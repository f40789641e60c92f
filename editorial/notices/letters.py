"""Letters: the notices of one person that are due, in one e-mail at most each time that `publish_due` runs.

A notice is due at once, or when the letter of the day or of the week begins after it was made. So a daily letter holds
everything of the day before, and nothing has to be remembered of the last one. Notices are taken for a quarter of an
hour before the letter is sent, and marked afterwards: two runs never send the same, a failure is tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.models import Notice, NoticeKind, NoticePace, Pace
from editorial.models.notices import USUAL_PACE
from editorial.models.profiles import in_language_of
from editorial.notices.lines import NoticeLine, lines
from editorial.notices.telling import seen_by

if TYPE_CHECKING:
    from editorial.models.notices import NoticeQuerySet

# The hour of the site's time zone at which letters of the day begin; those of the week begin then on a Monday.
LETTER_HOUR = 6
TAKEN_FOR = timedelta(minutes=15)
# How many lines of one kind stand in a letter; of the others it says how many there are.
MAX_LINES = 50

logger = logging.getLogger(__name__)


class Sent(NamedTuple):
    letters: int
    failed: int


def paces_of(user: int) -> dict[str, str]:
    """Kind → pace, for every kind."""
    chosen = dict(NoticePace.objects.filter(user=user).values_list("kind", "pace"))
    return {kind: chosen.get(kind, USUAL_PACE.value) for kind in NoticeKind.values}


def send_letters() -> Sent:
    """Send what is due to everybody. One letter that cannot be sent stops no other, and is tried again later."""
    now = timezone.now()
    waiting = Notice.objects.filter(mail_after__lte=now)
    people = list(waiting.order_by().values_list("user", flat=True).distinct())
    sent = failed = 0
    for user in User.objects.filter(pk__in=people).order_by("pk"):
        try:
            sent += _send(user, _due(waiting.filter(user=user), paces_of(user.pk), now))
        except Exception:  # the mail server's and the network's, of any kind
            logger.exception("send_letters: %s", user.pk)
            failed += 1
    return Sent(sent, failed)


def mail_at_once(notices: NoticeQuerySet) -> int:
    """Send one letter to each person who has any of these; how many."""
    people = User.objects.filter(pk__in=notices.values("user")).order_by("pk")
    return sum(_send(user, notices.filter(user=user)) for user in people)


def begun(pace: str, now: datetime) -> datetime:
    """The newest moment at which letters of this pace began: what was made before it is due."""
    if pace == Pace.AT_ONCE:
        return now
    local = timezone.localtime(now)
    morning = local.replace(hour=LETTER_HOUR, minute=0, second=0, microsecond=0)
    if morning > local:
        morning -= timedelta(days=1)
    return morning - timedelta(days=morning.weekday()) if pace == Pace.WEEKLY else morning


def _due(waiting: NoticeQuerySet, paces: Mapping[str, str], now: datetime) -> NoticeQuerySet:
    """Those for which the time has come; of kinds without letters, all, which are then put aside."""
    due = Q()
    for kind, pace in paces.items():
        due |= Q(kind=kind) if pace == Pace.NONE else Q(kind=kind, made_at__lte=begun(pace, now))
    return waiting.filter(due)


def _send(user: User, due: NoticeQuerySet) -> bool:
    """Send this person's letter of these; whether there was anything to send."""
    taken = _take(due)
    if not taken:
        return False
    wanted = [kind for kind, pace in paces_of(user.pk).items() if pace != Pace.NONE]
    shown = seen_by(user).filter(pk__in=taken, kind__in=wanted).newest()
    told = list(shown.select_related("event", "event__manuscript", "event__by__restriction"))
    mailed: Iterable[int] = ()
    if told and user.email:
        with in_language_of(user):
            _letter(user, list(lines(told, user))).send()
        mailed = [notice.pk for notice in told]
    rows = Notice.objects.filter(pk__in=taken)
    rows.filter(pk__in=mailed).update(mail_after=None, mailed_at=timezone.now())
    # What is done by now, or may no longer be seen, is sent never.
    rows.filter(mailed_at__isnull=True).update(mail_after=None)
    return bool(mailed)


def _take(due: NoticeQuerySet) -> list[int]:
    """Take them, so that no other run sends them meanwhile."""
    with transaction.atomic():
        rows = list(due.select_for_update().values_list("pk", flat=True))
        Notice.objects.filter(pk__in=rows).update(mail_after=timezone.now() + TAKEN_FOR)
    return rows


def _letter(user: User, told: list[NoticeLine]) -> EmailMessage:
    choices = settings.SITE_URL + reverse("admin:notice_settings")
    sections = []
    for kind in NoticeKind:
        of_kind = [line for line in told if line.notice.kind == kind]
        if of_kind:
            more = len(of_kind) - MAX_LINES
            sections.append((kind.label, of_kind[:MAX_LINES], max(more, 0)))
    body = render_to_string(
        "editorial/mail/letter.txt",
        {
            "sections": sections,
            "site_url": settings.SITE_URL,
            "all": settings.SITE_URL + reverse("admin:notices"),
            "choices": choices,
        },
    )
    headers = {"List-Unsubscribe": f"<{choices}>"}
    return EmailMessage(_subject(told), body, None, [user.email], headers=headers)


def _subject(told: list[NoticeLine]) -> str:
    if len(told) == 1:
        line = told[0]
        words = line.step or f"{line.who} {line.done}"
        subject = _("%(title)s: %(words)s") % {"title": line.title, "words": words}
    else:
        subject = ngettext(
            "%(site)s: %(count)s notice for you", "%(site)s: %(count)s notices for you", len(told)
        ) % {"site": settings.SITE_NAME, "count": len(told)}
    return " ".join(subject.split())
