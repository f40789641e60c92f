"""The triggers that count, among the writers of a record, those of a merged source and of all that a revert brings."""

from django.db import migrations

NAMES = {"approval_has_four_eyes", "approval_has_four_eyes_on_merged"}


def _added():
    from editorial.models.triggers import TRIGGERS

    return [each for each in TRIGGERS if each.name in NAMES]


def set_up(apps, schema_editor):
    take_down(apps, schema_editor)
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
