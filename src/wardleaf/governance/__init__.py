"""Who approved what, until when it may be given out, and what a part was when it was approved. Pure: `today` and
records are arguments.
"""
