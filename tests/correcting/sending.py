"""What a browser sends from the small form, and what its pages say."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from correcting.conftest import SLIP
from django.test import Client

from editorial.correcting.picking import picks
from editorial.models import Manuscript
from encyclopedia.core.documents import Document

MENDED = "It was much read."


def at(entry: Manuscript) -> str:
    return f"/admin/manuscript/{entry.pk}/correct/"


def newest(entry: Manuscript) -> Document:
    entry.refresh_from_db()
    document: Document = entry.revisions.get(number=entry.revision).read()
    return document


def name_of(document: Document, words: str) -> str:
    return next(pick.name for pick in picks(document) if words in pick.shown)


def opened(client: Client, entry: Manuscript, words: str = SLIP, **asked: Any) -> Any:
    """The form of the sentence, of those that readers see."""
    document = entry.revisions.get(number=entry.published_revision).read()
    return client.get(at(entry), {"sentence": name_of(document, words), **asked})


def send(client: Client, entry: Manuscript, typed: str = MENDED, **fields: Any) -> Any:
    """What the form sends that was opened of the published revision."""
    number = fields.pop("based_on", entry.published_revision)
    document = entry.revisions.get(number=number).read()
    data = {
        "based_on": number,
        "sentence": name_of(document, fields.pop("of", SLIP)),
        "words": typed,
        "message": "",
        "_submit": "",
    }
    if "_save" in fields or "_whole" in fields:
        del data["_submit"]
    return client.post(at(entry), data | fields)


def said(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def typed_in(page: str, name: str = "words") -> str:
    match = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\s?(.*?)</textarea>', page, re.DOTALL)
    assert match
    return match[1]


def data_of(entry: Manuscript, typed: str, words: str) -> dict[str, Any]:
    document = newest(entry)
    name = name_of(document, words)
    return {"based_on": entry.revision, "sentence": name, "words": typed, "message": ""}
