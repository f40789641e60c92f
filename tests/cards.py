"""The cards of the desk, as a browser sees and sends them."""

from __future__ import annotations

import re

from django.test import Client

from editorial.desk.addresses import address as desk_address
from editorial.models import DraftCitation

TYPED = {
    "verdict": "partly",
    "note": "Only <the> year.",
    "public_note": "About 1905.",
    "means": "shelf",
    "looked_at": "Room 4",
    "not_borne_out": "began",
}

# The same of the smallest form.
SUPPORTS = {"seen_mark": "sound", "verdict": "supports", "means": "shelf"}


def address(row: DraftCitation, name: str = "citation") -> str:
    return desk_address(row, name=name)


def form_of(client: Client, row: DraftCitation, action: str = "check") -> dict[str, str]:
    """The hidden fields of a form, as the card has them now."""
    page = client.get(address(row)).content.decode()
    form = re.search(rf'<form[^>]*action="[^"]*/{action}/.*?</form>', page, re.DOTALL)
    assert form, page
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.group())
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}
