"""Taking and releasing the hold on a citation."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from editorial.models import Hold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LEASE = timedelta(minutes=15)


def take(*, digest: str, manuscript: uuid.UUID, by: User) -> bool:
    """Hold a citation for 15 minutes from now; False when somebody else holds it."""
    now = timezone.now()
    free = Q(by=by) | Q(until__lte=now)
    with transaction.atomic():
        # The database checks it at the moment of writing: of two at once, only one succeeds.
        if Hold.objects.filter(free, digest=digest).update(by=by, until=now + LEASE):
            return True
        try:
            with transaction.atomic():
                Hold.objects.create(
                    digest=digest, manuscript_id=manuscript, by=by, until=now + LEASE
                )
        except IntegrityError:
            return False
    return True


def release(*, digest: str, by: User) -> bool:
    """Release a citation before its hold expires; False when this moderator did not hold it."""
    return bool(Hold.objects.filter(digest=digest, by=by).delete()[0])


def held_by_other(digest: str, by: User) -> Hold | None:
    """The hold of another person, if one is in force."""
    return Hold.objects.of_others(by).filter(digest=digest).select_related("by").first()
