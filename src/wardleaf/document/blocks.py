"""Blocks as they are printed: each authored block, its components and pictures too, becomes blocks of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, assert_never

from msgspec import Struct, field

from wardleaf.document import authored, faults
from wardleaf.document.components import resolve_component
from wardleaf.document.model import (
    Alt,
    Block,
    Callout,
    CheckList,
    Decorative,
    Figure,
    Heading,
    Item,
    ItemList,
    PageBreak,
    Paragraph,
    PictureData,
    Plain,
    Runs,
    Table,
)
from wardleaf.document.part_resolver import PartResolver
from wardleaf.document.people import call_box
from wardleaf.library.pictures import picture_header
from wardleaf.library.schema import Picture
from wardleaf.source.suggest import did_you_mean

_CalloutKind = Literal["key-points", "note", "warning"]


class PartBlocks(Struct, frozen=True, kw_only=True):
    """Makes the blocks of one part: its resolver, the id that unwritten headings count up from, and where its headings
    begin.
    """

    resolver: PartResolver
    id: str
    level: int
    pictures: Mapping[str, Picture]
    unread: frozenset[str]
    counted: list[str] = field(default_factory=list)

    def blocks(self, written: Iterable[authored.Block]) -> Iterator[Block]:
        """The document's blocks for `written`, in order."""
        for block in written:
            match block:
                case authored.Heading():
                    id = self._id(block.id)
                    self.resolver.refuse_fields(block.runs)
                    # A heading explains no word: it is read in lists of headings, too.
                    runs = self.resolver.runs(block.runs, explain=False)
                    yield Heading(level=block.level + self.level - 2, runs=runs, id=id, span=block.span)
                case authored.Paragraph():
                    yield Paragraph(runs=self.resolver.runs(block.runs), span=block.span)
                case authored.ItemList():
                    yield ItemList(
                        style=block.style, items=self._items(block), start=block.start, form=block.form, span=block.span
                    )
                case authored.Table():
                    yield self._table(block)
                case authored.Figure():
                    yield from self._figure(block)
                case authored.TextComponent():
                    yield from self._text_component(block)
                case authored.SpecComponent():
                    yield from resolve_component(block, resolver=self.resolver, level=self.level, id=self._id(block.id))
                case _:
                    assert_never(block)

    def _id(self, written: str) -> str:
        if written:
            return self.resolver.scope.targets.headings.get((self.resolver.address, written), written)
        self.counted.append("")
        return f"{self.id}-{len(self.counted)}"

    def _items(self, block: authored.ItemList) -> tuple[Item, ...]:
        return tuple(Item(blocks=tuple(self.blocks(item.blocks)), span=item.span) for item in block.items)

    def _table(self, table: authored.Table) -> Table:
        return Table(
            header=tuple(self.resolver.runs(cell, explain=False) for cell in table.header),
            rows=tuple(tuple(self.resolver.runs(cell) for cell in row) for row in table.rows),
            caption=self.resolver.runs(table.caption),
            span=table.span,
        )

    def _figure(self, figure: authored.Figure) -> Iterator[Figure]:
        path = figure.path.value
        picture = self.pictures.get(path)
        header = picture_header(picture.data) if picture else None
        if picture is None or header is None:
            if path in self.unread or picture:
                message = f"the picture `{path}` was not read because of its errors; mend those first"
                self.resolver.scope.findings.add(faults.FILE_WITH_ERRORS.at(figure.path.span, message))
            else:
                message = f"there is no picture `{path}` in handouts/"
                hint = did_you_mean(path, self.pictures)
                self.resolver.scope.findings.add(faults.UNKNOWN_PICTURE.at(figure.path.span, message, hint=hint))
            return
        data = PictureData(path=path, data=picture.data, kind=header.kind, width=header.width, height=header.height)
        alt = Decorative() if figure.alt is None else Alt(self.resolver.prose(figure.alt))
        yield Figure(picture=data, alt=alt, caption=self.resolver.runs(figure.caption), span=figure.span)

    def _text_component(self, block: authored.TextComponent) -> Iterator[Block]:
        title = self.resolver.runs(block.title, explain=False)
        labels = self.resolver.scope.labels
        first = block.blocks[0] if block.blocks else None
        items = (
            self._items(first)
            if isinstance(first, authored.ItemList) and block.name in ("call-now", "steps", "checklist")
            else ()
        )
        match block.name:
            case "key-points":
                yield self._callout("key-points", labels.key_points, block, ())
            case "note":
                yield self._callout("note", labels.note, block, title)
            case "warning":
                yield self._callout("warning", labels.warning, block, title)
            case "call-now":
                yield call_box(self.resolver, symptoms=items, span=block.span)
            case "steps":
                start = first.start if isinstance(first, authored.ItemList) else 1
                yield ItemList(style="steps", items=items, start=start, title=title, span=block.span)
            case "checklist":
                yield CheckList(items=items, title=title, span=block.span)
            case "page-break":
                yield PageBreak(span=block.span)
            case _:
                assert_never(block.name)

    def _callout(self, kind: _CalloutKind, label: str, block: authored.TextComponent, title: Runs) -> Callout:
        return Callout(
            kind=kind, heading=title or (Plain(label),), blocks=tuple(self.blocks(block.blocks)), span=block.span
        )
