"""Whoever began a manuscript is responsible for it; the next step of each follows from its state."""

from django.db import migrations

FIRST_TURNS = """
UPDATE editorial_manuscript SET responsible_id = author_id, step = CASE status
    WHEN 'draft' THEN 'write'
    WHEN 'returned' THEN 'mend'
    WHEN 'approved' THEN 'publish'
    WHEN 'scheduled' THEN 'wait'
    WHEN 'published' THEN 'nothing'
    WHEN 'withdrawn' THEN 'nothing'
END
"""


def let_approvers_assign(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="editorial", model="manuscript"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="assign_manuscript",
        defaults={"name": "Can say who does what, until when"},
    )
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="Approvers")
    group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0097_whose_turn'),
    ]

    operations = [
        migrations.RunSQL(FIRST_TURNS, migrations.RunSQL.noop),
        migrations.RunPython(let_approvers_assign, migrations.RunPython.noop),
    ]
