"""The shelf: what was released of a clinic's handouts, as a folder of pages for any web server. Above releases, which
knows the versions.
"""
