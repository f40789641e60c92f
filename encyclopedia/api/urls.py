"""Every address under /api/ that is open to all; the office adds those of drafts."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from encyclopedia.api import citation_views, entry_views, front_door, search_views, source_views

urlpatterns: list[URLPattern] = [
    path("v1/", front_door.index, name="api"),
    path("v1/openapi.json", front_door.openapi, name="api_openapi"),
    path("v1/entries/", entry_views.entries, name="api_entries"),
    path("v1/entries/<kind:kind>/<name:slug>/", entry_views.entry, name="api_entry"),
    path("v1/sources/", source_views.sources, name="api_sources"),
    path("v1/sources/<name:slug>/", source_views.source, name="api_source"),
    path("v1/citations/", citation_views.citations, name="api_citations"),
    path("v1/search/", search_views.results, name="api_search"),
    re_path(r"^(?:.*/)?$", front_door.unknown, name="api_unknown"),
]
