"""Drafts that were never published can be discarded."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("editorial", "0114_comments")]

    operations = [
        KeepTriggers([
        migrations.RemoveConstraint(
            model_name='manuscript',
            name='manuscript_status_is_known',
        ),
        migrations.AlterField(
            model_name='manuscript',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('approved', 'Approved'), ('scheduled', 'Scheduled'), ('published', 'Published'), ('withdrawn', 'Withdrawn'), ('discarded', 'Discarded')], default='draft', max_length=12, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='manuscript',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'returned', 'approved', 'scheduled', 'published', 'withdrawn', 'discarded'])), name='manuscript_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='manuscript',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'discarded'), _negated=True), ('edition', 0), _connector='OR'), name='manuscript_discarded_was_never_published'),
        ),
        ]),
    ]
