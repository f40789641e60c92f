"""Facts in order of time, also those that are published already."""

from django.db import migrations, models
from django.db.models import Case, F, When

# `encyclopedia.dates.intervals.EARLIEST` at the time of this migration.
OPEN = -(10**18)
# Their date says when they were looked up: nothing happened then.
LOOKED_UP = ("website", "identifier")


def fill(apps, schema_editor):
    facts = apps.get_model("encyclopedia", "Fact").objects.exclude(property__in=LOOKED_UP)
    happened = facts.exclude(entry__kind__in=("source", "page"))
    happened.update(begins=Case(When(earliest=OPEN, then=F("latest")), default=F("earliest")))


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0081_pages_about_the_site")]

    operations = [
        migrations.AddField(
            model_name="fact", name="begins", field=models.BigIntegerField(null=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["begins", "entry", "position"], name="fact_in_time"),
        ),
    ]
