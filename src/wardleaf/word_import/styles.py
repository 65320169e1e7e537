"""Styles and numbering: what a paragraph or a run looks like by the chain of its styles (ECMA-376 part 1, 17.7 and
17.9).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from wardleaf.word_import.model import ListPlace, Look
from wardleaf.word_import.names import attribute, child, children, is_on, whole_number

_LONGEST_CHAIN = 20
_DEEPEST_LIST = 9


class Styles(Struct, frozen=True):
    """Styles by their ids, and what holds where none says anything."""

    by_id: Mapping[str, Element] = field(default_factory=dict)
    default_paragraph: str = ""
    defaults: Element | None = None
    language: str = ""

    def chain(self, id: str) -> Iterator[Element]:
        """The style `id` and those that it is based on."""
        seen: set[str] = set()
        while id in self.by_id and id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(id)
            yield self.by_id[id]
            id = attribute(child(self.by_id[id], "w:basedOn"), "w:val")

    def name(self, id: str) -> str:
        """The name of the style `id`, small letters; its id where it has none."""
        style = self.by_id.get(id or self.default_paragraph)
        return (attribute(child(style, "w:name"), "w:val") or id).casefold()

    def paragraph_property(self, properties: Element | None, style: str, name: str) -> Element | None:
        """What says `name` of a paragraph: its own properties, or the nearest of its styles."""
        own = child(properties, name)
        if own is not None:
            return own
        found = (child(one, "w:pPr", name) for one in self.chain(style or self.default_paragraph))
        return next((one for one in found if one is not None), None)

    def look(self, run: Element | None, paragraph_style: str) -> Look:
        """How a run with the properties `run` looks in a paragraph of `paragraph_style`."""
        character = attribute(child(run, "w:rStyle"), "w:val")
        layers = [
            run,
            *(child(one, "w:rPr") for one in self.chain(character)),
            *(child(one, "w:rPr") for one in self.chain(paragraph_style or self.default_paragraph)),
            self.defaults,
        ]

        def of(*names: str) -> Element | None:
            found = (child(layer, name) for layer in layers for name in names)
            return next((one for one in found if one is not None), None)

        placement = attribute(of("w:vertAlign"), "w:val")
        colour = attribute(child(run, "w:color"), "w:val").casefold()
        underline = of("w:u")
        return Look(
            bold=bool(is_on(of("w:b"))),
            italic=bool(is_on(of("w:i"))),
            underlined=underline is not None and attribute(underline, "w:val") not in ("none", "") and not character,
            struck=bool(is_on(of("w:strike"))) or bool(is_on(of("w:dstrike"))),
            hidden=bool(is_on(of("w:vanish"))),
            capitals=bool(is_on(of("w:caps"))),
            coloured=colour not in ("", "auto", "000000") and not character,
            marked=child(run, "w:highlight") is not None and bool(is_on(child(run, "w:highlight"))),
            placement="raised" if placement == "superscript" else "lowered" if placement == "subscript" else "",
            size=whole_number(attribute(of("w:sz"), "w:val")),
        )


def read_styles(root: Element | None) -> Styles:
    """The styles of the part whose XML is `root`."""
    by_id: dict[str, Element] = {}
    default = ""
    for style in children(root, "w:style"):
        id = attribute(style, "w:styleId")
        by_id.setdefault(id, style)
        if attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in ("1", "true", "on"):
            default = id
    defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
    return Styles(by_id, default, defaults, attribute(child(defaults, "w:lang"), "w:val"))


class _Level(Struct, frozen=True):
    format: str
    start: int


class Numbering:
    """The real lists of a file; counts while its paragraphs are read in order."""

    def __init__(self, root: Element | None) -> None:
        plans = {attribute(one, "w:abstractNumId"): one for one in children(root, "w:abstractNum")}
        self._lists: dict[str, tuple[str, dict[int, _Level], frozenset[int]]] = {}
        for one in children(root, "w:num"):
            plan = attribute(child(one, "w:abstractNumId"), "w:val")
            levels = _levels(plans.get(plan))
            restarted: set[int] = set()
            for override in children(one, "w:lvlOverride"):
                level = whole_number(attribute(override, "w:ilvl"))
                levels |= _levels(override)
                if (start := child(override, "w:startOverride")) is not None:
                    restarted.add(level)
                    known = levels.get(level, _Level("decimal", 1))
                    levels[level] = _Level(known.format, whole_number(attribute(start, "w:val")) or 1)
            self._lists[attribute(one, "w:numId")] = (plan, levels, frozenset(restarted))
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next_place(self, properties: Element | None) -> ListPlace | None:
        """The place of the next paragraph with the numbering `properties`; None outside a list."""
        id = attribute(child(properties, "w:numId"), "w:val")
        if id not in self._lists:
            return None
        level = min(whole_number(attribute(child(properties, "w:ilvl"), "w:val")), _DEEPEST_LIST)
        plan, levels, restarted = self._lists[id]
        counts = self._counts.setdefault(plan, {})
        if id not in self._begun:
            self._begun.add(id)
            for one in restarted:
                counts.pop(one, None)
        nearest = max((one for one in levels if one <= level), default=level)
        known = levels.get(nearest, _Level("decimal", 1))
        counts[level] = counts.get(level, known.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return ListPlace(plan, level, known.format, counts[level])


def _levels(plan: Element | None) -> dict[int, _Level]:
    return {
        whole_number(attribute(one, "w:ilvl")): _Level(
            attribute(child(one, "w:numFmt"), "w:val") or "decimal",
            whole_number(attribute(child(one, "w:start"), "w:val") or "1"),
        )
        for one in children(plan, "w:lvl")
    }
