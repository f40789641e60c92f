"""Set up the triggers of `editorial.models.triggers`, the one chain head, and nothing else."""

from django.db import migrations


def set_up(apps, schema_editor):
    from editorial.models.triggers import statements

    connection = schema_editor.connection
    with connection.cursor() as cursor:
        # Tables that come later set up their own.
        present = set(connection.introspection.table_names(cursor))
        for statement in statements(connection.vendor, present):
            cursor.execute(statement)
    apps.get_model("editorial", "ChainHead").objects.get_or_create(id=1)


def take_down(apps, schema_editor):
    from editorial.models.triggers import removals

    with schema_editor.connection.cursor() as cursor:
        for statement in removals(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_initial"), ("encyclopedia", "0001_initial")]
    operations = [migrations.RunPython(set_up, take_down)]
