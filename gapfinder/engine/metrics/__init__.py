"""Ranking, savings, trends, effects and weekly figures."""
