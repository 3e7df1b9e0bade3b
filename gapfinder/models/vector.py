"""Vectors: stored embeddings of texts, in one vector space for each encoder."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models.functions import Length


class VectorSpaceQuerySet(models.QuerySet["VectorSpace"]):
    def called(self, name: str) -> Self:
        """Spaces of the encoder with this identity, or of any version of this name."""
        versions = models.Q(encoder__startswith=f"{name}@")
        return self.filter(models.Q(encoder=name) | versions)

    def besides(self, identities: Collection[str]) -> Self:
        return self.exclude(encoder__in=identities)

    def identities(self) -> list[str]:
        return list(self.order_by("encoder").values_list("encoder", flat=True))


class VectorSpace(models.Model):
    """The vectors of one encoder; vectors of two spaces are never compared."""

    encoder = models.CharField(max_length=400, unique=True)

    objects = VectorSpaceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.encoder


class VectorQuerySet(models.QuerySet["Vector"]):
    def of(self, spaces: VectorSpaceQuerySet) -> Self:
        return self.filter(space__in=spaces)

    def size(self) -> tuple[int, int]:
        """Return how many vectors there are, and the bytes of their values."""
        counted = self.aggregate(n=models.Count("pk"), b=models.Sum(Length("values")))
        return counted["n"], counted["b"] or 0


class Vector(models.Model):
    space = models.ForeignKey(VectorSpace, models.CASCADE)
    fingerprint = models.BinaryField(max_length=16)
    values = models.BinaryField(help_text="float16, little-endian")

    objects = VectorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "fingerprint"], name="vector_once")
        ]

    def __str__(self) -> str:
        return bytes(self.fingerprint).hex()
