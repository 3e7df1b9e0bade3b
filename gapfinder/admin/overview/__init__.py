"""The app's index page."""
