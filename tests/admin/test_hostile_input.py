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
from encyclopedia.analysis.faults import faults
from encyclopedia.core.documents import KINDS, Kind, canonical, read
from encyclopedia.core.signs import storable

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


def assert_saved(client: Any, kind: Kind, data: dict[str, Any]) -> None:
    """It is saved, or another entry has its address; the form then shows every word of it."""
    answer = client.post(reverse(f"admin:editorial_{kind}manuscript_add"), data)
    assert answer.status_code in {302, 409}
    if answer.status_code == 409:
        assert answer.context["errors"]
    else:
        address = reverse(f"admin:editorial_{kind}manuscript_change", args=[data["id"]])
        answer = client.get(address)
    assert not harm_in(answer.content)
    whole = answer.context["whole"]
    rows = [(name, form) for name in ROWS for form in getattr(whole, name).forms[:1]]
    for prefix, form in [("", whole.form), *((f"{name}-0-", form) for name, form in rows)]:
        for name in WORDS & form.fields.keys():
            typed = data.get(f"{prefix}{name}", "")
            assert worded(form[name].value()) == worded(typed), (prefix, name)


def worded(typed: Any) -> str:
    """As one line: white space is folded, and what no database keeps has left its sign."""
    return " ".join(storable(str(typed or "")).split())


ROWS = ("facts", "authors", "pictures")
# Shown as typed; dates, numbers, lists of names and citations may be shown in a spelling of their own.
WORDS = frozenset(
    {
        *("title", "summary", "text", "value", "target", "place", "note"),
        *("name", "affiliation", "alt", "caption", "credit", "licence"),
    }
)


def assert_kept(kind: Kind, data: dict[str, Any]) -> None:
    """What the form makes of it without a page: a whole document."""
    given = QueryDict(mutable=True)
    given.update(data)
    whole = WholeForm(kind, data=given)
    assert whole.is_valid(), whole.errors()
    assert read(json.loads(canonical(whole.document()))) == whole.document()


@pytest.mark.parametrize("kind", KINDS)
def test_naughty_strings_in_every_field(
    kind: Kind, cast: Cast, shared_data: Path, portion: Portion
) -> None:
    client = entered(cast.editor)
    # Another part of them for each kind.
    strings = naughty(shared_data)[KINDS.index(kind) :]
    for string in portion(strings, 60):
        assert_kept(kind, everywhere(kind, string))
    for string in portion(strings, 150):
        assert_saved(client, kind, everywhere(kind, string))
    assert all(revision.read() for revision in Revision.objects.all())


def test_payloads_in_every_field(cast: Cast, shared_data: Path, portion: Portion) -> None:
    client = entered(cast.editor)
    lumps = list(payloads(shared_data))
    for number, lump in enumerate(portion(lumps, 80)):
        kind = KINDS[number % len(KINDS)]
        assert_kept(kind, everywhere(kind, lump))
    for number, lump in enumerate(portion(lumps, 150)):
        kind = KINDS[number % len(KINDS)]
        assert_saved(client, kind, everywhere(kind, lump))


@pytest.mark.one_database
@pytest.mark.portion(3)
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
    for string in portion(naughty(shared_data), 200):
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
    for string in portion(naughty(shared_data), 150):
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
    for string in portion(naughty(shared_data), 80):
        answer = client.post(reverse("admin:live_reference"), {"paste": string})
        assert answer.status_code in {200, 422}
        given = dict.fromkeys(("move", "chosen", "reason", "change", "summary"), string)
        answer = client.post(reverse("admin:editorial_articlemanuscript_changelist"), given)
        assert answer.status_code == 200
        assert not harm_in(answer.content)
        answer = client.post(reverse("admin:notices_read"), {"notice": string})
        assert answer.status_code == 302


def test_half_a_character_leaves_a_sign_of_its_loss(cast: Cast) -> None:
    data = QueryDict(mutable=True)
    data.update(sent("article", title="a\ud800b"))
    whole = WholeForm("article", data=data)
    assert whole.is_valid()
    assert whole.document().title == "a�b"
    assert [fault.place for fault in faults(whole.document())] == ["title"]
