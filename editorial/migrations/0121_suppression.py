"""Words may be taken out of sight for legal reasons: by office managers, two together, with their events."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


def let_managers_suppress(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="editorial", model="manuscript"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="suppress_manuscript",
        defaults={"name": "Can take words out of sight for legal reasons"},
    )
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="Office managers")
    group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0120_comments_on_parts"),
    ]
    operations = [
        migrations.AlterModelOptions(
            name="manuscript",
            options={'default_permissions': ('view',), 'permissions': [('save_manuscript', 'Can write and save drafts'), ('submit_manuscript', 'Can submit and recall drafts'), ('return_manuscript', 'Can return a submission with a reason'), ('check_citation', 'Can check citations'), ('approve_manuscript', 'Can approve a submission'), ('publish_manuscript', 'Can publish and schedule what is approved'), ('withdraw_manuscript', 'Can withdraw a published entry'), ('waive_obstacle', 'Can waive obstacles with a reason'), ('mark_source', 'Can mark a source as retracted, forged or unreliable'), ('import_content', 'Can import content'), ('merge_source', 'Can merge two entries of one work, person, body or subject'), ('manage_accounts', 'Can invite people and give them roles'), ('assign_manuscript', 'Can say who does what, until when'), ('suppress_manuscript', 'Can take words out of sight for legal reasons')], 'verbose_name': 'manuscript', 'verbose_name_plural': 'manuscripts'},
        ),
        frozen_sql(__file__),
        migrations.RunPython(let_managers_suppress, migrations.RunPython.noop),
    ]
