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
_LENGTHS = {
    "size": "16pt",
    "leading": "40pt",
    "page.top": "50mm",
    "page.bottom": "50mm",
    "page.footer": "25mm",
    "page.inner": "20mm",
    "page.outer": "20mm",
    "page.measure": "100mm",
    "logo.width": "10mm",
    "checklist.box": "5mm",
    "checklist.line.thickness": "1pt",
    "diary.rule.thickness": "1pt",
    "write-in.line.thickness": "1pt",
    "write-in.clear": "10mm",
    "diary.row": "10mm",
    "figure.tallest": "80mm",
    "qr.module": "1mm",
    "notice.draft.size": "96pt",
    "notice.draft.leading": "96pt",
}
"""By the whole key or its last part; else 12pt."""
_COLOURS = {"call-box.heading.colour": "paper"}
TAIL = """\
editions:
  standard: {}
  large-print: {body: {text: {size: 18pt}}}
  booklet: {page: {paper: A5}}
"""


def complete_style() -> str:
    """The text of a style file that extends nothing; its editions are standard, large-print and booklet."""
    written = [
        f"{field.key}: {_value(field.form, field.key)}\n"
        for field in STYLE_LAYER.fields
        if field.key not in ("palette", "tokens")
    ]
    return HEAD + "".join(written) + TAIL


def _value(form: Form, key: str) -> str:
    """What a style writes for `key`, its keys from the outside in."""
    match form:
        case TextForm():
            return {"page.paper": "A4", "imposition.sheet": "A4"}.get(key, "text")
        case ChoiceForm():
            return form.words[0]
        case WrittenForm() if form.written is Length:
            return _LENGTHS.get(key) or _LENGTHS.get(key.rpartition(".")[2], "12pt")
        case WrittenForm() if form.written is Colour:
            return _COLOURS.get(key, "ink")
        case OptionalForm():
            return "ink" if key == "call-box.panel.frame" else "none"
        case RecordForm():
            return (
                "{"
                + ", ".join(f"{field.key}: {_value(field.form, f'{key}.{field.key}')}" for field in form.fields)
                + "}"
            )
        case (
            WholeNumberForm()
            | YesNoForm()
            | DateForm()
            | WrittenForm()
            | ListForm()
            | MappingForm()
            | PlacedForm()
            | VariantForm()
        ):
            raise AssertionError(form)
        case _:
            assert_never(form)
