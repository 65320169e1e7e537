"""What `wardleaf new` starts with: small files with remarks, which pass every check as they are and are meant to be
changed.
"""
