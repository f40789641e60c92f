"""The queue in the database, whose tasks keep the name of the request that they come of (`logs`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django_tasks_db import DatabaseBackend

from encyclopedia import logs

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResult

# Beside the arguments of a task, which are all that is read of this column to run it.
REQUEST = "request"


class NamedTasks(DatabaseBackend):
    """As its parent, with the name in the row."""

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> DBTaskResult[Any, Any]:
        row = super()._task_to_db_task(task, args, kwargs)
        if name := logs.name.get():
            row.args_kwargs = {**row.args_kwargs, REQUEST: name}
            row.save(update_fields=["args_kwargs"])
        return row


def name_of(row: DBTaskResult[Any, Any]) -> str:
    """The name of the request that a task comes of, or one of its own."""
    return str(row.args_kwargs.get(REQUEST) or logs.new_name())
