"""What is held of one person, for that person: a file of JSON in a zip. What they wrote is named, not repeated."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.forms.models import model_to_dict

from editorial.accounts.sessions import open_sessions
from editorial.models import (
    AccountEvent,
    ApiToken,
    Check,
    Comment,
    Event,
    Notice,
    NoticePace,
    OpenForm,
    OutsideIdentity,
    Revision,
    SavedView,
)
from editorial.models.profiles import profile_of
from encyclopedia.core.documents import JSON

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Secrets, and what only points to the person.
_LEFT_OUT = ("id", "account", "user", "person", "digest", "password_mark", "new_address_digest")


def as_zip(account: User) -> bytes:
    """A zip with `data.json`: what `own_data` gathers, times as ISO 8601 in UTC."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        words = json.dumps(own_data(account), ensure_ascii=False, indent=1, default=str)
        archive.writestr("data.json", words + "\n")
    return made.getvalue()


def own_data(account: User) -> JSON:
    return {
        "account": {
            "name": account.get_username(),
            "given_name": account.first_name,
            "family_name": account.last_name,
            "email": account.email,
            "roles": sorted(account.groups.values_list("name", flat=True)),
            "made_at": account.date_joined,
            "last_signed_in_at": account.last_login,
        },
        "profile": _columns(profile_of(account)),
        "accounts_of_other_sites": _rows(OutsideIdentity.objects.of(account)),
        "second_steps": list(
            Authenticator.objects.filter(user=account).values("type", "created_at", "last_used_at")
        ),
        "sessions": [
            {
                "browser": str(session.browser),
                "address": session.address,
                "used_at": session.used_at,
            }
            for session in open_sessions(account)
        ],
        "tokens": list(
            ApiToken.objects.of(account).values(
                "name", "scope", "made_at", "ends_at", "used_at", "revoked_at"
            )
        ),
        "log_of_the_account": list(
            AccountEvent.objects.filter(account=account).values("at", "kind", "address", "data")
        ),
        "done_to_other_accounts": list(
            AccountEvent.objects.filter(by=account)
            .exclude(account=account)
            .values("at", "kind", "address")
        ),
        "notices": list(
            Notice.objects.filter(user=account).values(
                "event", "kind", "made_at", "read_at", "mailed_at"
            )
        ),
        "letters": list(NoticePace.objects.filter(user=account).values("kind", "pace")),
        "saved_views": _rows(SavedView.objects.filter(person=account)),
        "kept_copies_of_forms": _rows(OpenForm.objects.filter(person=account)),
        "wrote": {
            "revisions": _of_entries(
                Revision.objects.filter(Q(author=account) | Q(suggested_by=account)),
                ("number", "saved_at"),
            ),
            "checks": _of_entries(Check.objects.filter(by=account), ("revision", "verdict", "at")),
            "comments": list(Comment.objects.filter(by=account).values("thread", "at")),
            "audit_log": list(Event.objects.filter(by=account).values("seq", "action", "at")),
        },
    }


def _columns(row: Any) -> JSON:
    return {name: value for name, value in model_to_dict(row).items() if name not in _LEFT_OUT}


def _rows(rows: Iterable[Any]) -> list[JSON]:
    return [
        {
            field.name: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.name not in _LEFT_OUT
        }
        for row in rows
    ]


def _of_entries(rows: QuerySet[Any], columns: tuple[str, ...]) -> list[JSON]:
    named = rows.values("manuscript__kind", "manuscript__slug", *columns)
    return [
        {"entry": f"{row.pop('manuscript__kind')}/{row.pop('manuscript__slug')}", **row}
        for row in named.iterator(chunk_size=1_000)
    ]
