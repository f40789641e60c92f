"""A refused move as one person may see it: nothing of a first check by who may still make the second, blind one."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from editorial.actions import GateClosed
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.obstacle_wording import words
from editorial.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def refusal_seen_by(by: User, manuscript: uuid.UUID, error: Refused) -> str:
    """Why a move was refused, in words."""
    if not isinstance(error, GateClosed):
        return str(error)
    return "\n".join(map(str, map(words, obstacles_seen_by(by, manuscript, error.obstacles))))
