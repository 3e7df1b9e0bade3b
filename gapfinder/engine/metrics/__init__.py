"""Ranking, savings, trends, effects of articles and weekly figures."""
