"""What office managers may do to accounts, and what not even they may do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db.models import F
from factories import PASSWORD, Cast, person
from same_time import at_once

from editorial.accounts import management
from editorial.accounts.accepting import accept, invitation_held
from editorial.models import AccountEvent, Invitation
from editorial.workflow import Forbidden, NotAllowed, Refused

MANAGERS = "Office managers"


@pytest.fixture
def manager(cast: Cast) -> User:
    return person("max", MANAGERS)


@pytest.fixture
def invited(manager: User, django_capture_on_commit_callbacks: Any) -> tuple[User, str]:
    """An invited person, and the token in her letter."""
    with django_capture_on_commit_callbacks(execute=True):
        invitation = management.invite(
            given_name="Ines",
            family_name="Example",
            email="ines@example.org",
            roles=["Editors"],
            by=manager,
        )
    return invitation.account, token_of(mail.outbox[-1])


def token_of(letter: Any) -> str:
    link = re.search(r"/account/invitation/(\S+)/", str(letter.body))
    assert link
    return link[1]


def kinds() -> list[str]:
    return [event.kind for event in AccountEvent.objects.order_by("pk")]


def roles_of(account: User) -> set[str]:
    return set(account.groups.values_list("name", flat=True))


def test_an_invited_person_opens_the_account_with_a_password_of_her_own(
    invited: tuple[User, str],
) -> None:
    account, token = invited
    assert not account.is_active
    assert not account.has_usable_password()
    opened = accept(invitation=invitation_held(token).pk, password="a password of her own")
    assert opened.is_active
    assert opened.is_staff
    assert opened.check_password("a password of her own")
    assert roles_of(opened) == {"Editors"}
    assert token not in repr(list(Invitation.objects.values()))
    assert kinds() == ["invited", "accepted"]


def test_a_link_holds_once_and_until_its_end(invited: tuple[User, str]) -> None:
    account, token = invited
    Invitation.objects.update(ends_at=F("made_at") - timedelta(seconds=1))
    with pytest.raises(NotAllowed):
        accept(invitation=invitation_held(token).pk, password=PASSWORD)
    Invitation.objects.update(ends_at=F("made_at") + timedelta(days=1))
    accept(invitation=invitation_held(token).pk, password=PASSWORD)
    with pytest.raises(NotAllowed):
        accept(invitation=invitation_held(token).pk, password="another password")
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_new_invitation_ends_the_old_one(
    invited: tuple[User, str], manager: User, django_capture_on_commit_callbacks: Any
) -> None:
    account, old = invited
    with django_capture_on_commit_callbacks(execute=True):
        management.invite_again(account=account, by=manager)
    new = token_of(mail.outbox[-1])
    with pytest.raises(NotAllowed):
        invitation_held(old)
    assert invitation_held(new).account == account
    accept(invitation=invitation_held(new).pk, password=PASSWORD)
    with pytest.raises(NotAllowed):
        management.invite_again(account=account, by=manager)


def test_a_withdrawn_invitation_lets_nobody_in_and_is_withdrawn_once(
    invited: tuple[User, str], manager: User
) -> None:
    account, token = invited
    assert management.end_invitation(account=account, by=manager)
    assert not management.end_invitation(account=account, by=manager)
    with pytest.raises(NotAllowed):
        accept(invitation=invitation_held(token).pk, password=PASSWORD)
    with pytest.raises(NotAllowed):
        management.open_again(account=account, by=manager)


@pytest.mark.parametrize("email", ["", "no address", "MONA@example.org", "x" * 300 + "@a.org"])
def test_an_address_that_is_none_or_taken_is_refused(manager: User, email: str) -> None:
    people = User.objects.count()
    with pytest.raises(Refused):
        management.invite(email=email, roles=[], by=manager)
    assert User.objects.count() == people


def test_two_people_with_one_name_before_the_at_get_two_accounts(manager: User) -> None:
    names = [
        management.invite(email=f"mona@{place}.org", roles=[], by=manager).account.username
        for place in ("one", "two")
    ]
    assert names == ["mona-2", "mona-3"]


@pytest.mark.parametrize("name", ["edna", "mona", "abel", "clerk"])
def test_nobody_but_managers_does_any_of_it(cast: Cast, name: str) -> None:
    by = User.objects.filter(username=name).first() or person("clerk")
    otto = cast.other_editor
    for act in (
        lambda: management.invite(email="a@example.org", roles=[], by=by),
        lambda: management.change_roles(account=otto, roles=["Approvers"], by=by),
        lambda: management.close(account=otto, by=by),
        lambda: management.open_again(account=cast.disabled, by=by),
        lambda: management.log_reset_sent(account=otto, by=by),
        lambda: management.set_address(account=otto, email="a@example.org", by=by),
    ):
        with pytest.raises(Forbidden):
            act()
    assert kinds() == []


def test_a_closed_manager_manages_nothing(manager: User, cast: Cast) -> None:
    management.close(account=manager, by=person("nina", MANAGERS))
    manager.refresh_from_db()
    with pytest.raises(Forbidden):
        management.close(account=cast.editor, by=manager)


def test_roles_are_given_and_taken_and_the_log_says_which(manager: User, cast: Cast) -> None:
    assert management.change_roles(account=cast.editor, roles=["Moderators"], by=manager)
    assert roles_of(cast.editor) == {"Moderators"}
    assert not management.change_roles(account=cast.editor, roles=["Moderators"], by=manager)
    management.change_roles(account=cast.editor, roles=[], by=manager)
    cast.editor.refresh_from_db()
    assert not cast.editor.is_staff
    first, second = AccountEvent.objects.order_by("pk")
    assert first.data == {"before": ["Editors"], "after": ["Moderators"]}
    assert (second.account, second.by) == (cast.editor, manager)


def test_a_manager_raises_neither_herself_nor_anybody_beyond_the_roles_of_the_house(
    manager: User, cast: Cast
) -> None:
    person("nina", MANAGERS)
    Group.objects.create(name="Made by hand")
    with pytest.raises(Forbidden):
        management.change_roles(account=manager, roles=[MANAGERS, "Approvers"], by=manager)
    for roles in (["Made by hand"], ["superuser"], ["Editors", "nothing"]):
        with pytest.raises(Forbidden):
            management.change_roles(account=cast.editor, roles=roles, by=manager)
        with pytest.raises(Forbidden):
            management.invite(email="a@example.org", roles=roles, by=manager)
    assert roles_of(cast.editor) == {"Editors"}


def test_a_manager_does_nothing_to_a_superuser(manager: User, cast: Cast) -> None:
    for act in (
        lambda: management.change_roles(account=cast.superuser, roles=[], by=manager),
        lambda: management.close(account=cast.superuser, by=manager),
        lambda: management.log_reset_sent(account=cast.superuser, by=manager),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_group_made_by_hand_stays_when_a_manager_changes_roles(manager: User, cast: Cast) -> None:
    cast.editor.groups.add(Group.objects.create(name="Made by hand"))
    management.change_roles(account=cast.editor, roles=["Moderators"], by=manager)
    assert roles_of(cast.editor) == {"Made by hand", "Moderators"}


def test_the_last_manager_stays(manager: User, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        management.close(account=manager, by=cast.superuser)
    with pytest.raises(NotAllowed):
        management.change_roles(account=manager, roles=["Editors"], by=cast.superuser)
    other = person("nina", MANAGERS)
    management.close(account=manager, by=other)
    with pytest.raises(Forbidden):
        management.close(account=other, by=manager)


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_close_each_other_at_once_leave_one(
    transactional_db: None,
) -> None:
    one, other = person("max", MANAGERS), person("nina", MANAGERS)

    def close(account: User, by: User) -> None:
        management.close(account=account, by=User.objects.get(pk=by.pk))

    at_once(lambda: close(one, other), lambda: close(other, one))
    assert User.objects.filter(is_active=True, groups__name=MANAGERS).count() == 1


def test_a_closed_account_is_opened_again_and_each_is_done_once(manager: User, cast: Cast) -> None:
    assert management.close(account=cast.editor, by=manager)
    assert not management.close(account=cast.editor, by=manager)
    assert management.open_again(account=cast.editor, by=manager)
    assert not management.open_again(account=cast.editor, by=manager)
    assert kinds() == ["closed", "opened"]


def test_an_address_is_set_once_and_never_changed_by_others(manager: User, cast: Cast) -> None:
    User.objects.filter(pk=cast.editor.pk).update(email="")
    management.set_address(account=cast.editor, email=" edna@example.org ", by=manager)
    cast.editor.refresh_from_db()
    assert cast.editor.email == "edna@example.org"
    with pytest.raises(NotAllowed):
        management.set_address(account=cast.editor, email="mine@example.org", by=manager)


def test_no_letter_goes_to_a_closed_account(manager: User, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        management.log_reset_sent(account=cast.disabled, by=manager)
    assert kinds() == []
