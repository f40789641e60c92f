"""A published source, and one article at the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from factories import Cast, article, person, published, source, submitted

from editorial.models import DraftCitation, Manuscript

TEXT = (
    "It began in 1905.[@service-trotsky-2009, p. 12] It grew, [@service-trotsky-2009, p. 13] and "
    "then it fell.[@service-trotsky-2009, p. 14] Nobody wrote of it."
)


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    published(source(), cast)
    return submitted(article(text=TEXT, tags=("Communism", "Russia")), cast)


@pytest.fixture
def citations(manuscript: Manuscript) -> list[DraftCitation]:
    return list(DraftCitation.objects.filter(manuscript=manuscript).in_order())


@pytest.fixture
def anna(cast: Cast) -> User:
    anna = person("weber", "Moderators")
    anna.first_name, anna.last_name = "Anna", "Weber"
    anna.save(update_fields=["first_name", "last_name"])
    return anna
