"""Facts in the words of the reader's language, for the desk and for letters alike."""
