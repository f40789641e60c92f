"""The triggers that hold evidence, and the permission to look at it for every role."""

from django.db import migrations

TABLES = {"editorial_evidence"}


def set_up(apps, schema_editor):
    from editorial.roles import create_roles
    from editorial.models.triggers import statements

    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor, TABLES):
            cursor.execute(statement)
    create_roles(apps)


def take_down(apps, schema_editor):
    from editorial.models.triggers import TRIGGERS

    with schema_editor.connection.cursor() as cursor:
        for trigger in TRIGGERS:
            if trigger.table not in TABLES:
                continue
            if schema_editor.connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")
            else:
                cursor.execute(f"DROP FUNCTION IF EXISTS {trigger.name}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("editorial", "0005_evidence_and_holds"), ("editorial", "0003_roles")]
    operations = [migrations.RunPython(set_up, take_down)]
