"""Makes the office the admin site that Django uses."""

from __future__ import annotations

from importlib import import_module

from django.contrib.admin.apps import SimpleAdminConfig


class OfficeConfig(SimpleAdminConfig):
    """No automatic discovery: the office has only what `registered` names."""

    default = False
    default_site = "editorial.office_site.Office"

    def ready(self) -> None:
        super().ready()
        import_module("editorial.admin.registered")
