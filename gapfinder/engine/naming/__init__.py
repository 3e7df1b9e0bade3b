"""Names of gaps: titles, key phrases and representative answers."""
