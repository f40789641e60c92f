"""The addresses of the office that are open to everybody, or to programs with a token."""

from django.urls import URLPattern, path

from editorial.api import drafts
from editorial.record import log_head

urlpatterns: list[URLPattern] = [
    path("history/head.json", log_head.head, name="history_head"),
    path("api/v1/drafts/", drafts.drafts, name="api_drafts"),
]
