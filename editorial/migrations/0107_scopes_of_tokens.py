"""Tokens say what they may be used for. Those that are there may do what they could: read and save drafts."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("editorial", "0106_notices_and_letters")]

    operations = [
        KeepTriggers([
            migrations.AddField(
                model_name="apitoken",
                name="scope",
                field=models.CharField(
                    choices=[("read", "read drafts"), ("write", "read and save drafts")],
                    default="write",
                    max_length=8,
                    verbose_name="may",
                ),
                preserve_default=False,
            ),
            migrations.AddConstraint(
                model_name="apitoken",
                constraint=models.CheckConstraint(
                    condition=models.Q(("scope__in", ["read", "write"])),
                    name="token_scope_is_known",
                ),
            ),
        ]),
    ]
