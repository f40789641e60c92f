"""A worker that does what waits, and ends."""

from __future__ import annotations

from unittest.mock import patch

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker


def work(*queues: str, most: int | None = None) -> None:
    worker = Worker(
        queue_names=list(queues) or ["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=most,
        worker_id=f"test-{timezone.now().isoformat()}",
        excluded_queue_names=[],
    )
    # The test's own connection is within a transaction.
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        worker.run()
