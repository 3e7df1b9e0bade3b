from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("gapfinder", "0014_words_become_references")]

    operations = [
        migrations.RemoveField(model_name="digest", name="words_since"),
        migrations.RemoveField(model_name="gap", name="answers"),
        migrations.RemoveField(model_name="gap", name="examples"),
        migrations.RemoveField(model_name="gap", name="words_since"),
    ]
