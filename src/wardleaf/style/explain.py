"""Where a value of a style comes from: every file and line that sets it, the last one winning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from msgspec import Struct

from wardleaf.editions import edition_of
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.source.forms import RecordForm, WrittenForm
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from wardleaf.source.suggest import closest, did_you_mean
from wardleaf.style import faults
from wardleaf.style.layers import Layer, form_at, read_chain
from wardleaf.style.schema import TextStyle
from wardleaf.units import Colour

Path = tuple[str, ...]
_BLACK_TEXT: Path = ("imposition", "text")


class Setting(Struct, frozen=True, kw_only=True):
    """One place that sets a value: in the file of `style`, for one edition or (empty) for all."""

    style: str
    edition: str
    text: str
    span: Span


class Explanation(Struct, frozen=True, kw_only=True):
    """A key of the style, its value as written, and the places that set it: the last one counts."""

    key: str
    value: str
    settings: tuple[Setting, ...]


def explain_style(
    files: Mapping[str, SourceFile], *, name: str, edition: str, key: str, findings: Findings
) -> tuple[Explanation, ...]:
    """What `key` of style `name` is for `edition` and who says so: one explanation for each value below the key.

    A value that names a token is followed by the token's own explanation and that of its palette colour, and the colour
    of a booklet's text by what makes it black. Keys that lead
    nowhere else may be left out: `heading.2.size` is `heading.2.text.size`. Empty after telling that there is no such
    key, or several.
    """
    chain = read_chain(files, name=name, edition=edition, findings=findings)
    if chain is None:
        return ()
    leaves = dict(_leaves(chain.merged, ()))
    wanted = tuple(key.split("."))
    paths = _meant(wanted, tuple(leaves))
    if not paths:
        _tell_unknown(key, wanted, tuple(leaves), findings)
        return ()
    colours = {colour: None for path in paths for colour in _tiers(leaves[path], path, leaves)}
    blackened = edition_of(edition).folded and any(_is_text_colour(path) for path in paths)
    black = (_BLACK_TEXT,) if blackened and _BLACK_TEXT in leaves else ()
    return tuple(_explanation(path, leaves[path], chain.layers) for path in dict.fromkeys((*paths, *colours, *black)))


def _leaves(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    if not isinstance(node, MappingNode):
        yield path, node
        return
    for key, value in node.entries:
        yield from _leaves(value, (*path, key.text))


def _meant(wanted: Path, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths that `wanted` stands for: itself, everything below it, or the one that only adds keys (`text` before
    others) between.
    """
    below = tuple(path for path in paths if path[: len(wanted)] == wanted)
    if below:
        return below
    longer = tuple(path for path in paths if path[0] == wanted[0] and path[-1] == wanted[-1] and _within(wanted, path))
    with_text = tuple(path for path in longer if tuple(part for part in path if part != "text") == wanted)
    return with_text if len(with_text) == 1 else longer if len(longer) == 1 else ()


def _within(wanted: Path, path: Path) -> bool:
    parts = iter(path)
    return all(part in parts for part in wanted)


def _tiers(node: Node, path: Path, leaves: Mapping[Path, Node]) -> Iterator[Path]:
    """The token that a value names, and the palette colour that the token names."""
    if not isinstance(node, ScalarNode) or path[0] == "palette":
        return
    below: Path = ("palette" if path[0] == "tokens" else "tokens", node.text)
    if below in leaves and (path[0] == "tokens" or _is_colour(path)):
        yield below
        yield from _tiers(leaves[below], below, leaves)


def _is_colour(path: Path) -> bool:
    form = form_at(path)
    return isinstance(form, WrittenForm) and form.written is Colour


def _is_text_colour(path: Path) -> bool:
    form = form_at(path[:-1])
    return _is_colour(path) and isinstance(form, RecordForm) and form.build is TextStyle


def _explanation(path: Path, node: Node, layers: tuple[Layer, ...]) -> Explanation:
    settings = []
    for layer in layers:
        found: Node | None = layer.node
        for part in path:
            found = found.get(part) if isinstance(found, MappingNode) else None
        if found is not None and not isinstance(found, MappingNode):
            settings.append(Setting(style=layer.style, edition=layer.edition, text=_written(found), span=found.span))
    return Explanation(key=".".join(path), value=_written(node), settings=tuple(settings))


def _written(node: Node) -> str:
    match node:
        case ScalarNode():
            return node.text
        case SequenceNode():
            return f"[{', '.join(_written(item) for item in node.items)}]"
        case MappingNode():
            return f"{{{', '.join(f'{key.text}: {_written(value)}' for key, value in node.entries)}}}"
        case _:
            assert_never(node)


def _tell_unknown(key: str, wanted: Path, paths: tuple[Path, ...], findings: Findings) -> None:
    longer = [
        ".".join(path) for path in paths if path[0] == wanted[0] and path[-1] == wanted[-1] and _within(wanted, path)
    ]
    if longer:
        findings.add(
            faults.UNKNOWN_SETTING.at(
                None, f"the key `{key}` could be several", notes=(", ".join(longer),), help="write it in full"
            )
        )
        return
    known = {".".join(path[:length]) for path in paths for length in range(1, len(path) + 1)}
    parents = [".".join(wanted[:length]) for length in range(len(wanted), 0, -1)]
    parent = next((above for above in parents if above in known), "")
    near = sorted(
        {name[len(parent) :].lstrip(".").split(".")[0] for name in known if name.startswith(f"{parent}.") or not parent}
        - {""}
    )
    next_key = wanted[parent.count(".") + 1 if parent else 0]
    nearer = closest(next_key, near)
    help = did_you_mean(key, known) if not parent else f"did you mean `{parent}.{nearer}`?" if nearer else ""
    inside = f"below `{parent}` there are" if parent else "there are"
    findings.add(
        faults.UNKNOWN_SETTING.at(
            None, f"no style has the key `{key}`", notes=(f"{inside}: {', '.join(near)}",), help=help
        )
    )
