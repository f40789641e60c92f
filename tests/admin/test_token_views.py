"""The office's page of one's own tokens: shown once, listed, revoked; nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from api.world import sent
from django.conf import settings
from django.test import Client
from factories import article
from office import proven

from editorial import actions
from editorial.models import ApiToken

PAGE = "/admin/tokens/"


def test_a_new_token_is_shown_once_and_saves_drafts(cast: Any) -> None:
    client = proven(cast.editor)
    response = client.post(PAGE, {"name": "a script"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    token = response.context["secret"]
    assert response.content.decode().count(token) == 1
    assert "a script" in response.content.decode()
    again = client.get(PAGE)
    assert token not in again.content.decode()
    assert "never used" in again.content.decode()
    assert sent(Client(), token, article()).status_code == 201
    assert "never used" not in client.get(PAGE).content.decode()


def test_a_token_revoked_in_the_list_saves_nothing(cast: Any) -> None:
    client = proven(cast.editor)
    token = client.post(PAGE, {"name": "a script"}).context["secret"]
    path = f"{PAGE}{ApiToken.objects.get().pk}/revoke/"
    assert client.get(path).status_code == 405
    page = client.post(path, follow=True).content.decode()
    assert "Revoked: no program can use it" in page
    assert f'action="{path}"' not in page
    assert sent(Client(), token, article()).status_code == 401
    assert "It was revoked before." in client.post(path, follow=True).content.decode()


def test_nobody_sees_or_revokes_somebody_elses(cast: Any) -> None:
    token, _ = actions.make_token(name="Edna’s own", by=cast.editor)
    for other in (cast.other_editor, cast.superuser):
        client = proven(other)
        assert "Edna’s own" not in client.get(PAGE).content.decode()
        assert client.post(f"{PAGE}{token.pk}/revoke/").status_code == 404
    assert client.post(f"{PAGE}999999/revoke/").status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_a_person_who_may_not_write_has_no_such_page_and_no_link_to_it(cast: Any) -> None:
    client = proven(cast.moderator)
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get("/admin/").content.decode()
    assert PAGE in proven(cast.editor).get("/admin/").content.decode()


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 101, "x\x00", "x\x07", "taken", "<script>alert(1)</script>" * 5]
)
def test_a_name_that_does_not_fit_is_refused_in_words_and_kept(cast: Any, name: str) -> None:
    actions.make_token(name="taken", by=cast.editor)
    response = proven(cast.editor).post(PAGE, {"name": name})
    assert response.status_code == 422
    assert response.context["form"].errors["name"]
    assert response.context["form"]["name"].value() == name
    assert "<script>alert" not in response.content.decode()
    assert ApiToken.objects.count() == 1


def test_hostile_names_are_shown_as_text(cast: Any) -> None:
    response = proven(cast.editor).post(PAGE, {"name": "<b onclick=x>“'&"})
    assert response.status_code == 200
    assert "<b onclick" not in response.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_tokens(
    cast: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        actions.make_token(name=str(number), by=cast.editor)
    client = proven(cast.editor)
    with django_assert_max_num_queries(9):
        client.get(PAGE)


def test_the_page_says_how_a_program_uses_a_token(cast: Any) -> None:
    page = proven(cast.editor).get(PAGE).content.decode()
    assert "Authorization: Bearer $TOKEN" in page
    assert f"{settings.SITE_URL}/api/v1/drafts/" in page
    assert f"{settings.SITE_URL}/api/v1/entries/article/ADDRESS/" in page


def test_only_who_shows_once_more_who_they_are_makes_a_token(cast: Any) -> None:
    client = Client()
    client.force_login(cast.editor)
    answer = client.post(PAGE, {"name": "a script"})
    assert answer.headers["Location"].startswith("/account/again/")
    assert not ApiToken.objects.exists()


def test_a_token_holds_for_as_long_as_was_chosen(cast: Any) -> None:
    client = proven(cast.editor)
    client.post(PAGE, {"name": "short", "days": "30"})
    client.post(PAGE, {"name": "usual"})
    assert client.post(PAGE, {"name": "for ever", "days": "99999"}).status_code == 422
    days = [(token.ends_at - token.made_at).days for token in ApiToken.objects.order_by("pk")]
    assert days in ([30, 90], [29, 89])


def test_a_token_ends(cast: Any) -> None:
    token, secret = actions.make_token(name="a script", by=cast.editor)
    ApiToken.objects.filter(pk=token.pk).update(ends_at=token.made_at)
    assert sent(Client(), secret, article()).status_code == 401
    assert "ended" in proven(cast.editor).get(PAGE).content.decode()


def test_a_token_falls_with_the_password(cast: Any) -> None:
    _token, secret = actions.make_token(name="a script", by=cast.editor)
    assert sent(Client(), secret, article()).status_code == 201
    cast.editor.set_password("another password")
    cast.editor.save(update_fields=["password"])
    assert sent(Client(), secret, article("Another")).status_code == 401
