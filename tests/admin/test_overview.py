"""The page of one manuscript says what concerns whoever reads it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.urls import reverse
from factories import Cast, article, published, source, submitted
from office import entered

from editorial import actions
from editorial.models import Manuscript


def page_of(manuscript: Manuscript, by: User) -> str:
    page = entered(by).get(reverse("admin:manuscript", args=[manuscript.pk]))
    return str(page.content.decode())


def test_whoever_approves_nothing_is_not_told_who_may_not(cast: Cast) -> None:
    published(source(), cast)
    document = article()
    manuscript = actions.save(document=document, by=cast.superuser).manuscript
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.superuser)
    assert "Nobody approves a text" in page_of(manuscript, cast.superuser)
    assert "Nobody approves" not in page_of(manuscript, cast.editor)
    own = submitted(article("Entrism"), cast)
    page = page_of(own, cast.editor)
    assert "Nobody approves" not in page
    assert "is not yet checked" in page
