"""The triggers that hold evidence, and the permission to look at it for every role."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


def let_every_role_look_at_evidence(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="editorial", model="evidence"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="view_evidence",
        defaults={"name": "Can view evidence"},
    )
    for role in ("Editors", "Moderators", "Approvers"):
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0005_evidence_and_holds"), ("editorial", "0003_roles")]
    operations = [
        frozen_sql(__file__),
        migrations.RunPython(let_every_role_look_at_evidence, migrations.RunPython.noop),
    ]
