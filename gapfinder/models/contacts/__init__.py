"""Contacts, and the questions extracted from them."""
