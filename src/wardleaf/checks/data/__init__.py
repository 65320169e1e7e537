"""Data files of the checks: word lists and the table of syllables."""
