"""Titles, key phrases and representative answers of a gap."""
