"""The JSON Schema of the files in `styles/`, for editors."""

from __future__ import annotations

from wardleaf.source.json_schema import Schema, form_schema
from wardleaf.style.layers import STYLE_FILE, PaletteName
from wardleaf.units import Colour


def style_schema() -> Schema:
    """The schema of a style file: no key is required, since a brand gives only what differs."""
    name: Schema = {"type": "string", "pattern": r"^[^#\s]\S*$"}
    tokens: Schema = name | {"description": "the name of a token"}
    return form_schema(
        STYLE_FILE, title="A style: styles/NAME.yaml", written={Colour: tokens, PaletteName: name}, partial=True
    )
