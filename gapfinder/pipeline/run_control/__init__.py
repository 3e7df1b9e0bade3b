"""Heartbeat, retries, conflicts with editors and erasure."""
