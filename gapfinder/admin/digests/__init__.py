"""Digests, audiences, subscriptions, deliveries."""
