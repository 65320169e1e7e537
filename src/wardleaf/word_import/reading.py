"""The parts of a Word file and its body become values, in one walk; every word of every part that people read is kept,
with what Word says about it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from wardleaf.office_package import Bounds, DamagedError, Package
from wardleaf.word_import.model import (
    Block,
    Box,
    Cell,
    Comment,
    CommentMark,
    Field,
    FieldEnd,
    Look,
    NoteMark,
    Object,
    Paragraph,
    Picture,
    Piece,
    Row,
    Table,
    Text,
    WordFile,
)
from wardleaf.word_import.names import attribute, child, children, descendants, is_on, name_of, whole_number
from wardleaf.word_import.open_parts import (
    NO_PROPERTIES,
    OpenField,
    OpenPart,
    Placeholder,
    alternative,
    change_in,
    change_of,
    citation_control,
    discard,
    field_sign,
    inside,
    is_lined,
    is_shaded,
    joined,
    lasting,
    link_of,
)
from wardleaf.word_import.styles import Numbering, read_styles
from wardleaf.word_import.symbols import symbol

MOST_BYTES = 50 * 1024 * 1024  # of the file itself
BOUNDS = Bounds(
    unpacked=200 * 1024 * 1024,
    elements=500_000,
    names=1024 * 1024,
    depth=120,
    pieces="pieces of text",
    whole="a leaflet",
)
_FORMAT_CHANGES = frozenset(
    (
        "w:rPrChange",
        "w:pPrChange",
        "w:tblPrChange",
        "w:tcPrChange",
        "w:trPrChange",
        "w:sectPrChange",
        "w:numberingChange",
    )
)
_NO_WORDS = frozenset(
    ("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "w:fldData", "w:ffData", "w:rt", "w:smartTagPr", "w:customXmlPr")
)  # fmt: skip


def read_word(data: bytes) -> WordFile:
    """What the Word file with the bytes `data` holds. Raises `DamagedError` and `TooLargeError`."""
    with Package(io.BytesIO(data), BOUNDS) as package:
        main = next((one.target for one in package.relations("").values() if one.kind == "officeDocument"), "")
        if main not in package.parts:
            raise DamagedError
        return _Reader(package, main).read()


class _Reader:
    """One reading of a Word file."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        self._relations = package.relations(main)
        self._styles = read_styles(self._tree_of("styles"))
        self._numbering = Numbering(self._tree_of("numbering"))
        self._pictures: dict[str, bytes] = {}
        self._number = self._table = 0
        self._languages: dict[str, int] = {}
        self._looks: dict[str, Look] = {}  # of runs that say nothing themselves
        self._format_changes = 0
        self._left: dict[str, None] = {}

    def read(self) -> WordFile:
        root = self._package.tree(self._main)
        body = child(root, "w:body")
        if name_of(root) != "w:document" or body is None:
            raise DamagedError
        for name in sorted(self._package.parts):
            if name.endswith("vbaProject.bin"):
                self._left["macros"] = None
            elif "/embeddings/" in name:
                self._left["an embedded file"] = None
        blocks = self._blocks(body, self._part(self._main, ""))
        running: list[tuple[str, tuple[Block, ...]]] = []
        for relation in self._relations.values():
            if relation.kind in ("header", "footer") and relation.target in self._package.parts:
                tree = self._package.tree(relation.target)
                running.append((relation.kind, self._blocks(tree, self._part(relation.target, relation.kind))))
        return WordFile(
            blocks=blocks,
            running=tuple(running),
            notes={**self._notes("footnote"), **self._notes("endnote")},
            comments=self._comments(),
            pictures=self._pictures,
            title=self._title(),
            language=self._language(),
            format_changes=self._format_changes,
            left=tuple(self._left),
        )

    # --- parts ---

    def _tree_of(self, kind: str) -> Element | None:
        part = next((one.target for one in self._relations.values() if one.kind == kind), "")
        return self._package.tree(part) if part in self._package.parts else None

    def _part(self, name: str, called: str) -> OpenPart:
        return OpenPart(name, called, self._package.relations(name), self._package.outside(name))

    def _notes(self, kind: Literal["footnote", "endnote"]) -> dict[tuple[str, str], tuple[Block, ...]]:
        part = next((one.target for one in self._relations.values() if one.kind == f"{kind}s"), "")
        if part not in self._package.parts:
            return {}
        return {
            (kind, attribute(note, "w:id")): self._blocks(note, self._part(part, kind))
            for note in children(self._package.tree(part), f"w:{kind}")
            if attribute(note, "w:type") not in ("separator", "continuationSeparator", "continuationNotice")
        }

    def _comments(self) -> dict[str, Comment]:
        part = next((one.target for one in self._relations.values() if one.kind == "comments"), "")
        if part not in self._package.parts:
            return {}
        return {
            attribute(one, "w:id"): Comment(
                attribute(one, "w:author"),
                attribute(one, "w:date")[:10],
                self._blocks(one, self._part(part, "comment")),
            )
            for one in children(self._package.tree(part), "w:comment")
        }

    def _title(self) -> str:
        part = next((one.target for one in self._package.relations("").values() if one.kind == "core-properties"), "")
        if part not in self._package.parts:
            return ""
        found = (one.text or "" for one in self._package.tree(part).iter() if name_of(one) == "title")
        return " ".join(next(found, "").split())

    def _language(self) -> str:
        most = max(self._languages.items(), key=lambda one: one[1], default=("", 0))[0]
        return most or self._styles.language

    # --- blocks ---

    def _blocks(self, parent: Element, part: OpenPart) -> tuple[Block, ...]:
        return tuple(self._each_block(parent, part))

    def _each_block(self, parent: Element, part: OpenPart) -> Iterator[Block]:
        for element in parent:
            match name_of(element):
                case "w:p":
                    yield self._paragraph(element, part)
                case "w:tbl":
                    yield self._read_table(element, part)
                case "mc:AlternateContent":
                    yield from self._each_block(alternative(element), part)
                case "w:sdt":
                    cited = citation_control(attribute(child(element, "w:sdtPr", "w:tag"), "w:val"))
                    if cited:
                        part.fields.append(OpenField(made=cited))
                    with Placeholder(element, part):
                        content = child(element, "w:sdtContent")
                        yield from self._each_block(content, part) if content is not None else ()
                    if cited:
                        part.fields.pop()
                case "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" as name if len(element):
                    part.changes.append(change_of(element, name))
                    yield from self._each_block(element, part)
                    part.changes.pop()
                case "w:commentRangeStart":
                    part.comments.append(attribute(element, "w:id"))
                case "w:commentRangeEnd":
                    discard(part.comments, attribute(element, "w:id"))
                case "w:altChunk":
                    self._left["a document inside this one"] = None
                case name if name not in _NO_WORDS:
                    yield from self._each_block(element, part)

    def _read_table(self, element: Element, part: OpenPart) -> Table:
        if not part.called and not part.boxed:
            self._table += 1
        number = self._table
        rows = tuple(self._rows(element, part))
        return Table(number, rows, is_lined(element, self._styles))

    def _rows(self, parent: Element, part: OpenPart) -> Iterator[Row]:
        for element in parent:
            name = name_of(element)
            if name == "w:tr":
                properties = child(element, "w:trPr")
                change = change_in(properties)
                self._count_format_changes(properties)
                cells = tuple(self._cells(element, part))
                yield Row(cells, bool(is_on(child(properties, "w:tblHeader"))), change)
            elif name not in _NO_WORDS:
                yield from self._rows(element, part)

    def _cells(self, parent: Element, part: OpenPart) -> Iterator[Cell]:
        for element in parent:
            name = name_of(element)
            if name == "w:tc":
                properties = child(element, "w:tcPr")
                merged = child(properties, "w:vMerge")
                goes_on = merged is not None and attribute(merged, "w:val") != "restart"
                yield Cell(
                    blocks=self._blocks(element, part),
                    columns=min(whole_number(attribute(child(properties, "w:gridSpan"), "w:val")) or 1, 63),
                    continues=goes_on,
                    spans_rows=merged is not None and not goes_on,
                    shaded=is_shaded(child(properties, "w:shd")),
                )
            elif name not in _NO_WORDS:
                yield from self._cells(element, part)

    def _paragraph(self, element: Element, part: OpenPart) -> Paragraph:
        number = 0
        if not part.called and not part.boxed:
            self._number += 1
            number = self._number
        properties = child(element, "w:pPr")
        self._count_format_changes(properties)
        style = attribute(child(properties, "w:pStyle"), "w:val")
        numbered = self._styles.paragraph_property(properties, style, "w:numPr")
        outline = attribute(self._styles.paragraph_property(properties, style, "w:outlineLvl"), "w:val")
        borders = child(properties, "w:pBdr")
        framed = is_shaded(child(properties, "w:shd")) or any(
            attribute(one, "w:val") not in ("nil", "none", "")
            for one in (*children(borders, "w:top"), *children(borders, "w:left"))
        )
        return Paragraph(
            number=number,
            place=part.called or ("text box" if part.boxed else ""),
            style=self._styles.name(style),
            outline=whole_number(outline) if outline in tuple("012345678") else None,
            listed=self._numbering.next_place(numbered) if not part.called else None,
            framed=framed,
            new_page=bool(is_on(child(properties, "w:pageBreakBefore"))),
            mark=change_in(child(properties, "w:rPr")),
            pieces=joined(self._pieces(element, part, style, None)),
        )

    # --- pieces ---

    def _pieces(self, parent: Element, part: OpenPart, style: str, run: Element | None) -> Iterator[Piece]:
        for element in parent:
            name = name_of(element)
            match name:
                case "w:r":
                    properties = child(element, "w:rPr")
                    self._count_format_changes(properties)
                    yield from self._pieces(
                        element, part, style, properties if properties is not None else NO_PROPERTIES
                    )
                case "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo":
                    part.changes.append(change_of(element, name))
                    yield from self._pieces(element, part, style, run)
                    part.changes.pop()
                case "w:hyperlink":
                    part.links.append(link_of(element, part))
                    yield from self._pieces(element, part, style, run)
                    part.links.pop()
                case "w:fldSimple":
                    opened = OpenField([attribute(element, "w:instr")])
                    opened.made = Field(attribute(element, "w:instr").strip())
                    part.fields.append(opened)
                    yield from self._pieces(element, part, style, run)
                    part.fields.pop()
                    yield FieldEnd(opened.made)
                case "w:sdt":
                    yield from self._control(element, part, style, run)
                case "mc:AlternateContent":
                    yield from self._pieces(alternative(element), part, style, run)
                case "m:oMath" | "m:oMathPara":
                    words = " ".join(one.text or "" for one in descendants(element, "m:t"))
                    yield Object("an equation", words, lasting(part.changes))
                case "w:ruby":
                    base = child(element, "w:rubyBase")
                    yield from self._pieces(base, part, style, run) if base is not None else ()
                    spoken = child(element, "w:rt")
                    words = "".join(one.text or "" for one in descendants(spoken, "w:t")) if spoken is not None else ""
                    yield Object("a reading beside letters", words, lasting(part.changes))
                case "w:commentRangeStart":
                    part.comments.append(attribute(element, "w:id"))
                case "w:commentRangeEnd":
                    discard(part.comments, attribute(element, "w:id"))
                case _ if run is not None:
                    yield from self._of_run(element, name, part, style, run)
                case _ if name not in _NO_WORDS:
                    yield from self._pieces(element, part, style, run)

    def _control(self, element: Element, part: OpenPart, style: str, run: Element | None) -> Iterator[Piece]:
        """What stands in a content control; one of Mendeley Cite is a field."""
        cited = citation_control(attribute(child(element, "w:sdtPr", "w:tag"), "w:val"))
        if cited:
            part.fields.append(OpenField(made=cited))
        with Placeholder(element, part):
            content = child(element, "w:sdtContent")
            yield from self._pieces(content, part, style, run) if content is not None else ()
        if cited:
            part.fields.pop()
            yield FieldEnd(cited)

    def _of_run(self, element: Element, name: str, part: OpenPart, style: str, run: Element) -> Iterator[Piece]:
        match name:
            case "w:t" | "w:delText":
                yield self._text(element.text or "", part, style, run)
            case "w:tab" | "w:ptab":
                yield self._text("\t", part, style, run)
            case "w:br" | "w:cr":
                yield self._text("\n", part, style, run)
            case "w:noBreakHyphen":
                yield self._text("-", part, style, run)
            case "w:sym":
                yield self._text(symbol(attribute(element, "w:font"), attribute(element, "w:char")), part, style, run)
            case "w:footnoteReference" | "w:endnoteReference":
                kind: Literal["footnote", "endnote"] = "footnote" if "foot" in name else "endnote"
                yield NoteMark(kind, attribute(element, "w:id"), lasting(part.changes))
            case "w:commentReference":
                yield CommentMark(attribute(element, "w:id"))
            case "w:fldChar":
                yield from field_sign(element, part)
            case "w:instrText" | "w:delInstrText":
                if part.fields and part.fields[-1].made is None:
                    part.fields[-1].instruction.append(element.text or "")
            case "w:drawing" | "w:pict" | "w:object":
                yield from self._drawn(element, part)
            case _ if name not in _NO_WORDS and len(element):
                yield from self._pieces(element, part, style, run)

    def _text(self, text: str, part: OpenPart, style: str, run: Element) -> Text:
        look = self._styles.look(run, style)
        if language := attribute(child(run, "w:lang"), "w:val"):
            self._languages[language] = self._languages.get(language, 0) + len(text)
        elif self._styles.language:
            self._languages[self._styles.language] = self._languages.get(self._styles.language, 0) + len(text)
        return Text(
            text=text,
            look=look,
            link=next((link for link in reversed(part.links) if link), ""),
            change=lasting(part.changes),
            fields=tuple(one.made for one in part.fields if one.made),
            comments=tuple(part.comments),
            placeholder=part.placeholder > 0,
        )

    def _look(self, run: Element, style: str) -> Look:
        if len(run):
            return self._styles.look(run, style)
        if style not in self._looks:
            self._looks[style] = self._styles.look(run, style)
        return self._looks[style]

    def _drawn(self, element: Element, part: OpenPart) -> Iterator[Piece]:
        """Pictures and text boxes of a drawing, of either kind, in the order of the file."""
        change = lasting(part.changes)
        about = next((one for one in element.iter() if name_of(one) == "wp:docPr"), None)
        found = False
        for one in inside(element):
            match name_of(one):
                case "w:txbxContent":
                    found = True
                    part.boxed += 1
                    kept, part.changes = part.changes, []
                    yield Box(self._blocks(one, part), change)
                    part.changes = kept
                    part.boxed -= 1
                case "pic:pic":
                    found = True
                    named = about if about is not None else child(one, "pic:nvPicPr", "pic:cNvPr")
                    yield self._picture(child(one, "pic:blipFill"), named, part)
                case "v:imagedata":
                    found = True
                    id = attribute(one, "r:id")
                    shape = next((shape for shape in descendants(element, "v:shape")), None)
                    yield self._pictured(id, attribute(shape, "alt"), part)
        if not found:
            words = " ".join(one.text or "" for one in element.iter() if name_of(one) in ("a:t", "w:t"))
            art = " ".join(attribute(one, "string") for one in descendants(element, "v:textpath"))
            what = "a picture made by another program" if name_of(element) == "w:object" else "a drawing or chart"
            yield Object(what, f"{words} {art}".strip(), change)

    def _picture(self, fill: Element | None, about: Element | None, part: OpenPart) -> Picture:
        blip = child(fill, "a:blip")
        id = attribute(blip, "r:embed") or attribute(blip, "r:link")
        marks = [one for one in (about.iter() if about is not None else ()) if name_of(one) == "adec:decorative"]
        decorative = any(one.get("val", "") in ("1", "true") for one in marks)
        edges = child(fill, "a:srcRect")
        cut = edges is not None and any(value not in ("", "0") for value in edges.attrib.values())
        alt = about.get("descr", "") if about is not None else ""
        return self._pictured(id, alt, part, decorative=decorative, cut=cut)

    def _pictured(self, id: str, alt: str, part: OpenPart, *, decorative: bool = False, cut: bool = False) -> Picture:
        target = part.relations[id].target if id in part.relations else ""
        outside = part.outside[id].target if id in part.outside else ""
        if target and target not in self._pictures and target in self._package.parts:
            self._pictures[target] = b"".join(self._package.chunks(target))
        return Picture(
            part=target if target in self._pictures else "",
            outside=outside,
            alt=" ".join(alt.split()),
            decorative=decorative,
            cut=cut,
            change=lasting(part.changes),
        )

    def _count_format_changes(self, properties: Element | None) -> None:
        if properties is not None:
            self._format_changes += sum(name_of(one) in _FORMAT_CHANGES for one in properties.iter())
