"""Template tags of the stock admin's index page."""
