from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.roles import create_roles


class Command(BaseCommand):
    help = "Create the groups of the roles, or restore their permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            added = create_roles(apps)
        for name, codenames in added.items():
            words = ", ".join(codenames) or _("nothing to add")
            self.stdout.write(f"{name}: {words}")
