"""Finished files of personal copies put together. Knows files, not who they are for."""
