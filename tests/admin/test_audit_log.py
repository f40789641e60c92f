"""The audit log names what each line is about, and its days in the reader's language."""

from __future__ import annotations

import pytest
from commissioned import promised
from django.urls import reverse
from django.utils import translation
from factories import Cast, article, published, source
from office import entered

from editorial.models import Event, Profile
from encyclopedia.wording.filled_in import moment

pytestmark = pytest.mark.django_db


def test_a_commission_is_named_before_anything_is_written_of_it(cast: Cast) -> None:
    topic = promised(cast)
    page = entered(cast.approver).get(reverse("admin:record")).content.decode()
    assert f'<a href="{reverse("admin:commission", args=[topic.pk])}">{topic.title}</a>' in page
    assert Event.objects.filter(manuscript=None).exists()


def test_its_days_are_worded_as_the_person_s_language_does(cast: Cast) -> None:
    published(source(), cast)
    published(article(), cast)
    Profile.objects.create(account=cast.approver, office_language="de")
    at = Event.objects.latest("seq").at
    page = entered(cast.approver).get(reverse("admin:record")).content.decode()
    with translation.override("de"):
        assert f">{moment(at)}</time>" in page
