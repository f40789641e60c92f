"""Readers who report errors, and what they report."""

from __future__ import annotations

import itertools
import re
from typing import Any

from django.test import Client
from factories import Cast, article, published, source

from editorial.actions.receive_report import receive
from editorial.models import ErrorReport, Manuscript
from encyclopedia.models import Edition, Wording

_FORMS = itertools.count()
WORDS = "It was in 1906, not in 1905."
HOME = "/article/permanent-revolution/"


def entry(cast: Cast) -> Manuscript:
    """A published article with one cited claim."""
    published(source(), cast)
    return published(article(), cast)


def claim_of(manuscript: Manuscript) -> str:
    """The digest of its claim."""
    digest: str = Wording.objects.get(entry_id=manuscript.pk).digest
    return digest


def reported(manuscript: Manuscript, **columns: Any) -> ErrorReport:
    """Received from a reader of its newest edition."""
    options = {"words": WORDS, "address": "192.0.2.7", "form": f"form {next(_FORMS)}"}
    edition = Edition.objects.get(entry_id=manuscript.pk, number=manuscript.edition)
    return receive(edition=edition, **{**options, **columns})


def form_at(address: str, client: Client | None = None) -> str:
    """The token of the form that is opened at this address."""
    page = (client or Client()).get(address)
    assert page.status_code == 200
    token = re.search(r'name="form" value="([^"]+)"', page.content.decode())
    assert token
    return token[1]


def send(address: str, client: Client | None = None, **typed: str) -> Any:
    """Open the form at this address and send it; `headers` of the browser's request may be given."""
    client = client or Client()
    fields = {"form": form_at(address, client), "words": WORDS, **typed}
    return client.post(address.partition("?")[0], fields)
