"""The JSON Schemas of the files in `handouts/`, for editors."""

from __future__ import annotations

from wardleaf.library.schema import Clinic, FrontMatter, GlossaryWord, HandoutDefinition, LibrarySettings, Reference
from wardleaf.source.json_schema import Schema, json_schema


def library_schemas() -> dict[str, Schema]:
    """A schema for each kind of file, by the name of its file: `handout`, `section`, `clinic`, `references`, `glossary`, `library`."""
    return {
        "handout": json_schema(HandoutDefinition, title="A handout: handouts/NAME.yaml"),
        "section": json_schema(FrontMatter, title="The front matter of a section: handouts/sections/FOLDER/NAME.md"),
        # A clinic that extends another leaves keys out, so nothing is required before files are put together.
        "clinic": json_schema(Clinic, title="A clinic: handouts/clinics/NAME.yaml") | {"required": []},
        "references": json_schema(tuple[Reference, ...], title="The sources: handouts/references.yaml"),
        "glossary": json_schema(tuple[GlossaryWord, ...], title="Medical words in plain words: handouts/glossary.yaml"),
        "library": json_schema(LibrarySettings, title="Settings of the library: handouts/library.yaml"),
    }
