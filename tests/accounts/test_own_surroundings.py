"""The office in one's own language and zone; readers' pages in the site's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from factories import Cast, approved, article, published, source
from office import entered
from pseudo_language import BEGIN, CODE, bracketed

from editorial.accounts.own_surroundings import in_own_surroundings
from editorial.accounts.second_step_changes import tell_of_reset
from editorial.models import Manuscript, Profile


def zone_at(path: str, user: Any) -> str:
    request = RequestFactory().get(path)
    request.COOKIES["sessionid"] = "x"
    request.user = user

    def answer(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(timezone.get_current_timezone_name())

    return in_own_surroundings(answer)(request).content.decode()  # type: ignore[attr-defined]


def in_zone(user: Any, zone: str) -> Any:
    user.profile = Profile(account=user, time_zone=zone)
    return user


class Unread:
    """A person whom nobody may look at: it would cost a reader's page a query."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(name)


@pytest.mark.parametrize("path", ["/", "/article/a/", "/administration/", "/search/"])
def test_pages_of_readers_do_not_ask_who_reads(path: str) -> None:
    assert zone_at(path, Unread()) == "UTC"


def test_the_office_is_in_one_s_own_zone_and_the_next_person_s_is_not(cast: Cast) -> None:
    assert zone_at("/admin/", in_zone(cast.editor, "Asia/Kabul")) == "Asia/Kabul"
    assert zone_at("/account/sessions/", in_zone(cast.editor, "Asia/Kabul")) == "Asia/Kabul"
    assert zone_at("/admin/", cast.moderator) == "UTC"
    assert zone_at("/admin/", AnonymousUser()) == "UTC"
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.parametrize("gone", ["", "Mars/Olympus", "../../etc/passwd", "/etc/localtime"])
def test_a_zone_that_is_not_known_any_more_is_the_site_s(cast: Cast, gone: str) -> None:
    assert zone_at("/admin/", in_zone(cast.editor, gone)) == "UTC"


def test_a_time_typed_into_the_schedule_is_of_the_zone_that_its_form_names(cast: Cast) -> None:
    published(source(), cast)
    manuscript = approved(article(), cast)
    Profile.objects.create(account=cast.approver, time_zone="Asia/Kabul")
    client = entered(cast.approver)
    page = client.get(reverse("admin:manuscript", args=[manuscript.pk])).content.decode()
    assert "In the time zone of Asia/Kabul." in page
    year = timezone.now().year + 1
    typed = {"schedule-publish_at": f"{year}-01-01T04:30"}
    client.post(reverse("admin:move_schedule", args=[manuscript.pk]), typed)
    assert Manuscript.objects.get(pk=manuscript.pk).publish_at == datetime(year, 1, 1, tzinfo=UTC)
    shown = client.get(reverse("admin:manuscript", args=[manuscript.pk])).content.decode()
    assert f"1 January {year}, 04:30" in shown


def test_the_zone_costs_no_query(cast: Cast, django_assert_num_queries: Any) -> None:
    client = entered(cast.editor)
    Profile.objects.create(account=cast.editor, time_zone="Asia/Kabul")
    client.get(reverse("admin:lookup_tags"))
    with django_assert_num_queries(4):  # session, account with profile, own rights, rights of roles
        client.get(reverse("admin:lookup_tags"))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Midway"])
def test_what_somebody_publishes_from_far_away_has_the_site_s_day(cast: Cast, zone: str) -> None:
    """At any hour one of the two has another day than UTC."""
    with timezone.override(zone):
        published(source(), cast)
        published(article(), cast)
        page = Client().get("/article/permanent-revolution/").content.decode()
        there = timezone.localdate()
    here = timezone.localdate()
    assert f'datetime="{here.isoformat()}"' in page
    assert here == there or f'datetime="{there.isoformat()}"' not in page


def test_the_office_speaks_one_s_own_language_from_the_answer_on_and_readers_pages_do_not(
    cast: Cast,
) -> None:
    published(source(), cast)
    with bracketed():
        Profile.objects.create(account=cast.editor, office_language=CODE)
        mine, another_s = entered(cast.editor), entered(cast.moderator)
        translation.activate("en-gb")
        assert f'<html lang="{CODE}"' in (page := mine.get("/admin/").content.decode())
        assert BEGIN in page
        assert BEGIN not in another_s.get("/admin/").content.decode()
        assert BEGIN not in mine.get("/").content.decode()
        typed = {"office_language": "en-gb", "given_name": "Edna", "family_name": "Editor"}
        after = mine.post("/admin/profile/", typed, follow=True).content.decode()
        assert BEGIN not in after
        assert "Saved." in after


def test_letters_are_in_the_language_of_who_gets_them(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    """A manager's move tells the account's person in that person's words; a notice tells each of many in theirs."""
    with bracketed():
        Profile.objects.create(account=cast.editor, office_language=CODE)
        translation.activate("en-gb")
        with django_capture_on_commit_callbacks(execute=True):
            tell_of_reset(cast.editor, cast.approver)
            tell_of_reset(cast.moderator, cast.approver)
    texts = {letter.to[0]: f"{letter.subject}{letter.body}" for letter in mail.outbox}
    assert f"{BEGIN}Adam" not in texts[cast.editor.email]
    assert texts[cast.editor.email].count(BEGIN) >= 2
    assert BEGIN not in texts[cast.moderator.email]


@pytest.mark.parametrize(
    ("site", "offered", "chosen", "screens"),
    [
        ("de", ["de", "en-gb"], "", "de"),
        ("de", ["de", "en-gb"], "en-gb", "en-gb"),
        ("de", ["de", "en-gb"], "fr", "de"),  # offered no longer
        ("ar", ["en-gb", "de"], "", "en-gb"),  # readers' pages alone are in it
    ],
)
def test_who_chose_nothing_has_the_site_s_language_where_the_office_has_it(
    settings: Any, site: str, offered: list[str], chosen: str, screens: str
) -> None:
    settings.LANGUAGE_CODE = site
    settings.OFFICE_LANGUAGES = [(code, code) for code in offered]
    assert Profile(office_language=chosen).screen_language == screens


@pytest.mark.parametrize("language", ["de", "es", "fr", "ru"])
def test_every_language_of_the_office_has_its_first_screen(cast: Cast, language: str) -> None:
    """Also where plural rules ask for remainders, as in Russian."""
    Profile.objects.create(account=cast.editor, office_language=language)
    page = entered(cast.editor).get("/admin/")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
