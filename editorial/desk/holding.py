"""Taking and releasing the hold on a citation."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from editorial.models import Hold
from encyclopedia.core.citations import Use

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LEASE = timedelta(minutes=15)


def take(*, use: Use, manuscript: uuid.UUID, by: User) -> bool:
    """Hold a citation for 15 minutes from now; False when somebody else holds it."""
    now = timezone.now()
    free = Q(by=by) | Q(until__lte=now)
    with transaction.atomic():
        # The database checks it at the moment of writing: of two at once, only one succeeds.
        if Hold.objects.of_use(use).filter(free).update(by=by, until=now + LEASE):
            return True
        try:
            with transaction.atomic():
                Hold.objects.create(
                    digest=use.digest,
                    context=use.context,
                    manuscript_id=manuscript,
                    by=by,
                    until=now + LEASE,
                )
        except IntegrityError:
            return False
    return True


def release(*, use: Use, by: User) -> bool:
    """Release a citation before its hold expires; False when this moderator did not hold it."""
    return bool(Hold.objects.of_use(use).filter(by=by).delete()[0])


def held_by_other(use: Use, by: User) -> Hold | None:
    """The hold of another person, if one is in force."""
    return Hold.objects.of_others(by).of_use(use).select_related("by").first()
