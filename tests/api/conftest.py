"""The encyclopedia of `world.py`, made once for all the tests of a module that only look at it."""

from __future__ import annotations

import pytest
from api.world import ApiWorld, build
from factories import make_cast


@pytest.fixture(scope="module")
def world(made_once: None) -> ApiWorld:
    return build(make_cast())
