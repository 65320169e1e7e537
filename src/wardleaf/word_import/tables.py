"""Tables: whether they hold data or only place words on the page, and their cells as a grid without merged ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wardleaf.checks.typed_numbers import phone_numbers
from wardleaf.word_import import faults
from wardleaf.word_import.model import Block, Cell, Table
from wardleaf.word_import.spans import Line, Span, plain, without_emphasis
from wardleaf.word_import.telling import Telling

_MOST_COLUMNS = 40


def is_layout(table: Table) -> bool:
    """Whether `table` only places words: it has one column, one row, or neither lines nor a heading."""
    widest = max((sum(cell.columns for cell in row.cells) for row in table.rows), default=0)
    if widest <= 1 or len(table.rows) <= 1 or widest > _MOST_COLUMNS:
        return True
    return not table.lined and not any(row.heading for row in table.rows)


def _is_like_the_others(rows: Sequence[tuple[Line, ...]]) -> bool:
    """Whether a column holds a phone number in every row, the first one too."""
    return len(rows) > 1 and any(all(phone_numbers(plain(cell)) for cell in column) for column in zip(*rows))


def rows_in_order(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row; those that go on with the one above are left out."""
    for row in table.rows:
        yield tuple(cell for cell in row.cells if not cell.continues)


def grid_of(
    table: Table, line_of: Callable[[Sequence[Block]], tuple[Line, int]], telling: Telling, name: str
) -> tuple[tuple[Line, ...], ...]:
    """The cells as lines, rows of one length; merged cells are repeated, which is told. The first row is the heading."""
    rows: list[list[Line]] = []
    merged = several = False
    for row in table.rows:
        line: list[Line] = []
        for cell in row.cells:
            words, blocks = line_of(cell.blocks)
            several |= blocks > 1
            merged |= cell.columns > 1 or cell.continues
            above = rows[-1] if rows else []
            if cell.continues and len(line) < len(above):
                words = above[len(line)]
            line.extend([words] * cell.columns)
        rows.append(line)
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if any(len(row) < width for row in rows):
        telling.tell(
            faults.TABLE_GUESSED, name, "its rows have different numbers of cells; empty ones were added at the end"
        )
    padded = [tuple(row + [()] * (width - len(row))) for row in rows]
    marked = bool(table.rows) and table.rows[0].heading
    said = [
        *(["merged cells were repeated"] if merged else []),
        *(
            []
            if marked or _is_like_the_others(padded)
            else ["no heading row is marked in Word, so the first row was taken"]
        ),
        *(["several paragraphs in a cell stand on one line, with a semicolon between"] if several else []),
    ]
    if said:
        telling.tell(faults.TABLE_GUESSED, name, f"{'; '.join(said)}: compare it")
    if not padded:
        return ()
    if not marked and _is_like_the_others(padded):
        telling.tell(faults.TABLE_GUESSED, name, "its first row looks like the others; write what its columns hold")
        return (tuple((Span("TODO: what this column holds"),) for _ in padded[0]), *padded)
    head = tuple(map(without_emphasis, padded[0]))
    return (head, *padded[1:])
