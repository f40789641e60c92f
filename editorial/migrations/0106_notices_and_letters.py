import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0105_error_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticePace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('work', 'Work for you'), ('outcome', 'What became of your work'), ('reminder', 'Reminders'), ('sources', 'About sources and waivers')], max_length=8)),
                ('pace', models.CharField(choices=[('at_once', 'at once'), ('daily', 'in one e-mail a day'), ('weekly', 'in one e-mail a week'), ('none', 'in the office only')], max_length=8)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        KeepTriggers([
            migrations.RemoveConstraint(
                model_name='notice',
                name='notice_once',
            ),
            migrations.AddField(
                model_name='notice',
                name='kind',
                field=models.CharField(choices=[('work', 'Work for you'), ('outcome', 'What became of your work'), ('reminder', 'Reminders'), ('sources', 'About sources and waivers')], default='outcome', max_length=8),
            ),
            migrations.AddField(
                model_name='notice',
                name='mail_after',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='notice',
                name='mailed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='notice',
                name='step',
                field=models.CharField(blank=True, choices=[('write', 'Write and submit'), ('mend', 'Mend what was returned'), ('answer', 'Answer the checks'), ('source', 'Submit or publish its sources'), ('check', 'Check its citations'), ('approve', 'Read and approve'), ('publish', 'Publish'), ('wait', 'Published at its time'), ('nothing', 'Nothing to do')], default='', max_length=8),
            ),
            migrations.AddIndex(
                model_name='notice',
                index=models.Index(condition=models.Q(('mail_after__isnull', False)), fields=['mail_after'], name='notice_to_mail'),
            ),
            migrations.AddConstraint(
                model_name='notice',
                constraint=models.UniqueConstraint(fields=('user', 'event', 'step'), name='notice_once'),
            ),
            migrations.AddConstraint(
                model_name='notice',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['work', 'outcome', 'reminder', 'sources'])), name='notice_kind_is_known'),
            ),
            migrations.AddConstraint(
                model_name='notice',
                constraint=models.CheckConstraint(condition=models.Q(('mail_after__isnull', True), ('mailed_at__isnull', True), _connector='OR'), name='notice_is_mailed_once'),
            ),
        ]),
        migrations.AddField(
            model_name='noticepace',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='noticepace',
            constraint=models.UniqueConstraint(fields=('user', 'kind'), name='one_pace_for_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='noticepace',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['work', 'outcome', 'reminder', 'sources']), ('pace__in', ['at_once', 'daily', 'weekly', 'none'])), name='pace_is_known'),
        ),
    ]
