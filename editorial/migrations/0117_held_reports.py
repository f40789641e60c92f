"""Reports that came in a flood are held apart."""

from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0116_saml_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        KeepTriggers([
        migrations.AddField(
            model_name='errorreport',
            name='held',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='errorreport',
            index=models.Index(condition=models.Q(('held', True), ('state', 'open')), fields=['id'], name='reports_held'),
        ),
        ]),
    ]
