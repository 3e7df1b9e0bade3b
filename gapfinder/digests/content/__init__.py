"""The facts of a digest."""
