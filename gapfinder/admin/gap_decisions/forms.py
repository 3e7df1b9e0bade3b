"""The decisions of an editor on one gap, each with its form."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.conf import conf
from gapfinder.models import Gap, Question, Verdict
from gapfinder.models.gaps.decisions import Because, Returns

from .base_form import GapForm
from .choice_fields import (
    ArticleChoice,
    GapChoice,
    TickedChoice,
    articles_of,
    beside,
    gaps_for,
)
from .exclusion_form import ExcludeForm

Status, Kind = Gap.Status, Gap.Kind
ON_A_DAY = "day"
NOTE_ROWS = 2


def note_field() -> forms.CharField:
    widget = AdminTextareaWidget(attrs={"rows": NOTE_ROWS})
    return forms.CharField(
        label=_("Note"), required=False, max_length=2_000, widget=widget
    )


class WithAssignee(GapForm):
    assignee = forms.ChoiceField(label=_("Who does it"), required=False)

    def prepare(self) -> None:
        people = self.desk.people
        field: Any = self.fields["assignee"]
        field.choices = [("", _("nobody")), *people.items()]
        field.initial = self.gap.assignee_id or ""


class DraftForm(WithAssignee):
    key = "draft"
    note = note_field()

    @classmethod
    def applies_to(cls, gap: Gap) -> bool:
        return gap.status != Status.DRAFTING

    def prepare(self) -> None:
        super().prepare()
        field: Any = self.fields["assignee"]
        if self.gap.assignee_id in self.desk.people:
            field.choices = list(self.desk.people.items())  # a draft takes it from none
        else:
            field.initial = self.desk.editor.pk
        words: dict[Any, Any] = {
            Kind.MISSING: (_("Write it"), _("Start writing the article.")),
            Kind.WEAK: (_("Improve it"), _("Start improving the article.")),
            Kind.TRANSLATION: (_("Translate it"), _("Start the translation.")),
        }
        self.heading, self.explained = words[Kind(self.gap.kind)]
        self.button = _("Start the draft")

    def decide(self) -> str:
        assignee = self.desk.person(self.cleaned_data["assignee"])
        note = self.cleaned_data["note"]
        self.gap.draft(assignee=assignee, note=note, **self.page)
        if assignee is None:
            return gettext("The draft is started.")
        name = self.desk.people[assignee.pk]
        return gettext("The draft is started; it is with %(name)s.") % {"name": name}


class AssignForm(WithAssignee):
    key, heading = "assign", _("Give it to somebody")
    button = _("Assign")

    def decide(self) -> str:
        assignee = self.desk.person(self.cleaned_data["assignee"])
        self.gap.assign(assignee, **self.page)
        if assignee is None:
            return gettext("The gap is with nobody now.")
        name = self.desk.people[assignee.pk]
        return gettext("The gap is with %(name)s now.") % {"name": name}


class WithArticle(GapForm):
    searches = _("Find an article by its title or id")
    article = ArticleChoice(label=_("Article"))

    def prepare(self) -> None:
        field: Any = self.fields["article"]
        found = self.desk.articles
        chosen = self.data.get("article")
        field.show(found, of=articles_of(self.gap), chosen=chosen)


class AnsweredForm(WithArticle):
    key, heading = "answered", _("An article answers this")
    explained = _("Or it does not: your word teaches the next run.")
    button = _("Save the answer")
    answer = forms.ChoiceField(
        label=_("Does it answer these contacts?"),
        choices=Verdict.Answer,
        initial=Verdict.Answer.YES,
        widget=forms.RadioSelect,
    )
    note = note_field()

    def decide(self) -> str:
        chosen = {name: self.cleaned_data[name] for name in ("article", "answer")}
        verdict = Verdict.objects.give(
            gap=self.gap, note=self.cleaned_data["note"], **chosen, **self.page
        )
        taught = verdict.questions.count()
        said = ngettext(
            "Saved: “%(article)s” answers it: %(answer)s. It teaches %(n)s question, "
            "and the next run knows it.",
            "Saved: “%(article)s” answers it: %(answer)s. It teaches %(n)s questions, "
            "and the next run knows it.",
            taught,
        )
        return said % {
            "article": html.short(str(verdict.article)),
            "answer": verdict.get_answer_display(),
            "n": html.number(taught),
        }


class PublishForm(WithArticle):
    key, heading = "publish", _("It is published")
    explained = _("Choose the article that was written, improved or translated.")
    button = _("Mark as published")

    def decide(self) -> str:
        article = self.cleaned_data["article"]
        self.gap.publish(article, **self.page)
        title = html.short(str(article))
        return gettext("Marked as published: “%(article)s”.") % {"article": title}


class DismissForm(GapForm):
    key, heading = "dismiss", _("Dismiss it")
    explained = _("Nothing is to be written. Its contacts stay together.")
    button = _("Dismiss")
    because = forms.ChoiceField(
        label=_("Why"), choices=Because, widget=forms.RadioSelect
    )
    returns = forms.ChoiceField(
        label=_("When is it to return?"),
        choices=[*Returns.choices, (ON_A_DAY, _("on a day"))],
        initial=Returns.GROWN,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label=_("That day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @classmethod
    def applies_to(cls, gap: Gap) -> bool:
        return gap.status != Status.DISMISSED

    def prepare(self) -> None:
        """Say how much it has to grow, if the project lets it return for that."""
        field: Any = self.fields["returns"]
        factor = conf().dismissed_returns_at
        if not factor:
            field.choices = field.choices[1:]
            field.initial = Returns.NEVER
            return
        said = gettext("when it has more than %(factor)s times as many contacts")
        grown = said % {"factor": number_format(factor)}
        field.choices = [(Returns.GROWN, grown), *field.choices[1:]]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if self.data.get("returns") == ON_A_DAY and day is None:
            raise ValidationError(_("Choose the day on which it is to return."))
        return day

    def decide(self) -> str:
        because = Because(self.cleaned_data["because"])
        returns, day = self.cleaned_data["returns"], self.cleaned_data["day"]
        if returns == ON_A_DAY:
            self.gap.dismiss(because, returns=day, **self.page)
            return gettext("Dismissed until %(day)s.") % {"day": date_format(day)}
        self.gap.dismiss(because, returns=Returns(returns), **self.page)
        if returns == Returns.NEVER:
            return gettext("Dismissed for good.")
        return gettext("Dismissed until it has grown.")


class ReopenForm(GapForm):
    key, heading, button = "reopen", _("Reopen it"), _("Reopen")
    explained = _("It is something to write again.")

    @classmethod
    def applies_to(cls, gap: Gap) -> bool:
        return gap.status != Status.OPEN

    def decide(self) -> str:
        self.gap.reopen(**self.page)
        return gettext("The gap is open again.")


class RetitleForm(GapForm):
    key, heading, button = "retitle", _("Rename it"), _("Save the title")
    explained = _("Later runs keep your title.")
    title = forms.CharField(
        label=_("Title"), max_length=500, widget=AdminTextareaWidget(attrs={"rows": 2})
    )

    def prepare(self) -> None:
        self.fields["title"].initial = self.gap.title

    def decide(self) -> str:
        self.gap.retitle(self.cleaned_data["title"], **self.page)
        return gettext("The title is saved; later runs keep it.")


class MergeForm(GapForm):
    key, heading = "merge", _("Merge it with another gap")
    explained = _("They ask the same: its contacts become a part of the other gap.")
    button = _("Merge")
    searches = _("Find a gap by its title or number")
    other = GapChoice(label=_("The other gap"))

    def prepare(self) -> None:
        field: Any = self.fields["other"]
        found = gaps_for(self.gap, self.desk.words)
        field.show(found, of=beside(self.gap), chosen=self.data.get("other"))

    def decide(self) -> str:
        other = self.cleaned_data["other"]
        self.gap.merge_into(other, **self.page)
        said = gettext(
            "Merged: %(gap)s is a part of %(other)s now. "
            "The figures follow with the next run."
        )
        return said % {"gap": self.gap.public_id, "other": other.public_id}


class SplitForm(GapForm):
    key, heading = "split", _("Split contacts off")
    explained = _("Tick some in the list of contacts: they become a gap of their own.")
    button = _("Split off")
    question = TickedChoice(
        Question.objects.none(),
        error_messages={"required": _("Tick some contacts in the list first.")},
    )
    title = forms.CharField(label=_("Title"), max_length=500, required=False)

    @classmethod
    def applies_to(cls, gap: Gap) -> bool:
        return gap.volume > 1

    def prepare(self) -> None:
        field: Any = self.fields["question"]
        field.queryset = Question.objects.in_gap(self.gap)

    def clean_question(self) -> Any:
        chosen: list[Question] = list(self.cleaned_data["question"])
        left = Question.objects.in_gap(self.gap).exclude(
            pk__in=[each.pk for each in chosen]
        )
        if not left.exists():
            raise ValidationError(_("Leave at least one contact in this gap."))
        return chosen

    def decide(self) -> str:
        chosen = self.cleaned_data["question"]
        title = self.cleaned_data["title"]
        new = self.gap.split_off(chosen, title=title, **self.page)
        said = ngettext(
            "%(n)s question is a gap of its own now: %(new)s.",
            "%(n)s questions are a gap of their own now: %(new)s.",
            len(chosen),
        )
        return said % {"n": html.number(len(chosen)), "new": new.public_id}


FORMS: dict[str, type[GapForm]] = {
    form.key: form
    for form in (
        *(AnsweredForm, DraftForm, AssignForm, PublishForm, DismissForm),
        *(MergeForm, SplitForm, ExcludeForm, ReopenForm, RetitleForm),
    )
}
