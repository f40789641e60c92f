"""The three roles as groups with real permissions: nobody needs to be superuser to do any of the work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop

_READ = (
    "view_manuscript",
    "view_revision",
    "view_event",
    "view_check",
    "view_waiver",
    "view_evidence",
)

ROLES: dict[str, tuple[str, ...]] = {
    gettext_noop("Editors"): (
        *_READ,
        "save_manuscript",
        "submit_manuscript",
        "import_content",
        "merge_source",
    ),
    gettext_noop("Moderators"): (*_READ, "check_citation", "return_manuscript"),
    gettext_noop("Approvers"): (
        *_READ,
        "save_manuscript",
        "submit_manuscript",
        "return_manuscript",
        "approve_manuscript",
        "publish_manuscript",
        "withdraw_manuscript",
        "waive_obstacle",
        "mark_source",
        "merge_source",
    ),
}

_MODELS = {
    "view_revision": "revision",
    "view_event": "event",
    "view_check": "check",
    "view_waiver": "waiver",
    "view_evidence": "evidence",
}


def create_roles(apps: Any) -> dict[str, list[str]]:
    """Make each group if it is missing and give it exactly its permissions; returns what was added, by group."""
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    content_type_model = apps.get_model("contenttypes", "ContentType")
    names = dict(apps.get_model("editorial", "Manuscript")._meta.permissions)
    added: dict[str, list[str]] = {}
    for name, codenames in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=name)
        wanted = []
        for codename in codenames:
            content_type, _ = content_type_model.objects.get_or_create(
                app_label="editorial", model=_MODELS.get(codename, "manuscript")
            )
            permission, _ = permission_model.objects.get_or_create(
                content_type=content_type,
                codename=codename,
                defaults={"name": names.get(codename, f"Can {codename.replace('_', ' ')}")},
            )
            wanted.append(permission)
        held = set(group.permissions.values_list("codename", flat=True))
        added[name] = sorted(set(codenames) - held)
        group.permissions.set(wanted)
    return added
