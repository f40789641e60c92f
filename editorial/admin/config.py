"""Puts the office in the place of Django's admin site."""

from __future__ import annotations

from importlib import import_module

from django.contrib.admin.apps import SimpleAdminConfig


class OfficeConfig(SimpleAdminConfig):
    """Nothing is discovered: what stands in the office is what `registered` names."""

    default = False
    default_site = "editorial.office_site.Office"

    def ready(self) -> None:
        super().ready()
        import_module("editorial.admin.registered")
