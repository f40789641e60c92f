"""A world with a manuscript in every state, and a canary word in every text that is not for readers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from commissioned import promise_and_sign
from django.contrib.auth.models import User
from django.utils import timezone
from factories import (
    PASSWORD,
    Cast,
    approved,
    article,
    check_all,
    drafted,
    make_cast,
    person,
    published,
    source,
    submitted,
    waivable,
)

from editorial import actions
from editorial.actions.attach import attach_passage
from editorial.models import Manuscript
from encyclopedia.core import documents
from encyclopedia.models import Citation


@dataclass
class World:
    cast: Cast
    manuscripts: dict[str, Manuscript] = field(default_factory=dict)
    canaries: dict[str, str] = field(default_factory=dict)
    actors: dict[str, User | None] = field(default_factory=dict)
    # State and path to try, by the name of the route.
    addresses: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def canary(self, place: str) -> str:
        """A word that occurs nowhere else; `place` says what leaked when the word appears."""
        word = f"canary{secrets.token_hex(6)}"
        self.canaries[word] = place
        return word


CITED = ".[@service-trotsky-2009, p. 12]"


def build() -> World:
    cast = make_cast()
    world = World(cast)
    member = User.objects.create_user("member", password=PASSWORD)
    clerk = User.objects.create_user("clerk", password=PASSWORD, is_staff=True)
    world.actors = {
        "reader": None,
        "disabled": cast.disabled,
        "member": member,
        "clerk": clerk,
        "manager": person("max", "Office managers"),
        "author": cast.editor,
        "other editor": cast.other_editor,
        "moderator": cast.moderator,
        "approver": cast.approver,
        "superuser": cast.superuser,
    }
    published(source(), cast)
    cast.editor.email = "editor@example.org"
    _settled(world)
    _under_way(world)
    _marginal(world)
    return world


def secret(world: World, title: str, base: documents.Document | None = None) -> Any:
    """A document with a canary in every field."""
    word = world.canary
    document: documents.Document = base or article(title)
    return replace(
        document,
        summary=f"Summary {word(f'{title}: summary')}.",
        text=f"Text {word(f'{title}: text')} {title}{CITED} Needed [@? {word(f'{title}: need')}].",
        aliases=(f"Alias {word(f'{title}: alias')}",),
        tags=(word(f"{title}: tag"),),
        facts=(
            documents.DocumentFact(
                "event",
                value=f"Value {word(f'{title}: fact')}",
                place=word(f"{title}: place"),
                note=word(f"{title}: fact's note"),
            ),
        ),
        authors=(documents.Author(f"Author {word(f'{title}: author')}"),),
    )


def _under_way(world: World) -> None:
    cast, word = world.cast, world.canary
    manuscripts = world.manuscripts
    manuscripts["draft"] = drafted(secret(world, "Draft"), cast)

    _talked_about(world, "draft", cast.moderator)

    document = secret(world, "Submitted")
    manuscripts["submitted"] = drafted(document, cast)
    actions.submit(
        manuscript=document.id, revision=1, by=cast.editor, message=word("message to moderators")
    )

    document = secret(world, "Returned")
    manuscripts["returned"] = submitted(document, cast)
    actions.return_(manuscript=document.id, by=cast.moderator, reason=word("reason of the return"))
    manuscripts["approved"] = approved(secret(world, "Approved"), cast)

    manuscripts["scheduled"] = approved(secret(world, "Scheduled"), cast)
    actions.schedule(
        manuscript=manuscripts["scheduled"].pk,
        by=cast.approver,
        publish_at=timezone.now() + timedelta(days=3),
    )


def _talked_about(world: World, state: str, by: User) -> None:
    actions.suggest(
        manuscript=world.manuscripts[state].pk,
        by=by,
        words="Needed",
        replacement=f"Wanted {world.canary('suggested words')}",
        comment=f"Why? {world.canary('comment')}",
    )


def _settled(world: World) -> None:
    """A published entry, one with a newer draft, and a withdrawn one."""
    cast, word = world.cast, world.canary
    document = article("Published", text=f"Public words{CITED}", tags=("theory",))
    world.manuscripts["published"] = published(document, cast)
    digest = Citation.objects.get(entry=document.id).digest
    actions.check(
        manuscript=document.id,
        digest=digest,
        verdict="partly",
        not_borne_out="Public",
        note=word("note of a check"),
        looked_at=word("where a moderator looked"),
        by=cast.moderator,
    )
    rewritten = article("Rewritten", text=f"Public words of it{CITED}")
    published(rewritten, cast)
    world.manuscripts["rewritten"] = drafted(secret(world, "Rewritten", rewritten), cast)

    withdrawn = article("Withdrawn", text=f"Once public {word('withdrawn text')}{CITED}")
    published(withdrawn, cast)
    world.manuscripts["withdrawn"] = actions.withdraw(
        manuscript=withdrawn.id, by=cast.approver, reason="A public reason."
    ).manuscript


def _marginal(world: World) -> None:
    """A waiver that is not yet public, evidence, promises and papers."""
    cast, word = world.cast, world.canary
    promise_and_sign(cast, word("who was asked, and what they signed"))
    attach_passage(
        source=Manuscript.objects.get(kind="source").pk,
        text=f"What the source says: {word('words of evidence')}.",
        page="12",
        origin=word("origin of evidence"),
        by=cast.moderator,
    )
    waiting = world.manuscripts["submitted"]
    actions.waive(
        manuscript=waiting.pk,
        by=cast.approver,
        keys=waivable(waiting, "unchecked")[:1],
        reason=word("waiver before publication"),
        expires_at=timezone.now() + timedelta(days=3),
    )
    check_all(world.manuscripts["approved"], cast, verdict="partly", note=word("another check"))
    drafted(source("service-again", summary=f"Summary {word('summary of a duplicate')}."), cast)
