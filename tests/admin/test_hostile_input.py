"""Naughty strings and cross-site payloads in every field of every form: shown again, escaped, never a broken page."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from factories import Cast, article, drafted, published, source, submitted
from hostile import harm_in, naughty
from known_moves import POSTED
from office import entered, sent
from portions import Portion

from editorial.admin.offered_moves import form_of
from editorial.forms.whole import WholeForm
from editorial.models import Manuscript, Revision
from editorial.moves import MOVES
from encyclopedia.core.documents import KINDS, Kind, canonical, read

ANSWERS = {302, 409, 422}
# Longer than this, several payloads go into one field of one line.
ROOM = 280


def payloads(data: Path) -> Iterator[str]:
    """The payloads in lumps that fit into a field of one line; no payload is cut."""
    lump = ""
    for line in (data / "xss-payloads.txt").read_text().splitlines():
        if lump and len(lump) + len(line) > ROOM:
            yield lump
            lump = ""
        lump = f"{lump} {line}" if lump else line
    yield lump


@cache
def fields_of(kind: Kind) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The empty form as it is sent, and the names of the fields that a person writes in."""
    whole = WholeForm(kind)
    kept = {"id", "based_on", "csl_type", "original"}
    names = [
        bound.html_name
        for form in [whole.form, *(f for rows in whole.parts[1:] for f in rows)]
        for bound in form
        if bound.name not in kept and bound.widget_type not in {"file", "checkbox", "select"}
    ]
    return sent(kind), tuple(names)


def everywhere(kind: Kind, string: str) -> dict[str, Any]:
    """The empty form of a kind with the string in every field that a person fills in."""
    empty, names = fields_of(kind)
    data = {**empty, "id": str(uuid.uuid4()), **dict.fromkeys(names, string)}
    return data | {"facts-0-property": "website", "facts-0-ORDER": "1", "authors-0-ORDER": "1"}


def assert_refused_or_saved(client: Any, kind: Kind, data: dict[str, Any]) -> None:
    answer = client.post(reverse(f"admin:editorial_{kind}manuscript_add"), data)
    assert answer.status_code in ANSWERS
    if answer.status_code == 302:
        return
    assert answer.context["errors"]
    assert not harm_in(answer.content)
    form = answer.context["whole"].form
    sent_back = QueryDict(mutable=True)
    sent_back.update(
        {name: form[name].value() or "" for name in ("title", "summary", "text", "tags")}
    )
    for name, value in sent_back.items():
        assert value == data[name]


def assert_read_or_refused(kind: Kind, data: dict[str, Any]) -> None:
    """What the form makes of it without a page: a whole document, or a message."""
    given = QueryDict(mutable=True)
    given.update(data)
    whole = WholeForm(kind, data=given)
    if whole.is_valid():
        assert read(json.loads(canonical(whole.document()))) == whole.document()
    else:
        assert whole.errors()


@pytest.mark.parametrize("kind", KINDS)
def test_naughty_strings_in_every_field(
    kind: Kind, cast: Cast, shared_data: Path, portion: Portion
) -> None:
    client = entered(cast.editor)
    # Another part of them for each kind.
    strings = naughty(shared_data)[KINDS.index(kind) :]
    for string in portion(strings, 20):
        assert_read_or_refused(kind, everywhere(kind, string))
    for string in portion(strings, 60):
        assert_refused_or_saved(client, kind, everywhere(kind, string))
    assert all(revision.read() for revision in Revision.objects.all())


def test_payloads_in_every_field(cast: Cast, shared_data: Path, portion: Portion) -> None:
    client = entered(cast.editor)
    lumps = list(payloads(shared_data))
    for number, lump in enumerate(portion(lumps, 40)):
        kind = KINDS[number % len(KINDS)]
        assert_read_or_refused(kind, everywhere(kind, lump))
    for number, lump in enumerate(portion(lumps, 60)):
        kind = KINDS[number % len(KINDS)]
        assert_refused_or_saved(client, kind, everywhere(kind, lump))


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_saved_runs_nowhere_in_the_office(
    kind: Kind, cast: Cast, shared_data: Path
) -> None:
    text = (shared_data / "xss-payloads.txt").read_text()
    client = entered(cast.superuser)
    for number, title in enumerate(list(payloads(shared_data))[:3]):
        data = sent(kind, title=title, summary=title, slug=f"payload-{number}", text=text[:20_000])
        data |= {"id": str(uuid.uuid4()), "aliases": title, "tags": title[:90], "message": title}
        data |= {"facts-0-property": "identifier", "facts-0-value": title, "facts-0-note": title}
        data |= {"authors-0-name": title, "authors-0-affiliation": title}
        answer = client.post(reverse(f"admin:editorial_{kind}manuscript_add"), data)
        assert answer.status_code == 302, answer.context["errors"]
    for manuscript in Manuscript.objects.all()[:3]:
        for address in (
            reverse("admin:manuscript", args=[manuscript.pk]),
            reverse("admin:history", args=[manuscript.pk]),
            reverse("admin:preview", args=[manuscript.pk, 1]),
            reverse(f"admin:editorial_{kind}manuscript_change", args=[manuscript.pk]),
        ):
            answer = client.get(address)
            assert answer.status_code == 200
            assert not harm_in(answer.content), address
    for address in (
        reverse("admin:index"),
        reverse("admin:record"),
        reverse(f"admin:editorial_{kind}manuscript_changelist"),
    ):
        assert not harm_in(client.get(address).content), address
    preview = client.post(
        reverse(f"admin:live_{kind}"), sent(kind, title="A", slug="a", text=text[:60_000])
    ).json()
    for part in ("top", "body", "notes"):
        assert not harm_in(preview[part].encode())


def test_naughty_strings_in_every_move(cast: Cast, shared_data: Path, portion: Portion) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    client = entered(cast.superuser)
    given = {
        name: [
            field
            for field in form_of(MOVES[name]).base_fields
            if field not in {"revision", "based_on"}
        ]
        for name in POSTED
    }
    for string in portion(naughty(shared_data), 80):
        for name, fields in given.items():
            if not fields or name in {"return", "submit"}:
                continue
            data = {f"{name}-{field}": string for field in fields}
            answer = client.post(reverse(f"admin:move_{name}", args=[manuscript.pk]), data)
            assert answer.status_code in ANSWERS
            if answer.status_code != 302:
                assert not harm_in(answer.content)


def test_naughty_strings_in_every_address(cast: Cast, shared_data: Path, portion: Portion) -> None:
    manuscript = drafted(article(), cast)
    client = entered(cast.superuser)
    names = (
        "q",
        "state",
        "author",
        "work",
        "step",
        "has",
        "named",
        "tag",
        "language",
        "source",
        "order",
        "after",
        "before",
        "kind",
        "slug",
        "title",
        "id",
        "saved",
    )
    addresses = [
        reverse("admin:editorial_articlemanuscript_changelist"),
        reverse("admin:editorial_manuscript_changelist"),
        reverse("admin:lookup_entries"),
        reverse("admin:lookup_sources"),
        reverse("admin:lookup_people"),
        reverse("admin:lookup_tags"),
        reverse("admin:record"),
        reverse("admin:history", args=[manuscript.pk]),
        reverse("admin:compare_choice", args=[manuscript.pk]),
        reverse("admin:editorial_articlemanuscript_add"),
        reverse("admin:live_address"),
    ]
    for string in portion(naughty(shared_data), 60):
        for address in addresses:
            given = dict.fromkeys(names, string[:3000])
            if "live" in address:
                given["kind"] = "article"
            answer = client.get(address, given)
            assert answer.status_code in {200, 302}, (address, string)
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                assert not harm_in(answer.content), (address, string)


def test_naughty_strings_pasted_and_chosen_in_bulk(
    cast: Cast, shared_data: Path, portion: Portion
) -> None:
    drafted(article(), cast)
    client = entered(cast.superuser)
    for string in portion(naughty(shared_data), 40):
        answer = client.post(reverse("admin:live_reference"), {"paste": string})
        assert answer.status_code in {200, 422}
        given = dict.fromkeys(("move", "chosen", "reason", "change", "summary"), string)
        answer = client.post(reverse("admin:editorial_articlemanuscript_changelist"), given)
        assert answer.status_code == 200
        assert not harm_in(answer.content)
        answer = client.post(reverse("admin:notices_read"), {"notice": string})
        assert answer.status_code == 302


def test_an_invalid_character_is_refused_beside_the_field(cast: Cast) -> None:
    data = QueryDict(mutable=True)
    data.update(sent("article", title="a\ud800b"))
    whole = WholeForm("article", data=data)
    assert not whole.is_valid()
    assert "invalid character" in str(whole.form.errors["title"])
