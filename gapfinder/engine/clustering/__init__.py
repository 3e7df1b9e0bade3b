"""Which questions ask the same, and which group is which gap over time."""
