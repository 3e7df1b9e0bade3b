"""Spreadsheet and Markdown output that is safe to open."""
