"""JSON Schemas of the same dataclasses that decoding follows, so that an editor completes keys and underlines mistakes
while somebody types.

Draft 2020-12. A schema accepts what `decode` accepts, for YAML read by the core schema of YAML 1.2 (as editors read
it): a text may look like a number there, and `no` is a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from wardleaf.source.decode import NO_WORDS, NONE_WORDS, YES_WORDS
from wardleaf.source.forms import (
    ChoiceForm,
    DateForm,
    FieldForm,
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
    form_of,
)

Schema = dict[str, object]
Written = Mapping[type, Schema]
_NO_OVERRIDES: Written = MappingProxyType({})

_TEXT: Schema = {"anyOf": [{"type": "string", "pattern": r"\S"}, {"type": ["number", "boolean"]}]}
_DATE = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"
_NONE: Schema = {"enum": [None, *NONE_WORDS]}


def json_schema(wanted: object, *, title: str) -> Schema:
    """The JSON Schema of the type `wanted`, such as a dataclass or `tuple[Reference, ...]`."""
    return form_schema(form_of(wanted), title=title)


def form_schema(form: Form, *, title: str, written: Written = _NO_OVERRIDES, partial: bool = False) -> Schema:
    """The JSON Schema of `form`; `written` replaces those of some `Written` types, `partial` requires no key."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_Maker(written, partial=partial).schema(form),
    }


class _Maker:
    def __init__(self, written: Written, *, partial: bool) -> None:
        self._written = written
        self._partial = partial

    def schema(self, form: Form) -> Schema:
        match form:
            case TextForm():
                return dict(_TEXT)
            case WholeNumberForm():
                return {"type": ["integer", "string"], "pattern": r"^\s*[-+]?[0-9]+\s*$"}
            case YesNoForm():
                return {"enum": [True, False, *YES_WORDS, *NO_WORDS]}
            case DateForm():
                return {"type": "string", "pattern": _DATE, "format": "date"}
            case ChoiceForm():
                return {"enum": [word for word in form.words if word]}
            case WrittenForm():
                return dict(self._written.get(form.written) or _written_schema(form))
            case ListForm():
                return {"type": "array", "items": self.schema(form.item)}
            case MappingForm():
                return {"type": "object", "additionalProperties": self.schema(form.value)}
            case RecordForm():
                return self._record(form)
            case OptionalForm():
                return {"anyOf": [self.schema(form.inner), dict(_NONE)]}
            case PlacedForm():
                return self.schema(form.inner)
            case VariantForm():
                members = [member for member in (form.scalar, form.sequence, *form.mappings) if member]
                return {"anyOf": [self.schema(member) for member in members]}
            case _:
                assert_never(form)

    def _record(self, form: RecordForm) -> Schema:
        schema: Schema = {
            "type": "object",
            "properties": {field.key: self._field(field) for field in form.fields},
            "additionalProperties": False,
        }
        if form.description:
            schema["description"] = form.description
        if form.exactly_one:
            schema["oneOf"] = [{"required": [key]} for key in form.exactly_one]
        required = [] if self._partial else [field.key for field in form.fields if field.required]
        return schema | ({"required": required} if required else {})

    def _field(self, field: FieldForm) -> Schema:
        schema = self.schema(field.form)
        if field.description:
            schema["description"] = field.description
        if field.filled:
            bare = field.form.inner if isinstance(field.form, PlacedForm) else field.form
            if isinstance(bare, ListForm | VariantForm):
                schema["minItems"] = 1
            if isinstance(bare, MappingForm | RecordForm | VariantForm):
                schema["minProperties"] = 1
        return schema


def _written_schema(form: WrittenForm) -> Schema:
    """A text that looks like a number is one to an editor, so whole numbers are let through where the pattern knows
    some.
    """
    text: Schema = {"type": "string", "pattern": form.written.pattern, "description": form.written.expects}
    years = getattr(form.written, "whole_numbers", None)
    return (
        {
            "anyOf": [text, {"type": "integer", "minimum": years[0], "maximum": years[1]}],
            "description": form.written.expects,
        }
        if years
        else text
    )
