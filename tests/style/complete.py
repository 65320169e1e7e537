"""A complete style, made from the schema: every key has a value that can be printed."""

from __future__ import annotations

from typing import assert_never

from wardleaf.source.forms import (
    ChoiceForm,
    DateForm,
    Form,
    ListForm,
    MappingForm,
    OptionalForm,
    PlacedForm,
    RecordForm,
    TextForm,
    VariantForm,
    WholeNumberForm,
    WrittenForm,
    YesNoForm,
)
from wardleaf.style.layers import STYLE_LAYER
from wardleaf.units import Colour, Length

HEAD = """\
name: Base

palette:
  black: "#17212B"
  white: "#FFFFFF"

tokens:
  ink: black
  accent: black
  paper: white

"""
TAIL = """\
editions:
  standard: {}
  large-print: {body: {text: {size: 18pt}}}
  booklet: {page: {paper: A5}}
"""


def complete_style() -> str:
    """The text of a style file that extends nothing; its editions are standard, large-print and booklet."""
    written = [f"{field.key}: {_value(field.form, field.key)}\n" for field in STYLE_LAYER.fields if field.key not in ("palette", "tokens")]
    return HEAD + "".join(written) + TAIL


def _value(form: Form, key: str) -> str:
    match form:
        case TextForm():
            return {"paper": "A4", "sheet": "A4"}.get(key, "text")
        case ChoiceForm():
            return form.words[0]
        case WrittenForm() if form.written is Length:
            return "12pt"
        case WrittenForm() if form.written is Colour:
            return "ink"
        case OptionalForm():
            return "none"
        case RecordForm():
            return "{" + ", ".join(f"{field.key}: {_value(field.form, field.key)}" for field in form.fields) + "}"
        case WholeNumberForm() | YesNoForm() | DateForm() | WrittenForm() | ListForm() | MappingForm() | PlacedForm() | VariantForm():
            raise AssertionError(form)
        case _:
            assert_never(form)
