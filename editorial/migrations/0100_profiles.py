"""What people say of themselves: ORCID, affiliation, languages, time zone; and an e-mail address that waits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('editorial', '0099_subject_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='profile', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('orcid', models.CharField(blank=True, max_length=19)),
                ('affiliation', models.CharField(blank=True, max_length=300)),
                ('languages', models.JSONField(default=list)),
                ('time_zone', models.CharField(blank=True, max_length=64)),
                ('new_address', models.EmailField(blank=True, max_length=254)),
                ('new_address_digest', models.CharField(blank=True, max_length=64)),
                ('new_address_until', models.DateTimeField(blank=True, null=True)),
                ('password_mark', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'profile',
                'verbose_name_plural': 'profiles',
                'default_permissions': (),
            },
        ),
    ]
