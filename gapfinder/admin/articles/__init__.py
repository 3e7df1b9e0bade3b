"""Articles, worst first."""
