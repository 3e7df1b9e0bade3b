"""Queries of contact lists: filters, searches, and the fields that lists load."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .contact import Contact, QuestionQuerySet  # the quoted base class below

    Rows = models.QuerySet[Contact]
else:
    Rows = models.QuerySet


class ContactLists(Rows):
    """The methods of `ContactQuerySet` that lists use."""

    def with_judgements(self) -> Self:
        """Load the questions and their judgements, in one query for all contacts."""
        questions = all_questions().with_judgement().order_by("position")
        return self.prefetch_related(models.Prefetch("questions", questions))

    def in_short(self) -> Self:
        """Load only the fields that a list shows, also of questions and judgements."""
        questions = all_questions().in_short().order_by("position")
        rows = self.only("received_at", "channel", "locale", "external_id")
        return rows.prefetch_related(None).prefetch_related(
            models.Prefetch("questions", questions)
        )

    def matched(self, match: str) -> Self:
        """Contacts whose worst-answered question has this match."""
        return self.filter(worst_match=match)

    def needing(self, reason: str) -> Self:
        """Contacts whose worst-answered question has this reason."""
        return self.filter(worst_reason=reason)

    def known_as(self, term: str, *, or_in: Collection[int]) -> Self:
        """Contacts with this external id, or with one of these keys."""
        return self.filter(models.Q(external_id=term) | models.Q(pk__in=or_in))

    def with_one_of(self, questions: "QuestionQuerySet") -> Self:
        """Contacts with a question among these; fast if many contacts have one."""
        return self.alias(one=one_of(questions)).filter(one__isnull=False)

    def pks(self) -> "models.QuerySet[Contact, int]":
        return self.values_list("pk", flat=True)


def one_of(questions: "QuestionQuerySet") -> models.Subquery:
    """Return a subquery for one question of each contact among some questions.

    Not `Exists`: databases turn that into a join, and read all of the questions.
    """
    own = questions.filter(contact=models.OuterRef("pk")).order_by()
    return models.Subquery(own.values("pk")[:1])


def all_questions() -> "QuestionQuerySet":
    from .contact import Question

    return Question.objects.all()
