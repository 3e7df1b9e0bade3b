"""The facts of a digest, as numbers, codes and references to questions."""
