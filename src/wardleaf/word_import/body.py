"""The blocks of a Word file become drafts: one walk over paragraphs, lists, tables, boxes and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import assert_never

from wardleaf.bibliography.importing.writing import quoted
from wardleaf.word_import import faults
from wardleaf.word_import.boxes import box
from wardleaf.word_import.drafts import Component, Draft, Grid, Heading, Item, Words, yaml_list
from wardleaf.word_import.figures import Figures
from wardleaf.word_import.headings import Outline, heading_words, seen_text
from wardleaf.word_import.inline import Wording
from wardleaf.word_import.lists import Entry, typed_lists
from wardleaf.word_import.model import (
    Block,
    Box,
    CommentMark,
    FieldEnd,
    NoteMark,
    Object,
    Paragraph,
    Picture,
    Table,
    Text,
    WordFile,
)
from wardleaf.word_import.spans import Line, Span, plain, tidy, without_emphasis, without_start
from wardleaf.word_import.tables import grid_of, is_layout, rows_in_order
from wardleaf.word_import.telling import Telling

_CAPTION = re.compile(
    r"(?P<what>figure|fig\.?|table|abbildung|abb\.?|tabelle|tableau|figura|tabla|afbeelding|tabel)\s*\d+\s*[.:)–-]?\s*",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 200
_BLANKS = re.compile(r"[_.…]{4,}")
_MOST_LINES = 40
_LONGEST_LABEL = 8  # words
_UNNUMBERED = ("bullet", "none", "")


@dataclass(slots=True)
class Body:
    """One walk over the blocks of a file: how its words are read, its headings, and its pictures."""

    word: WordFile
    wording: Wording
    outline: Outline
    figures: Figures
    telling: Telling
    sources: frozenset[int] = frozenset()
    _empty: int = 0
    _in_cell: int = 0
    _tabbed: list[int] = field(default_factory=list)
    _noted: set[tuple[str, str]] = field(default_factory=set)
    _list: tuple[str, int] = ("", 0)

    def drafts(self) -> tuple[Draft, ...]:
        """All drafts of the body, in order; what is told once for the whole file is told."""
        drafts = tuple(self._of_blocks(self.word.blocks, boxed=False))
        for (kind, id), blocks in self.word.notes.items():
            if (kind, id) not in self._noted and (kind, id) not in self.wording.noted:
                words = " ".join(one.text for one in blocks if isinstance(one, Paragraph))
                if words.strip():
                    self.telling.tell(
                        faults.FOOTNOTE, kind, "nothing in the text calls this note; it is not imported", lost=words
                    )
        self._tell_counts()
        return drafts

    def _tell_counts(self) -> None:
        tell = self.telling.tell
        if self._empty:
            tell(
                faults.LOOK_DROPPED,
                "the file",
                f"{self._empty} empty paragraph{'s were' if self._empty > 1 else ' was'} dropped",
            )
        self.telling.tell_all(
            faults.LOOK_DROPPED, self._tabbed, "tabs used as columns became one space; perhaps this is a table"
        )
        for what, number in self.wording.counts.items():
            if number:
                some = "s" if number > 1 and not what.endswith("s") else ""
                tell(
                    faults.LOOK_DROPPED,
                    "the file",
                    f"{number} {what} {f'piece{some} of text lost that look' if not what.startswith('soft') else 'were dropped'}",
                )
        for what in self.word.left:
            tell(faults.OBJECT, "the file", f"{what} in it {'were' if what.endswith('s') else 'was'} not read")

    # --- blocks ---

    def _of_blocks(self, blocks: Sequence[Block], *, boxed: bool) -> Iterator[Draft]:
        entries: list[Entry] = []
        captions = self._captions(blocks)
        skipped = {id(one) for one in captions.values()}
        place = 0
        while place < len(blocks):
            block = blocks[place]
            framed = [] if boxed else self._framed(blocks[place:])
            if framed:
                yield from self._flushed(entries, boxed=boxed)
                inside = tuple(self._of_blocks(framed, boxed=True))
                number = framed[0].number
                yield from box(inside, number, "a framed paragraph", self.telling, number) if inside else ()
                place += len(framed)
                continue
            if isinstance(block, Table):
                yield from self._flushed(entries, boxed=boxed)
                yield from self._of_table(block, self._caption_line(captions.get(place)))
            elif id(block) not in skipped:
                yield from self._of_paragraph(block, entries, captions.get(place), boxed=boxed)
            place += 1
        yield from self._flushed(entries, boxed=boxed)

    def _framed(self, blocks: Sequence[Block]) -> list[Paragraph]:
        """The paragraphs in one frame that `blocks` begin with."""
        framed: list[Paragraph] = []
        for block in blocks:
            if not isinstance(block, Paragraph) or not block.framed or self._is_named(block):
                break
            framed.append(block)
        return framed if any(map(seen_text, framed)) else []

    def _is_named(self, paragraph: Paragraph) -> bool:
        """Whether `paragraph` is the title, a heading, a source, or left out."""
        number, outline = paragraph.number, self.outline
        named = number in outline.levels or number in outline.left_out or number in self.sources
        return number > 0 and (named or number == outline.title_paragraph)

    def _flushed(self, entries: list[Entry], *, boxed: bool) -> Iterator[Draft]:
        drafts = tuple(typed_lists(entries, self.telling))
        entries.clear()
        for ticked, group in groupby(drafts, key=lambda draft: isinstance(draft, Item) and draft.ticked):
            together = tuple(group)
            self._list = ("", 0)
            if ticked and not boxed:
                yield Component("checklist", together[0].number, together)
                continue
            for draft in together:
                yield from self._filled_in(draft)

    def _of_paragraph(
        self, paragraph: Paragraph, entries: list[Entry], caption: Paragraph | None, *, boxed: bool
    ) -> Iterator[Draft]:
        number = paragraph.number
        if self._is_named(paragraph):
            yield from self._flushed(entries, boxed=boxed)
            if number in self.outline.levels and number not in self.sources:
                yield from self._heading(paragraph)
            else:
                self.wording.tell_dropped(paragraph, heading=True)
            yield from self._hanging(paragraph, pictures=True)
            return
        lines = self.wording.lines(paragraph)
        early, late = self._at_the_edges(paragraph)
        if not (lines or paragraph.pieces):
            self._empty += 1
        figures = list(self._figures(early, paragraph, caption))
        if figures:
            yield from self._flushed(entries, boxed=boxed)
            yield from figures
        if lines and paragraph.listed:
            yield from self._flushed(entries, boxed=boxed)
            yield from self._listed(paragraph, lines)
        elif lines:
            self._tabbed.extend([number] * (number > 0 and _has_columns(paragraph)))
            entries.extend(Entry(line, number, first) for line, first in zip(lines, (True, *(False,) * len(lines))))
        if late or any(isinstance(one, Box | NoteMark | Object) for one in paragraph.pieces):
            yield from self._flushed(entries, boxed=boxed)
            yield from self._figures(late, paragraph, caption if not early else None)
            yield from self._hanging(paragraph, pictures=False)

    def _figures(self, pictures: Sequence[Picture], paragraph: Paragraph, caption: Paragraph | None) -> Iterator[Draft]:
        """The figures that `pictures` become, the first that can be printed with the caption."""
        for picture in pictures:
            line = self._caption_line(caption) if self.figures.can_print(picture) else ()
            caption = None if self.figures.can_print(picture) else caption
            figure = self.figures.figure(picture, paragraph, line)
            yield from (figure,) if figure else ()

    def _at_the_edges(self, paragraph: Paragraph) -> tuple[list[Picture], list[Picture]]:
        """Pictures before and after all words of `paragraph`; those between words are left out, which is told."""
        early: list[Picture] = []
        late: list[Picture] = []
        said = False
        for piece in paragraph.pieces:
            if isinstance(piece, Text) and piece.text.strip():
                for picture in late:
                    self.figures.leave_out(picture, paragraph)
                late = []
                said = True
            elif isinstance(piece, Picture):
                (late if said else early).append(piece)
        if said and (early or late):
            message = "a picture beside words: its place in the reading order is a guess"
            self.telling.tell(faults.TEXT_BOX, paragraph, message)
        return early, late

    def _heading(self, paragraph: Paragraph) -> Iterator[Draft]:
        lines = self.wording.lines(paragraph, heading=True)
        line = without_emphasis(tidy(_with_spaces(lines)), italic=True)
        words, number = heading_words(plain(line))
        citing = any(span.kind != "words" for span in line)
        if not citing:
            line = (Span(words),) if words else ()
        self._list = ("", 0)
        if number and not citing:
            self.telling.tell(
                faults.HEADING_GUESSED,
                paragraph,
                f"the typed number {number} before the heading was dropped",
                lost=number,
            )
        if not line:
            return
        yield Heading(self.outline.levels[paragraph.number], line, paragraph.number)

    def _listed(self, paragraph: Paragraph, lines: tuple[Line, ...]) -> Iterator[Draft]:
        listed = paragraph.listed
        if listed is None:
            return
        line = tidy(_with_spaces(lines))
        ordered = listed.format not in _UNNUMBERED
        if listed.format in ("lowerLetter", "upperLetter", "lowerRoman", "upperRoman"):
            self.wording.count("lettered or Roman list points (numbered here)")
        name, last = self._list
        top = listed.level == 0
        begins = name != listed.list or (top and ordered and listed.number != last + 1)
        yield Item(listed.level, ordered, max(listed.number, 0), line, paragraph.number, begins=begins)
        self._list = (listed.list, listed.number if top else last)

    # --- what hangs on a paragraph ---

    def _hanging(self, paragraph: Paragraph, *, pictures: bool) -> Iterator[Draft]:
        """Boxes, notes and objects of `paragraph`, below it, and perhaps its pictures."""
        where = paragraph.number or paragraph.place
        for piece in paragraph.pieces:
            match piece:
                case Box():
                    self.telling.tell(faults.TEXT_BOX, where, "a text box; its place in the reading order is a guess")
                    inside = tuple(self._of_blocks(piece.blocks, boxed=True))
                    yield from box(inside, paragraph.number, "a text box", self.telling, where) if inside else ()
                case NoteMark():
                    yield from self._note(piece, paragraph)
                case Object():
                    self.telling.tell(faults.OBJECT, paragraph, f"{piece.what} is left out", lost=piece.words)
                case Picture() if pictures:
                    yield from self._figures([piece], paragraph, None)
                case Text() | FieldEnd() | CommentMark() | Picture():
                    continue
                case _:
                    assert_never(piece)

    def _note(self, mark: NoteMark, paragraph: Paragraph) -> Iterator[Draft]:
        key = (mark.kind, mark.id)
        blocks = self.word.notes.get(key)
        if not blocks or key in self._noted or key in self.wording.noted:
            return
        self._noted.add(key)
        drafts = tuple(self._of_blocks(blocks, boxed=True))
        said = " ".join(seen_text(one) for one in blocks if isinstance(one, Paragraph))
        article = "an" if mark.kind == "endnote" else "a"
        message = f"{article} {mark.kind}, “{said}”, follows the paragraph as a note; put it into the sentence, or cite it if it is a source"
        self.telling.tell(faults.FOOTNOTE, paragraph, message)
        inside = tuple(one for one in drafts if isinstance(one, Words | Item))
        if inside:
            yield Component("note", paragraph.number, inside)
        yield from (one for one in drafts if not isinstance(one, Words | Item))

    # --- tables ---

    def _of_table(self, table: Table, caption: Line) -> Iterator[Draft]:
        name = f"table {table.number}"
        if len(table.rows) == 1 and len(table.rows[0].cells) == 1:
            inside = tuple(self._of_blocks(table.rows[0].cells[0].blocks, boxed=True))
            if inside and (table.lined or table.rows[0].cells[0].shaded):
                first = next(iter(_paragraphs(table)), 0)
                made = box(inside, first, name, self.telling, name)
                if not any(isinstance(one, Component) and one.name == "call-now" for one in made):
                    self.telling.tell(faults.TABLE_GUESSED, name, "a box of one cell became a note")
                yield from made
            elif inside:
                self.telling.tell(faults.TABLE_GUESSED, name, "a table of one cell became paragraphs")
                yield from inside
            yield from (Words((caption,), 0),) if caption else ()
            return
        if is_layout(table):
            self.telling.tell(faults.TABLE_GUESSED, name, "a layout table was read row by row")
            for cells in rows_in_order(table):
                for cell in cells:
                    yield from self._of_blocks(cell.blocks, boxed=True)
        else:
            yield from self._of_data(table, name, caption)
            return
        if caption:
            yield Words((caption,), 0)

    def _of_data(self, table: Table, name: str, caption: Line) -> Iterator[Draft]:
        grid = grid_of(table, self._cell_line, self.telling, name)
        if not grid:
            yield from (Words((caption,), 0),) if caption else ()
            return
        head, *rows = grid
        blank = [cell for row in rows for cell in row[1:]]
        if len(head) > 1 and rows and all(head) and not any(blank):
            labels = [plain(row[0]) for row in rows]
            message = "empty cells below headings became a diary to fill in"
            self.telling.tell(faults.TABLE_GUESSED, name, message)
            yaml = (
                f"columns: {yaml_list([plain(one) for one in head])}",
                f"rows: {yaml_list(labels) if all(labels) else len(rows)}",
            )
            if any(labels) and not all(labels):
                self.telling.tell(
                    faults.TABLE_GUESSED,
                    name,
                    "some of its rows have labels and others none; the labels are left out",
                    lost=" ".join(labels),
                )
            heading = (f"heading: {quoted(plain(caption))}",) if caption else ()
            yield Component("diary", 0, yaml=(*heading, *yaml))
            return
        yield Grid(self._with_names(grid, name), caption, 0)

    def _with_names(self, grid: tuple[tuple[Line, ...], ...], name: str) -> tuple[tuple[Line, ...], ...]:
        """`grid` with a mark in each empty cell of its first row and column, which people who listen hear before others."""
        head, *rows = grid
        if not (all(head) and all(row[0] for row in rows)):
            message = "cells of its first row or column are empty, and who listens hears them first; they are marked with TODO"
            self.telling.tell(faults.TABLE_GUESSED, name, message)
        column, line = (Span("TODO: what this column holds"),), (Span("TODO: what this row is about"),)
        return (tuple(cell or column for cell in head), *((row[0] or line, *row[1:]) for row in rows))

    def _cell_line(self, blocks: Sequence[Block]) -> tuple[Line, int]:
        """The words of a cell on one line, and how many blocks they are of."""
        lines: list[Line] = []
        self._in_cell += 1
        drafts = tuple(self._of_blocks(blocks, boxed=True))
        self._in_cell -= 1
        for draft in drafts:
            match draft:
                case Words():
                    lines.extend(draft.lines)
                case Item() | Heading():
                    lines.append(draft.line)
                case Grid():
                    lines.extend(cell for row in draft.rows for cell in row if cell)
                case Component():
                    lines.extend(line for one in draft.inside if isinstance(one, Words) for line in one.lines)
                    lines.extend(one.line for one in draft.inside if isinstance(one, Item))
                    lines.extend((Span(text),) for text in draft.yaml)
                case _:
                    message = f"a picture in a cell cannot be printed there; its file is `{draft.path}`"
                    self.telling.tell(
                        faults.PICTURE_LEFT_OUT, "a table", message, lost=f"{draft.alt} {plain(draft.caption)}"
                    )
        return tidy(_with_spaces(lines, between="; ")), len(lines)

    # --- captions and places to fill in ---

    def _captions(self, blocks: Sequence[Block]) -> dict[int, Paragraph]:
        """The caption of each table and picture among `blocks` that has one, by its place."""
        captions: dict[int, Paragraph] = {}
        for place, block in enumerate(blocks):
            kind = self._caption_kind(block) if isinstance(block, Paragraph) else ""
            for owner in (place - 1, place + 1) if kind else ():
                if 0 <= owner < len(blocks) and owner not in captions and self._takes(blocks[owner], kind):
                    captions[owner] = block  # type: ignore[assignment]
                    break
        return captions

    def _takes(self, block: Block, kind: str) -> bool:
        if isinstance(block, Table):
            return kind in ("table", "any")
        pictures = [one for one in block.pieces if isinstance(one, Picture)]
        return kind in ("figure", "any") and not seen_text(block) and any(map(self.figures.can_print, pictures))

    def _caption_kind(self, paragraph: Paragraph) -> str:
        """Of what a paragraph may be the caption: a table, a figure, any of them; empty when it is none."""
        text = seen_text(paragraph)
        found = _CAPTION.match(text)
        if (
            not text
            or self._is_named(paragraph)
            or (paragraph.style != "caption" and (not found or len(text) > _LONGEST_CAPTION))
        ):
            return ""
        if not found:
            return "any"
        return "table" if found["what"].casefold().startswith("t") else "figure"

    def _caption_line(self, paragraph: Paragraph | None) -> Line:
        """The words of a caption without its typed number."""
        if paragraph is None:
            return ()
        line = tidy(_with_spaces(self.wording.lines(paragraph)))
        if found := _CAPTION.match(plain(line)):
            number = found[0].strip()
            self.telling.tell(faults.LOOK_DROPPED, paragraph, f"“{number}” was dropped from the caption", lost=number)
            line = without_start(line, len(found[0]))
        return without_emphasis(line, italic=True)

    def _filled_in(self, draft: Words | Item) -> Iterator[Draft]:
        """`draft`, or a component to write in where its words are a label with a blank after it."""
        if not isinstance(draft, Words) or self._in_cell:
            yield draft
            return
        texts = [plain(line) for line in draft.lines]
        if not all(_BLANKS.search(text) for text in texts):
            yield draft
            return
        labels = [[part.strip(" :.\t") for part in _BLANKS.split(text)] for text in texts]
        flat = [label for parts in labels for label in parts if any(map(str.isalnum, label))]
        after = "".join(parts[-1] for parts in labels)
        if all(len(label.split()) <= _LONGEST_LABEL for label in flat) and not any(map(str.isalnum, after)):
            self.telling.tell(faults.TO_FILL_IN, draft.number, "lines to write on became the component `write-in`")
            yaml = f"fields: {yaml_list(flat)}" if flat else f"lines: {min(max(len(texts), 2), _MOST_LINES)}"
            yield Component("write-in", draft.number, yaml=(yaml,))
            return
        self.telling.tell(
            faults.TO_FILL_IN,
            draft.number,
            "there is a blank inside a sentence; say what belongs there, or make it a `write-in`",
        )
        yield draft


def _has_columns(paragraph: Paragraph) -> bool:
    """Whether a tab parts words of a line, other than a mark of a list from its item."""
    seen = "".join(one.text for one in paragraph.pieces if isinstance(one, Text) and not one.look.hidden)
    return any("\t" in re.sub(r"\A\s*\S{1,4}\t+", "", line.strip()) for line in seen.split("\n"))


def _with_spaces(lines: Sequence[Line], between: str = " ") -> Iterator[Span]:
    for index, line in enumerate(lines):
        if index:
            before = plain(lines[index - 1]).rstrip()[-1:]
            yield Span(" " if between == " " or not before.isalnum() else between)
        yield from line


def _paragraphs(table: Table) -> Iterator[int]:
    for row in table.rows:
        for cell in row.cells:
            for block in cell.blocks:
                if isinstance(block, Paragraph):
                    yield block.number


def joined_write_ins(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """`drafts` with write-ins that follow each other joined into one."""
    joined: list[Draft] = []
    for is_fields, group in groupby(drafts, key=_is_fields):
        together = tuple(group)
        if not is_fields:
            joined.extend(together)
            continue
        parts = [
            one.yaml[0].removeprefix("fields: [").removesuffix("]") for one in together if isinstance(one, Component)
        ]
        joined.append(Component("write-in", 0, yaml=(f"fields: [{', '.join(parts)}]",)))
    return tuple(joined)


def _is_fields(draft: Draft) -> bool:
    return isinstance(draft, Component) and draft.name == "write-in" and draft.yaml[0].startswith("fields: ")
