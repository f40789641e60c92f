"""Indexes for looking up an entry by its slug alone, and for the sitemap."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0051_names_first'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['slug'], name='entry_by_slug'),
        ),
        migrations.AddIndex(
            model_name='page',
            index=models.Index(fields=['entry', 'path', 'modified_at'], name='page_in_sitemap'),
        ),
    ]
