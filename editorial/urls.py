"""What the office shows to everybody."""

from django.urls import URLPattern, path

from editorial import head
from editorial.api import drafts

urlpatterns: list[URLPattern] = [
    path("history/head.json", head.head, name="history_head"),
    path("api/v1/drafts/", drafts.drafts, name="api_drafts"),
]
