"""Facts in the reader's language, for the desk and for digests."""
