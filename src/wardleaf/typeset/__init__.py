"""TYPESET: a `Document` and a `Style` become pages. Layout is pure and comes first; drawing follows, once, with every
number known.
"""
