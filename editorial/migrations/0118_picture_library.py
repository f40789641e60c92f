"""The library of pictures: what is recorded of each, and where drafts show it."""

import json

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers, frozen_sql

MAX_TOGETHER = 500


def fill_uses(apps, schema_editor):
    """The pictures of the newest revisions; `rebuild` folds the words by which they are searched for."""
    revisions = apps.get_model("editorial", "Revision").objects.filter(
        number=models.F("manuscript__revision")
    )
    use = apps.get_model("editorial", "PictureUse")
    uses = []
    for revision in revisions.exclude(manuscript__status="discarded").iterator(chunk_size=200):
        # Databases of 0.1.0 have the document as text.
        document = revision.document
        if isinstance(document, str):
            document = json.loads(document)
        for position, picture in enumerate(document.get("pictures", ())):
            said = {
                name: str(picture.get(name, ""))
                for name in ("name", "alt", "caption", "credit", "licence")
            }
            digest = str(picture.get("digest", ""))[:64]
            if digest:
                uses.append(
                    use(
                        manuscript_id=revision.manuscript_id,
                        position=position,
                        digest=digest,
                        search=" ".join(said.values()).casefold(),
                        **said,
                    )
                )
        if len(uses) > MAX_TOGETHER:
            use.objects.bulk_create(uses)
            uses = []
    use.objects.bulk_create(uses)


def keep_uses(apps, schema_editor):
    """They go with their table."""


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0117_held_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        KeepTriggers([
            migrations.CreateModel(
                name='PictureRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('title', models.CharField(blank=True, max_length=300)),
                    ('credit', models.CharField(blank=True, max_length=300)),
                    ('licence', models.CharField(blank=True, max_length=300)),
                    ('permission', models.TextField(blank=True)),
                    ('permission_digest', models.CharField(blank=True, max_length=64)),
                    ('permission_type', models.CharField(blank=True, max_length=40)),
                    ('focus', models.CharField(blank=True, max_length=7)),
                    ('words', models.CharField(blank=True, max_length=300)),
                    ('is_aside', models.BooleanField(default=False)),
                    ('reason', models.TextField(blank=True)),
                    ('search', models.TextField(blank=True)),
                    ('digest', models.CharField(max_length=64)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'verbose_name': 'record of a picture',
                    'verbose_name_plural': 'records of pictures',
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='PictureUse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('digest', models.CharField(db_index=True, max_length=64)),
                    ('name', models.TextField(blank=True)),
                    ('alt', models.TextField(blank=True)),
                    ('caption', models.TextField(blank=True)),
                    ('credit', models.TextField(blank=True)),
                    ('licence', models.TextField(blank=True)),
                    ('focus', models.TextField(blank=True)),
                    ('search', models.TextField(blank=True)),
                ],
                options={
                    'verbose_name': 'use of a picture',
                    'verbose_name_plural': 'uses of pictures',
                    'default_permissions': (),
                },
            ),
            migrations.AddField(
                model_name='upload',
                name='file_key',
                field=models.CharField(blank=True, default='', max_length=200),
            ),
            migrations.AddField(
                model_name='upload',
                name='file_name',
                field=models.CharField(blank=True, default='', max_length=200),
            ),
            migrations.AddIndex(
                model_name='upload',
                index=models.Index(fields=['-at', 'digest'], name='uploads_newest_first'),
            ),
            migrations.AddField(
                model_name='picturerecord',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='picturerecord',
                name='picture',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='editorial.upload'),
            ),
            migrations.AddField(
                model_name='pictureuse',
                name='manuscript',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='picture_uses', to='editorial.manuscript'),
            ),
            migrations.AddConstraint(
                model_name='picturerecord',
                constraint=models.UniqueConstraint(fields=('picture', 'number'), name='picture_record_once'),
            ),
            migrations.AddConstraint(
                model_name='pictureuse',
                constraint=models.UniqueConstraint(fields=('manuscript', 'position'), name='picture_use_has_one_place'),
            ),
        ]),
        frozen_sql(__file__),
        migrations.RunPython(fill_uses, keep_uses),
    ]
