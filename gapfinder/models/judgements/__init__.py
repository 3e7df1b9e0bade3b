"""What runs and editors say about questions: judgements and verdicts."""
