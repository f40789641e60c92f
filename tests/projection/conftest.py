"""A page that is due: it links to a name that another entry has by now."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from projection.shelf import KEY, publish

from encyclopedia import projection
from encyclopedia.core.documents import Document


@pytest.fixture
def article(cast: Any) -> Document:
    """It links to a name that no entry has yet; its stored page is up to date."""
    publish(factories.source(KEY), cast)
    document = factories.article(text=f"It was thought of by [[Leon Trotsky]].[@{KEY}, p. 1]")
    publish(document, cast)
    projection.store_due_pages.call()
    return document


@pytest.fixture
def due(article: Document, cast: Any) -> Document:
    publish(factories.biography(), cast)
    return article
