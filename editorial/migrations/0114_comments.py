"""Comments and suggested changes on exact words; whose suggestion a revision took over."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers, frozen_sql


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0113_agreements_are_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        KeepTriggers([
            migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('words', models.TextField(blank=True)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'comment',
                    'verbose_name_plural': 'comments',
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='Thread',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('revision', models.PositiveIntegerField()),
                    ('exact', models.TextField()),
                    ('before', models.TextField(blank=True, default='')),
                    ('after', models.TextField(blank=True, default='')),
                    ('around', models.PositiveSmallIntegerField(default=32)),
                    ('digest', models.CharField(blank=True, default='', max_length=64)),
                    ('replacement', models.TextField(blank=True, null=True)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('state', models.CharField(choices=[('open', 'Open'), ('resolved', 'Resolved'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('checked', 'Closed by a check')], default='open', max_length=8)),
                    ('since', models.DateTimeField(default=django.utils.timezone.now)),
                    ('made', models.PositiveIntegerField(null=True)),
                ],
                options={
                    'verbose_name': 'thread',
                    'verbose_name_plural': 'threads',
                    'default_permissions': (),
                },
            ),
            migrations.RemoveConstraint(
                model_name='notice',
                name='notice_kind_is_known',
            ),
            migrations.RemoveConstraint(
                model_name='noticepace',
                name='pace_is_known',
            ),
            migrations.AddField(
                model_name='revision',
                name='suggested_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='notice',
                name='kind',
                field=models.CharField(choices=[('work', 'Work for you'), ('outcome', 'What became of your work'), ('reminder', 'Reminders'), ('talk', 'Comments and suggestions'), ('sources', 'About sources and waivers')], default='outcome', max_length=8),
            ),
            migrations.AlterField(
                model_name='noticepace',
                name='kind',
                field=models.CharField(choices=[('work', 'Work for you'), ('outcome', 'What became of your work'), ('reminder', 'Reminders'), ('talk', 'Comments and suggestions'), ('sources', 'About sources and waivers')], max_length=8),
            ),
            migrations.AddConstraint(
                model_name='notice',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['work', 'outcome', 'reminder', 'talk', 'sources'])), name='notice_kind_is_known'),
            ),
            migrations.AddConstraint(
                model_name='noticepace',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['work', 'outcome', 'reminder', 'talk', 'sources']), ('pace__in', ['at_once', 'daily', 'weekly', 'none'])), name='pace_is_known'),
            ),
            migrations.AddField(
                model_name='comment',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='thread',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='thread',
                name='manuscript',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='editorial.manuscript'),
            ),
            migrations.AddField(
                model_name='thread',
                name='moved_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='comment',
                name='thread',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='editorial.thread'),
            ),
            migrations.AddIndex(
                model_name='thread',
                index=models.Index(fields=['manuscript', 'state', 'at'], name='threads_of_a_manuscript'),
            ),
            migrations.AddIndex(
                model_name='thread',
                index=models.Index(condition=models.Q(('digest', ''), _negated=True), fields=['digest'], name='threads_on_a_citation'),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(('exact', ''), _negated=True), name='thread_is_on_words'),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'resolved', 'accepted', 'refused', 'checked'])), name='thread_state_is_known'),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(('digest', ''), ('replacement__isnull', True), _connector='OR'), name='thread_suggests_words_of_the_text'),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(('replacement__isnull', False), models.Q(('state__in', ['accepted', 'refused']), _negated=True), _connector='OR'), name='thread_is_accepted_only_as_a_suggestion'),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), _negated=True), models.Q(('state', 'checked'), _negated=True), _connector='OR'), name='thread_is_checked_only_on_a_citation'),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('made__isnull', False), ('state', 'accepted')), models.Q(models.Q(('state', 'accepted'), _negated=True), ('made__isnull', True)), _connector='OR'), name='thread_accepted_made_a_revision'),
            ),
            migrations.AddIndex(
                model_name='comment',
                index=models.Index(fields=['thread', 'at'], name='comments_of_a_thread'),
            ),
            migrations.AddConstraint(
                model_name='comment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), models.Q(('words', ''), _negated=True)), models.Q(('withdrawn_at__isnull', False), ('words', '')), _connector='OR'), name='comment_has_words_until_withdrawn'),
            ),
        ]),
        frozen_sql(__file__),
    ]
