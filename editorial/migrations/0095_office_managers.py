"""Office managers invite people and give them roles; nobody needs to be superuser for that."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def create_role(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="editorial", model="manuscript"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="manage_accounts",
        defaults={"name": "Can invite people and give them roles"},
    )
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="Office managers")
    group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0094_sign_in'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='manuscript',
            options={'default_permissions': ('view',), 'permissions': [('save_manuscript', 'Can write and save drafts'), ('submit_manuscript', 'Can submit and recall drafts'), ('return_manuscript', 'Can return a submission with a reason'), ('check_citation', 'Can check citations'), ('approve_manuscript', 'Can approve a submission'), ('publish_manuscript', 'Can publish and schedule what is approved'), ('withdraw_manuscript', 'Can withdraw a published entry'), ('waive_obstacle', 'Can waive obstacles with a reason'), ('mark_source', 'Can mark a source as retracted, forged or unreliable'), ('import_content', 'Can import content'), ('merge_source', 'Can merge two records of one source'), ('manage_accounts', 'Can invite people and give them roles')], 'verbose_name': 'manuscript', 'verbose_name_plural': 'manuscripts'},
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ends_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(condition=models.Q(('used_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('account',), name='one_invitation_at_a_time')],
            },
        ),
        migrations.RunPython(create_role, migrations.RunPython.noop),
    ]
