"""Unsaved work is offered to its writer on any machine, and to nobody else; who else writes is told."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted
from hostile import harm_in, naughty
from office import entered
from portions import Portion

from editorial import actions
from editorial.models import Manuscript, OpenForm

DOCUMENT = article("Entrism", "Old.")
ADD = "/admin/editorial/articlemanuscript/add/"
ROWS = [
    (f"{name}-{part}_FORMS", "0")
    for name in ("facts", "pictures", "authors")
    for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
]


def keep(client: Client, **told: Any) -> Any:
    values = {
        "tab": str(uuid.uuid4()),
        "document": str(uuid.uuid4()),
        "kind": "article",
        "title": "Entrism",
        "based_on": "0",
        "fields": json.dumps([("title", "Entrism"), ("text", "Words of mine."), *ROWS]),
    }
    return client.post(reverse("admin:keep_form"), values | told)


def leave() -> OpenForm:
    """The browser is closed."""
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    return OpenForm.objects.get()


def test_what_was_typed_is_listed_on_the_first_page_and_restored_from_there(cast: Cast) -> None:
    assert keep(entered(cast.editor)).status_code == 200
    form = leave()
    elsewhere = entered(cast.editor)
    page = elsewhere.get("/admin/").content.decode()
    assert "Not saved yet" in page
    assert f'href="{form.address}"' in page
    restored = elsewhere.get(form.address).content.decode()
    assert "Words of mine." in restored
    assert str(form.document) in restored
    assert str(form.tab) in restored


def test_nobody_else_is_offered_it(cast: Cast) -> None:
    keep(entered(cast.editor))
    form = leave()
    other = entered(cast.other_editor)
    assert other.get(form.address).status_code == 404
    for address in ("/admin/", ADD):
        assert "Entrism" not in other.get(address).content.decode()
    other.post(reverse("admin:close_form"), {"tab": str(form.tab)})
    assert OpenForm.objects.exists()


def test_what_a_browser_still_shows_is_not_offered_on_the_first_page(cast: Cast) -> None:
    client = entered(cast.editor)
    keep(client)
    assert "Not saved yet" not in client.get("/admin/").content.decode()


def test_saving_ends_it_and_so_does_discarding(cast: Cast) -> None:
    client = entered(cast.editor)
    tab = str(uuid.uuid4())
    keep(client, tab=tab)
    data = dict(ROWS) | {"id": str(uuid.uuid4()), "based_on": "0", "title": "Entrism", "tab": tab}
    assert client.post(ADD, data).status_code == 302
    assert not OpenForm.objects.exists()
    keep(client, tab=tab)
    client.post(reverse("admin:close_form"), {"tab": tab})
    assert not OpenForm.objects.exists()


def test_a_refused_save_keeps_it(cast: Cast) -> None:
    client = entered(cast.editor)
    tab = str(uuid.uuid4())
    keep(client, tab=tab)
    data = dict(ROWS) | {
        "id": str(uuid.uuid4()),
        "based_on": "0",
        "tab": tab,
        "facts-TOTAL_FORMS": "many",
    }
    assert client.post(ADD, data).status_code == 422
    assert OpenForm.objects.exists()


def test_work_on_an_entry_is_offered_at_its_form_and_keeps_its_base(cast: Cast) -> None:
    manuscript = drafted(DOCUMENT, cast)
    client = entered(cast.editor)
    keep(client, document=str(manuscript.pk), based_on="1")
    form = leave()
    actions.save(document=replace(DOCUMENT, text="Newer."), by=cast.editor, based_on=1)
    address = f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/"
    assert form.address.startswith(address)
    assert "Never saved, kept on the server" in client.get(address).content.decode()
    restored = client.get(form.address)
    assert restored.context["whole"].form["based_on"].value() == "1"


def test_who_else_has_it_open_is_told_and_what_they_saved(cast: Cast) -> None:
    manuscript = drafted(DOCUMENT, cast)
    told = {"document": str(manuscript.pk), "based_on": "1", "fields": ""}
    edna, otto = entered(cast.editor), entered(cast.other_editor)
    assert keep(edna, **told).json() == {"others": [], "newer": ""}
    [sentence] = keep(otto, **told).json()["others"]
    assert sentence.startswith("Edna Editor has this entry open since ")
    actions.save(
        document=replace(DOCUMENT, text="Newer."),
        by=cast.other_editor,
        based_on=1,
    )
    assert keep(edna, **told).json()["newer"].startswith("otto saved revision 2.")
    leave_all = timezone.now() - timedelta(minutes=5)
    OpenForm.objects.update(seen_at=leave_all)
    assert keep(edna, **told).json()["others"] == []


@pytest.mark.parametrize(
    "told",
    [
        {"tab": "x"},
        {"document": ""},
        {"kind": "nothing"},
        {"based_on": "-1"},
        {"based_on": "9" * 30},
        {"fields": "{"},
        {"fields": "5"},
        {"fields": '[["a"]]'},
        {"fields": '[["a", "\\ud800"]]'},
    ],
)
def test_what_no_form_sends_is_not_found(cast: Cast, told: dict[str, str]) -> None:
    assert keep(entered(cast.editor), **told).status_code == 404
    assert not OpenForm.objects.exists()


def test_hostile_words_are_kept_and_shown_as_words(
    cast: Cast, shared_data: Any, portion: Portion
) -> None:
    client = entered(cast.editor)
    for number, words in enumerate(portion(naughty(shared_data)[:120], 8)):
        fields = json.dumps([("title", words), ("text", words), *ROWS])
        answer = keep(client, title=words, fields=fields, tab=str(uuid.UUID(int=number)))
        assert answer.status_code in {200, 404}
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    assert harm_in(client.get("/admin/").content) == []
    for form in OpenForm.objects.all()[:60]:
        answer = client.get(form.address)
        assert harm_in(answer.content) == []
    assert not Manuscript.objects.exists()


def test_the_token_of_whoever_is_signed_in_is_given(cast: Cast) -> None:
    answer = entered(cast.editor).get(reverse("admin:form_token")).json()
    assert answer["user"] == cast.editor.pk
    assert len(answer["token"]) > 30
    assert Client().get(reverse("admin:form_token")).status_code in {302, 403}
