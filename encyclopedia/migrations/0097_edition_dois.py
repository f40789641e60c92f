"""The DOIs that were given to editions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0096_marked_by_day")]

    operations = [
        migrations.CreateModel(
            name="EditionDoi",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="given",
                        serialize=False,
                        to="encyclopedia.edition",
                    ),
                ),
                ("doi", models.CharField(max_length=255, null=True, unique=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "DOI of an edition",
                "verbose_name_plural": "DOIs of editions",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("doi", None), ("doi__startswith", "10."), _connector="OR"
                        ),
                        name="edition_doi_is_one",
                    )
                ],
            },
        ),
    ]
