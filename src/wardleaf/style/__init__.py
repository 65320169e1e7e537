"""STYLE: style files, a name and an edition become one `Style` in which every key has a value."""
