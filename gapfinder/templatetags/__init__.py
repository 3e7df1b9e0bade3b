"""What the stock admin's templates ask of the app."""
