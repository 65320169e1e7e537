"""The HTML form of a handout: the reading tree as one page that needs nothing from outside."""
