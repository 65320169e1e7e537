"""A style's files become one complete `Style` for one edition.

Layers win in this order: the base for all editions, the brand for all editions, the base for this edition, the brand
for this edition. Mappings merge key by key, anything else replaces. Elements name tokens, tokens name palette colours;
no arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from wardleaf.findings import Fault, Findings, SourceFile, Span
from wardleaf.source.decode import Scalars, decode_form
from wardleaf.source.faults import WRONG_VALUE
from wardleaf.source.nodes import MappingNode, Node, ScalarNode
from wardleaf.source.suggest import did_you_mean
from wardleaf.style import faults
from wardleaf.style.black_text import with_black_text
from wardleaf.style.floors import check_floors
from wardleaf.style.layers import STYLE_FILE, STYLE_LAYER, PaletteName, RawColour, StyleChain, read_chain
from wardleaf.style.schema import Style
from wardleaf.units import PAPER_SIZES, Colour
from wardleaf.values import replace

_PAPER_SETTINGS = (("page", "paper"), ("imposition", "sheet"))


def resolve_style(
    files: Mapping[str, SourceFile], *, name: str, edition: str, findings: Findings, span: Span | None = None
) -> Style | None:
    """The style `name` (an id, which becomes `Style.name`) for `edition`, or None after telling what is wrong.

    `span` is where somebody wrote the name, if in a file. Every file of the chain is checked whole, also keys that a
    later file replaces and the keys of other editions.
    """
    own = Findings()
    chain = read_chain(files, name=name, edition=edition, findings=own, span=span)
    style = _resolve(chain, name, edition, own) if chain else None
    findings.extend(own)
    return None if own.has_errors else style


def _resolve(chain: StyleChain, name: str, edition: str, findings: Findings) -> Style | None:
    _check_files(chain, findings)
    if findings.has_errors:
        return None
    merged = chain.merged
    palette = _colours(merged.get("palette"), _raw_colour)
    tokens = _colours(merged.get("tokens"), lambda node: palette.get(node.text))
    form = replace(STYLE_LAYER, build=partial(Style, name=name, edition=edition))
    style = decode_form(merged, form, findings=findings, scalars=_readers(palette, tokens, findings))
    if not isinstance(style, Style):
        return None
    findings.extend(check_floors(merged, style, tuple(file.span.file.path for file in chain.files)))
    _check_paper(merged, findings)
    return with_black_text(style) if style.folded and style.imposition.text == "black" else style


# --- colours ----------------------------------------------------------------------------------------------------------


def _colours(node: Node | None, colour: Callable[[ScalarNode], Colour | None]) -> dict[str, Colour]:
    """The colours of `palette` or `tokens` that can be made; the others are told when the whole style is decoded."""
    entries = node.entries if isinstance(node, MappingNode) else ()
    found = {key.text: colour(value) for key, value in entries if isinstance(value, ScalarNode)}
    return {key: value for key, value in found.items() if value is not None}


def _raw_colour(node: ScalarNode) -> Colour | None:
    try:
        return Colour.parse(node.text)
    except ValueError:
        return None


def _readers(palette: Mapping[str, Colour], tokens: Mapping[str, Colour], findings: Findings) -> Scalars:
    """How the three kinds of colour are read: in the palette, in the tokens, and everywhere else."""

    def raw(node: ScalarNode) -> Colour | None:
        colour = _raw_colour(node)
        if colour is None:
            findings.add(WRONG_VALUE.at(node.span, f"this must be {RawColour.expects}, not `{node.text}`"))
        return colour

    def named(fault: Fault, known: Mapping[str, Colour], tier: str, node: ScalarNode) -> Colour | None:
        colour = known.get(node.text)
        if colour is None:
            bare = node.text.startswith("#")
            message = (
                f"a colour cannot be written here, only the name of a {tier}"
                if bare
                else f"there is no {tier} `{node.text}`"
            )
            hint = "write it under `palette` with a name, and the name here" if bare else did_you_mean(node.text, known)
            notes = () if hint else (f"there are: {', '.join(sorted(known))}",)
            findings.add(fault.at(node.span, message, hint=hint, notes=notes))
        return colour

    return {
        RawColour: raw,
        PaletteName: partial(named, faults.UNKNOWN_PALETTE_COLOUR, palette, "palette colour"),
        Colour: partial(named, faults.UNKNOWN_TOKEN, tokens, "token"),
    }


# --- checks -----------------------------------------------------------------------------------------------------------


def _check_files(chain: StyleChain, findings: Findings) -> None:
    """Tells what is wrong in any file of the chain, with the names of all layers known."""
    names: dict[str, set[str]] = {"palette": set(), "tokens": set()}
    for file in chain.files:
        editions = file.get("editions")
        layers = [file, *(layer for _, layer in (editions.entries if isinstance(editions, MappingNode) else ()))]
        for layer in layers:
            for tier, known in names.items():
                colours = layer.get(tier) if isinstance(layer, MappingNode) else None
                known |= {key.text for key, _ in colours.entries} if isinstance(colours, MappingNode) else set()
    nameless = Colour(0, 0, 0)
    readers = _readers(dict.fromkeys(names["palette"], nameless), dict.fromkeys(names["tokens"], nameless), findings)
    for file in chain.files:
        decode_form(file, STYLE_FILE, findings=findings, scalars=readers, partial=True)


def _check_paper(merged: MappingNode, findings: Findings) -> None:
    for group, key in _PAPER_SETTINGS:
        settings = merged.get(group)
        node = settings.get(key) if isinstance(settings, MappingNode) else None
        if isinstance(node, ScalarNode) and node.text not in PAPER_SIZES:
            hint = did_you_mean(node.text, PAPER_SIZES) or f"papers are {', '.join(PAPER_SIZES)}"
            findings.add(faults.UNKNOWN_PAPER.at(node.span, f"there is no paper `{node.text}`", hint=hint))
