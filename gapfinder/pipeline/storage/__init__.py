"""From results to rows."""
