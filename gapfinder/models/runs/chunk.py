"""Chunks: parts of a run's new texts, for the workers to encode.

A chunk names rows, and holds none of their words: no second table and no broker has
what a customer said. Who works on one is settled by the clock of the database, because
those of several machines differ.
"""

from collections.abc import Collection
from datetime import timedelta
from functools import partial
from typing import Any, Self

from django.db import models
from django.db.models.functions import Now

from gapfinder.engine.embeddings.encoder import Role
from gapfinder.models.article import Passage
from gapfinder.models.contacts.contact import Contact, Question

from .process import is_gone
from .run import Run
from .state import UNFINISHED, State

# Many times what 256 of the longest texts take on one core: then somebody else may.
LEASE = timedelta(minutes=3)
TRIED_AT_ONCE = 16


class ChunkQuerySet(models.QuerySet["Chunk"]):
    def of(self, run: Run) -> Self:
        """Those planned by whoever works on the run now."""
        return self.filter(run=run, attempt=run.attempts)

    def up_to_now(self, run: Run) -> Self:
        """Those of this attempt and of earlier ones, never of one that came after."""
        return self.filter(run=run, attempt__lte=run.attempts)

    def of_ended_runs(self) -> Self:
        return self.exclude(run__state__in=UNFINISHED)

    def wanted(self) -> Self:
        """Not done, by a run that is being run."""
        return self.left().filter(run__state=State.RUNNING)

    def left(self) -> Self:
        return self.filter(done_at__isnull=True)

    def free(self) -> Self:
        """Left, and taken by nobody, or by one that must have ended."""
        never = models.Q(taken_at__isnull=True)
        return self.left().filter(never | models.Q(taken_at__lt=Now() - LEASE))

    def next_taken(self, by: str) -> "Chunk | None":
        """Take the first free one; whoever else wants it gets another."""
        for chunk in self.free().order_by("pk")[:TRIED_AT_ONCE]:
            if chunk.take(by):
                return chunk
        return None

    def free_those_of_the_gone(self) -> None:
        """Free what processes of this machine had that were killed: no need to wait."""
        taken = self.left().filter(taken_at__isnull=False)
        takers = set(taken.values_list("taken_by", flat=True))
        gone = [taker for taker in takers if is_gone(taker)]
        if gone:
            taken.filter(taken_by__in=gone).update(taken_at=None, taken_by="")

    def texts_done(self) -> int:
        done = self.filter(done_at__isnull=False)
        texts: int | None = done.aggregate(texts=models.Sum("texts"))["texts"]
        return texts or 0


class Chunk(models.Model):
    class Kind(models.TextChoices):
        """Whose words: that tells the table, and the role of the text."""

        PASSAGE = "passage"
        QUESTION = "question"
        ANSWER = "answer"  # of agents, kept with the contact

    run = models.ForeignKey(Run, models.CASCADE, related_name="chunks")
    attempt = models.PositiveSmallIntegerField(help_text="The run's, when planned.")
    encoder = models.CharField(max_length=400, help_text="The identity of one.")
    kind = models.CharField(max_length=8, choices=Kind)
    keys = models.JSONField(help_text="Primary keys.")
    texts = models.PositiveSmallIntegerField(help_text="How many.")
    taken_at = models.DateTimeField(null=True, help_text="By the database's clock.")
    taken_by = models.CharField(
        max_length=300, blank=True, help_text="Machine and process."
    )
    done_at = models.DateTimeField(null=True)

    objects = ChunkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.texts} × {self.kind}, run {self.run_id}"

    @property
    def role(self) -> Role:
        """Answers are written like articles."""
        return "question" if self.kind == self.Kind.QUESTION else "passage"

    def take(self, by: str) -> bool:
        """Return whether nobody else has it; two who ask at once are told apart."""
        free = Chunk.objects.filter(pk=self.pk).free()
        return bool(free.update(taken_at=Now(), taken_by=by))

    def give_back(self, by: str) -> None:
        """Let another take it at once."""
        mine = Chunk.objects.left().filter(pk=self.pk, taken_by=by)
        mine.update(taken_at=None, taken_by="")

    def mark_done(self, by: str) -> None:
        """Whoever encoded it: the vectors are there."""
        Chunk.objects.left().filter(pk=self.pk).update(done_at=Now(), taken_by=by)

    def words(self) -> list[str]:
        """Return the texts as they are now; what was erased meanwhile is left out."""
        said = {
            self.Kind.PASSAGE: partial(_said, Passage.objects.all(), "text"),
            self.Kind.QUESTION: partial(_said, Question.objects.all(), "text"),
            self.Kind.ANSWER: partial(_said, Contact.objects.all(), "answer"),
        }
        return said[self.Kind(self.kind)](self.keys)


def _said(rows: models.QuerySet[Any], field: str, keys: Collection[int]) -> list[str]:
    found = rows.filter(pk__in=keys).order_by().values_list(field, flat=True)
    return [text for text in found if text]
