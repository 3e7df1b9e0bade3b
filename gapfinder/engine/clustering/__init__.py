"""Grouping of questions into needs, and the identity of gaps across analyses."""
