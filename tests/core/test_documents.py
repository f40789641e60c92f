"""Reading a document: anything else is refused with the place of the fault."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.core import documents


@pytest.mark.parametrize("kind", [[], ["article"], {}, {"article": 1}, None, 1, "Article"])
def test_a_kind_of_any_other_shape_is_refused_by_name(kind: Any) -> None:
    with pytest.raises(documents.DocumentError, match="article, person"):
        documents.read({"schema": 1, "kind": kind, "id": "x", "slug": "a", "title": "A"})


def test_a_whole_number_is_written_without_a_point() -> None:
    assert (
        repr(documents.plain_json({"volume": 3.0, "pages": [1, 2.0]}))
        == "{'volume': 3, 'pages': [1, 2]}"
    )
    with pytest.raises(documents.DocumentError):
        documents.plain_json({"volume": 3.5})
