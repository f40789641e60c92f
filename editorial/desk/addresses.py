"""The addresses of a citation's card and of what is done there."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from editorial.models import DraftCitation

# What is done at a card, by the name of its route.
_AT_A_CARD = ("citation", "card", "check", "confirm", "hold", "release")


def address(
    row: DraftCitation, fields: Mapping[str, str] | None = None, name: str = "citation"
) -> str:
    """The address of a citation's card, with the filters of the queue from which it was opened.

    It names the context too: the same words may stand in several places of the entry.
    """
    path = reverse(f"admin:desk_{name}", args=[row.manuscript_id, row.digest])
    query = {**(fields or {}), **({"context": row.context} if row.context else {})}
    return f"{path}?{urlencode(query)}" if query else path


def addresses(row: DraftCitation, fields: Mapping[str, str]) -> dict[str, str]:
    return {name: address(row, fields, name) for name in _AT_A_CARD}
