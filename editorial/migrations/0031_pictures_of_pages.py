"""Pictures of pages are evidence."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0030_what_a_check_tells'),
    ]

    operations = [KeepTriggers([
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_kind_is_known',
        ),
        migrations.AlterField(
            model_name='evidence',
            name='kind',
            field=models.CharField(choices=[('pasted', 'Pasted passage'), ('text', 'Plain text'), ('html', 'HTML page'), ('pdf', 'PDF'), ('picture', 'Picture of a page')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pasted', 'text', 'html', 'pdf', 'picture'])), name='evidence_kind_is_known'),
        ),
    ])]
