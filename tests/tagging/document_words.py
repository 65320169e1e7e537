"""What a finished file must say, line by line in the order of its tags: worked out from the `Document`, without looking
at typesetting.

A line is what one block-level element says: its role (`H` for headings whose level typesetting chooses) and its words.
What typesetting adds is named here, each thing where it stands: labels of lists, boxes to tick, space to write, the
contents list, page numbers, back-links, the first page's lines, the pages a booklet is filled up with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal, assert_never

from wardleaf.document.fields import NAME
from wardleaf.document.model import (
    Alt,
    Block,
    Break,
    CallBox,
    Callout,
    CheckList,
    Citation,
    Contacts,
    Diary,
    Document,
    Emphasis,
    Field,
    Figure,
    Foreign,
    Heading,
    IconArray,
    Item,
    ItemList,
    Link,
    PageBreak,
    Paragraph,
    Plain,
    PreparedFor,
    QrCode,
    Runs,
    Strong,
    Superscript,
    Table,
    Term,
    WriteIn,
)
from wardleaf.library.labels import Labels
from wardleaf.readback.model import Element, ReadBack, element_text, elements
from wardleaf.style.schema import Style
from wardleaf.values import is_value, parts_of, replace

INLINE = frozenset({"Span", "Strong", "Em", "Link", "Reference"})
ANY_NUMBER = "\x01"  # a number that layout chooses


@dataclass(frozen=True, slots=True)
class Line:
    """A role and its words; lines without words are left out on both sides (`row_counts` counts rows, empty or not)."""

    role: str
    words: str


def normalised(text: str) -> str:
    """`text` with every stretch of space one space, and signs that have no glyph of their own as the ones drawn for
    them.
    """
    return " ".join(text.replace("\u2011", "-").split())


def runs_words(runs: Runs) -> str:
    """The words of `runs` as they are printed; a field that nobody filled in is its label and a line."""
    return "".join(_run_words(runs))


def _run_words(runs: Runs) -> Iterator[str]:
    for run in runs:
        match run:
            case Plain() | Superscript():
                yield run.text
            case Strong() | Emphasis() | Link() | Foreign():
                yield from _run_words(run.runs)
            case Citation():
                yield from (piece.text for piece in run.pieces)
            case Term():
                yield f"{run.text} ({run.meaning})"
            case Field():
                yield run.value if run.value is not None else f"{run.label}: ____________"
            case Break():
                yield " "
            case _:
                assert_never(run)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What layout decides: which parts of the first page lead the next one, the line at its end, the contents list, how
    many pages were added.

    `named` says which values of who the copy is for stand on a line of their own: all that are filled in, or the name;
    the block has the others. `lean` is what else waits for the signs or the name on the front: the purpose, with it the
    audience, the main message, and at last the signs themselves. `run_in` sets the imprint's labels and values as
    sentences, and `box_last` parts it from its call box.
    """

    key_points_later: bool
    prepared_for_later: bool
    named: Literal["", "name", "filled"]
    lean: Literal["", "purpose", "audience", "message", "signs"]
    end_line: str
    contents: bool
    added: int
    run_in: bool
    box_last: bool


class Expected:
    """The lines of one document in one style."""

    def __init__(self, document: Document, style: Style, *, logo: bool) -> None:
        self.document, self.style, self.logo = document, style, logo
        self.labels: Labels = document.labels

    def lines(self, arrangement: Arrangement) -> list[Line]:
        """Every line, in order."""
        found = [Line(line.role, normalised(line.words)) for line in self._all(arrangement)]
        return _cells_once([line for line in found if line.words])

    def _all(self, arrangement: Arrangement) -> Iterator[Line]:
        document = self.document
        page = document.first_page
        key_points = list(self._callout(page.key_points))
        whom = self._whom(arrangement)
        held = page.prepared_for
        left = (
            replace(held, fields=tuple(field for field in held.fields if field not in whom))
            if held is not None
            else None
        )
        prepared = list(self._prepared(left)) if left is not None and left.fields else []
        message_later = arrangement.lean in ("message", "signs")
        alt = self.style.logo.alt
        if self.logo and alt and alt != "none":
            yield Line("Figure", alt)
        yield Line("P", document.clinic.name)
        yield Line("P", document.clinic.part_of)
        yield Line("P", page.audience if arrangement.lean in ("", "purpose") else "")
        yield Line("H1", runs_words(page.title.runs))
        yield Line("P", page.purpose if not arrangement.lean else "")
        yield Line("P", "" if message_later else page.main_message)
        if held is not None and whom:
            yield Line("P", f"{held.heading}: {', '.join(field.value or '' for field in whom)}")
        yield from () if arrangement.key_points_later else key_points
        yield from () if arrangement.prepared_for_later else prepared
        box = page.call_box
        if box is not None:
            box = replace(box, symptoms=()) if arrangement.lean == "signs" else box
            yield from self._call_box(box, hours=not arrangement.lean)
        yield Line("P", f"{page.code_line} {document.hash}")
        yield Line("P", arrangement.end_line)
        yield Line("P", document.clinic.specimen_notice)
        yield Line("P", page.main_message if message_later else "")
        if arrangement.lean:
            yield Line("P", page.purpose if arrangement.lean == "purpose" else f"{page.audience}. {page.purpose}")
        yield from key_points if arrangement.key_points_later else ()
        yield from prepared if arrangement.prepared_for_later else ()
        if arrangement.contents:
            yield from self._contents()
        for block in document.blocks:
            yield from self._block(block)
        if document.references:
            yield from self._block(document.references.heading)
            yield Line("P", runs_words(document.references.preface))
            for source in document.references.sources:
                yield Line("Lbl", str(source.number))
                yield Line("BibEntry", runs_words(source.runs))
        added = [
            line
            for group in document.added_pages[: arrangement.added]
            for block in group
            for line in self._block(block, added=True)
        ]
        last = list(self._call_box(document.imprint.call_box)) if document.imprint.call_box is not None else []
        panel = list(self._imprint(run_in=arrangement.run_in))
        yield from (*panel, *added, *last) if arrangement.box_last else (*added, *last, *panel)

    def _whom(self, arrangement: Arrangement) -> tuple[Field, ...]:
        held = self.document.first_page.prepared_for
        filled = (
            tuple(field for field in held.fields if field.value is not None)
            if held is not None and arrangement.named
            else ()
        )
        return filled if arrangement.named == "filled" else tuple(field for field in filled if field.name == NAME)

    def _contents(self) -> Iterator[Line]:
        yield Line("H", self.labels.contents)
        for heading in self.document.headings:
            if heading.level == 2:
                yield Line("TOCI", f"{runs_words(heading.runs)} {ANY_NUMBER}")

    def _imprint(self, *, run_in: bool) -> Iterator[Line]:
        imprint = self.document.imprint
        yield Line("H", imprint.heading)
        for label, value in imprint.rows:
            words = runs_words(value)
            if run_in:
                yield Line("LBody", f"{label} {words}{'' if words.endswith(('.', '!', '?')) else '.'}")
            else:
                yield Line("Lbl", label)
                yield Line("LBody", words)
        disclaimer = Line("P", imprint.disclaimer)
        code = (Line("Figure", imprint.qr.words), Line("P", imprint.qr.printed)) if imprint.qr is not None else ()
        yield from (disclaimer, *reversed(code)) if run_in else (*code, disclaimer)

    # --- blocks ---

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Line]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block, *, added: bool = False) -> Iterator[Line]:  # one case a kind of block
        match block:
            case Heading():
                yield Line(f"H{min(max(block.level, 1), 6)}", runs_words(block.runs))
            case Paragraph():
                yield Line("P", runs_words(block.runs))
            case ItemList():
                yield Line("P", runs_words(block.title))
                for number, item in enumerate(block.items, start=block.start):
                    marks = {"bullet": self.style.list.bullet, "decimal": f"{number}.", "steps": str(number)}
                    yield from self._item(marks[block.style], item)
            case CheckList():
                yield Line("P", runs_words(block.title))
                for item in block.items:
                    yield from self._item(self.labels.tick_box, item)
            case Callout():
                yield from self._callout(block)
            case CallBox():
                yield from self._call_box(block)
            case Figure():
                if isinstance(block.alt, Alt):
                    yield Line("Figure", block.alt.text)
                yield Line("P", runs_words(block.caption))
            case Table():
                yield from self._table(block)
            case IconArray():
                yield from self._icon_array(block)
            case WriteIn():
                yield Line("P", runs_words(block.prompt))
                if block.lines:
                    several = self.labels.write_lines.format(lines=ANY_NUMBER if added else block.lines)
                    yield Line("P", self.labels.write_here if block.lines == 1 and not added else several)
                for label in block.labels:
                    yield Line("P", label)
                    yield Line("P", self.labels.write_here)
            case PreparedFor():
                yield from self._prepared(block)
            case Diary():
                yield from (Line("TH", column) for column in block.columns)
                for row in block.rows:
                    yield Line("TH", runs_words(row)) if row else Line("TD", self.labels.write_here)
                    yield from (Line("TD", self.labels.write_here) for _ in block.columns[1:])
            case Contacts():
                for person in block.people:
                    yield from (
                        Line("P", words) for words in (person.name, person.purpose, person.number, person.hours)
                    )
            case QrCode():
                yield from (Line("Figure", block.words), Line("P", block.words), Line("P", block.printed))
            case PageBreak():
                pass
            case _:
                assert_never(block)

    def _item(self, label: str, item: Item) -> Iterator[Line]:
        yield Line("Lbl", label)
        yield from self._blocks(item.blocks)

    def _callout(self, block: Callout) -> Iterator[Line]:
        yield Line("H", runs_words(block.heading))
        yield from self._blocks(block.blocks)

    def _call_box(self, block: CallBox, *, hours: bool = True) -> Iterator[Line]:
        yield Line("H", block.heading)
        for number in block.numbers:
            yield from (Line("P", words) for words in (number.label, number.number, number.hours if hours else ""))
        for item in block.symptoms:
            yield from self._item(self.style.list.bullet, item)
        yield Line("P", runs_words(block.emergency))

    def _prepared(self, block: PreparedFor) -> Iterator[Line]:
        yield Line("H", block.heading)
        for field in block.fields:
            yield Line("P", field.label)
            yield Line("P", self.labels.write_here if field.value is None else field.value)

    def _table(self, block: Table) -> Iterator[Line]:
        yield Line("Caption", runs_words(block.caption))
        yield from (Line("TH", runs_words(cell)) for cell in block.header)
        for row in block.rows:
            yield from (Line("TD" if number else "TH", runs_words(cell)) for number, cell in enumerate(row))

    def _icon_array(self, block: IconArray) -> Iterator[Line]:
        for group in block.groups:
            yield Line("P", group.headline)
            yield Line("P", group.label)
            yield Line(
                "Figure", block.alt.text if len(block.groups) == 1 else f"{group.headline} {group.label}".strip()
            )
            yield Line("P", runs_words(group.happened))
            yield Line("P", runs_words(group.otherwise))
        if block.groups:
            yield Line("P", runs_words(block.key))
            yield Line("P", runs_words(block.about))


def row_counts(document: Document) -> list[int]:
    """How many rows each table and diary of the body has, headers included, in order."""
    return [len(held.rows) + 1 for held in parts(document.blocks, (Table, Diary))]


def parts(value: object, kinds: tuple[type, ...]) -> Iterator[Any]:
    """Everything of some kinds inside a part of a document, in order; fields are walked, so that no kind of block is
    forgotten.
    """
    if isinstance(value, kinds):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from parts(part, kinds)
    elif is_value(value) and type(value).__module__ == "wardleaf.document.model":
        for part in parts_of(value).values():
            yield from parts(part, kinds)


# --- what a file says -------------------------------------------------------------------------------------------------


def is_line(element: Element) -> bool:
    """Whether an element holds words and inline elements only."""
    return bool(element.actual_text) or all(not isinstance(kid, Element) or kid.role in INLINE for kid in element.kids)


def said_lines(read: ReadBack, labels: Labels) -> list[Line]:
    """What a finished file says, line by line in the order of its tags; back-links after sources are left out
    (`test_finished` looks at them).
    """
    found = [Line(line.role, normalised(line.words)) for root in read.tree for line in _said(root, labels)]
    return _cells_once([line for line in found if line.words])


def _cells_once(lines: list[Line]) -> list[Line]:
    """`lines` with one of equal cells that follow each other: an added page has as many rows to write in as it is long,
    and `row_counts` counts the others.
    """
    return [line for line, before in zip(lines, [None, *lines]) if line.role != "TD" or line != before]


def _said(element: Element, labels: Labels) -> Iterator[Line]:
    role = element.role
    if role == "Figure":
        yield Line(role, element.alt)
    elif role == "TOCI":
        (reference,) = element.kids
        assert isinstance(reference, Element)
        yield Line(
            role, " ".join(element_text(link, exact=True) for link in reference.kids if isinstance(link, Element))
        )
    elif is_line(element):
        words = element_text(element, exact=True)
        yield Line(role, without_back_links(words, labels) if role == "BibEntry" else words)
    else:
        assert all(isinstance(kid, Element) for kid in element.kids), f"a {role} holds words beside blocks"
        for kid in element.kids:
            assert isinstance(kid, Element)
            yield from _said(kid, labels)


def back_links_pattern(labels: Labels) -> re.Pattern[str]:
    """The sentence that typesetting adds to a source, with its page numbers."""
    sentence = re.escape(normalised(labels.cited_on.format(pages=ANY_NUMBER)))
    return re.compile(rf" {sentence.replace(ANY_NUMBER, '(?P<pages>[^.]*)')}\.\Z")


def without_back_links(words: str, labels: Labels) -> str:
    """`words` without the sentence that typesetting adds to a source."""
    return back_links_pattern(labels).sub("", normalised(words))


def same(expected: Line, said: Line) -> bool:
    """Whether a file says what it must; `H` stands for any level."""
    roles = said.role == expected.role or (expected.role == "H" and re.fullmatch(r"H[1-6]", said.role) is not None)
    if ANY_NUMBER not in expected.words:
        return roles and said.words == expected.words
    pattern = re.escape(expected.words).replace(re.escape(ANY_NUMBER), r"\d+")
    return roles and re.fullmatch(pattern, said.words) is not None


def first_difference(expected: list[Line], said: list[Line]) -> int | None:
    """The number of the first line that differs; `None` when all are the same."""
    for place, (one, other) in enumerate(zip(expected, said)):
        if not same(one, other):
            return place
    return None if len(expected) == len(said) else min(len(expected), len(said))


def difference(document: Document, style: Style, read: ReadBack, *, logo: bool, added: int) -> str:
    """What a file says otherwise than its document, in words; empty when nothing. Of what layout may arrange, the
    arrangement nearest to the file counts.
    """
    said = said_lines(read, document.labels)
    expected = Expected(document, style, logo=logo)
    contents = any(line.role == "TOCI" for line in said)
    page = document.first_page
    best: tuple[int, list[Line]] = (-1, [])
    filled = page.prepared_for is not None and any(field.value is not None for field in page.prepared_for.fields)
    named: tuple[Literal["", "name", "filled"], ...] = ("", "name", "filled") if filled else ("",)
    lean: tuple[Literal["", "purpose", "audience", "message", "signs"], ...] = (
        "",
        "purpose",
        "audience",
        "message",
        "signs",
    )
    choices = product(
        (False, True),
        (False, True),
        named,
        lean,
        ("", page.short_of_time, page.date_line),
        (False, True),
        (False, True),
    )
    for key_points_later, prepared_for_later, front, waits, end_line, run_in, box_last in choices:
        arrangement = Arrangement(
            key_points_later=key_points_later,
            prepared_for_later=prepared_for_later,
            named=front,
            lean=waits,
            end_line=end_line,
            contents=contents,
            added=added,
            run_in=run_in,
            box_last=box_last,
        )
        lines = expected.lines(arrangement)
        place = first_difference(lines, said)
        if place is None:
            return _rows_lost(document, read)
        best = max(best, (place, lines), key=lambda tried: tried[0])
    place, lines = best
    wanted = lines[place] if place < len(lines) else "nothing"
    got = said[place] if place < len(said) else "nothing"
    return f"line {place}: the document says {wanted}, the file {got}; before it {said[max(0, place - 2) : place]}"


def _rows_lost(document: Document, read: ReadBack) -> str:
    """Which table of the body has fewer or more rows than in the document; those of added pages are as long as the
    page.
    """
    drawn = [
        sum(1 for row in elements((table,)) if row.role == "TR")
        for table in elements(read.tree)
        if table.role == "Table"
    ]
    wanted = row_counts(document)
    return "" if drawn[: len(wanted)] == wanted else f"tables have {drawn} rows, in the document {wanted}"
