"""Keeping what is typed in a form and not saved yet, each person their own. No entry changes: no event."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.models import OpenForm
from editorial.workflow import Forbidden, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# In characters, as JSON: twice the longest text, and its rows.
MAX_FIELDS = 1_500_000
MAX_KEPT = 60
# A form in which nothing was typed is forgotten after this time.
EMPTY_FOR = timedelta(hours=1)

Fields = Sequence[tuple[str, str]]


@transaction.atomic
def keep_form(
    *,
    tab: uuid.UUID,
    document: uuid.UUID,
    kind: str,
    title: str,
    based_on: int,
    fields: Fields | None,
    by: User,
) -> OpenForm:
    """The form in this tab is open, with these fields typed in it; None leaves what was kept before.

    Raises Forbidden for a person who writes nothing, Refused for too much. Of more than `MAX_KEPT` the oldest goes.
    """
    if not (by.is_active and by.has_perm(permissions.SAVE_MANUSCRIPT)):
        raise Forbidden(_("You may not write entries."))
    if fields is not None and len(json.dumps(fields)) > MAX_FIELDS:
        raise Refused(_("That is too much to be kept before it is saved."))
    now = timezone.now()
    mine = OpenForm.objects.filter(person=by)
    mine.filter(kept_at__isnull=True, seen_at__lt=now - EMPTY_FOR).delete()
    values = {"document": document, "kind": kind, "title": title[:300], "based_on": based_on}
    values |= {"seen_at": now}
    if fields is not None:
        values |= {"kept_at": now, "fields": [list(pair) for pair in fields]}
    form, _made = OpenForm.objects.update_or_create(person=by, tab=tab, defaults=values)
    beyond = mine.kept().newest_first().values_list("pk", flat=True)[MAX_KEPT:]
    OpenForm.objects.filter(pk__in=list(beyond)).delete()
    return form


def close_form(*, tab: uuid.UUID, by: User) -> bool:
    """The form was saved, left without a word, or what was kept of it is not wanted; False where it was none."""
    return bool(OpenForm.objects.filter(person=by, tab=tab).delete()[0])
