"""Whether an article answers: similarity, exemplars, probability, evidence."""
