"""Every address under /api/ that is open to all; the office adds the one that takes drafts."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from encyclopedia.api import citations, entries, front_door, searching, sources

urlpatterns: list[URLPattern] = [
    path("v1/", front_door.index, name="api"),
    path("v1/openapi.json", front_door.openapi, name="api_openapi"),
    path("v1/entries/", entries.entries, name="api_entries"),
    path("v1/entries/<kind:kind>/<name:slug>/", entries.entry, name="api_entry"),
    path("v1/sources/", sources.sources, name="api_sources"),
    path("v1/sources/<name:slug>/", sources.source, name="api_source"),
    path("v1/citations/", citations.citations, name="api_citations"),
    path("v1/search/", searching.results, name="api_search"),
    re_path(r"^(?:.*/)?$", front_door.unknown, name="api_unknown"),
]
