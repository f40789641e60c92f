"""What somebody with a restriction sees, in words."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Restriction, Shown
from encyclopedia.wording.filled_in import day, listed, moment


def restriction_words(restriction: Restriction | None) -> str:
    """As “the citations of “Permanent revolution”, to check them, until 3 May 2027”."""
    if restriction is None:
        return _("everything in the office that their roles allow")
    if restriction.shown == Shown.SUBJECTS:
        return _("their own manuscripts, and all about: %(subjects)s") % {
            "subjects": listed(restriction.subjects)
        }
    if restriction.manuscript is None or restriction.ends_at is None:
        return _("their own manuscripts: those they began or are named for")
    values = {"title": restriction.manuscript.title, "day": until_words(restriction.ends_at)}
    if restriction.shown == Shown.CITATIONS:
        words = _("the citations of “%(title)s”, to check them, until %(day)s")
    else:
        words = _("“%(title)s”, to check it, until %(day)s")
    return words % values


def until_words(ends_at: datetime) -> str:
    """The last day; with the time, if it ends within a day."""
    local = timezone.localtime(ends_at)
    if local.time() == time.min:
        return day(local - timedelta(days=1))
    return moment(local)
