"""Gaps, their decisions and their history."""
