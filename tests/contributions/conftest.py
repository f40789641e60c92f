"""Stories of one article, for the tests of who brought its citations in."""

from __future__ import annotations

import pytest
from contributions.story import KEY, OTHER, Story
from django.contrib.auth.models import User
from factories import Cast, person, published, source


@pytest.fixture
def people(cast: Cast) -> dict[str, User]:
    """Everybody writes and checks, so that only what they brought in decides."""
    published(source(KEY), cast)
    published(source(OTHER), cast)
    names = ("bob", "carl", "dirk", "eve", "max")
    return {name: person(name, "Editors", "Moderators") for name in names}


@pytest.fixture
def story(people: dict[str, User]) -> Story:
    return Story(people)
