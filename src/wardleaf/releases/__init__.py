"""Versions of handouts: what each was made of, kept and made again, found by code and hash, and compared. Above the
pipeline, which builds one.
"""
