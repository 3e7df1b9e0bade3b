"""Redaction of personal data."""
