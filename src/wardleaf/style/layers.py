"""Style files as layers: what each file of a chain says for all editions and for one, in the order in which later ones
win.

Knows the shape of a style file (`STYLE_FILE`), not what its values mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, reduce
from typing import ClassVar

from msgspec import Struct

from wardleaf.editions import EDITION_NAMES, edition_of
from wardleaf.findings import Finding, Findings, SourceFile, Span
from wardleaf.source.decode import decode_form
from wardleaf.source.forms import FieldForm, Form, MappingForm, OptionalForm, RecordForm, TextForm, WrittenForm, form_of
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, compose_nodes, merge_nodes
from wardleaf.source.suggest import did_you_mean
from wardleaf.style import faults
from wardleaf.style.schema import Style
from wardleaf.units import Colour
from wardleaf.values import replace

_HEADINGS = ("2", "3", "4", "5")
_CALLOUTS = ("key-points", "note", "warning")


class RawColour(Struct, frozen=True):
    """A colour of the palette, written as `"#RRGGBB"`: elsewhere a `Colour` is written as the name of a token."""

    colour: Colour
    expects: ClassVar[str] = Colour.expects
    pattern: ClassVar[str] = Colour.pattern

    @classmethod
    def parse(cls, text: str) -> RawColour:
        """The colour written as `text`; `ValueError` for anything else."""
        return cls(Colour.parse(text))


class PaletteName(Struct, frozen=True):
    """What a token stands for, written as the name of a colour in the palette."""

    name: str
    expects: ClassVar[str] = "the name of a colour in `palette`"
    pattern: ClassVar[str] = r"^\S+$"

    @classmethod
    def parse(cls, text: str) -> PaletteName:
        return cls(text)


def _named(field: FieldForm, names: tuple[str, ...]) -> FieldForm:
    """A mapping that has exactly the keys `names`."""
    if not isinstance(field.form, MappingForm):
        raise TypeError(field.key)
    fields = tuple(FieldForm(name, name, field.form.value, required=True) for name in names)
    return replace(field, form=RecordForm(dict, fields))


def _field(field: FieldForm) -> FieldForm:
    match field.key:
        case "palette":
            return replace(field, form=MappingForm(WrittenForm(RawColour)), description="raw colours, by name")
        case "tokens":
            return replace(
                field,
                form=MappingForm(WrittenForm(PaletteName)),
                description="what a colour is for: names of the palette",
            )
        case "heading":
            return _named(field, _HEADINGS)
        case "callout":
            return _named(field, _CALLOUTS)
        case _:
            return field


def _record(form: Form) -> RecordForm:
    if not isinstance(form, RecordForm):
        raise TypeError(form)
    return form


STYLE_LAYER = RecordForm(
    dict, tuple(_field(field) for field in _record(form_of(Style)).fields if field.key not in ("name", "edition"))
)
STYLE_FILE = RecordForm(
    dict,
    (
        FieldForm("name", "name", TextForm(), required=False, description="what people call the style"),
        FieldForm(
            "extends", "extends", TextForm(), required=False, description="the style whose keys this file replaces"
        ),
        *STYLE_LAYER.fields,
        FieldForm(
            "editions",
            "editions",
            RecordForm(dict, tuple(FieldForm(name, name, STYLE_LAYER, required=False) for name in EDITION_NAMES)),
            required=False,
            description="the same keys again, for one edition",
        ),
    ),
    description="A style: colours, type and spacing. A brand's file gives only what differs from the one it extends.",
)


def form_at(path: tuple[str, ...]) -> Form | None:
    """The form of the value that the keys of `path` lead to; None when there is no such key."""
    form: Form = STYLE_LAYER
    for key in path:
        match form:
            case RecordForm():
                found = next((field.form for field in form.fields if field.key == key), None)
                if found is None:
                    return None
                form = found
            case MappingForm():
                form = form.value
            case _:
                return None
    return form.inner if isinstance(form, OptionalForm) else form


class Layer(Struct, frozen=True):
    """What one file says, for every edition (`edition` empty) or for one."""

    style: str
    edition: str
    node: MappingNode


class StyleChain(Struct, frozen=True):
    """The files of a style from the one that stands alone to the style itself, and their layers for one edition: later
    ones win.
    """

    files: tuple[MappingNode, ...]
    layers: tuple[Layer, ...]

    @property
    def merged(self) -> MappingNode:
        return reduce(merge_nodes, (layer.node for layer in self.layers))


def read_chain(
    files: Mapping[str, SourceFile], *, name: str, edition: str, findings: Findings, span: Span | None = None
) -> StyleChain | None:
    """The chain of style `name` for `edition`, or None after telling which style, file or edition is not there."""
    chain = _follow(files, name, span, findings)
    if chain is None:
        return None
    layers = [Layer(style, "", _common(node)) for style, node in chain]
    known: dict[str, None] = {}
    for style, node in chain:
        editions = node.get("editions")
        if isinstance(editions, MappingNode):
            known |= dict.fromkeys(key.text for key, _ in editions.entries)
            layer = editions.get(edition)
            if isinstance(layer, MappingNode):
                layers.append(Layer(style, edition, layer))
    if edition not in known and edition_of(edition).form == "pdf":
        hint = did_you_mean(edition, known) or (
            f"its editions are {', '.join(known)}" if known else "it lists none; perhaps `extends: base` is missing"
        )
        place = span or replace(chain[-1][1].span, column=0)
        findings.add(faults.UNKNOWN_EDITION.at(place, f"the style `{name}` has no edition `{edition}`", hint=hint))
        return None
    return StyleChain(tuple(node for _, node in chain), tuple(layers))


def chain_files(files: Mapping[str, SourceFile], name: str) -> tuple[SourceFile, ...] | None:
    """The files of style `name` and of those it extends, the outermost first; None where one is missing or cannot be
    read.
    """
    chain = _follow(files, name, None, Findings())
    return tuple(node.span.file for _, node in chain) if chain else None


@lru_cache(maxsize=64)
def _composed(path: str, text: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """A style file as nodes, and what is wrong with it as YAML; read once, however many editions, clinics and styles
    begin with it.
    """
    findings = Findings()
    return compose_nodes(SourceFile(path, text), findings=findings), findings.sorted()


def _common(node: MappingNode) -> MappingNode:
    return MappingNode(
        tuple(entry for entry in node.entries if entry[0].text not in ("name", "extends", "editions")), node.span
    )


def _follow(
    files: Mapping[str, SourceFile], name: str, span: Span | None, findings: Findings
) -> tuple[tuple[str, MappingNode], ...] | None:
    """Style `name`, written at `span`, and those it extends, the outermost first."""
    chain: list[tuple[str, MappingNode]] = []
    style = name
    while True:
        links = [link for link, _ in chain]
        if style in links:
            circle = " → ".join(f"`{link}`" for link in [*links[links.index(style) :], style])
            message = (
                f"these styles extend one another in a circle: {circle}" if chain[1:] else "this style extends itself"
            )
            findings.add(faults.STYLE_LOOP.at(span, message, hint="delete this line in one of them"))
            return None
        if style not in files:
            hint = did_you_mean(style, files) or (f"styles are {', '.join(sorted(files))}" if files else "")
            findings.add(faults.UNKNOWN_STYLE.at(span, f"there is no style `{style}`", hint=hint))
            return None
        node, told = _composed(files[style].path, files[style].text)
        findings.extend(told)
        if not isinstance(node, MappingNode):
            if node is not None:
                decode_form(node, STYLE_FILE, findings=findings, partial=True)
            return None
        chain.append((style, node))
        extends = node.get("extends")
        if not isinstance(extends, ScalarNode) or extends.empty:
            return tuple(reversed(chain))
        style, span = extends.text, extends.span
