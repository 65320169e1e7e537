"""Wardleaf: branded, referenced, readable patient handouts from Markdown and YAML."""
