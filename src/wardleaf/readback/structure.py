"""The tag tree of a finished file, with the words of its marks (ISO 32000-1, 14.7). Broken trees read as far as they
make sense.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from wardleaf.readback.marks import WHOLE_FORM, MarkedText, MarkKey, Owner
from wardleaf.readback.model import Annotation, Element, Mark, TagKid
from wardleaf.readback.objects import (
    Reference,
    dictionary,
    entry,
    integer,
    name,
    number,
    raw_entry,
    reference,
    resolved,
    sequence,
    text,
)

_DEEPEST = 120
_MOST_ELEMENTS = 300_000
_LONGEST_ROLE_CHAIN = 16
_SCOPED = frozenset({"Scope"})

# Standard structure types (ISO 32000-1, 14.8.4).
STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)


@dataclass(slots=True)
class ReadTree:
    """The elements at the root, the marks that elements name, and what is wrong with the tree, in words."""

    roots: tuple[Element, ...] = ()
    claimed: set[MarkKey] = field(default_factory=set)
    faults: dict[str, None] = field(default_factory=dict)


def read_tree(
    catalog: object,
    pages: Mapping[Reference, int],
    marks: Mapping[MarkKey, MarkedText],
    annotations: Mapping[Reference, Annotation],
) -> ReadTree:
    """The tag tree under `catalog`; empty when there is none.

    `pages` gives the number of each page object, `marks` what pages say in marks, `annotations` those of all pages by
    object.
    """
    made = ReadTree()
    root = dictionary(raw_entry(catalog, "/StructTreeRoot"))
    if root is None:
        return made
    walker = _Walker(root, pages, marks, annotations, made)
    made.roots = tuple(kid for kid in walker.kids(raw_entry(root, "/K"), None, 0) if isinstance(kid, Element))
    return made


class _Walker:
    def __init__(
        self,
        root: DictionaryObject,
        pages: Mapping[Reference, int],
        marks: Mapping[MarkKey, MarkedText],
        annotations: Mapping[Reference, Annotation],
        made: ReadTree,
    ) -> None:
        self.roles = dictionary(raw_entry(root, "/RoleMap"))
        self.classes = dictionary(raw_entry(root, "/ClassMap"))
        self.pages, self.marks, self.annotations, self.made = pages, marks, annotations, made
        self.seen: set[Reference] = set()
        self.left = _MOST_ELEMENTS

    def kids(self, value: object, page: int | None, depth: int) -> list[TagKid]:
        """What the K entry `value` holds; `page` is the page that bare MCIDs are on."""
        found = resolved(value)
        if isinstance(found, ArrayObject):
            return [
                kid
                for part in found
                if not isinstance(resolved(part), ArrayObject)
                for kid in self.kids(part, page, depth)
            ]
        if isinstance(found, DictionaryObject):
            return self._kid(value, found, page, depth)
        mcid = integer(found)
        if mcid is None:
            return []
        return [self._mark(("page", page, 0) if page is not None else None, mcid, page)]

    def _kid(self, value: object, held: DictionaryObject, page: int | None, depth: int) -> list[TagKid]:
        own_page = self._page(held, page)
        match name(entry(held, "/Type")):
            case "MCR":
                stream = reference(raw_entry(held, "/Stm"))
                owner: Owner | None = (
                    ("form", *stream)
                    if stream is not None
                    else (("page", own_page, 0) if own_page is not None else None)
                )
                return [self._mark(owner, integer(entry(held, "/MCID")), own_page)]
            case "OBJR":
                return [self._object(held, own_page)]
            case _:
                element = self._element(value, held, page, depth)
                return [] if element is None else [element]

    def _page(self, held: DictionaryObject, page: int | None) -> int | None:
        key = reference(raw_entry(held, "/Pg"))
        return self.pages.get(key, page) if key is not None else page

    def _mark(self, owner: Owner | None, mcid: int | None, page: int | None) -> Mark:
        key = (owner, mcid) if owner is not None and mcid is not None else None
        said = self.marks.get(key) if key is not None else None
        if key is None or said is None:
            self._tell("a tag names content that no page has")
            return Mark(page=page, mcid=-1 if mcid is None else mcid, text="", exact="", gap=False, found=False)
        if key in self.made.claimed:
            self._tell("two tags hold the same content")
        self.made.claimed.add(key)
        return Mark(
            page=said.page, mcid=key[1], text="".join(said.text), exact="".join(said.exact), gap=said.gap, found=True
        )

    def _object(self, held: DictionaryObject, page: int | None) -> TagKid:
        key = reference(raw_entry(held, "/Obj"))
        known = self.annotations.get(key) if key is not None else None
        if known is not None:
            return known
        if key is not None and isinstance(resolved(raw_entry(held, "/Obj")), StreamObject):
            return self._mark(("form", *key), WHOLE_FORM, page)
        self._tell("a tag names an object that is on no page")
        return Annotation(page=page, kind="", target="", words="")

    def _element(self, value: object, held: DictionaryObject, page: int | None, depth: int) -> Element | None:
        key = reference(value)
        if key is not None:
            if key in self.seen:
                self._tell("a tag stands in two places, or inside itself")
                return None
            self.seen.add(key)
        self.left -= 1
        if depth >= _DEEPEST or self.left <= 0:
            self._tell("the tags lie deeper, or are more, than in any handout; the rest was not read")
            return None
        role = name(entry(held, "/S"))
        if not role:
            self._tell("a tag has no role")
        attributes = self._attributes(held)
        return Element(
            role=role,
            standard=self._standard(role),
            kids=tuple(self.kids(raw_entry(held, "/K"), self._page(held, page), depth + 1)),
            alt=text(entry(held, "/Alt")),
            actual_text=text(entry(held, "/ActualText")),
            expansion=text(entry(held, "/E")),
            language=text(entry(held, "/Lang")),
            title=text(entry(held, "/T")),
            id=text(entry(held, "/ID")),
            scope=attributes.get("Scope", ""),
            attributes=tuple((key, held) for key, held in sorted(attributes.items()) if key not in _SCOPED),
        )

    def _standard(self, role: str) -> str:
        for _ in range(_LONGEST_ROLE_CHAIN):
            if role in STANDARD:
                return role
            mapped = name(entry(self.roles, f"/{role}"))
            if not mapped:
                return role
            role = mapped
        self._tell("roles are mapped in a circle")
        return role

    def _attributes(self, held: DictionaryObject) -> dict[str, str]:
        found: dict[str, str] = {}
        for key in _each(entry(held, "/C")):
            for owned in _each(entry(self.classes, f"/{name(key)}")):
                _take(found, owned)
        for owned in _each(entry(held, "/A")):
            _take(found, owned)
        return found

    def _tell(self, fault: str) -> None:
        self.made.faults.setdefault(fault)


def _each(value: object) -> tuple[object, ...]:
    """An array's entries, or the one value itself."""
    found = resolved(value)
    if found is None:
        return ()
    return tuple(found)[:200] if isinstance(found, ArrayObject) else (found,)


def _take(found: dict[str, str], owned: object) -> None:
    attributes = dictionary(owned)
    for key in list(attributes or ())[:100]:
        if key != "/O":
            shown = _printed(entry(attributes, str(key)))
            if shown:
                found[str(key).removeprefix("/")] = shown


def _printed(value: object) -> str:
    whole = number(value)
    if whole is not None:
        return f"{whole:.2f}".rstrip("0").rstrip(".")
    listed = [
        name(part) or (f"{found:.2f}".rstrip("0").rstrip(".") if (found := number(part)) is not None else "")
        for part in sequence(value)[:20]
    ]
    return " ".join(listed) or name(value) or text(value)
