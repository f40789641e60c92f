"""Files that several rows may name, since each is stored once: deleted when the last of them is gone.

Whoever writes such a row locks the audit log, and then stores the file: mostly it is there already. Whoever deletes
one locks the log too, and then looks whether a row has it. So one of the two sees what the other did.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from editorial.actions.recording import lock_head


def drop_unnamed(
    digest: str, rows: Callable[[], QuerySet[Any]], drop: Callable[[str], None]
) -> None:
    """Delete the file after this transaction, unless one of `rows` names it by then."""

    def unless_named() -> None:
        with transaction.atomic():
            lock_head()
            if not rows().filter(digest=digest).exists():
                drop(digest)

    transaction.on_commit(unless_named)
