"""What the office shows to everybody."""

from django.urls import URLPattern, path

from editorial import head

urlpatterns: list[URLPattern] = [path("history/head.json", head.head, name="history_head")]
