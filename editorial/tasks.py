"""Work done after the answer: sending mail."""

from __future__ import annotations

from django_tasks import task

from editorial import notices
from editorial.models import Event


@task()
def mail_event(seq: int) -> int:
    """Write to everyone an event concerns."""
    event = Event.objects.select_related("manuscript", "by").get(pk=seq)
    return notices.mail(event)
