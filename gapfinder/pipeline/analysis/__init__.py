"""From vectors to gaps; reads and writes no row."""
