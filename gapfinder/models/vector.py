"""Vectors, kept for ever: no text is encoded twice, and two encoders never meet."""

from django.db import models


class VectorSpace(models.Model):
    """What one encoder makes: vectors of two spaces are never compared."""

    encoder = models.CharField(max_length=400, unique=True)

    def __str__(self) -> str:
        return self.encoder


class Vector(models.Model):
    space = models.ForeignKey(VectorSpace, models.CASCADE)
    fingerprint = models.BinaryField(max_length=16)
    values = models.BinaryField(help_text="float16, little-endian")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "fingerprint"], name="vector_once")
        ]

    def __str__(self) -> str:
        return bytes(self.fingerprint).hex()
