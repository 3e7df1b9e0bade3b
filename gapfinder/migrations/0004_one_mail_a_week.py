import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('gapfinder', '0003_subscriptions'),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='first_tried_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='next_try_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='next try'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='queued_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='error',
            field=models.TextField(blank=True, help_text='In the words of the mail server.', verbose_name='error'),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='digest',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='gapfinder.digest', verbose_name='digest'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try_at'], name='delivery_waiting'),
        ),
    ]
