"""Waivers say the version of the digests that they name; rows of history agree with their events in all they say.

A row that an upgrade wrote has its place among as many as its event counts: none is added later.
"""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers, frozen_sql


class Migration(migrations.Migration):
    dependencies = [("editorial", "0070_asking_the_author")]
    operations = [
        KeepTriggers(
            [
                migrations.AddField(
                    model_name="digestupgrade",
                    name="position",
                    field=models.PositiveIntegerField(null=True),
                ),
                migrations.AddField(
                    model_name="waiver",
                    name="version",
                    field=models.PositiveSmallIntegerField(default=1),
                ),
                migrations.AddConstraint(
                    model_name="digestupgrade",
                    constraint=models.UniqueConstraint(
                        fields=("event", "position"), name="digest_upgrades_counted"
                    ),
                ),
            ]
        ),
        frozen_sql(__file__),
    ]
