"""Chunks: parts of a run's new texts, for the workers to encode.

A chunk holds the keys of rows, not their texts: customers' words are in no second
table and in no broker. Leases of workers use the clock of the database, because the
clocks of several machines differ.
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

from .process import has_ended
from .run import Run
from .state import UNFINISHED, State

# Many times what 256 of the longest texts take on one core; then the chunk is free.
LEASE = timedelta(minutes=3)
CANDIDATES = 16  # free chunks that a process tries to take


class ChunkQuerySet(models.QuerySet["Chunk"]):
    def of(self, run: Run) -> Self:
        """Chunks planned by the current attempt at the run."""
        return self.filter(run=run, attempt=run.attempts)

    def up_to_attempt(self, run: Run) -> Self:
        """Chunks of this attempt and of earlier ones, not of later ones."""
        return self.filter(run=run, attempt__lte=run.attempts)

    def of_ended_runs(self) -> Self:
        return self.exclude(run__state__in=UNFINISHED)

    def pending(self) -> Self:
        """Chunks that are not done, of a run that is running."""
        return self.left().filter(run__state=State.RUNNING)

    def left(self) -> Self:
        return self.filter(done_at__isnull=True)

    def free(self) -> Self:
        """Chunks that are not done, and not taken or past their lease."""
        never = models.Q(taken_at__isnull=True)
        return self.left().filter(never | models.Q(taken_at__lt=Now() - LEASE))

    def take_next(self, by: str) -> "Chunk | None":
        """Take the first free chunk; concurrent callers get different chunks."""
        for chunk in self.free().order_by("pk")[:CANDIDATES]:
            if chunk.take(by):
                return chunk
        return None

    def release_abandoned(self) -> None:
        """Free chunks of killed processes of this machine before their lease ends."""
        taken = self.left().filter(taken_at__isnull=False)
        takers = set(taken.values_list("taken_by", flat=True))
        ended = [taker for taker in takers if has_ended(taker)]
        if ended:
            taken.filter(taken_by__in=ended).update(taken_at=None, taken_by="")

    def texts_done(self) -> int:
        done = self.filter(done_at__isnull=False)
        texts: int | None = done.aggregate(texts=models.Sum("texts"))["texts"]
        return texts or 0


class Chunk(models.Model):
    class Kind(models.TextChoices):
        """The table and the field of the texts, and their role for the encoder."""

        PASSAGE = "passage"
        QUESTION = "question"
        ANSWER = "answer"  # of agents, a field of the contact

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
        """Role of the texts for the encoder; answers are written like articles."""
        return "question" if self.kind == self.Kind.QUESTION else "passage"

    def take(self, by: str) -> bool:
        """Take the chunk if it is free; of simultaneous calls one returns True."""
        free = Chunk.objects.filter(pk=self.pk).free()
        return bool(free.update(taken_at=Now(), taken_by=by))

    def release(self, by: str) -> None:
        """Free the chunk for other workers at once."""
        taken = Chunk.objects.left().filter(pk=self.pk, taken_by=by)
        taken.update(taken_at=None, taken_by="")

    def mark_done(self, by: str) -> None:
        """Store that the vectors exist, even if another process had taken the chunk."""
        Chunk.objects.left().filter(pk=self.pk).update(done_at=Now(), taken_by=by)

    def load_texts(self) -> list[str]:
        """Return the current texts; texts erased meanwhile are left out."""
        loaders = {
            self.Kind.PASSAGE: partial(_texts, Passage.objects.all(), "text"),
            self.Kind.QUESTION: partial(_texts, Question.objects.all(), "text"),
            self.Kind.ANSWER: partial(_texts, Contact.objects.all(), "answer"),
        }
        return loaders[self.Kind(self.kind)](self.keys)


def _texts(rows: models.QuerySet[Any], field: str, keys: Collection[int]) -> list[str]:
    texts = rows.filter(pk__in=keys).order_by().values_list(field, flat=True)
    return [text for text in texts if text]
