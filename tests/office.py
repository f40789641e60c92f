"""What a browser sends from the office's forms."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from editorial.forms.whole import WholeForm
from encyclopedia.core.documents import Document, Kind


def entered(user: User) -> Client:
    """A client in which this person is logged in."""
    client = Client()
    client.force_login(user)
    return client


def proven(user: User) -> Client:
    """A client in which this person has just shown once more who they are."""
    client = entered(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def sent(
    kind: Kind, document: Document | None = None, *, based_on: int = 0, **fields: Any
) -> dict[str, Any]:
    """The data that the form of the document sends when only `fields` are changed."""
    initial: dict[str, Any] = {"based_on": based_on}
    if document is None:
        initial["id"] = "00000000-0000-4000-8000-000000000001"
    whole = WholeForm(kind, base=document, initial=initial)
    data: dict[str, Any] = {}
    for form in [
        whole.form,
        *(form for rows in whole.parts[1:] for form in [rows.management_form, *rows]),
    ]:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = "on" if value is True else str(value)
    return {name: value for name, value in {**data, **fields}.items() if value is not None}
