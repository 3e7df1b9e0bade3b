"""Storage of a run's result as rows: gaps, judgements, figures, histories."""
