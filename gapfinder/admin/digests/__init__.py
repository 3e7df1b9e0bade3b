"""Screens of digests, audiences, subscriptions and deliveries."""
