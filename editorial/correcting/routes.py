"""The addresses of the small form under /admin/: route, view, fixed arguments, name."""

from __future__ import annotations

from editorial.admin.routes import MANUSCRIPT, Route
from editorial.correcting import office_views

ROUTES: list[Route] = [
    (f"{MANUSCRIPT}correct/", office_views.correct, {}, "correct"),
    # The frame of a revision's page leads here, as that of a reader's page leads to `public_views`.
    (
        f"{MANUSCRIPT}revision/<number:number>/correct/",
        office_views.correct,
        {},
        "correct_revision",
    ),
]
