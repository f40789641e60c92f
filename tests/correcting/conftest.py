"""A published article with a slip in a sentence that nothing vouches for, and a cited one."""

from __future__ import annotations

import pytest
from factories import Cast, article, published, source

from editorial.models import Manuscript

CITED = "It is a theory.[@service-trotsky-2009, p. 12]"
SLIP = "It was mcuh read."
TEXT = f"{CITED} {SLIP}\n\n## Later\n\nOthers followed it."
HOME = "/article/permanent-revolution/"


@pytest.fixture
def entry(cast: Cast) -> Manuscript:
    published(source(), cast)
    return published(article(text=TEXT), cast)
