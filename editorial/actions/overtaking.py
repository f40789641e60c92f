"""What others recorded on a citation after its card was shown: nobody replaces a verdict that they did not see."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.models import Check, Confirmation
from editorial.workflow import Refused
from encyclopedia.wording.filled_in import moment

if TYPE_CHECKING:
    import uuid
    from datetime import datetime

    from django.contrib.auth.models import User


class Overtaken(Refused):
    """Somebody else recorded something on this citation since its card was shown."""


def newest_recorded(manuscript: uuid.UUID) -> str:
    """The newest check and the newest confirmation in this entry, as a card's form carries them: CHECK.CONFIRMATION.

    Both are counted up while the manuscript is locked. Ask before the checks that the card shows are read.
    """
    newest = [
        rows.filter(manuscript=manuscript).aggregate(newest=Max("pk"))["newest"] or 0
        for rows in (Check.objects.all(), Confirmation.objects.all())
    ]
    return ".".join(map(str, newest))


def refuse_overtaken(digests: Collection[str], *, seen: str, by: User) -> None:
    """Raises Overtaken, which says who recorded what and when, for what others recorded after `seen`.

    `seen` is what `newest_recorded` answered when the card was shown. Call with the manuscript locked.
    """
    check_seen, confirmation_seen = _read(seen)
    checks = Check.objects.of_digests(digests).filter(pk__gt=check_seen).exclude(by=by)
    if check := checks.select_related("by").newest().first():
        raise Overtaken(
            _(
                "%(name)s recorded “%(verdict)s” at %(time)s. Look at it, then record yours again: "
                "what you typed is kept."
            )
            % {
                "name": _name(check.by),
                "verdict": check.get_verdict_display(),
                "time": _time(check.at),
            }
        )
    confirmations = Confirmation.objects.filter(digest__in=digests, pk__gt=confirmation_seen)
    confirmed = confirmations.exclude(by=by).select_related("by").order_by("-pk").first()
    if confirmed is not None:
        raise Overtaken(
            _(
                "%(name)s confirmed the check at %(time)s. Look at it, then record yours again: "
                "what you typed is kept."
            )
            % {"name": _name(confirmed.by), "time": _time(confirmed.at)}
        )


def recorded_after(check: Check, seen: str | None) -> bool:
    """Whether this check was recorded after the card was shown: a verdict like it, from there, is sent again."""
    return seen is not None and check.pk > _read(seen)[0]


def _read(seen: str) -> tuple[int, int]:
    """Nothing was seen by who sends something else."""
    check, _dot, confirmation = seen.partition(".")
    return _number(check), _number(confirmation)


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else 0


def _name(person: User) -> str:
    return person.get_full_name() or person.get_username()


def _time(at: datetime) -> str:
    local = timezone.localtime(at)
    today = local.date() == timezone.localtime().date()
    return date_format(local, "H:i") if today else moment(at)
