"""What differs by language: cue phrases and example sentences, a file a language."""
