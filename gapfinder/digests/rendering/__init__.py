"""A digest in words: page, mail, table."""
