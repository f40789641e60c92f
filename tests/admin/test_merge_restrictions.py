"""Guests, and whoever sees only a part, reach no page of merging, and learn nothing of what was merged with what."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from factories import Cast, biography, drafted, person
from office import entered
from restricted_people import again, in_days

from editorial import actions
from editorial.accounts import restricting
from editorial.models import Manuscript, Merge, Shown, ToldApart
from editorial.workflow import Forbidden, Hidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast: Cast) -> tuple[Manuscript, Manuscript]:
    own = biography("Lev Trotskiy")
    actions.save(document=own, by=cast.editor)
    hidden = drafted(biography("Hidden man", aliases=("Lev Trotskiy",)), cast)
    return Manuscript.objects.get(pk=own.id), hidden


@pytest.fixture(params=["restricted", "guest"])
def account(request: pytest.FixtureRequest, cast: Cast, pair: list[Manuscript]) -> User:
    """Sees the first of the two alone, as an editor or as a guest."""
    manager = person("max", "Office managers")
    if request.param == "restricted":
        account = person("olga", "Editors")
        restricting.restrict(account=account, shown=Shown.OWN, by=manager)
        Manuscript.objects.filter(pk=pair[0].pk).update(author=account)
        return again(account)
    invitation = restricting.invite_guest(
        email="gast@example.org",
        entry=pair[0].path,
        shown=Shown.MANUSCRIPT,
        ends_on=in_days(3),
        by=manager,
    )
    User.objects.filter(pk=invitation.account_id).update(is_active=True)
    return again(invitation.account)


def test_no_page_of_merging_is_there_for_them(account: User, pair: list[Manuscript]) -> None:
    client = entered(account)
    seen = reverse("admin:manuscript", args=[pair[0].pk])
    assert client.get(seen).status_code == 200
    addresses = [reverse("admin:duplicates")]
    for one, other in (pair, pair[::-1]):
        addresses.append(reverse("admin:merge_choice", args=[one.pk]))
        addresses.append(reverse("admin:duplicate", args=[one.pk, other.pk]))
    data = {"act": "merge", "keep": str(pair[0].pk), "reason": "One man."}
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address, data).status_code == 404, address
    assert not Merge.objects.exists()
    assert not ToldApart.objects.exists()


def test_no_move_merges_what_they_do_not_see(account: User, pair: list[Manuscript]) -> None:
    with pytest.raises(Hidden if account.username == "olga" else Forbidden):
        actions.merge(source=pair[0].pk, into=pair[1].pk, by=account, reason="One man.")


def test_they_are_not_told_into_what_theirs_was_merged(
    account: User, cast: Cast, pair: list[Manuscript]
) -> None:
    actions.merge(source=pair[0].pk, into=pair[1].pk, by=cast.editor, reason="One man.")
    client = entered(account)
    page = client.get(reverse("admin:manuscript", args=[pair[0].pk])).content.decode()
    form = reverse("admin:editorial_personmanuscript_change", args=[pair[0].pk])
    answer = client.get(form, follow=True)
    assert "Hidden man" not in page + answer.content.decode()
    if account.username == "olga":
        assert "has been merged into another entry" in answer.content.decode()
    else:
        assert answer.status_code == 404
