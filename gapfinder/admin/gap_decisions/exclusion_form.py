"""The form of an exclusion rule: tried on past contacts first, then saved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import conf
from gapfinder.engine.clustering.exclusion_rules import phrases_of
from gapfinder.models import Exclusion
from gapfinder.models.gaps.exclusion_preview import ExclusionPreview, preview_rule

from .base_form import GapForm

JOINED = ", "


class ExcludeForm(GapForm):
    key, heading = "exclude", _("Never group such contacts again")
    explained = _(
        "A rule leaves out every question with these words, from the next run on. "
        "It is tried on past contacts before it is saved."
    )
    button = _("Try the rule")
    words = forms.CharField(
        label=_("Words and phrases, with commas between them"),
        max_length=300,
        help_text=_("All of them must occur in a question, as whole words."),
    )
    tried = forms.CharField(required=False, widget=forms.HiddenInput)
    trial: ExclusionPreview | None = None

    def clean_words(self) -> list[str]:
        phrases = phrases_of(self.cleaned_data["words"])
        if not phrases:
            raise ValidationError(_("Give at least one word."))
        return phrases

    def clean(self) -> dict[str, Any]:
        """Try what was not tried yet; a rule that takes nothing is misspelt."""
        if "words" in self.cleaned_data:
            phrases = self.cleaned_data["words"]
            self.trial = preview_rule(self.gap, phrases, weeks=conf().window_weeks)
            if not self.trial.taken:
                said = _("None of the past questions has all of these words.")
                self.add_error("words", said)
        return self.cleaned_data

    def ready(self) -> bool:
        """Draw the form once more with what the rule would take."""
        tried = JOINED.join(self.cleaned_data["words"])
        if self.cleaned_data["tried"] == tried:
            return True
        self.keep(tried=tried)
        self.button = _("Save the rule")
        return False

    def decide(self) -> str:
        phrases = self.cleaned_data["words"]
        Exclusion.objects.make(self.gap, phrases, **self.page)
        said = gettext("The rule is saved; the next run leaves out: %(words)s.")
        return said % {"words": JOINED.join(phrases)}
