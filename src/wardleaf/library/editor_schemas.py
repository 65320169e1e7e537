"""The JSON Schemas of the files in `handouts/`, for editors."""

from __future__ import annotations

from collections.abc import Mapping

from wardleaf.library.label_sheets import english_words
from wardleaf.library.labels import LabelSheet
from wardleaf.library.schema import Clinic, FrontMatter, GlossaryWord, HandoutDefinition, LibrarySettings, Reference
from wardleaf.source.forms import FieldForm, RecordForm, form_of
from wardleaf.source.json_schema import Schema, form_schema, json_schema
from wardleaf.values import replace


def library_schemas() -> dict[str, Schema]:
    """A schema for each kind of file, by the name of its file: `handout`, `section`, `clinic`, `references`,
    `glossary`, `library`, `labels`.
    """
    return {
        "handout": json_schema(HandoutDefinition, title="A handout: handouts/NAME.yaml"),
        "section": json_schema(FrontMatter, title="The front matter of a section: handouts/sections/FOLDER/NAME.md"),
        # A clinic that extends another leaves keys out, so nothing is required before files are put together.
        "clinic": json_schema(Clinic, title="A clinic: handouts/clinics/NAME.yaml") | {"required": []},
        "references": json_schema(tuple[Reference, ...], title="The sources: handouts/references.yaml"),
        "glossary": json_schema(tuple[GlossaryWord, ...], title="Medical words in plain words: handouts/glossary.yaml"),
        "labels": _labels_schema(),
        "library": json_schema(LibrarySettings, title="Settings of the library: handouts/library.yaml"),
    }


def _labels_schema() -> Schema:
    """That of a sheet of labels: each word is described by what it is in English; one that extends another leaves words
    out.
    """
    english = english_words()
    form = form_of(LabelSheet)
    if not isinstance(form, RecordForm):
        raise TypeError(LabelSheet)
    described = replace(form, description="", fields=tuple(_described(field, english) for field in form.fields))
    return form_schema(described, title="The words that Wardleaf prints: handouts/labels/LANGUAGE.yaml", partial=True)


def _described(field: FieldForm, english: Mapping[str, str]) -> FieldForm:
    return replace(field, description=f"in English: {english[field.key]}") if field.key in english else field
