"""The ways of putting pages onto a sheet, one file each; a file's docstring is the instruction that is printed for it."""
