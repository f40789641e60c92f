"""The roles as groups with real permissions: none of the work needs a superuser."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from editorial import permissions

_READ = (
    permissions.VIEW_MANUSCRIPT,
    permissions.VIEW_REVISION,
    permissions.VIEW_EVENT,
    permissions.VIEW_CHECK,
    permissions.VIEW_WAIVER,
    permissions.VIEW_EVIDENCE,
)

MANAGERS = gettext_noop("Office managers")
ROLES: dict[str, tuple[str, ...]] = {
    "Editors": (
        *_READ,
        permissions.SAVE_MANUSCRIPT,
        permissions.SUBMIT_MANUSCRIPT,
        permissions.IMPORT_CONTENT,
        permissions.MERGE_SOURCE,
    ),
    "Moderators": (*_READ, permissions.CHECK_CITATION, permissions.RETURN_MANUSCRIPT),
    "Approvers": (
        *_READ,
        permissions.SAVE_MANUSCRIPT,
        permissions.SUBMIT_MANUSCRIPT,
        permissions.RETURN_MANUSCRIPT,
        permissions.APPROVE_MANUSCRIPT,
        permissions.PUBLISH_MANUSCRIPT,
        permissions.WITHDRAW_MANUSCRIPT,
        permissions.WAIVE_OBSTACLE,
        permissions.MARK_SOURCE,
        permissions.MERGE_SOURCE,
        permissions.ASSIGN_MANUSCRIPT,
    ),
    MANAGERS: (permissions.MANAGE_ACCOUNTS, permissions.SUPPRESS_MANUSCRIPT),
}

# Their names on screens. The editors of a book are others.
_NAMES = {
    "Editors": pgettext_lazy("role", "Editors"),
    "Moderators": pgettext_lazy("role", "Moderators"),
    "Approvers": pgettext_lazy("role", "Approvers"),
    MANAGERS: gettext_lazy("Office managers"),
}
# What each role does, in a sentence for whoever gives it.
TASKS = {
    "Editors": gettext_lazy("write and change drafts, and submit them"),
    "Moderators": gettext_lazy("hold citations against their sources, and return drafts"),
    "Approvers": gettext_lazy(
        "approve and publish what others wrote, withdraw entries, and write drafts themselves"
    ),
    MANAGERS: gettext_lazy(
        "invite people, give roles, close accounts, see who signed in, and, two together, take words out of sight "
        "for legal reasons"
    ),
}

register = template.Library()


@register.filter
def role_name(name: str) -> str:
    """The group's name in the active language; of a group of the site's own, the name."""
    return str(_NAMES.get(name, name))


def create_roles(apps: Any) -> dict[str, list[str]]:
    """Create the missing groups and give every group exactly its permissions; returns the codenames added, by group."""
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    content_type_model = apps.get_model("contenttypes", "ContentType")
    names = dict(apps.get_model("editorial", "Manuscript")._meta.permissions)
    added: dict[str, list[str]] = {}
    for name, role in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=name)
        role_permissions = []
        for full_name in role:
            app_label, codename = full_name.split(".")
            # Permissions to view belong to their model, all others to the manuscript.
            verb, _, noun = codename.partition("_")
            content_type, _ = content_type_model.objects.get_or_create(
                app_label=app_label, model=noun if verb == "view" else "manuscript"
            )
            permission, _ = permission_model.objects.get_or_create(
                content_type=content_type,
                codename=codename,
                defaults={"name": names.get(codename, f"Can {codename.replace('_', ' ')}")},
            )
            role_permissions.append(permission)
        codenames_before = set(group.permissions.values_list("codename", flat=True))
        added[name] = sorted(
            {permission.codename for permission in role_permissions} - codenames_before
        )
        group.permissions.set(role_permissions)
    return added
