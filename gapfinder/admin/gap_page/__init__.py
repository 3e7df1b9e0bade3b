"""The page of one gap: evidence, contacts, value, effect, history, brief."""
