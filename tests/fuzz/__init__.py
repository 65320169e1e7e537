"""Inputs made wrong on purpose, of every kind that people give, and what must never come of them; `python -m tests.fuzz --help`."""
