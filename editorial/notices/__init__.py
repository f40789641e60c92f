"""Who is told of what was done: notices in the office, and the letters that hold them."""

from django_tasks import task

from editorial.models import Notice
from editorial.notices.letters import mail_at_once


@task()
def mail_event(seq: int) -> int:
    """Send the letters about an event; how many. Releases up to 0.1 left this in the queue, under this name."""
    return mail_at_once(Notice.objects.filter(event=seq, mailed_at__isnull=True))
