"""Groups of questions that ask the same, and their identity as gaps over time."""
