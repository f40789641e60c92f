"""Which facts are numbers of authority files. `rebuild` fills it for what is published already."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0090_when_facts_begin")]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="scheme",
            field=models.CharField(blank=True, default="", max_length=12),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                fields=["scheme", "entry", "position"],
                condition=~Q(scheme=""),
                name="fact_by_authority",
            ),
        ),
    ]
