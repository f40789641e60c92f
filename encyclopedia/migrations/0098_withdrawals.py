"""Why editions were withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0097_edition_dois")]

    operations = [
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry_id", models.UUIDField()),
                ("edition", models.PositiveIntegerField()),
                ("reason", models.TextField()),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("entry_id", "edition"), name="withdrawn_once")
                ],
            },
        ),
    ]
