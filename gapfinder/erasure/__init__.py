"""Erasing a customer, and texts past their retention."""
