"""Who was on the list of a help centre has a subscription to all of it."""

from django.conf import settings
from django.db import migrations

LANGUAGES = ("en", "nb", "nl", "sv")


def subscribe(apps, schema_editor):
    HelpCenter = apps.get_model("gapfinder", "HelpCenter")
    Subscription = apps.get_model("gapfinder", "Subscription")
    Digest = apps.get_model("gapfinder", "Digest")
    language = settings.LANGUAGE_CODE.partition("-")[0]
    for help_center in HelpCenter.objects.exclude(digest_to=""):
        for address in dict.fromkeys(help_center.digest_to.split()):
            Subscription.objects.get_or_create(
                help_center=help_center,
                email=address,
                audience=None,
                defaults={"language": language if language in LANGUAGES else "en"},
            )
    # They were texts, of which no letter can be written again.
    Digest.objects.filter(facts={}).delete()


def list_again(apps, schema_editor):
    Subscription = apps.get_model("gapfinder", "Subscription")
    readers = Subscription.objects.filter(audience=None, ended_at=None)
    for reader in readers.select_related("help_center").order_by("pk"):
        help_center = reader.help_center
        help_center.refresh_from_db()
        addresses = dict.fromkeys([*help_center.digest_to.split(), reader.email])
        help_center.digest_to = "\n".join(addresses)
        help_center.save()


class Migration(migrations.Migration):
    dependencies = [("gapfinder", "0004_one_mail_a_week")]

    operations = [migrations.RunPython(subscribe, list_again)]
