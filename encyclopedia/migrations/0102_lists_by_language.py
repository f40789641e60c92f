"""Lists of one language: of all entries, of a kind, of a letter and of a subject."""

from collections import Counter
from itertools import islice

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

BATCH = 2_000


def fill(apps, schema_editor):
    entries = apps.get_model("encyclopedia", "Entry").objects
    language = entries.filter(pk=OuterRef("content_object_id")).values("language")[:1]
    apps.get_model("encyclopedia", "TaggedEntry").objects.update(language=Subquery(language))
    count(apps)


def count(apps):
    """What an entry is counted for, by its language as well."""
    Counted = apps.get_model("encyclopedia", "Counted")
    Tally = apps.get_model("encyclopedia", "Tally")
    sums = Counter()
    rows = Counted.objects.order_by("pk").iterator(BATCH)
    while batch := list(islice(rows, BATCH)):
        entries = apps.get_model("encyclopedia", "Entry").objects.in_bulk([row.pk for row in batch])
        for row in batch:
            if entry := entries.get(row.pk):
                more = {
                    f"in:{entry.language}:{entry.kind}": row.tallies.get(f"letters:{entry.kind}"),
                    f"languages:{entry.kind}": {entry.language: 1},
                    f"tagged:{entry.language}": row.tallies.get("subjects"),
                }
                more = {what: keys for what, keys in more.items() if keys}
                row.tallies = dict(sorted({**row.tallies, **more}.items()))
                for what, keys in more.items():
                    sums.update({(what, key): times for key, times in keys.items()})
        Counted.objects.bulk_update(batch, ["tallies"])
    Tally.objects.bulk_create(
        (Tally(what=what, key=key, times=times) for (what, key), times in sorted(sums.items())),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0101_translations")]

    operations = [
        migrations.AddField(
            model_name="taggedentry",
            name="language",
            field=models.CharField(default="en", max_length=20),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="taggedentry",
            index=models.Index(
                fields=["tag", "language", "sort_key", "content_object"], name="tagged_by_language"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["language", "kind", "sort_key", "id"], name="entry_language_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["language", "initial", "sort_key", "id"], name="entry_language_letter"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["language", "kind", "initial", "sort_key", "id"],
                name="entry_language_kind_letter",
            ),
        ),
    ]
