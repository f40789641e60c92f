"""An encyclopedia with something at every address of the API, and beside it drafts that none of them may show."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from factories import (
    Cast,
    another_edition,
    article,
    biography,
    drafted,
    published,
    source,
    submitted,
)

from editorial import actions
from editorial.models import Manuscript
from encyclopedia.core import documents
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Document

KEY = "service-trotsky-2009"
CANARY = "Kanarienvogel"
DRAFTS = "/api/v1/drafts/"


@dataclass(frozen=True)
class ApiWorld:
    cast: Cast
    article: documents.ArticleDocument
    draft: Manuscript
    submitted: Manuscript


def build(cast: Cast) -> ApiWorld:
    """A source, an article (facts, needs, a note), a person, a renamed and a withdrawn article, and drafts."""
    published(source(KEY), cast)
    theory = article(
        text=f'One.[see @{KEY}, p. 1, "one word"] Two.[@? who says]',
        tags=("theory",),
        aliases=("The permanent revolution",),
        authors=(documents.Author("Ada Author"),),
        facts=(documents.DocumentFact("began", date="1905", citations=(Reference(KEY, "p. 2"),)),),
    )
    published(theory, cast)
    published(biography(sort_name="Trotsky, Leon"), cast)
    _move(article("Old name", text=f"It moved.[@{KEY}, p. 5]"), "new-name", cast)
    _move(source("old-key", title="Renamed"), "new-key", cast)
    for document in (article("Withdrawn", text=f"Once.[@{KEY}, p. 3]"), source("withdrawn-1999")):
        published(document, cast)
        actions.withdraw(manuscript=document.id, by=cast.approver, reason="It rested on a forgery.")
    hidden = article(f"{CANARY} draft", text=f"{CANARY}.[@{KEY}, p. 4]", tags=(CANARY.lower(),))
    drafted(source(f"{CANARY.lower()}-2020", title=CANARY), cast)
    waiting = submitted(article(f"{CANARY} waiting", summary=CANARY), cast)
    over = documents.read({**documents.write(theory), "summary": f"{CANARY} to come."})
    drafted(over, cast)
    return ApiWorld(cast, theory, drafted(hidden, cast), waiting)


def _move(document: Document, slug: str, cast: Cast) -> None:
    """Published at its address, then at another."""
    published(document, cast)
    pk = uuid.UUID(document.id)
    actions.rename(manuscript=pk, title=document.title, slug=slug, by=cast.editor, based_on=1)
    actions.submit(manuscript=pk, revision=2, by=cast.editor)
    actions.approve(
        manuscript=pk,
        revision=2,
        by=cast.approver,
        change="wording",
        another_edition=another_edition(document),
    )
    actions.publish(manuscript=pk, by=cast.approver)


def token_of(user: User, name: str = "a script") -> str:
    return actions.make_token(name=name, by=user)[1]


def sent(
    client: Client, token: str | None, document: Document | dict[str, Any], **more: Any
) -> Any:
    """The answer to a document handed in as a draft; `more` are the body's other members."""
    data = documents.write(document) if isinstance(document, Document) else document
    return send(client, token, json.dumps({"document": data, **more}))


def send(
    client: Client, token: str | None, body: str | bytes, content_type: str = "application/json"
) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return client.post(DRAFTS, body, content_type=content_type, headers=headers)
