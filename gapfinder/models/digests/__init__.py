"""Digests, subscriptions to them, and their deliveries."""
