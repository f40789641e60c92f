"""The head of the audit log leaves the database: daily and after publications to a file, weekly by mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import ChainHead, Event
from editorial.record.witness import MAILED, head_line

WEEK = timedelta(days=7)
# After these the head is kept at once: they change what readers see.
_PUBLIC = ("publish", "withdraw")


@dataclass(frozen=True)
class KeptHead:
    """A line of the file of heads."""

    seq: int
    hash: str
    at: datetime
    mailed: bool


def last_kept() -> KeptHead | None:
    """The head that was kept last on this host. Raises OSError, ValueError for a file that cannot be read."""
    return next(iter(reversed(_lines())), None) if settings.HISTORY_HEADS_FILE else None


def keep_head() -> bool:
    """Append the head to HISTORY_HEADS_FILE if it is due; whether it was. Raises OSError, ValueError for a bad file.

    Due once a day, and after a publication or a withdrawal, as long as anything was recorded since the last line.
    """
    if not settings.HISTORY_HEADS_FILE:
        return False
    head, now = ChainHead.objects.get(pk=1), timezone.now()
    last = next(iter(reversed(_lines())), None)
    if head.seq == 0 or (last is not None and last.seq >= head.seq):
        return False
    since = Event.objects.filter(seq__gt=last.seq if last else 0)
    if (
        last is not None
        and timezone.localdate(last.at) == timezone.localdate(now)
        and not since.filter(action__in=_PUBLIC).exists()
    ):
        return False
    _append(head_line(head.seq, head.hash, now))
    return True


def mail_head() -> bool:
    """Mail the head to HISTORY_HEADS_MAIL if the last mail is a week old; whether it was sent.

    The file of heads remembers when. Raises OSError and its kin when it cannot be sent or written.
    """
    if not (settings.HISTORY_HEADS_FILE and settings.HISTORY_HEADS_MAIL):
        return False
    head, now = ChainHead.objects.get(pk=1), timezone.now()
    mailed = [line.at for line in _lines() if line.mailed]
    if head.seq == 0 or (mailed and now - mailed[-1] < WEEK):
        return False
    body = _(
        "The audit log of %(site)s has %(seq)s events. Its head on %(day)s is\n\n%(seq)s:%(hash)s\n\n"
        "Keep this letter. If the log is ever in doubt, `manage.py verify_history --since %(seq)s:%(hash)s` says "
        "whether anything that was recorded until this day was changed or removed."
    ) % {
        "site": settings.SITE_NAME,
        "seq": head.seq,
        "day": timezone.localdate(now).isoformat(),
        "hash": head.hash,
    }
    subject = _("%(site)s: head of the audit log") % {"site": settings.SITE_NAME}
    for address in settings.HISTORY_HEADS_MAIL:
        send_mail(subject, body, None, [address])
    _append(f"{head_line(head.seq, head.hash, now)} {MAILED}")
    return True


def _lines() -> list[KeptHead]:
    path = Path(settings.HISTORY_HEADS_FILE)
    if not path.exists():
        return []
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if words := line.split():
            lines.append(
                KeptHead(int(words[0]), words[1], datetime.fromisoformat(words[2]), MAILED in words)
            )
    return lines


def _append(line: str) -> None:
    path = Path(settings.HISTORY_HEADS_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
