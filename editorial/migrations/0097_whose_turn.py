"""Whose turn it is: who is named for a manuscript, until when, and what is to be done next with it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0096_tokens_end'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [KeepTriggers([
        migrations.AlterModelOptions(
            name='manuscript',
            options={'default_permissions': ('view',), 'permissions': [('save_manuscript', 'Can write and save drafts'), ('submit_manuscript', 'Can submit and recall drafts'), ('return_manuscript', 'Can return a submission with a reason'), ('check_citation', 'Can check citations'), ('approve_manuscript', 'Can approve a submission'), ('publish_manuscript', 'Can publish and schedule what is approved'), ('withdraw_manuscript', 'Can withdraw a published entry'), ('waive_obstacle', 'Can waive obstacles with a reason'), ('mark_source', 'Can mark a source as retracted, forged or unreliable'), ('import_content', 'Can import content'), ('merge_source', 'Can merge two records of one source'), ('manage_accounts', 'Can invite people and give them roles'), ('assign_manuscript', 'Can say who does what, until when')], 'verbose_name': 'manuscript', 'verbose_name_plural': 'manuscripts'},
        ),
        migrations.AddField(
            model_name='manuscript',
            name='approver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approver'),
        ),
        migrations.AddField(
            model_name='manuscript',
            name='checker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checker'),
        ),
        migrations.AddField(
            model_name='manuscript',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='due'),
        ),
        migrations.AddField(
            model_name='manuscript',
            name='priority',
            field=models.SmallIntegerField(choices=[(-1, 'Low'), (0, 'Normal'), (1, 'High')], default=0, verbose_name='priority'),
        ),
        migrations.AddField(
            model_name='manuscript',
            name='responsible',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='responsible'),
        ),
        migrations.AddField(
            model_name='manuscript',
            name='step',
            field=models.CharField(choices=[('write', 'Write and submit'), ('mend', 'Mend what was returned'), ('answer', 'Answer the checks'), ('source', 'Submit or publish its sources'), ('check', 'Check its citations'), ('approve', 'Read and approve'), ('publish', 'Publish'), ('wait', 'Published at its time'), ('nothing', 'Nothing to do')], default='write', max_length=8, null=True, verbose_name='next step'),
        ),
        migrations.AddIndex(
            model_name='manuscript',
            index=models.Index(fields=['step', 'since', 'id'], name='manuscript_by_step'),
        ),
        migrations.AddIndex(
            model_name='manuscript',
            index=models.Index(condition=models.Q(('due_on__isnull', False)), fields=['due_on'], name='manuscript_due_on'),
        ),
        migrations.AddConstraint(
            model_name='manuscript',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['write', 'mend', 'answer', 'source', 'check', 'approve', 'publish', 'wait', 'nothing']), models.Q(('status', 'submitted'), ('step__isnull', True)), _connector='OR'), name='manuscript_step_is_known'),
        ),
        migrations.AddConstraint(
            model_name='manuscript',
            constraint=models.CheckConstraint(condition=models.Q(('priority__in', [-1, 0, 1])), name='manuscript_priority_is_known'),
        ),
    ])]
