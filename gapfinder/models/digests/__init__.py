"""Digests, subscriptions and deliveries."""
