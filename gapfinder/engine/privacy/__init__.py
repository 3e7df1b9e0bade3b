"""Redaction of personal data, and finding erased words again."""
