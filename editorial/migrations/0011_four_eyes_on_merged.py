"""The trigger that counts the writers of a merged source among those of the record that was completed from it."""

from django.db import migrations

TABLES = {"editorial_approval", "editorial_merge"}


def _added():
    from editorial.triggers import TRIGGERS

    return [each for each in TRIGGERS if {each.table, *each.reads} == TABLES]


def set_up(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for trigger in _added():
            if schema_editor.connection.vendor == "sqlite":
                cursor.execute(trigger.sqlite())
                continue
            for statement in trigger.postgresql():
                cursor.execute(statement)


def take_down(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for trigger in _added():
            if schema_editor.connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")
            else:
                cursor.execute(f"DROP FUNCTION IF EXISTS {trigger.name}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("editorial", "0010_topic_by_key")]
    operations = [migrations.RunPython(set_up, take_down)]
