"""In which editions each claim stood in its words, what it came from, and the sources of each edition."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0020_claim_counts'),
    ]

    operations = [
        migrations.CreateModel(
            name='EditionSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.UUIDField()),
                ('edition', models.PositiveIntegerField()),
                ('key', models.CharField(max_length=200)),
            ],
            options={
                'verbose_name': 'source of an edition',
                'verbose_name_plural': 'sources of editions',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('entry_id', 'edition', 'key'), name='edition_source_once')],
            },
        ),
        migrations.CreateModel(
            name='Rewording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.UUIDField(db_index=True)),
                ('edition', models.PositiveIntegerField()),
                ('earlier', models.CharField(db_index=True, max_length=64)),
                ('later', models.CharField(db_index=True, max_length=64)),
            ],
            options={
                'verbose_name': "change of a claim's wording",
                'verbose_name_plural': "changes of claims' wordings",
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('later', 'earlier', 'edition'), name='rewording_once_an_edition')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.UUIDField(db_index=True)),
                ('digest', models.CharField(max_length=64)),
                ('claim', models.TextField()),
                ('first', models.PositiveIntegerField()),
                ('last', models.PositiveIntegerField(null=True)),
            ],
            options={
                'verbose_name': 'wording of a claim',
                'verbose_name_plural': 'wordings of claims',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('digest', 'first'), name='wording_begins_once')],
            },
        ),
    ]
