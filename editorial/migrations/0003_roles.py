"""The groups Editors, Moderators and Approvers; `create_roles` sets them right again at any time."""

from django.db import migrations


def create(apps, schema_editor):
    from editorial.roles import create_roles

    create_roles(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0002_triggers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
