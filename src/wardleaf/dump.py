"""Any stage's value as readable YAML: for `--emit`, for golden files in tests, for a newcomer's first look.

A dataclass is a mapping whose tag names its kind; a tuple is a list; what is empty and where things stood in files are
left out; bytes are their digest and size. The same value always gives the same text. No YAML library: this is written
for reading.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from wardleaf.findings import SourceFile, Span
from wardleaf.source.keys import At, Written
from wardleaf.values import is_value, parts_of

if TYPE_CHECKING:
    from wardleaf.display import Page, PageItem
    from wardleaf.reading.tree import StructElem

# A plain scalar that no YAML reader takes for a number, a date, yes or no, or a sign of its own.
_BARE = re.compile(r"[A-Za-z(][A-Za-z0-9 .()/_–-]*\Z")
_TAKEN = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
# Signs that nobody can see in a text, or that a YAML reader takes for a line end.
_UNSEEN = re.compile("[\u0085\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
_LINE_LENGTH = 140


def dump_yaml(value: object) -> str:
    """`value`, a tree of frozen dataclasses, tuples, mappings and scalars, as block-style YAML that ends with a line
    end.

    Raises `TypeError` for anything else.
    """
    head, lines = _render(value)
    return "\n".join([head, *lines] if head else lines) + "\n"


def dump_pages(pages: Sequence[Page]) -> str:
    """A display list as YAML, an item a line: what it is, where, how it looks, and the slot that it fills or the
    artifact that it is.
    """
    lines: list[str] = []
    for number, page in enumerate(pages, 1):
        lines += [f"- page: {number}", f"  size: {_flow(page.size)}", "  items:"]
        lines += [f"  - {_flow(_listed(item))}" for item in page.items]
    return "\n".join(lines) + "\n"


def dump_reading(tree: StructElem) -> str:
    """A reading tree as YAML: each element by its role with what it says; where words stand in elements of their own,
    such as links, those below it.
    """
    return "\n".join(_read(tree, "")) + "\n"


def _read(element: StructElem, margin: str) -> Iterator[str]:
    from wardleaf.reading.tree import LinkSlot, StructElem, heard

    said: dict[str, object] = {
        "alt": element.alt,
        "instead": element.actual_text,
        "long": element.expansion,
        "language": element.language,
        "id": element.id,
        "scope": element.scope,
        "labels": element.list_numbering,
        "for": element.purpose,
    }
    for link in (kid for kid in element.kids if isinstance(kid, LinkSlot)):
        said |= {"leads-to": link.target, "says": link.words}
    said = {key: value for key, value in said.items() if value}
    if any(isinstance(kid, StructElem) for kid in element.kids):
        yield f"{margin}- {element.role}:"
        yield from ([f"{margin}  - {_flow(said)}"] if said else [])
        for kid in element.kids:
            if isinstance(kid, StructElem):
                yield from _read(kid, f"{margin}  ")
            elif words := heard((kid,)):
                yield f"{margin}  - {_quoted(words)}"
    else:
        words = heard(element.kids)
        whole = {"words": words, **said} if words else said
        yield f"{margin}- {element.role}: {_flow(whole) if said else _text(words)}"


def _flow(value: object) -> str:
    """`value` on one line."""
    match value:
        case tuple():
            return "[" + ", ".join(_flow(part) for part in value) + "]"
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
        case _:
            return _in_flow(_scalar(value))


def _listed(item: PageItem) -> dict[str, object]:
    from wardleaf import display

    match item:
        case display.GlyphRun(look=look):
            held: dict[str, object] = {
                "text": item.text,
                "at": (item.x, item.baseline),
                "size": look.size,
                "face": look.face.ps_name,
            }
            held |= {"colour": str(look.colour), "rise": look.rise, "angle": item.angle}
            owner = item.owner or (display.Content(look.slot, look.role) if look.slot else None)
        case display.Path(shape=shape, fill=fill, stroke=stroke, owner=owner):
            held = {"shape": type(shape).__name__.lower(), "box": display.place_of(item)}
            held |= {"fill": str(fill) if fill else "", "line": str(stroke) if stroke else ""}
        case display.Picture(picture=picture, owner=owner):
            dots = "shapes" if isinstance(picture, display.VectorPicture) else f"{picture.wide} by {picture.tall} dots"
            held = {"picture": dots, "box": display.place_of(item)}
        case display.LinkArea(slot=slot):
            held, owner = (
                {"link": slot.target, "box": (item.x0, item.top, item.x1, item.bottom), "words": slot.words},
                None,
            )
        case display.Anchor():
            held, owner = {"anchor": item.name, "at": (item.x, item.top)}, None
        case _:
            assert_never(item)
    match owner:
        case display.Content(slot=filled, role=role):
            held |= {"slot": filled.what or "text", "role": role, "written": str(filled.span) if filled.span else ""}
        case display.Artifact():
            held |= {"artifact": f"{owner.kind} {owner.subtype}".rstrip()}
        case None:
            pass
        case _:
            assert_never(owner)
    return {key: value for key, value in held.items() if value not in ("", 0.0) or key == "text"}


def _render(value: object) -> tuple[str, list[str]]:
    """What stands on the line of its key or dash, and the lines below, not indented; one of the two may be empty."""
    plain = value.value if isinstance(value, At) else value
    scalar = _scalar(plain)
    if scalar:
        return scalar, []
    if isinstance(plain, (tuple, list, AbstractSet)):
        return _render_list(sorted(plain, key=str) if isinstance(plain, AbstractSet) else list(plain))
    if isinstance(plain, Mapping):
        return _render_mapping("", {str(key): held for key, held in plain.items()})
    if is_value(plain):
        return _render_mapping(f"!{type(plain).__name__}", _fields(plain))
    raise TypeError(f"{type(plain).__name__} cannot be dumped")


def _render_mapping(tag: str, entries: Mapping[str, object]) -> tuple[str, list[str]]:
    parts = [(_text(key), *_render(held)) for key, held in entries.items()]
    flow = "{" + ", ".join(f"{key}: {_in_flow(head)}" for key, head, _ in parts) + "}"
    if not parts or (_all_scalars(parts) and len(tag) + len(flow) < _LINE_LENGTH and tag):
        return f"{tag} {flow}".strip(), []
    lines: list[str] = []
    for key, head, below in parts:
        lines += [f"{key}: {head}".rstrip(), *(f"  {line}" for line in below)]
    return tag, lines


def _render_list(held: list[object]) -> tuple[str, list[str]]:
    parts = [("", *_render(item)) for item in held]
    flow = "[" + ", ".join(_in_flow(head) for _, head, _ in parts) + "]"
    if _all_scalars(parts) and len(flow) < _LINE_LENGTH // 2:
        return flow, []
    lines: list[str] = []
    for _, head, below in parts:
        first, rest = (head, below) if head else (below[0], below[1:])
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return "", lines


def _all_scalars(parts: list[tuple[str, str, list[str]]]) -> bool:
    return not any(below or head.startswith(("!", "[", "{")) for _, head, below in parts)


def _in_flow(scalar: str) -> str:
    return _quoted(scalar) if not scalar.startswith('"') and re.search(r"[,\[\]{}]", scalar) else scalar


def _scalar(value: object) -> str:
    """`value` written as a scalar; empty when it is none."""
    match value:
        case None:
            return "null"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return _text(str(value.value))
        case str():
            return _text(value)
        case float():
            return format(value, ".6g")
        case int():
            return str(value)
        case bytes():
            return f"sha256 {hashlib.sha256(value).hexdigest()[:16]} of {len(value)} bytes"
        case datetime.date():
            return value.isoformat()
        case _:
            return _text(str(value)) if isinstance(value, Written) else ""


def _fields(value: object) -> dict[str, object]:
    held = parts_of(value)
    return {
        name.replace("_", "-"): part
        for name, part in held.items()
        if not isinstance(part, (Span, SourceFile)) and part is not None and part not in ("", (), frozenset())
    }


def _text(text: str) -> str:
    bare = _BARE.match(text) and text.casefold() not in _TAKEN and not text.endswith(" ")
    return text if bare else _quoted(text)


def _quoted(text: str) -> str:
    # JSON's quoting is YAML's.
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
