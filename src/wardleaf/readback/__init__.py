"""Readback: any finished PDF, ours or another's, as values: what it declares, its tags, its words, its pages."""
