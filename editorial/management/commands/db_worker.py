from typing import Any

from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from encyclopedia import logs
from encyclopedia.named_tasks import name_of
from encyclopedia.serving import counting


class NamingWorker(db_worker.Worker):
    """What a task logs and mails has the name of the request that it comes of."""

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        before = logs.name.set(name_of(db_task_result))
        try:
            super().run_task(db_task_result)
        finally:
            logs.name.reset(before)
            counting.flush(counting.of_this_host())


class Command(db_worker.Command):
    """The command of django-tasks-db, with our worker."""

    def handle(self, **options: Any) -> None:
        # The name by which its `handle` asks for a worker.
        of_module = vars(db_worker)
        ordinary = of_module["Worker"]
        of_module["Worker"] = NamingWorker
        try:
            super().handle(**options)
        finally:
            of_module["Worker"] = ordinary
