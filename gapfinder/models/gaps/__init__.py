"""Gaps, what they quote, editors' decisions and history."""
