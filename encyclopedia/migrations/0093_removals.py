"""Which entries are no longer published. `rebuild` fills it for those that were withdrawn already."""

from django.db import migrations, models

KINDS = [
    ("article", "Article"),
    ("person", "Person"),
    ("organisation", "Organisation"),
    ("source", "Source"),
    ("page", "About this site"),
]


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0092_subjects_by_change")]

    operations = [
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("entry_id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=KINDS, max_length=12)),
                ("removed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "removal",
                "verbose_name_plural": "removals",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["kind", "-removed_at", "entry_id"], name="removal_in_order"
                    )
                ],
            },
        ),
    ]
