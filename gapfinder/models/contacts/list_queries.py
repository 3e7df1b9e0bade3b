"""What lists of contacts are narrowed to and searched for, and what they load."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .contact import Contact, QuestionQuerySet  # the quoted base class below

    Rows = models.QuerySet[Contact]
else:
    Rows = models.QuerySet


class ContactLists(Rows):
    """The sentences of `ContactQuerySet` that lists say."""

    def with_judgements(self) -> Self:
        """Load the questions and what was judged of them, in one query for all."""
        questions = all_questions().with_judgement().order_by("position")
        return self.prefetch_related(models.Prefetch("questions", questions))

    def in_short(self) -> Self:
        """Load what a list shows, of the questions and their judgements too."""
        questions = all_questions().in_short().order_by("position")
        rows = self.only("received_at", "channel", "locale", "external_id")
        return rows.prefetch_related(None).prefetch_related(
            models.Prefetch("questions", questions)
        )

    def matched(self, match: str) -> Self:
        """Whose worst-answered question has this match."""
        return self.filter(worst_match=match)

    def needing(self, reason: str) -> Self:
        """Whose worst-answered question has this reason."""
        return self.filter(worst_reason=reason)

    def known_as(self, term: str, *, or_in: Collection[int]) -> Self:
        """With this id, or of some keys."""
        return self.filter(models.Q(external_id=term) | models.Q(pk__in=or_in))

    def with_one_of(self, questions: "QuestionQuerySet") -> Self:
        """With one of their own among these: quick where many have such a question."""
        return self.alias(one=one_of(questions)).filter(one__isnull=False)

    def pks(self) -> "models.QuerySet[Contact, int]":
        return self.values_list("pk", flat=True)


def one_of(questions: "QuestionQuerySet") -> models.Subquery:
    """Ask each contact for one of its own among some questions.

    No `Exists`: a database turns that into a join, and reads all such questions.
    """
    own = questions.filter(contact=models.OuterRef("pk")).order_by()
    return models.Subquery(own.values("pk")[:1])


def all_questions() -> "QuestionQuerySet":
    from .contact import Question

    return Question.objects.all()
