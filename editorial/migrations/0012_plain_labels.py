"""Plainer labels of choices and models; no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0011_four_eyes_on_merged'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='toldapart',
            options={'default_permissions': (), 'verbose_name': 'pair marked as different', 'verbose_name_plural': 'pairs marked as different'},
        ),
        migrations.AlterField(
            model_name='import',
            name='status',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('stopping', 'Stopping'), ('stopped', 'Stopped'), ('broken', 'Interrupted'), ('finished', 'Finished')], default='waiting', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='importline',
            name='state',
            field=models.CharField(choices=[('new', 'New draft'), ('revised', 'New version of a draft'), ('same', 'Nothing new'), ('refused', 'Refused'), ('left', 'To review')], max_length=8),
        ),
    ]
