"""What runs and editors say of questions."""
