"""Forms and views of editors' decisions."""
