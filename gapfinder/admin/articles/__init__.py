"""The list of articles, worst first, and the page of an article."""
