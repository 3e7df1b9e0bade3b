"""Heartbeat, retries, conflicts."""
