"""Sending a digest once to each subscriber."""
