from __future__ import annotations

from collections.abc import Iterator

import pytest
from local_catalogue import LocalCatalogue, local_catalogue


@pytest.fixture
def here() -> Iterator[LocalCatalogue]:
    with local_catalogue() as catalogue:
        yield catalogue
