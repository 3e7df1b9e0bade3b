"""No updates between full runs any more: what only they needed goes.

Runs stay, updates among them. What an update guessed was to be judged as if it were new
by the next full run; without its judgement such a question is new to it.
"""

from django.db import migrations, models


def forget_guesses(apps, schema_editor):
    using = schema_editor.connection.alias
    judgements = apps.get_model("gapfinder", "Judgement").objects.using(using)
    judgements.filter(provisional=True).delete()
    runs = apps.get_model("gapfinder", "Run").objects.using(using)
    for run in runs.filter(kind="update").only("figures").iterator():
        run.figures.pop("update", None)
        run.save(update_fields=["figures"])


class Migration(migrations.Migration):
    dependencies = [
        ("gapfinder", "0011_words_since"),
    ]

    operations = [
        migrations.RunPython(forget_guesses, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="judgement",
            name="provisional",
        ),
        migrations.RemoveField(
            model_name="run",
            name="basis",
        ),
        migrations.RemoveField(
            model_name="run",
            name="kind",
        ),
        migrations.AlterField(
            model_name="judgement",
            name="reworded",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="An import gave the question new words: the next run judges them.",
            ),
        ),
    ]
