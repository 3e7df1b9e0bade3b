"""Renders a digest as page, mail, plain text and table."""
