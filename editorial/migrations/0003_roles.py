"""The groups Editors, Moderators and Approvers; `create_roles` sets them right again at any time."""

from django.db import migrations

READ = {
    "view_manuscript": "manuscript",
    "view_revision": "revision",
    "view_event": "event",
    "view_check": "check",
    "view_waiver": "waiver",
}
ROLES = {
    "Editors": ("save_manuscript", "submit_manuscript", "import_content"),
    "Moderators": ("check_citation", "return_manuscript"),
    "Approvers": (
        "save_manuscript",
        "submit_manuscript",
        "return_manuscript",
        "approve_manuscript",
        "publish_manuscript",
        "withdraw_manuscript",
        "waive_obstacle",
        "mark_source",
    ),
}


def create(apps, schema_editor):
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    content_type_model = apps.get_model("contenttypes", "ContentType")
    names = dict(apps.get_model("editorial", "Manuscript")._meta.permissions)
    for role, codenames in ROLES.items():
        group, _created = group_model.objects.get_or_create(name=role)
        for codename in (*READ, *codenames):
            content_type, _created = content_type_model.objects.get_or_create(
                app_label="editorial", model=READ.get(codename, "manuscript")
            )
            permission, _created = permission_model.objects.get_or_create(
                content_type=content_type,
                codename=codename,
                defaults={"name": names.get(codename, f"Can {codename.replace('_', ' ')}")},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0002_triggers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
