"""A check that could not be made may ask the author for the page or a scan, and its event says so."""

import django.db.models.deletion
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers, frozen_sql


class Migration(migrations.Migration):
    dependencies = [("editorial", "0060_events_of_checks")]
    operations = [
        KeepTriggers(
            [
                migrations.AddField(
                    model_name="check", name="asks", field=models.BooleanField(default=False)
                ),
                migrations.AddField(
                    model_name="draftcitation",
                    name="asked",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="editorial.check",
                    ),
                ),
                migrations.AddIndex(
                    model_name="draftcitation",
                    index=models.Index(
                        condition=models.Q(("asked__isnull", False)),
                        fields=["manuscript", "position"],
                        name="draft_citation_asked",
                    ),
                ),
            ]
        ),
        frozen_sql(__file__),
    ]
