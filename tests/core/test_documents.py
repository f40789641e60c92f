"""Reading a document: anything else is refused with the place of the fault."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.core import documents


@pytest.mark.parametrize("kind", [[], ["article"], {}, {"article": 1}, None, 1, "Article"])
def test_a_kind_of_any_other_shape_is_refused_by_name(kind: Any) -> None:
    with pytest.raises(documents.DocumentError, match="article, person"):
        documents.read({"schema": 1, "kind": kind, "id": "x", "slug": "a", "title": "A"})
