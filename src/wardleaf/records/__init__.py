"""Wardleaf's own files beside the PDFs, and how any file is written: whole or not at all. Never patient data."""
