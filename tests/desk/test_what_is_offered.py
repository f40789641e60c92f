"""Whatever a page of the desk offers to somebody, they can use: no link is missing, no button is forbidden."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from cards import address
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from factories import Cast
from office import entered

from editorial import actions
from editorial.actions.attach import attach_passage
from editorial.models import DraftCitation, Manuscript

LINK = re.compile(r'<a\b[^>]*href="(/[^"#]*)')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
PEOPLE = ("editor", "moderator", "approver", "author who checks")


def who(cast: Cast, name: str) -> User:
    if name == "author who checks":
        cast.editor.groups.add(*cast.moderator.groups.all())
        return cast.editor
    person: User = getattr(cast, name)
    return person


def pages(manuscript: Manuscript, rows: list[DraftCitation]) -> list[str]:
    return [
        reverse("admin:desk"),
        reverse("admin:desk_manuscript", args=[manuscript.pk]),
        *(address(row) for row in rows),
        reverse("admin:desk_evidence", args=[rows[0].source_key]),
        reverse("admin:manuscript", args=[manuscript.pk]),
        reverse("admin:index"),
    ]


def unusable(client: Client, page: str, where: str, tried: set[str]) -> Iterator[str]:
    links = {html.unescape(link) for link in LINK.findall(page)} - tried
    tried |= links
    for link in sorted(links):
        if (status := client.get(link).status_code) >= 400:
            yield f"{where}: {link} answers {status}"
    for attributes, inside in FORM.findall(page):
        if 'method="post"' not in attributes or "logout" in attributes:
            continue
        action = re.search(r'action="([^"]*)"', attributes)
        target = html.unescape(action.group(1)) if action else where
        # Nothing is chosen or typed: what is missing may be refused, and nothing is done.
        fields = {name: html.unescape(value) for name, value in HIDDEN.findall(inside)}
        fields.pop("csrfmiddlewaretoken", None)
        if (status := client.post(target, fields).status_code) in {403, 404, 405, 500}:
            yield f"{where}: the form of {target} answers {status}"


@pytest.mark.portion(2)
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("state", ["waiting", "asked"])
def test_whatever_is_offered_can_be_used(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation], name: str, state: str
) -> None:
    book = Manuscript.objects.get(kind="source")
    attach_passage(source=book.pk, text="It began.", page="12", origin="A", by=cast.moderator)
    if state == "asked":
        actions.check(
            manuscript=manuscript.pk,
            digest=citations[0].digest,
            verdict="could_not_access",
            note="Not there.",
            asks=True,
            by=cast.moderator,
        )
        entered(cast.superuser).post(address(citations[1], "hold"))
    client = entered(who(cast, name))
    faults: list[str] = []
    tried: set[str] = set()
    for where in pages(manuscript, citations):
        answer = client.get(where)
        assert answer.status_code == 200, (name, where)
        faults += unusable(client, answer.content.decode(), where, tried)
    assert faults == []


def test_an_author_is_not_offered_the_next_citation(
    cast: Cast, citations: list[DraftCitation]
) -> None:
    button = "Check the next citation"
    assert button not in entered(cast.editor).get(address(citations[0])).content.decode()
    assert "Held by you" not in entered(cast.editor).get(reverse("admin:desk")).content.decode()
    moderator = entered(cast.moderator)
    moderator.post(
        reverse("admin:desk_release", args=[citations[0].manuscript_id, citations[0].digest])
    )
    cast.moderator.refresh_from_db()
    assert "Skip to another citation" in moderator.get(address(citations[0])).content.decode()
