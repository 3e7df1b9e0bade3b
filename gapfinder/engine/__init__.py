"""Pure functions on texts and vectors: no Django, no settings, no clock."""
