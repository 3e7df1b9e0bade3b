"""A self-service content gap detector that plugs into help centres."""

__version__ = "0.1.0"
