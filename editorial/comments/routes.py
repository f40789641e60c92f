"""The addresses of comments under /admin/: route, view, fixed arguments, name."""

from __future__ import annotations

from editorial.admin.routes import MANUSCRIPT, Route
from editorial.comments import views

ACTS = ("reply", "resolve", "reopen", "accept", "refuse")

ROUTES: list[Route] = [
    (f"{MANUSCRIPT}comments/", views.comments, {}, "comments"),
    (f"{MANUSCRIPT}comments/people/", views.people, {}, "comment_people"),
    ("comments/<int:comment>/withdraw/", views.withdraw, {}, "comment_withdraw"),
    *(
        (f"comments/<uuid:thread>/{name}/", views.act, {"name": name}, f"comment_{name}")
        for name in ACTS
    ),
]
