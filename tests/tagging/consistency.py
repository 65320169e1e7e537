"""What no validator says of a tagged PDF: whether tree, parent tree, marks, annotations and fonts agree with one
another.

Written over pikepdf on purpose: `wardleaf.readback` reads with pypdf, so the two check each other.
"""

from __future__ import annotations

import io
import re
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Generation = tuple[int, int]

_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Tj", "TJ", "'", '"', "EI"])
_SHOWING = frozenset(["Tj", "TJ", "'", '"'])
_BUILT_IN = re.compile(rb"Helvetica|Times-(?:Roman|Bold|Italic)|Courier|ZapfDingbats|/Symbol\b")


def consistency(data: bytes) -> list[str]:
    """What is wrong with a tagged PDF, in words; nothing when all agrees."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        check = _Check(pdf)
        check.run()
        return list(dict.fromkeys(check.wrong))


@dataclass(slots=True)
class _Seen:
    """What the content of one page, forms included, holds."""

    marks: Counter[tuple[Generation, int]] = field(default_factory=Counter)
    codes: dict[Generation, set[bytes]] = field(default_factory=dict)


class _Check:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.wrong: list[str] = []
        self.owners: dict[tuple[Generation, int], Any] = {}
        self.objects: dict[Generation, Any] = {}
        self.elements: list[tuple[Dictionary, Dictionary | None]] = []
        self.codes: dict[Generation, set[bytes]] = {}
        self.seen_marks: set[tuple[Generation, int]] = set()

    def run(self) -> None:
        self.wrong += [f"syntax: {told}" for told in self.pdf.check_pdf_syntax()]
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            self.wrong.append("no StructTreeRoot")
            return
        self.walk(root)
        self.check_elements()
        parents = dict(_number_tree(root.ParentTree))
        for number, page in enumerate(self.pdf.pages, start=1):
            self.check_page(number, page.obj, parents)
        for (stream, mcid), element in self.owners.items():
            if (stream, mcid) not in self.seen_marks:
                self.wrong.append(f"a {element.S} names MCID {mcid}, which its page lacks")
        if not self.owners:
            self.wrong.append("no element holds any content")
        self.check_fonts()

    # --- tree ---

    def walk(self, root: Any) -> None:
        seen: set[Generation] = set()

        def kid(value: Any, parent: Any, page: Generation | None) -> None:
            if isinstance(value, int):
                if page is None:
                    self.wrong.append("an MCID without a page")
                elif (page, value) in self.owners:
                    self.wrong.append(f"MCID {value} is named twice")
                else:
                    self.owners[page, value] = parent
            elif isinstance(value, Array):
                for part in value:
                    kid(part, parent, page)
            elif value.get("/Type") == Name.MCR:
                holder = value.get("/Stm", value.get("/Pg"))
                kid(int(value.MCID), parent, holder.objgen if holder is not None else page)
            elif value.get("/Type") == Name.OBJR:
                if value.Obj.objgen in self.objects:
                    self.wrong.append("an annotation is named twice")
                self.objects[value.Obj.objgen] = parent
            else:
                element(value, parent, page)

        def element(value: Any, parent: Any, page: Generation | None) -> None:
            if value.objgen in seen:
                self.wrong.append(f"a {value.S} stands in the tree twice")
                return
            seen.add(value.objgen)
            if value.P.objgen != parent.objgen:
                self.wrong.append(f"a {value.S} names another parent")
            self.elements.append((value, parent if "/S" in parent else None))
            if "/K" in value:
                kid(value.K, value, value.Pg.objgen if "/Pg" in value else page)

        kid(root.K, root, None)

    def check_elements(self) -> None:
        level = 0
        for element, parent in self.elements:
            role = str(element.S)[1:]
            heading = re.fullmatch(r"H([1-6])", role)
            if heading:
                if int(heading[1]) > level + 1:
                    self.wrong.append(f"a {role} follows a heading of level {level}")
                level = int(heading[1])
                if not _holds_content(element):
                    self.wrong.append(f"an empty {role}")
            if role == "Figure":
                box = [value for value in _attributes(element) if "/BBox" in value]
                if not str(element.get("/Alt", "")).strip():
                    self.wrong.append("a Figure without Alt")
                if not box or len(box[0].BBox) != 4 or not float(box[0].BBox[2]) > float(box[0].BBox[0]):
                    self.wrong.append("a Figure without BBox")
            if role == "TH":
                if not any(str(value.get("/Scope", "")) in {"/Row", "/Column"} for value in _attributes(element)):
                    self.wrong.append("a TH without Scope")
                if not _holds_content(element):
                    self.wrong.append("an empty TH")
            if role == "Link" and not any(
                True for value in _kids(element) if isinstance(value, Dictionary) and value.get("/Type") == Name.OBJR
            ):
                self.wrong.append("a Link without OBJR")
            if role == "LI" and (parent is None or parent.S != Name.L):
                self.wrong.append("an LI outside a list")
            if role == "TR" and [str(kid.S) for kid in _kids(element) if kid.S not in (Name.TH, Name.TD)]:
                self.wrong.append("a TR that holds something else than cells")
        self.check_tables()

    def check_tables(self) -> None:
        for element, _ in self.elements:
            if Name.Table != element.S:
                continue
            rows = [row for part in _kids(element) if part.S in (Name.THead, Name.TBody) for row in _kids(part)]
            if len({len(list(_kids(row))) for row in rows}) != 1:
                self.wrong.append("a Table with rows of different length")

    # --- pages ---

    def check_page(self, number: int, page: Any, parents: dict[int, Any]) -> None:
        seen = _Seen()
        self.read(f"page {number}", page, page.get("/Resources"), page.objgen, seen, covered=False)
        self.seen_marks |= set(seen.marks)
        for font, codes in seen.codes.items():
            self.codes.setdefault(font, set()).update(codes)
        if page.get("/Tabs") != Name.S:
            self.wrong.append(f"page {number}: Tabs is not S")
        if not seen.marks:  # Chromium's accessible viewer does not open a file that has such a page
            self.wrong.append(f"page {number}: nothing on it is tagged")
        if "/StructParents" not in page:
            self.wrong.append(f"page {number}: no StructParents")
            return
        held = parents.get(int(page.StructParents))
        mine = {mcid for stream, mcid in seen.marks if stream == page.objgen}
        if held is None or len(held) != len(mine):
            self.wrong.append(f"page {number}: the parent tree has not as many entries as the page has marks")
        for (stream, mcid), count in seen.marks.items():
            if count > 1:
                self.wrong.append(f"page {number}: MCID {mcid} is used {count} times")
            owner = self.owners.get((stream, mcid))
            if owner is None:
                self.wrong.append(f"page {number}: no element names MCID {mcid}")
            elif stream == page.objgen and (held is None or mcid >= len(held) or held[mcid].objgen != owner.objgen):
                self.wrong.append(f"page {number}: the parent tree gives another element for MCID {mcid}")
        for annotation in page.get("/Annots", []):
            owner = self.objects.get(annotation.objgen)
            entry = parents.get(int(annotation.get("/StructParent", -1)))
            if owner is None or Name.Link != owner.S:
                self.wrong.append(f"page {number}: an annotation that no Link holds")
            elif entry is None or entry.objgen != owner.objgen:
                self.wrong.append(f"page {number}: the parent tree gives another element for an annotation")
            if not str(annotation.get("/Contents", "")).strip():
                self.wrong.append(f"page {number}: a link without Contents")
            if "/Dest" not in annotation and "/A" not in annotation:
                self.wrong.append(f"page {number}: a link that leads nowhere")

    def read(
        self, what: str, stream: Any, resources: Any, owner: Generation, seen: _Seen, *, covered: bool
    ) -> None:  # one branch an operator
        """Run through a content stream; `covered` when a mark lies around all of it."""
        stack: list[str] = []
        font: Any = None
        instructions: Any = pikepdf.parse_content_stream(stream)
        for operands, operator in instructions:
            name = str(operator)
            inside = covered or bool(stack)
            if name in {"BMC", "BDC"}:
                properties = operands[1] if name == "BDC" else None
                if isinstance(properties, Name):
                    properties = resources.Properties[properties]
                kind = "artifact" if operands[0] == Name.Artifact else "other"
                if properties is not None and "/MCID" in properties:
                    kind = "content"
                    seen.marks[owner, int(properties.MCID)] += 1
                if kind in {"artifact", "content"} and (covered or set(stack) & {"artifact", "content"}):
                    self.wrong.append(f"{what}: marks nest")
                stack.append(kind)
            elif name == "EMC":
                if not stack:
                    self.wrong.append(f"{what}: a mark ends that never began")
                else:
                    stack.pop()
            elif name == "Tf":
                font = resources.Font[operands[0]]
            elif name == "Do":
                held = resources.XObject[operands[0]]
                if held.Subtype == Name.Form:
                    own = held.objgen if "/StructParents" in held else owner
                    self.read(f"{what}, a form", held, held.get("/Resources", resources), own, seen, covered=inside)
                elif not inside:
                    self.wrong.append(f"{what}: a picture in no mark")
            if name in _PAINTING or name == "INLINE IMAGE":
                if not (covered or set(stack) & {"artifact", "content"}):
                    self.wrong.append(f"{what}: {name} in no mark")
                if name in _SHOWING and font is not None:
                    shown = seen.codes.setdefault(font.objgen, set())
                    for text in operands[0] if isinstance(operands[0], Array) else (operands[-1],):
                        if isinstance(text, pikepdf.String):
                            data = bytes(text)
                            shown.update(data[at : at + 2] for at in range(0, len(data), 2))
        if stack:
            self.wrong.append(f"{what}: a mark never ends")

    # --- fonts ---

    def check_fonts(self) -> None:
        for held in self.pdf.objects:
            if isinstance(held, Dictionary) and _BUILT_IN.search(held.unparse(resolved=True)):
                self.wrong.append("one of the 14 built-in fonts is named")
        if not self.codes:
            self.wrong.append("no text is shown")
        for generation, codes in self.codes.items():
            self.check_font(self.pdf.get_object(generation), codes)

    def check_font(self, font: Any, codes: set[bytes]) -> None:
        name = str(font.BaseFont)
        descendant = font.DescendantFonts[0]
        program = bytes(descendant.FontDescriptor.FontFile2.read_bytes())
        advances = _advances(program)
        glyphs = bytes(descendant.CIDToGIDMap.read_bytes())
        widths = _widths(descendant.W)
        words = _to_unicode(bytes(font.ToUnicode.read_bytes()))
        if not re.match(r"/[A-Z]{6}\+", name):
            self.wrong.append(f"{name} does not say that it is a subset")
        for code in sorted(codes):
            cid = int.from_bytes(code, "big")
            glyph = int.from_bytes(glyphs[2 * cid : 2 * cid + 2], "big")
            if glyph == 0:
                self.wrong.append(f"{name}: code {cid:04X} shows the glyph of missing signs")
            if not words.get(cid, "").strip("\x00\ufffd\ufeff"):
                self.wrong.append(f"{name}: code {cid:04X} says nothing")
            if cid not in widths:
                self.wrong.append(f"{name}: code {cid:04X} has no width")
            elif glyph < len(advances) and abs(widths[cid] - advances[glyph]) > 0.01:
                self.wrong.append(
                    f"{name}: code {cid:04X} is {widths[cid]} wide in the file and {advances[glyph]} in the font"
                )


def _kids(element: Any) -> Iterator[Any]:
    held = element.get("/K")
    if held is not None:
        yield from held if isinstance(held, Array) else (held,)


def _holds_content(element: Any) -> bool:
    return any(
        isinstance(kid, int) or kid.get("/Type") == Name.MCR or (kid.get("/Type") != Name.OBJR and _holds_content(kid))
        for kid in _kids(element)
    )


def _attributes(element: Any) -> list[Any]:
    held = element.get("/A")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _number_tree(node: Any) -> Iterator[tuple[int, Any]]:
    listed: Any = node.get("/Nums", [])
    for at in range(0, len(listed), 2):
        yield int(listed[at]), listed[at + 1]
    for kid in node.get("/Kids", []):
        yield from _number_tree(kid)


def _advances(program: bytes) -> list[float]:
    """The advance of every glyph of a TrueType program, in thousandths (OpenType, tables head, hhea, maxp, hmtx)."""
    tables: dict[bytes, int] = {}
    for number in range(struct.unpack_from(">H", program, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", program, 12 + 16 * number)
        tables[tag] = offset
    units = struct.unpack_from(">H", program, tables[b"head"] + 18)[0]
    glyphs = struct.unpack_from(">H", program, tables[b"maxp"] + 4)[0]
    metrics = struct.unpack_from(">H", program, tables[b"hhea"] + 34)[0]
    found = [
        struct.unpack_from(">H", program, tables[b"hmtx"] + 4 * number)[0] * 1000 / units for number in range(metrics)
    ]
    return found + [found[-1]] * (glyphs - metrics)


def _widths(listed: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    at = 0
    while at < len(listed):
        first = int(listed[at])
        if isinstance(listed[at + 1], Array):
            found.update({first + step: float(wide) for step, wide in enumerate(listed[at + 1])})
            at += 2
        else:
            found.update(dict.fromkeys(range(first, int(listed[at + 1]) + 1), float(listed[at + 2])))
            at += 3
    return found


def _to_unicode(data: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(rb"(\d+) beginbfchar(.*?)endbfchar", data, re.DOTALL):
        pairs = re.findall(rb"<([0-9A-F]{4})>\s*<([0-9A-F]+)>", block[1])
        assert int(block[0]) == len(pairs) <= 100
        for code, words in pairs:
            found[int(code, 16)] = bytes.fromhex(words.decode()).decode("utf-16-be")
    return found
