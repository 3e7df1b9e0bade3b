"""What the forms of all decisions on a gap have in common."""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.gap_page import history
from gapfinder.models import Article, ChangedMeanwhileError, Gap, HelpCenter

from .choice_fields import articles_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MEANWHILE = _(
    "This gap was changed while you had it open. Look at what happened; what you chose "
    "is still here, and the button saves it now."
)


class Desk:
    """Whose gap it is, who decides, and what they choose from: looked up once."""

    def __init__(
        self,
        gap: Gap,
        editor: "User",
        *,
        words: str = "",
        named: Collection[int] = (),
    ) -> None:
        self.gap, self.editor, self.words, self._named = gap, editor, words, named

    @cached_property
    def people(self) -> Mapping[int, str]:
        """Names of those a gap can be given to: members, and who asks, by key."""
        return {
            user.pk: str(user)
            for user in self._users
            if user.is_active and (user.member or user == self.editor)
        }

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Names of them and of others who are named on the page."""
        return {user.pk: str(user) for user in self._users}

    @cached_property
    def _users(self) -> list[Any]:
        members = HelpCenter.members.through._default_manager.filter(
            helpcenter=self.gap.help_center_id, user=OuterRef("pk")
        )
        users = get_user_model()._default_manager.annotate(member=Exists(members))
        asked = users.filter(Q(member=True) | Q(pk__in=[self.editor.pk, *self._named]))
        return list(asked.order_by(get_user_model().USERNAME_FIELD))

    @cached_property
    def articles(self) -> list[Article]:
        """The articles found by the words, or without words the nearest."""
        return articles_for(self.gap, self.words)

    def person(self, key: str) -> "User | None":
        users = get_user_model()._default_manager
        return users.get(pk=key) if key else None


class GapForm(forms.Form):
    """One decision: its words, its fields, and what it does.

    `version` is that of the gap when the form was drawn.
    """

    key = ""
    heading: Any = ""
    explained: Any = ""
    button: Any = ""
    searches: Any = ""  # the label of a search box, where something is chosen

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, desk: Desk) -> None:
        super().__init__(data, auto_id=f"{self.key}-%s", label_suffix="")
        self.desk, self.gap = desk, desk.gap
        self.fields["version"].initial = self.gap.version
        self.prepare()

    @classmethod
    def applies_to(cls, gap: Gap) -> bool:
        return True

    def prepare(self) -> None:
        """Fill what can be chosen, and the words that follow the gap."""

    def ready(self) -> bool:
        """Whether a valid form is all that is needed to decide."""
        return True

    def decide(self) -> str:
        """Store the decision, and say in one sentence what happened.

        Raises:
            ChangedMeanwhileError: another editor changed the gap.
            ValueError: it cannot be done any more.
        """
        raise NotImplementedError

    @property
    def page(self) -> dict[str, Any]:
        """Who decides, and on which state of the gap."""
        version = self.cleaned_data["version"]
        return {"editor": self.desk.editor, "version": version}

    def keep(self, **values: Any) -> None:
        """Draw the form again with other values in some fields."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data.update(values)
        self.data = data

    def refuse(self, changed: ChangedMeanwhileError) -> None:
        """Say what happened meanwhile; the next press of the button counts."""
        self.add_error(None, told(changed))
        self.keep(version=str(changed.gap.version))


def told(changed: ChangedMeanwhileError) -> list[Any]:
    lines = history.lines(changed.gap, changed.events)
    return [MEANWHILE, *(format_html("{}: {}", line.when, line.said) for line in lines)]
