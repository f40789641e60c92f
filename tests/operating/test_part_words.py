"""What `doctor` and /readyz speak of has a name in words."""

from __future__ import annotations

import pytest

from editorial.operating.installation import all_findings
from editorial.operating.part_words import PARTS, part_words


@pytest.mark.django_db
def test_every_part_that_is_looked_at_is_named() -> None:
    parts = {finding.part for finding in all_findings()}
    assert "database" in parts
    assert {part for part in parts if ":" not in part} <= PARTS.keys()


def test_a_queue_is_named_with_its_kind() -> None:
    assert part_words("worker:imports") == "worker of the queue imports"
    assert part_words("queue:imports") == "queue imports"
