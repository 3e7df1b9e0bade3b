"""Forms of bulk decisions: assignee, reason, merge target."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gapfinder.admin.common import html
from gapfinder.models import Gap, HelpCenter
from gapfinder.models.gaps.decisions import (
    Assign,
    Because,
    Decision,
    Dismiss,
    Draft,
    Returns,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ON_A_DAY = "day"


class BulkForm(forms.Form):
    """One decision for many gaps: its words, its fields, and what it makes of a gap."""

    heading: Any = ""
    button: Any = ""

    def __init__(self, data: Any = None, *, gaps: Sequence[Gap]) -> None:
        super().__init__(data, label_suffix="")
        self.gaps = gaps
        self.prepare()

    def prepare(self) -> None:
        """Fill what can be chosen."""

    def decision(self) -> Decision:
        raise NotImplementedError

    def said(self, gaps: int) -> str:
        """Say in a sentence what became of so many gaps."""
        raise NotImplementedError


class WithAssignee(BulkForm):
    assignee = forms.ChoiceField(label=_("Who does it"), required=False)

    def prepare(self) -> None:
        """Offer those who see every one of the gaps."""
        centers = HelpCenter.objects.with_keys(
            {gap.help_center_id for gap in self.gaps}
        )
        self.people = {str(user.pk): user for user in centers.shared_people()}
        names = [(key, name_of(user)) for key, user in self.people.items()]
        field: Any = self.fields["assignee"]
        field.choices = [("", _("nobody")), *names]

    @property
    def person(self) -> "User | None":
        return self.people.get(self.cleaned_data["assignee"])


class AssignForm(WithAssignee):
    heading, button = _("Give these gaps to somebody"), _("Assign")

    def decision(self) -> Decision:
        return Assign(self.person)

    def said(self, gaps: int) -> str:
        n = html.number(gaps)
        if self.person is None:
            said = ngettext(
                "%(n)s gap is with nobody now.", "%(n)s gaps are with nobody now.", gaps
            )
            return said % {"n": n}
        said = ngettext(
            "%(n)s gap is with %(name)s now.", "%(n)s gaps are with %(name)s now.", gaps
        )
        return said % {"n": n, "name": name_of(self.person)}


class DraftForm(WithAssignee):
    heading, button = _("Start drafting these gaps"), _("Start drafting")
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2_000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        super().prepare()
        field: Any = self.fields["assignee"]
        field.choices[0] = ("", _("as it is"))

    def decision(self) -> Decision:
        return Draft(self.person, self.cleaned_data["note"])

    def said(self, gaps: int) -> str:
        said = ngettext(
            "%(n)s gap is being drafted now.", "%(n)s gaps are being drafted now.", gaps
        )
        return said % {"n": html.number(gaps)}


class DismissForm(BulkForm):
    heading, button = _("Dismiss these gaps"), _("Dismiss")
    because = forms.ChoiceField(
        label=_("Why"), choices=Because, widget=forms.RadioSelect
    )
    returns = forms.ChoiceField(
        label=_("When are they to return?"),
        choices=[*Returns.choices, (ON_A_DAY, _("on a day"))],
        initial=Returns.GROWN,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label=_("That day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if self.data.get("returns") == ON_A_DAY and day is None:
            raise ValidationError(_("Choose the day on which they are to return."))
        return day

    def decision(self) -> Decision:
        returns, day = self.cleaned_data["returns"], self.cleaned_data["day"]
        when = day if returns == ON_A_DAY else Returns(returns)
        return Dismiss(Because(self.cleaned_data["because"]), when)

    def said(self, gaps: int) -> str:
        said = ngettext("%(n)s gap dismissed.", "%(n)s gaps dismissed.", gaps)
        return said % {"n": html.number(gaps)}


class MergeForm(BulkForm):
    heading, button = _("Make one gap of these"), _("Merge")
    into = forms.ChoiceField(
        label=_("Which one the others become a part of"), widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        field: Any = self.fields["into"]
        field.choices = [(str(gap.pk), _told(gap)) for gap in self.gaps]
        largest = max(self.gaps, key=lambda gap: gap.volume)
        field.initial = str(largest.pk)

    @property
    def survivor(self) -> Gap:
        key = self.cleaned_data["into"]
        return next(gap for gap in self.gaps if str(gap.pk) == key)


def _told(gap: Gap) -> str:
    said = ngettext(
        "%(id)s %(title)s: %(n)s contact",
        "%(id)s %(title)s: %(n)s contacts",
        gap.volume,
    )
    shown = {"id": gap.public_id, "title": html.short(gap.title)}
    return said % {**shown, "n": html.number(gap.volume)}


def name_of(user: "User") -> str:
    return user.get_full_name() or str(user)
