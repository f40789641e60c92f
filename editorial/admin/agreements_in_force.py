"""How many agreements of its authors a manuscript has, for whoever records them."""

from __future__ import annotations

from editorial.actions.agreements import WITHOUT_AUTHOR
from editorial.models import Agreement, Manuscript


def agreements_in_force(manuscript: Manuscript) -> int | None:
    """None for what is nobody's work."""
    if manuscript.kind in WITHOUT_AUTHOR:
        return None
    count: int = Agreement.objects.in_force().of_manuscript(manuscript).count()
    return count
