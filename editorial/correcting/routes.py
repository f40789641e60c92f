"""The address of the small form under /admin/: route, view, fixed arguments, name."""

from __future__ import annotations

from editorial.admin.routes import MANUSCRIPT, Route
from editorial.correcting import office_views

ROUTES: list[Route] = [(f"{MANUSCRIPT}correct/", office_views.correct, {}, "correct")]
