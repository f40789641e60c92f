"""Stories of one article, for the tests of who brought its citations in."""

from __future__ import annotations

import pytest
from contributions.story import KEY, OTHER, Story
from django.contrib.auth.models import User
from factories import Cast, make_cast, person, published, source


@pytest.fixture(scope="module")
def cast(made_once: None) -> Cast:
    return make_cast()


@pytest.fixture(scope="module")
def people_once(cast: Cast) -> dict[str, User]:
    published(source(KEY), cast)
    published(source(OTHER), cast)
    names = ("bob", "carl", "dirk", "eve", "max")
    return {name: person(name, "Editors", "Moderators") for name in names}


@pytest.fixture
def people(people_once: dict[str, User], db: None) -> dict[str, User]:
    """Everybody writes and checks, so that only what they brought in decides."""
    return people_once


@pytest.fixture
def story(people: dict[str, User]) -> Story:
    return Story(people)
