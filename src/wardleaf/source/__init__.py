"""Files that people write, as values with positions: YAML in, frozen dataclasses out."""
