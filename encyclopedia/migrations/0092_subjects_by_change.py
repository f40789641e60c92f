"""The entries of a subject in the order of their changes, also those that are published already."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    entries = apps.get_model("encyclopedia", "Entry").objects
    changed = entries.filter(pk=OuterRef("content_object_id")).values("changed_at")[:1]
    apps.get_model("encyclopedia", "TaggedEntry").objects.update(changed_at=Subquery(changed))


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0091_authority_numbers")]

    operations = [
        migrations.AddField(
            model_name="taggedentry",
            name="changed_at",
            field=models.DateTimeField(default=datetime(1970, 1, 1, tzinfo=UTC)),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="taggedentry",
            index=models.Index(
                fields=["tag", "-changed_at", "content_object"], name="tagged_by_change"
            ),
        ),
    ]
