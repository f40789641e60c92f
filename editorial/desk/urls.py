"""The desk's addresses under /admin/, for the office's site to include."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, path

from editorial.admin.office_view import View
from editorial.desk import action_views, evidence_views, views

_CITATION = "desk/citation/<uuid:pk>/<digest:digest>/"


def _at(route: str, view: View, name: str) -> URLPattern:
    return path(route, admin.site.admin_view(view), name=name)


urlpatterns: list[URLPattern] = [
    _at("desk/", views.desk, "desk"),
    _at("desk/next/", action_views.next_citation, "desk_next"),
    _at("desk/<uuid:pk>/", views.manuscript, "desk_manuscript"),
    _at("desk/<uuid:pk>/ask/", action_views.ask, "desk_ask"),
    _at(_CITATION, views.citation, "desk_citation"),
    _at(f"{_CITATION}card/", action_views.fragment, "desk_card"),
    _at(f"{_CITATION}check/", action_views.check, "desk_check"),
    _at(f"{_CITATION}hold/", action_views.hold, "desk_hold"),
    _at(f"{_CITATION}release/", action_views.let_go, "desk_release"),
    _at("desk/evidence/of/<name:key>/", evidence_views.evidence, "desk_evidence"),
    _at("desk/evidence/<number:pk>/", evidence_views.evidence_file, "desk_evidence_file"),
    _at(
        "desk/evidence/<number:pk>/page/<number:number>/",
        evidence_views.evidence_page,
        "desk_evidence_page",
    ),
    _at("desk/evidence/<number:pk>/aside/", evidence_views.evidence_aside, "desk_evidence_aside"),
]
