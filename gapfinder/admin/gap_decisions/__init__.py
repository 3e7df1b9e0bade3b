"""Forms and views of editors' decisions, and the review."""
