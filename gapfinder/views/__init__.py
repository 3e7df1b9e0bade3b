"""Pages outside the admin: health check, unsubscribe."""
