"""The table of who brought which citation in, and the triggers that hold it and refuse their checks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0021_what_a_check_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "manuscript",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="editorial.manuscript",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="editorial.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution",
                "verbose_name_plural": "contributions",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("manuscript", "digest", "person"), name="contribution_once"
                    )
                ],
            },
        ),
        frozen_sql(__file__),
    ]
