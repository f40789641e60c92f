"""Failed sign-ins and the log of accounts in tables of the house; the tables of django-axes go."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import frozen_sql

# In this order: rows of each refer to the next.
AXES = ("accessattemptexpiration", "accessattempt", "accesslog", "accessfailurelog")


def drop_axes(apps, schema_editor):
    for table in AXES:
        schema_editor.execute(f"DROP TABLE IF EXISTS axes_{table}")
    schema_editor.execute("DELETE FROM django_migrations WHERE app = 'axes'")
    apps.get_model("auth", "Permission").objects.filter(content_type__app_label="axes").delete()
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label="axes").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0093_pages_about_the_site'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptLimit',
            fields=[
                ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                ('value', models.TextField()),
                ('expires', models.DateTimeField(db_index=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SignInFailure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('account', models.CharField(max_length=64)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('browser', models.CharField(blank=True, max_length=32)),
                ('password', models.CharField(max_length=4)),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['account', 'address'], name='failures_of_an_account'), models.Index(fields=['address'], name='failures_from_an_address'), models.Index(fields=['password'], name='failures_with_a_password')],
            },
        ),
        migrations.CreateModel(
            name='AccountEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='time')),
                ('kind', models.CharField(max_length=40)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('data', models.JSONField(default=dict)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'event of an account',
                'verbose_name_plural': 'events of accounts',
                'default_permissions': (),
                'indexes': [models.Index(fields=['account', '-id'], name='events_of_an_account')],
            },
        ),
        migrations.RunPython(drop_axes, migrations.RunPython.noop),
        frozen_sql(__file__),
    ]
