"""Whoever checked a citation of a revision does not approve it where the policy says so."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from factories import Cast, article, check_all, person, published, source, submitted

from editorial import actions
from editorial.models import DraftCitation, Manuscript


@pytest.fixture
def both(cast: Cast) -> User:
    published(source(), cast)
    return person("boris", "Moderators", "Approvers")


def check_and_approve(cast: Cast, by: User) -> Manuscript:
    manuscript = submitted(article(), cast)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    actions.check(manuscript=manuscript.pk, digest=digest, verdict="supports", means="shelf", by=by)
    return actions.approve(manuscript=manuscript.pk, revision=1, by=by).manuscript


def test_they_do_by_default(cast: Cast, both: User) -> None:
    assert check_and_approve(cast, both).status == "approved"


def test_they_do_not_where_the_policy_says_so(
    cast: Cast, both: User, settings: LazySettings
) -> None:
    settings.GATE_POLICY = {"default": {"checker_may_approve": False}}
    with pytest.raises(actions.GateClosed, match="Whoever checked one of its citations"):
        check_and_approve(cast, both)
    manuscript = Manuscript.objects.get(kind="article")
    assert manuscript.status == "submitted"
    approved = actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver).manuscript
    assert actions.publish(manuscript=approved.pk, by=both).manuscript.status == "published"


def test_a_check_of_another_entry_does_not_count(
    cast: Cast, both: User, settings: LazySettings
) -> None:
    check_and_approve(cast, both)
    settings.GATE_POLICY = {"default": {"checker_may_approve": False}}
    manuscript = submitted(article("Another"), cast)
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=both)
