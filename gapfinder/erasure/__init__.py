"""Erases a customer's contacts, and texts past their retention."""
