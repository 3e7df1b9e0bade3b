from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gapfinder", "0005_recipients_become_subscriptions")]

    operations = [migrations.RemoveField("helpcenter", "digest_to")]
