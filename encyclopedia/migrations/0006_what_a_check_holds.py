"""What surrounds a citation, the standing of one whose context changed, and claims' earlier addresses."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0005_api_indexes'),
    ]

    operations = [KeepTriggers([
        migrations.CreateModel(
            name='ClaimUpgrade',
            fields=[
                ('old', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('new', models.CharField(db_index=True, max_length=64)),
            ],
            options={
                'verbose_name': 'upgraded claim',
                'verbose_name_plural': 'upgraded claims',
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='citation',
            name='citation_standing_is_known',
        ),
        migrations.AddField(
            model_name='citation',
            name='context',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='citation',
            name='standing',
            field=models.CharField(choices=[('unchecked', 'not yet checked'), ('supports', 'checked: the source supports this'), ('partly', 'checked: the source supports this in part'), ('does_not_support', 'disputed: the source does not support this'), ('contradicts', 'disputed: the source contradicts this'), ('could_not_access', 'the source could not be accessed'), ('stale', 'changed since its last check'), ('context_changed', 'checked, but what stands around it changed since')], default='unchecked', max_length=20),
        ),
        migrations.AlterField(
            model_name='publishedcheck',
            name='verdict',
            field=models.CharField(choices=[('unchecked', 'not yet checked'), ('supports', 'checked: the source supports this'), ('partly', 'checked: the source supports this in part'), ('does_not_support', 'disputed: the source does not support this'), ('contradicts', 'disputed: the source contradicts this'), ('could_not_access', 'the source could not be accessed'), ('stale', 'changed since its last check'), ('context_changed', 'checked, but what stands around it changed since')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(('standing__in', ['unchecked', 'supports', 'partly', 'does_not_support', 'contradicts', 'could_not_access', 'stale', 'context_changed'])), name='citation_standing_is_known'),
        ),
    ])]
