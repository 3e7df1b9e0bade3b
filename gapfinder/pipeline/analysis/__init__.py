"""From vectors to gaps; no row is read or written."""
