"""Signs of life of what runs beside the server: the timer asks each queue for one a minute, a worker gives it.

They are rows of the queue itself: a sign is a task that was asked for by the timer (its own sign) and done by a worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, F, Max, Min, When
from django.db.models.functions import Greatest
from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

# Of tasks that were done, so that the queue stays small.
KEPT_FOR = timedelta(days=14)
# A worker that began a task so long ago is taken to have stopped meanwhile.
MAX_TASK = timedelta(hours=6)


@task()
def give_sign() -> None:
    """Done by a worker: that it was done is the sign."""


@dataclass(frozen=True)
class Signs:
    """`timer`: when `publish_due` last ran. `workers`: by queue, when a worker last did what it was asked.

    `busy`: by queue, since when a worker has been at its present task. `oldest`: by queue, since when the task that
    has waited longest could have been done. None where there is none.
    """

    timer: datetime | None
    workers: dict[str, datetime | None]
    busy: dict[str, datetime | None]
    oldest: dict[str, datetime | None]


def queues() -> list[str]:
    return list(settings.TASKS["default"]["QUEUES"])


def needs_worker() -> bool:
    """Whether tasks wait for a worker; a backend may do them at once."""
    return isinstance(task_backends["default"], DatabaseBackend)


def ask_for_signs() -> None:
    """Ask every queue for a sign, unless it has not answered the last time; forget the former ones."""
    if not needs_worker():
        return
    now = timezone.now()
    for queue in queues():
        ours = _signs().filter(queue_name=queue)
        # That which waits is the timer's sign.
        if not ours.filter(status="READY").update(enqueued_at=now):
            give_sign.using(queue_name=queue).enqueue()
        done = ours.filter(finished_at__isnull=False)
        last = done.order_by("-finished_at").values_list("pk", flat=True).first()
        if last:
            done.exclude(pk=last).delete()
    if now.minute == 0:
        DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT_FOR).delete()


def last_signs() -> Signs:
    """By four queries; nothing is written."""
    now = timezone.now()
    names = queues()
    timer = _signs().aggregate(last=Max("enqueued_at"))["last"]
    given = _signs().order_by().values_list("queue_name").annotate(last=Max("finished_at"))
    begun = (
        DBTaskResult.objects.running()
        .filter(started_at__gt=now - MAX_TASK)
        .order_by("started_at")
        .values_list("queue_name", "started_at")
    )
    # A task for later waits from then on.
    since = Case(
        When(run_after__lte=now, then=Greatest("enqueued_at", "run_after")),
        default=F("enqueued_at"),
    )
    waiting = DBTaskResult.objects.ready().exclude(task_path=give_sign.module_path)
    oldest = dict(waiting.order_by().values_list("queue_name").annotate(oldest=Min(since)))
    given_by, begun_by = dict(given), dict(begun)
    return Signs(
        timer,
        {name: given_by.get(name) for name in names},
        {name: begun_by.get(name) for name in names},
        {name: oldest.get(name) for name in names},
    )


def _signs() -> DBTaskResultQuerySet:
    return DBTaskResult.objects.filter(task_path=give_sign.module_path)
