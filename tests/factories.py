"""Plain factories: people, documents, and entries in a certain state, made with the real actions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from replayed import new_id, replayed

from editorial import actions
from editorial.gate.gate_input import obstacles
from editorial.models import DraftCitation, Manuscript
from encyclopedia.core import documents
from encyclopedia.core.documents import Document
from encyclopedia.models import Citation, DuePage, Page, Source
from encyclopedia.projection.remaking import remake

PASSWORD = "a password for tests only"


@dataclass(frozen=True)
class Cast:
    """The people of every test. `editor` writes, `moderator` checks, `approver` approves and publishes."""

    editor: User
    other_editor: User
    moderator: User
    approver: User
    other_approver: User
    superuser: User
    disabled: User


def person(username: str, *groups: str, **columns: Any) -> User:
    """An account of the office in these groups (`Editors`, `Moderators`, `Approvers`)."""
    return people({username: (groups, columns)})[0]


@replayed
def people(accounts: dict[str, tuple[tuple[str, ...], dict[str, Any]]]) -> list[User]:
    """Accounts with their groups and columns, made at once: hundreds of tests start with them."""
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(
            username=username,
            email=f"{username}@example.org",
            password=password,
            is_staff=True,
            **columns,
        )
        for username, (_, columns) in accounts.items()
    )
    keys = dict(Group.objects.values_list("name", "pk"))
    User.groups.through.objects.bulk_create(
        User.groups.through(user_id=user.pk, group_id=keys[name])
        for user in users
        for name in accounts[user.username][0]
    )
    return users


@replayed
def make_cast() -> Cast:
    editor, other_editor, moderator, approver, other_approver, superuser, disabled = people(
        {
            "edna": (("Editors",), {"first_name": "Edna", "last_name": "Editor"}),
            "otto": (("Editors",), {}),
            "mona": (("Moderators",), {}),
            "abel": (("Approvers",), {}),
            "anna": (("Approvers",), {}),
            "root": ((), {"is_superuser": True}),
            "dora": (("Editors", "Moderators", "Approvers"), {"is_active": False}),
        }
    )
    return Cast(editor, other_editor, moderator, approver, other_approver, superuser, disabled)


def source(key: str = "service-trotsky-2009", **fields: Any) -> documents.SourceDocument:
    record = {
        "id": key,
        "type": "book",
        "title": "Trotsky: A Biography",
        "author": [{"family": "Service", "given": "Robert"}],
        "issued": {"date-parts": [[2009]]},
        "publisher": "Belknap Press",
    }
    values = {"title": record["title"], "record": record, "summary": ""} | fields
    return documents.SourceDocument(id=new_id("source", key), slug=key, **values)


def article(
    title: str = "Permanent revolution", text: str = "", **fields: Any
) -> documents.ArticleDocument:
    values = {
        "slug": title.lower().replace(" ", "-"),
        "summary": f"What {title} is.",
        "text": text or f"{title} is a theory.[@service-trotsky-2009, p. 12]",
    } | fields
    return documents.ArticleDocument(id=new_id("article", title), title=title, **values)


def biography(
    title: str = "Leon Trotsky", text: str = "", **fields: Any
) -> documents.PersonDocument:
    values = {
        "slug": title.lower().replace(" ", "-"),
        "summary": f"Who {title} was.",
        "text": text or f"{title} was a revolutionary.[@service-trotsky-2009, p. 1]",
        "facts": (
            documents.DocumentFact("born", date="1879-11-07", place="Yanovka"),
            documents.DocumentFact("died", date="1940-08-21", place="Coyoacán"),
        ),
    } | fields
    return documents.PersonDocument(id=new_id("person", title), title=title, **values)


def organisation(
    title: str = "Fourth International", text: str = "", **fields: Any
) -> documents.OrganisationDocument:
    values = {
        "slug": title.lower().replace(" ", "-"),
        "summary": f"What the {title} is.",
        "text": text or f"The {title} was founded in 1938.[@service-trotsky-2009, p. 430]",
        "facts": (documents.DocumentFact("founded", date="1938-09-03"),),
    } | fields
    return documents.OrganisationDocument(id=new_id("organisation", title), title=title, **values)


@replayed
def drafted(document: Document, cast: Cast) -> Manuscript:
    """Saved as the next revision by the editor."""
    manuscript = Manuscript.objects.filter(pk=document.id).first()
    return actions.save(
        document=document, by=cast.editor, based_on=manuscript.revision if manuscript else 0
    ).manuscript


@replayed
def submitted(document: Document, cast: Cast) -> Manuscript:
    manuscript = drafted(document, cast)
    return actions.submit(
        manuscript=manuscript.pk, revision=manuscript.revision, by=cast.editor
    ).manuscript


@replayed
def checked(
    document: Document, cast: Cast, verdict: str = "supports", note: str = ""
) -> Manuscript:
    """Submitted, with every citation checked by the moderator."""
    manuscript = submitted(document, cast)
    check_all(manuscript, cast, verdict, note)
    manuscript.refresh_from_db()
    return manuscript


def said(digest: str, verdict: str) -> dict[str, Any]:
    """What a moderator says with the verdict: which words are not borne out, or where they looked."""
    if verdict != "partly":
        return {"means": "shelf"}
    rows = [*DraftCitation.objects.filter(digest=digest), *Citation.objects.filter(digest=digest)]
    return {"not_borne_out": rows[0].claim.split()[0] if rows else "nothing"}


def check_all(
    manuscript: Manuscript, cast: Cast, verdict: str = "supports", note: str = ""
) -> None:
    for digest in DraftCitation.objects.filter(manuscript=manuscript).values_list(
        "digest", flat=True
    ):
        actions.check(
            manuscript=manuscript.pk,
            digest=digest,
            verdict=verdict,
            **said(digest, verdict),
            note=note,
            by=cast.moderator,
        )


def waivable(manuscript: Manuscript, code: str = "") -> list[str]:
    """The keys of the obstacles of the newest revision that can be waived, or of those with this code, in order."""
    manuscript.refresh_from_db()
    document = manuscript.revisions.get(number=manuscript.revision).read()
    return [
        obstacle.key
        for obstacle in obstacles(manuscript, document, "approve")
        if obstacle.waivable and code in {"", obstacle.code}
    ]


@replayed
def approved(document: Document, cast: Cast, change: str = "addition") -> Manuscript:
    manuscript = checked(document, cast)
    return actions.approve(
        manuscript=manuscript.pk,
        revision=manuscript.revision,
        by=cast.approver,
        change=change,
        summary="What was wrong." if change == "correction" else "",
        another_edition=another_edition(document),
    ).manuscript


def another_edition(document: Document) -> bool | None:
    """What an approver says about the record in the draft of a source."""
    if not isinstance(document, documents.SourceDocument):
        return None
    before = Source.objects.filter(pk=document.id).first()
    return before and before.record_edition != document.record_edition


def page_of(entry: uuid.UUID | str) -> Page:
    """The page of a published entry as readers are shown it."""
    made = remake(list(DuePage.objects.filter(pk=entry)))
    return made[0].page if made else Page.objects.get(pk=entry)


@replayed
def published(document: Document, cast: Cast, change: str = "addition") -> Manuscript:
    manuscript = approved(document, cast, change)
    return actions.publish(manuscript=manuscript.pk, by=cast.approver).manuscript


def published_all(documents: Iterable[Document], cast: Cast) -> list[Manuscript]:
    return [published(document, cast) for document in documents]
