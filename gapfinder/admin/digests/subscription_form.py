"""The form of a subscription: one a reader and audience, of one help centre."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from gapfinder.models import Subscription


class SubscriptionForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        # On the page of one that there is, these two are read only.
        center = given.get("help_center") or getattr(self.instance, "help_center", None)
        email = given.get("email") or self.instance.email
        audience = given.get("audience")
        if center is None or not email:
            return given
        if audience and audience.help_center_id != center.pk:
            said = gettext("This audience is of another help centre.")
            self.add_error("audience", said)
        same = Subscription.objects.of(center).same_reader(email, audience)
        if same.exclude(pk=self.instance.pk).exists():
            said = gettext(
                "There is a subscription of this reader and audience already."
            )
            self.add_error("email" if "email" in self.fields else "audience", said)
        return given
