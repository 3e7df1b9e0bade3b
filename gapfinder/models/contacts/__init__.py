"""Contacts and their questions."""
