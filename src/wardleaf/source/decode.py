"""Nodes become frozen dataclasses, by the wanted type; everything that is wrong is told at once.

A value that is wrong makes its whole record wrong, but its neighbours are still looked at. What a value may look like
is `forms.py`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeVar, assert_never, overload

from wardleaf.findings import Fault, Findings
from wardleaf.source import faults
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
    ScalarForm,
    TextForm,
    VariantForm,
    WholeNumberForm,
    WrittenForm,
    YesNoForm,
    form_of,
)
from wardleaf.source.keys import At
from wardleaf.source.near_places import near_places
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from wardleaf.source.suggest import closest, did_you_mean
from wardleaf.values import replace

T = TypeVar("T")
Scalars = Mapping[type, Callable[[ScalarNode], object]]
_NO_SCALARS: Scalars = MappingProxyType({})

NONE_WORDS = ("none", "None")
YES_WORDS = ("yes", "Yes", "YES", "true", "True", "TRUE")
NO_WORDS = ("no", "No", "NO", "false", "False", "FALSE")
_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,9}\Z")
_BELOW = " below it, indented"
_CLOSE_ITEM = re.compile(r"-[^\s\d-]")
_INITIALS_LAST = re.compile(r"(\D{2,}) ((?:[A-Z]\.?[ -]?){1,4})\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class _Wrong:
    """Stands for a value that could not be made; its finding is told."""


WRONG: Final = _Wrong()


@overload
def decode(
    node: Node, wanted: type[T], *, findings: Findings, scalars: Scalars = _NO_SCALARS, where: str = ""
) -> T | None: ...
@overload
def decode(
    node: Node, wanted: object, *, findings: Findings, scalars: Scalars = _NO_SCALARS, where: str = ""
) -> object: ...
def decode(
    node: Node, wanted: object, *, findings: Findings, scalars: Scalars = _NO_SCALARS, where: str = ""
) -> object:
    """The value of type `wanted` that `node` writes, or None after telling what is wrong.

    `scalars` read texts of some `Written` types instead of their own `parse`: they are given the node and return None
    after telling what is wrong themselves. `where` names the value in findings.
    """
    value = decode_form(node, form_of(wanted), findings=findings, scalars=scalars, where=where)
    return None if value is WRONG else value


def decode_as_meant(node: Node, wanted: type[T]) -> T | None:
    """The value that a `node` with mistakes was probably meant to write: keys as what they are like, and without what
    is wrong where that can be missing.

    Good for nothing but looking for more mistakes, so that they are told at once; None when too much is wrong.
    """
    form: object = wanted
    value = _Decoder(Findings(), _NO_SCALARS, partial=False, as_meant=True).value(node, form_of(form), "")
    return value if isinstance(value, wanted) else None


def decode_form(
    node: Node,
    form: Form,
    *,
    findings: Findings,
    scalars: Scalars = _NO_SCALARS,
    where: str = "",
    partial: bool = False,
) -> object:
    """The value of `form` that `node` writes, or `WRONG`. With `partial`, keys may be missing: then only what is
    written is checked.
    """
    return _Decoder(findings, scalars, partial).value(node, form, where)


class _Decoder:
    def __init__(self, findings: Findings, scalars: Scalars, partial: bool, *, as_meant: bool = False) -> None:  # noqa: FBT001
        self._findings = findings
        self._scalars = scalars
        self._partial = partial
        self._as_meant = as_meant

    def value(self, node: Node, form: Form, where: str) -> object:
        match form:
            case PlacedForm():
                value = self.value(node, form.inner, where)
                return WRONG if value is WRONG else At(value, node.span)
            case OptionalForm():
                if isinstance(node, ScalarNode) and _is_none(node, form.inner):
                    return None
                return self.value(node, form.inner, where)
            case ListForm():
                return self._list(node, form, where)
            case MappingForm():
                return self._mapping(node, form, where)
            case RecordForm():
                return self._record(node, form, where)
            case VariantForm():
                return self._variant(node, form, where)
            case TextForm() | WholeNumberForm() | YesNoForm() | DateForm() | ChoiceForm() | WrittenForm():
                return self._scalar(node, form, where)
            case _:
                assert_never(form)

    def _wrong(self, fault: Fault, node: Node, message: str, hint: str = "") -> _Wrong:
        self._findings.add(fault.at(node.span, message, hint=hint))
        return WRONG

    def _shape(self, node: Node, form: Form, where: str) -> _Wrong:
        """Tells that `node` has not the shape of `form`."""
        if isinstance(node, ScalarNode) and node.empty:
            return self._empty(node, where)
        found = {ScalarNode: "one text", SequenceNode: "a list", MappingNode: "a group of keys"}[type(node)]
        return self._wrong(
            faults.WRONG_TYPE,
            node,
            f"{_named(where)} must be {_wanted(form)}, not {found}",
            _example(node, form, where),
        )

    def _empty(self, node: Node, where: str) -> _Wrong:
        if isinstance(node, SequenceNode):
            hint = "write at least one item"
        elif not where:
            hint = ""
        else:
            hint = (
                "write one, or delete this line"
                if where[-1].isdigit() and "#" in where
                else "write one after the colon"
            )
        return self._wrong(faults.EMPTY_VALUE, node, f"{_named(where)} has no value", hint)

    def _list(self, node: Node, form: ListForm, where: str) -> object:
        if not isinstance(node, SequenceNode) and self._as_meant:
            node = SequenceNode((node,), node.span)
        if not isinstance(node, SequenceNode):
            return self._shape(node, form, where)
        values = [self.value(item, form.item, f"{where}#{number}") for number, item in enumerate(node.items, 1)]
        if self._as_meant:
            values = [value for value in values if value is not WRONG]
        return WRONG if WRONG in values else tuple(values)

    def _mapping(self, node: Node, form: MappingForm, where: str) -> object:
        if not isinstance(node, MappingNode):
            return self._shape(node, form, where)
        values = {key.text: self.value(value, form.value, _below(where, key.text)) for key, value in node.entries}
        return WRONG if WRONG in values.values() else values

    def _record(self, node: Node, form: RecordForm, where: str) -> object:
        if not isinstance(node, MappingNode):
            return self._shape(node, form, where)
        fields = {field.key: field for field in form.fields}
        written = {key.text for key, _ in node.entries}
        arguments: dict[str, object] = {}
        for key, value in node.entries:
            field = fields.pop(key.text, None)
            if field is None:
                meant = closest(key.text, fields.keys() - written)
                self._tell_unknown(key, form, meant, where)
                arguments[f"{key.text}?"] = WRONG
                # What stands below a misspelt key is looked at as what it was meant to be, and that key is not missing
                # too.
                field = fields.pop(meant) if meant else None
            if field:
                arguments[field.argument] = self._field(value, field, _below(where, field.key))
        missing = [field for field in fields.values() if field.required]
        if missing and not self._partial:
            self._tell_missing(node, missing, where)
        chosen = [key for key in form.exactly_one if key in written]
        if form.exactly_one and len(chosen) != 1:
            self._tell_choice(node, form, chosen, where)
            return WRONG
        if self._as_meant:
            # Below the first level a group without what is wrong in it could be wrong for want of it.
            needed = {field.argument for field in form.fields if field.required or where}
            arguments = {
                argument: value for argument, value in arguments.items() if value is not WRONG or argument in needed
            }
            arguments |= {field.argument: _stand_in(field.form, node) for field in missing}
            missing = []
        if missing or WRONG in arguments.values():
            return WRONG
        if form.span_argument:
            arguments[form.span_argument] = node.span
        return form.build(**arguments)

    def _field(self, node: Node, field: FieldForm, where: str) -> object:
        empty = isinstance(node, SequenceNode | MappingNode) and not (
            node.items if isinstance(node, SequenceNode) else node.entries
        )
        return self._empty(node, where) if field.filled and empty else self.value(node, field.form, where)

    def _tell_missing(self, node: MappingNode, missing: list[FieldForm], where: str) -> None:
        *others, last = (f"`{field.key}`" for field in missing)
        keys = f"{', '.join(others)} and {last} are" if others else f"{last} is"
        inside = f" in {_named(where)}" if where else ""
        notes = [f"{field.key}: {field.description}" for field in missing if field.description]
        # A caret under the first key of a whole file would only point at something innocent.
        span = node.span if where else replace(node.span, column=0)
        self._findings.add(faults.MISSING_KEY.at(span, f"{keys} missing{inside}", notes=notes))

    def _tell_choice(self, node: MappingNode, form: RecordForm, chosen: list[str], where: str) -> None:
        several = f"{_named(where)} is several things at once: {', '.join(f'`{key}`' for key in chosen)}"
        none = f"{_named(where)} must be one of {', '.join(f'`{key}`' for key in form.exactly_one)}"
        hint = "put each on a list item of its own" if chosen else ""
        self._findings.add(faults.NOT_ONE_CHOICE.at(node.span, several if chosen else none, hint=hint))

    def _tell_unknown(self, key: ScalarNode, form: RecordForm, meant: str | None, where: str) -> None:
        inside = f" in {_named(where)}" if where else ""
        hint = did_you_mean(key.text, [meant] if meant else form.keys)
        notes = [] if hint else [f"keys that can stand here: {', '.join(form.keys)}"]
        self._findings.add(faults.UNKNOWN_KEY.at(key.span, f"unknown key `{key.text}`{inside}", hint=hint, notes=notes))

    def _variant(self, node: Node, form: VariantForm, where: str) -> object:
        if isinstance(node, ScalarNode) and form.scalar:
            return self.value(node, form.scalar, where)
        if isinstance(node, SequenceNode) and form.sequence:
            return self.value(node, form.sequence, where)
        if isinstance(node, MappingNode) and form.mappings:
            return self.value(node, _likest(node, form.mappings), where)
        return self._shape(node, form, where)

    def _scalar(self, node: Node, form: ScalarForm, where: str) -> object:
        if not isinstance(node, ScalarNode):
            return self._shape(node, form, where)
        text = node.text.strip()
        if not text and isinstance(form, TextForm) and self._tell_remark(node):
            return WRONG
        if not text or node.empty:
            return self._empty(node, where)
        match form:
            case TextForm():
                # A text may be folded over several lines; it is one line of words.
                if self._tell_near_places(node) or self._tell_remark(node):
                    return WRONG
                return " ".join(text.split("\n")) if "\n" in text else text
            case WholeNumberForm():
                return int(text) if _WHOLE_NUMBER.match(text) else self._choice(node, form, where)
            case YesNoForm():
                return text in YES_WORDS if text in YES_WORDS + NO_WORDS else self._choice(node, form, where)
            case ChoiceForm():
                return text if text in form.words else self._choice(node, form, where)
            case DateForm():
                return self._date(node, text, form, where)
            case WrittenForm():
                return self._written(node, text, form, where)
            case _:
                assert_never(form)

    def _tell_remark(self, node: ScalarNode) -> bool:
        """Tells of a remark that cuts a text which may go on in it; whether there is one."""
        if node.remark is None:
            return False
        message = "from `#` on this line is a remark, which does not print"
        hint = "put the whole text in quotes; when it is a remark, write two spaces, `#`, a space and a word"
        self._findings.add(faults.CUT_BY_REMARK.at(node.remark, message, hint=hint))
        return True

    def _tell_near_places(self, node: ScalarNode) -> bool:
        """Tells what nearly names a fact in a text; whether there is some."""
        near_names = near_places(node.text)
        for near in near_names:
            line = node.span.file.line(node.span.line)
            column = line.find(near.typed, node.span.column - 1)
            span = replace(node.span, column=column + 1, width=len(near.typed)) if column >= 0 else node.span
            self._findings.add(faults.NEAR_PLACE.at(span, near.message))
        return bool(near_names)

    def _choice(self, node: ScalarNode, form: ScalarForm, where: str) -> _Wrong:
        hint = did_you_mean(node.text.strip(), form.words) if isinstance(form, ChoiceForm) else ""
        return self._wrong(
            faults.WRONG_VALUE, node, f"{_named(where)} must be {_wanted(form)}, not `{_short(node.text)}`", hint
        )

    def _date(self, node: ScalarNode, text: str, form: DateForm, where: str) -> object:
        if not _DATE.match(text):
            return self._choice(node, form, where)
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return self._wrong(
                faults.WRONG_VALUE, node, f"{_named(where)} names the day {text}, which is not in the calendar"
            )

    def _written(self, node: ScalarNode, text: str, form: WrittenForm, where: str) -> object:
        reader = self._scalars.get(form.written)
        if reader:
            value = reader(node)
            return WRONG if value is None else value
        try:
            return form.written.parse(text)
        except ValueError:
            return self._choice(node, form, where)


def _stand_in(form: Form, node: Node) -> object:
    """What stands for a text that is missing where more mistakes are looked for; `WRONG` for anything else."""
    match form:
        case PlacedForm():
            value = _stand_in(form.inner, node)
            return WRONG if value is WRONG else At(value, node.span)
        case TextForm():
            return ""
        case _:
            return WRONG


def _is_none(node: ScalarNode, form: Form) -> bool:
    """Whether `node` says that there is none; in quotes, `none` is a text where a text can be."""
    bare = form.inner if isinstance(form, PlacedForm) else form
    return node.empty or (node.text in NONE_WORDS and not (node.quoted and isinstance(bare, TextForm)))


def _likest(node: MappingNode, forms: tuple[RecordForm | MappingForm, ...]) -> RecordForm | MappingForm:
    """The form whose keys fit best: a required key weighs 4, any other 2; when some key fits nowhere, one that is
    nearly right weighs 1.
    """
    keys = [key.text for key, _ in node.entries]
    weights = [
        {field.key: 4 if field.required else 2 for field in form.fields} if isinstance(form, RecordForm) else {}
        for form in forms
    ]
    scores = [sum(weight.get(key, 0) for key in keys) for weight in weights]
    best = scores.index(max(scores))
    if not all(key in weights[best] for key in keys):
        scores = [sum(weight.get(key) or (closest(key, weight) is not None) for key in keys) for weight in weights]
        best = scores.index(max(scores))
    return forms[best]


def _below(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _named(where: str) -> str:
    """`where` as words: "`review.approver`", "item 2 of `sections`"."""
    if not where:
        return "this file"
    *lists, last = re.split(r"#(?=\d)", where)
    if not lists:
        return f"`{where}`"
    number, _, below = last.partition(".")
    item = f"item {number} of `{'#'.join(lists)}`" if "".join(lists) else f"item {number}"
    return f"`{below}` in {item}" if below else item


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _wanted(form: Form) -> str:
    match form:
        case TextForm():
            return "one text"
        case WholeNumberForm():
            return "a whole number such as `8`"
        case YesNoForm():
            return "`yes` or `no`"
        case DateForm():
            return "a date written as `2026-11-01`"
        case ChoiceForm():
            *others, last = (f"`{word}`" for word in form.words if word)
            return f"{', '.join(others)} or {last}" if others else last
        case WrittenForm():
            return form.written.expects
        case ListForm():
            return "a list"
        case MappingForm() | RecordForm():
            return "a group of keys"
        case OptionalForm() | PlacedForm():
            return _wanted(form.inner)
        case VariantForm():
            members = [member for member in (form.scalar, form.sequence, *form.mappings[:1]) if member]
            return " or ".join(_wanted(member) for member in members)
        case _:
            assert_never(form)


def _is_name(form: Form) -> bool:
    """Whether `form` is that of a person or a group."""
    while isinstance(form, OptionalForm | PlacedForm):
        form = form.inner
    return isinstance(form, RecordForm) and {"family", "given", "literal"} <= set(form.keys)


def _name(written: str) -> str:
    """A name as it is to be written: family name and initials apart where that is how it was typed, otherwise as a
    group writes itself.
    """
    words = " ".join(written.split())
    found = _INITIALS_LAST.match(words)
    return f"{{family: {found[1]}, given: {found[2]}}}" if found else f'{{literal: "{_short(words)}"}}'


def _example(node: Node, form: Form, where: str) -> str:
    """How to write it, where the shape is a common slip."""
    match form:
        case OptionalForm() | PlacedForm():
            return _example(node, form.inner, where)
        case ListForm() if isinstance(node, ScalarNode) and _CLOSE_ITEM.match(node.text):
            return f"a hyphen and a space begin an item: `- {_short(node.text.partition(' - ')[0][1:])}`"
        case ListForm() if isinstance(node, ScalarNode) and _is_name(form.item):
            return f"write `[{', '.join(map(_name, node.text.split(',')))}]`"
        case ListForm() if isinstance(node, ScalarNode):
            return f"write `[{_short(node.text)}]`, or each item on a line of its own after `- `"
        case ListForm():
            return "begin each item with `- `"
        case RecordForm() if isinstance(node, ScalarNode) and _is_name(form):
            return f"write `{_name(node.text)}`"
        case RecordForm():
            keys = [field.key for field in form.fields if field.required] or list(form.keys)
            return f"write `{keys[0]}: …`{_BELOW}"
        case MappingForm():
            return f"write `name: …`{_BELOW}"
        case VariantForm() if form.mappings:
            examples = dict.fromkeys(_example(node, member, where) for member in form.mappings)
            return " or ".join([example.removeprefix("write ").removesuffix(_BELOW) for example in examples]).join(
                ("write ", _BELOW)
            )
        case TextForm() if isinstance(node, SequenceNode):
            return "write the words after the colon, without `- ` or brackets"
        case _:
            return ""
