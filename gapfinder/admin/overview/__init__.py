"""The overview, which is the app's index page."""
