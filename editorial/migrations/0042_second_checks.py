"""Which citations of drafts need a second, blind check, and who made the first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0041_check_names_the_mark"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        KeepTriggers(
            [
                migrations.AddField(
                    model_name="draftcitation",
                    name="second",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="draftcitation",
                    name="first_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ]
        ),
    ]
