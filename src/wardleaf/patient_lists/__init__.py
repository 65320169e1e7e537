"""Patient lists: what personal copies are filled in with. Read row by row, never kept; a finding names row and column
and never a value.
"""
