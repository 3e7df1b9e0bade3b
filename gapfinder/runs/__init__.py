"""Starts, queues, recovers and schedules runs; loads no numpy."""
