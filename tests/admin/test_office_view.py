"""Who gets in where: the registry and every address of the office, for every kind of person."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from factories import Cast, article, drafted, person, source, submitted
from known_moves import POSTED
from office import entered

from editorial.models import PROXIES, Event, Manuscript

KINDS = tuple(PROXIES)


def addresses(manuscript: Manuscript) -> list[str]:
    """Every page that a GET shows to people who may see manuscripts."""
    pk = manuscript.pk
    return [
        reverse("admin:index"),
        reverse("admin:manuscript", args=[pk]),
        reverse("admin:history", args=[pk]),
        reverse("admin:preview", args=[pk, 1]),
        reverse("admin:compare", args=[pk, 1, 1]),
        reverse("admin:notices"),
        reverse("admin:lookup_entries") + "?q=permanent",
        reverse("admin:lookup_sources") + "?q=service",
        reverse("admin:lookup_people") + "?q=edna",
        reverse("admin:lookup_tags") + "?q=a",
        reverse("admin:live_address") + "?kind=article&slug=a",
        reverse("admin:editorial_manuscript_changelist"),
        reverse("admin:encyclopedia_tag_changelist"),
        *(reverse(f"admin:editorial_{kind}manuscript_changelist") for kind in KINDS),
    ]


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    return drafted(article(), cast)


def test_every_page_opens_for_every_role(cast: Cast, manuscript: Manuscript) -> None:
    for user in (cast.editor, cast.moderator, cast.approver, cast.superuser):
        client = entered(user)
        for address in addresses(manuscript):
            assert client.get(address).status_code == 200, (user, address)


def test_every_page_calls_the_first_page_by_its_title(cast: Cast, manuscript: Manuscript) -> None:
    client = entered(cast.superuser)
    accounts = ("people", "account_log", "auth_group_changelist")
    for address in [*addresses(manuscript), *(reverse(f"admin:{name}") for name in accounts)]:
        assert ">Home<" not in client.get(address).content.decode(), address


def test_strangers_are_sent_to_the_login(cast: Cast, manuscript: Manuscript) -> None:
    for address in addresses(manuscript):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")


def test_a_disabled_account_is_a_stranger(cast: Cast, manuscript: Manuscript) -> None:
    assert entered(cast.disabled).get(reverse("admin:index")).status_code == 302


def test_without_a_role_nothing_is_there(cast: Cast, manuscript: Manuscript) -> None:
    client = entered(person("nora"))
    assert "no role yet" in client.get(reverse("admin:index")).content.decode()
    for address in addresses(manuscript)[1:-6]:
        assert client.get(address).status_code == 404, address
    for address in (address for address in addresses(manuscript) if "editorial" in address):
        assert client.get(address).status_code == 404, address


def test_what_is_not_there_answers_404(cast: Cast, manuscript: Manuscript) -> None:
    client, nowhere = entered(cast.superuser), uuid.uuid4()
    for name, args in (
        ("manuscript", [nowhere]),
        ("history", [nowhere]),
        ("preview", [manuscript.pk, 99]),
        ("compare", [manuscript.pk, 1, 99]),
        ("picture", ["0" * 64]),
        ("editorial_articlemanuscript_change", [nowhere]),
        ("editorial_personmanuscript_change", [manuscript.pk]),
    ):
        assert client.get(reverse(f"admin:{name}", args=args)).status_code == 404, name


def test_a_number_longer_than_any_revision_answers_404(cast: Cast, manuscript: Manuscript) -> None:
    client = entered(cast.editor)
    for number in ("0", "9" * 10, "9" * 400, "-1"):
        address = f"/admin/manuscript/{manuscript.pk}/revision/{number}/"
        assert client.get(address).status_code == 404


def test_discarding_is_asked_about_on_a_page_that_changes_nothing(
    cast: Cast, manuscript: Manuscript
) -> None:
    before = Event.objects.count()
    answer = entered(cast.superuser).get(reverse("admin:move_discard", args=[manuscript.pk]))
    assert answer.status_code == 200
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", [name for name in POSTED if name != "discard"])
def test_a_move_is_made_only_by_post(name: str, cast: Cast, manuscript: Manuscript) -> None:
    address = reverse(f"admin:move_{name}", args=[manuscript.pk])
    before = Event.objects.count()
    answer = entered(cast.superuser).get(address)
    assert answer.headers["Location"] == reverse("admin:manuscript", args=[manuscript.pk])
    assert Event.objects.count() == before


# “I take it” is for everybody who may see manuscripts.
@pytest.mark.parametrize("name", [name for name in POSTED if name != "take"])
def test_a_move_needs_its_permission_before_anything_is_looked_up(name: str, cast: Cast) -> None:
    address = reverse(f"admin:move_{name}", args=[uuid.uuid4()])
    wrong = cast.moderator if name not in {"return"} else cast.editor
    assert entered(wrong).post(address).status_code == 403
    assert entered(person("nora")).post(address).status_code == 404
    assert Client().post(address).status_code == 302


def test_a_move_needs_the_token_of_its_form(cast: Cast, manuscript: Manuscript) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor)
    for name in POSTED:
        answer = client.post(reverse(f"admin:move_{name}", args=[manuscript.pk]))
        assert answer.status_code == 403
    for kind in KINDS:
        assert client.post(reverse(f"admin:editorial_{kind}manuscript_add")).status_code == 403
    assert client.post(reverse("admin:editorial_articlemanuscript_changelist")).status_code == 403


def test_only_writers_get_an_empty_form(cast: Cast) -> None:
    for kind in KINDS:
        address = reverse(f"admin:editorial_{kind}manuscript_add")
        assert entered(cast.editor).get(address).status_code == 200
        assert entered(cast.moderator).get(address).status_code == 403


def test_the_audit_log_is_for_approvers(cast: Cast, manuscript: Manuscript) -> None:
    address = reverse("admin:record")
    assert entered(cast.approver).get(address).status_code == 200
    assert entered(cast.superuser).get(address).status_code == 200
    assert entered(cast.editor).get(address).status_code == 403


def test_groups_are_for_superusers(cast: Cast) -> None:
    for address in ("/admin/auth/group/", "/admin/auth/group/add/"):
        assert entered(cast.superuser).get(address).status_code == 200
        assert entered(cast.approver).get(address).status_code == 403
    trusted = person("petra")
    trusted.user_permissions.set([])
    assert entered(trusted).get("/admin/auth/group/").status_code == 403


def test_no_model_of_the_readers_can_be_written_from_the_office(cast: Cast, rf: Any) -> None:
    request = rf.get("/")
    request.user = cast.superuser
    known = {Manuscript, *PROXIES.values()}
    for model, office in admin.site._registry.items():
        assert not office.has_delete_permission(request), model
        if model._meta.app_label == "encyclopedia":
            assert not office.has_add_permission(request), model
            assert not office.has_change_permission(request), model
    labels = {model._meta.label for model in admin.site._registry}
    assert known <= set(admin.site._registry)
    assert labels == {
        *(model._meta.label for model in known),
        "auth.Group",
        "encyclopedia.Tag",
    }


def test_delete_is_offered_nowhere(cast: Cast, manuscript: Manuscript) -> None:
    client = entered(cast.superuser)
    for address in (f"/admin/auth/user/{cast.editor.pk}/", "/admin/encyclopedia/tag/1/"):
        assert client.get(f"{address}delete/").status_code in {302, 403, 404}
    page = client.get("/admin/auth/user/").content.decode()
    assert "delete_selected" not in page
    for kind in KINDS:
        page = client.get(reverse(f"admin:editorial_{kind}manuscript_changelist")).content.decode()
        assert "delete" not in page.lower()


def test_pages_are_kept_by_no_cache_and_run_no_inline_script(
    cast: Cast, manuscript: Manuscript
) -> None:
    client = entered(cast.superuser)
    pages = [
        *addresses(manuscript),
        reverse("admin:people"),
    ]
    pages += [reverse(f"admin:editorial_{kind}manuscript_add") for kind in KINDS]
    for address in pages:
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"], address
        body = answer.content.decode()
        assert "<style" not in body, address
        assert " style=" not in body, address
        assert " onclick=" not in body, address
        assert "<script>" not in body, address


def test_a_preview_is_not_indexed_and_says_what_it_is(cast: Cast, manuscript: Manuscript) -> None:
    answer = entered(cast.moderator).get(reverse("admin:preview", args=[manuscript.pk, 1]))
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert "Unpublished preview" in answer.content.decode()
    assert "the entry is a draft" in answer.content.decode()


def test_an_unpublished_source_shows_in_a_preview(cast: Cast) -> None:
    drafted(source(), cast)
    manuscript = drafted(article(), cast)
    page = entered(cast.editor).get(reverse("admin:preview", args=[manuscript.pk, 1]))
    assert "Belknap Press" in page.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_number_of_entries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    submitted(source(), cast)
    for number in range(12):
        drafted(article(f"Article {number}"), cast)
    # Approvers see the whole office, and name people in lists.
    for user, first_page, of_list in ((cast.editor, 22, 10), (cast.approver, 27, 12)):
        client = entered(user)
        client.get("/admin/")
        with django_assert_max_num_queries(first_page):
            client.get("/admin/")
        with django_assert_max_num_queries(of_list):
            client.get(reverse("admin:editorial_articlemanuscript_changelist"))
