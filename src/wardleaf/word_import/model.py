"""What a Word file holds, before anybody decides what it means (ECMA-376 part 1, 17)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct, field

ChangeKind = Literal["inserted", "deleted", "moved-from", "moved-to"]


class Change(Struct, frozen=True):
    """A tracked change that nobody has accepted or rejected; `date` as far as the file says it."""

    kind: ChangeKind
    author: str = ""
    date: str = ""


class Look(Struct, frozen=True):
    """How letters look; `size` in half points, 0 where nothing says it."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    hidden: bool = False
    capitals: bool = False
    coloured: bool = False
    marked: bool = False
    placement: Literal["", "raised", "lowered"] = ""
    size: int = 0


class Field(Struct, frozen=True):
    """Something that Word works out; `instruction` says what, `data` holds what a program keeps with it."""

    instruction: str
    data: str = ""

    @property
    def kind(self) -> str:
        """The first word of the instruction in capitals, such as PAGE."""
        return (self.instruction.split() or [""])[0].upper()


class Text(Struct, frozen=True, kw_only=True):
    r"""Letters of one look; line breaks are `\n`, tabs `\t`. `placeholder` words invite somebody to type."""

    text: str
    look: Look = Look()
    link: str = ""
    change: Change | None = None
    fields: tuple[Field, ...] = ()
    comments: tuple[str, ...] = ()
    placeholder: bool = False


class FieldEnd(Struct, frozen=True):
    """Where a field ends, whether or not it shows anything."""

    field: Field


class Picture(Struct, frozen=True, kw_only=True):
    """A picture: the part with its bytes, or the address outside the file; `cut` when only a piece of it is shown."""

    part: str = ""
    outside: str = ""
    alt: str = ""
    decorative: bool = False
    cut: bool = False
    change: Change | None = None


class Box(Struct, frozen=True):
    """A text box that hangs on this place of a paragraph."""

    blocks: tuple[Block, ...]
    change: Change | None = None


class NoteMark(Struct, frozen=True):
    """Where a footnote or endnote is called."""

    kind: Literal["footnote", "endnote"]
    id: str
    change: Change | None = None


class CommentMark(Struct, frozen=True):
    """Where a comment is called."""

    id: str


class Object(Struct, frozen=True):
    """Something that is no text and no picture, such as a chart; `words` are those in it."""

    what: str
    words: str = ""
    change: Change | None = None


Piece: TypeAlias = Text | FieldEnd | Picture | Box | NoteMark | CommentMark | Object


class ListPlace(Struct, frozen=True):
    """A paragraph's place in a real list: which list, how deep (from 0), the number format and the number itself."""

    list: str
    level: int
    format: str
    number: int


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph; `number` counts those of the body from 1 and is 0 elsewhere, where `place` says which part it is of.

    `outline` is the level of a heading from 0; `mark` the change of the paragraph's own end.
    """

    number: int
    place: str = ""
    style: str = ""
    outline: int | None = None
    listed: ListPlace | None = None
    framed: bool = False
    new_page: bool = False
    mark: Change | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The letters, tabs and line breaks, also those that are deleted or hidden."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Text))


class Cell(Struct, frozen=True, kw_only=True):
    """A cell: how many columns it takes, and whether it goes on with the one above."""

    blocks: tuple[Block, ...]
    columns: int = 1
    continues: bool = False
    spans_rows: bool = False
    shaded: bool = False


class Row(Struct, frozen=True):
    """A row, and whether Word repeats it as a heading."""

    cells: tuple[Cell, ...]
    heading: bool = False
    change: Change | None = None


class Table(Struct, frozen=True):
    """A table; `lined` when its cells have lines around them."""

    number: int
    rows: tuple[Row, ...]
    lined: bool


Block: TypeAlias = Paragraph | Table


class Comment(Struct, frozen=True):
    """A comment: who wrote it, when, and its words."""

    author: str
    date: str
    blocks: tuple[Block, ...]


class WordFile(Struct, frozen=True, kw_only=True):
    """Everything that a Word file says. `running` are headers and footers by what they are called; `left` names parts
    that nobody read, such as macros.
    """

    blocks: tuple[Block, ...]
    running: tuple[tuple[str, tuple[Block, ...]], ...] = ()
    notes: Mapping[tuple[str, str], tuple[Block, ...]] = field(default_factory=dict)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    language: str = ""
    format_changes: int = 0
    left: tuple[str, ...] = ()


def paragraphs_in(blocks: tuple[Block, ...]) -> tuple[Paragraph, ...]:
    """Every paragraph of `blocks` in order, also those in tables; text boxes are pieces of theirs."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            for row in block.rows:
                for cell in row.cells:
                    found.extend(paragraphs_in(cell.blocks))
    return tuple(found)
