"""Tokens end, and fall with the password. Those that are there hold for a year more, with the password of today."""

from datetime import timedelta
from hashlib import sha256

from django.db import migrations, models
from django.utils import timezone

from encyclopedia.migrations._operations import KeepTriggers


def end(apps, schema_editor):
    for token in apps.get_model("editorial", "ApiToken").objects.select_related("user"):
        token.ends_at = timezone.now() + timedelta(days=365)
        token.password_mark = sha256(token.user.password.encode()).hexdigest()
        token.save(update_fields=["ends_at", "password_mark"])


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0095_office_managers"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        KeepTriggers([
            migrations.AddField(
                model_name="apitoken",
                name="ends_at",
                field=models.DateTimeField(default=timezone.now, verbose_name="ends"),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name="apitoken",
                name="password_mark",
                field=models.CharField(default="", max_length=64),
                preserve_default=False,
            ),
        ]),
        migrations.RunPython(end, migrations.RunPython.noop),
    ]
