"""The desk's addresses under /admin/, for the office's site to include."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, path

from editorial.admin.doors import View
from editorial.desk import evidence, moves, views

_CITATION = "desk/citation/<uuid:pk>/<digest:digest>/"


def _at(route: str, view: View, name: str) -> URLPattern:
    return path(route, admin.site.admin_view(view), name=name)


urlpatterns: list[URLPattern] = [
    _at("desk/", views.desk, "desk"),
    _at("desk/next/", moves.next_citation, "desk_next"),
    _at("desk/<uuid:pk>/", views.manuscript, "desk_manuscript"),
    _at("desk/<uuid:pk>/ask/", moves.ask, "desk_ask"),
    _at(_CITATION, views.citation, "desk_citation"),
    _at(f"{_CITATION}card/", moves.fragment, "desk_card"),
    _at(f"{_CITATION}check/", moves.check, "desk_check"),
    _at(f"{_CITATION}hold/", moves.hold, "desk_hold"),
    _at(f"{_CITATION}release/", moves.let_go, "desk_release"),
    _at("desk/evidence/of/<name:key>/", evidence.evidence, "desk_evidence"),
    _at("desk/evidence/<number:pk>/", evidence.evidence_file, "desk_evidence_file"),
    _at(
        "desk/evidence/<number:pk>/page/<number:number>/",
        evidence.evidence_page,
        "desk_evidence_page",
    ),
    _at("desk/evidence/<number:pk>/aside/", evidence.evidence_aside, "desk_evidence_aside"),
]
