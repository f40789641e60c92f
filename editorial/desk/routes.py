"""The desk's addresses under /admin/: route, view, fixed arguments, name."""

from __future__ import annotations

from editorial.admin.routes import Route
from editorial.desk import action_views, asking_views, evidence_views, verdict_views, views

CITATION = "desk/citation/<uuid:pk>/<digest:digest>/"
EVIDENCE = "desk/evidence/<number:pk>/"

ROUTES: list[Route] = [
    ("desk/", views.desk, {}, "desk"),
    ("desk/next/", action_views.next_citation, {}, "desk_next"),
    ("desk/<uuid:pk>/", views.manuscript, {}, "desk_manuscript"),
    ("desk/<uuid:pk>/ask/", asking_views.ask, {}, "desk_ask"),
    (CITATION, views.citation, {}, "desk_citation"),
    (f"{CITATION}card/", action_views.fragment, {}, "desk_card"),
    (f"{CITATION}check/", verdict_views.check, {}, "desk_check"),
    (f"{CITATION}confirm/", verdict_views.confirm, {}, "desk_confirm"),
    (f"{CITATION}hold/", action_views.hold, {}, "desk_hold"),
    (f"{CITATION}release/", action_views.release_citation, {}, "desk_release"),
    ("desk/evidence/of/<name:key>/", evidence_views.evidence, {}, "desk_evidence"),
    (EVIDENCE, evidence_views.evidence_file, {}, "desk_evidence_file"),
    (
        f"{EVIDENCE}page/<number:number>/",
        evidence_views.evidence_page,
        {},
        "desk_evidence_page",
    ),
    (
        f"{EVIDENCE}page/<number:number>/picture/",
        evidence_views.evidence_picture,
        {},
        "desk_evidence_picture",
    ),
    (f"{EVIDENCE}aside/", evidence_views.evidence_aside, {}, "desk_evidence_aside"),
]
