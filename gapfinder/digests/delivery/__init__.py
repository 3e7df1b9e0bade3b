"""Sends each digest once to each subscriber."""
