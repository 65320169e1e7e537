"""Tracked changes and comments: asked about, then settled as somebody said, each told in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from wardleaf.values import replace
from wardleaf.word_import import faults
from wardleaf.word_import.model import (
    Block,
    Box,
    Change,
    CommentMark,
    FieldEnd,
    Paragraph,
    Piece,
    Row,
    Table,
    Text,
    WordFile,
    paragraphs_in,
)
from wardleaf.word_import.telling import Telling

Choice = Literal["accept", "reject"]
_GONE = {"accept": ("deleted", "moved-from"), "reject": ("inserted", "moved-to")}


def is_unsettled(word: WordFile) -> bool:
    """Whether somebody still has to say what holds: a tracked change or a comment."""
    return bool(word.comments) or any(_changes_in(block) for block in _all_blocks(word))


def tell_unsettled(word: WordFile, telling: Telling) -> None:
    """Tell every change and comment, and that nothing was written."""
    _tell_changes(word, telling, choice=None)
    _tell_comments(word, telling)
    what = (
        "the file has changes that nobody has accepted"
        if any(_changes_in(block) for block in _all_blocks(word))
        else "the file has comments that nobody has answered"
    )
    help = "accept or reject them in Word, or say --changes accept or --changes reject"
    telling.tell(faults.UNSETTLED, "the file", f"{what}; nothing was written", help=help)


def settle(word: WordFile, choice: Choice, telling: Telling) -> WordFile:
    """`word` with its changes accepted or rejected and without comments, all of which are told."""
    _tell_changes(word, telling, choice=choice)
    _tell_comments(word, telling)
    return replace(
        word,
        blocks=_settled(word.blocks, choice),
        running=tuple((name, _settled(blocks, choice)) for name, blocks in word.running),
        notes={key: _settled(blocks, choice) for key, blocks in word.notes.items()},
        comments={},
    )


def _all_blocks(word: WordFile) -> Iterator[Block]:
    yield from word.blocks
    for _, blocks in word.running:
        yield from blocks
    for blocks in word.notes.values():
        yield from blocks


def _change_of(piece: Piece) -> Change | None:
    return None if isinstance(piece, FieldEnd | CommentMark) else piece.change


def _changes_in(block: Block) -> bool:
    if isinstance(block, Table):
        return any(row.change or any(map(_changes_in, cell.blocks)) for row in block.rows for cell in row.cells)
    inside = (inner for piece in block.pieces if isinstance(piece, Box) for inner in piece.blocks)
    return bool(block.mark or any(map(_change_of, block.pieces)) or any(map(_changes_in, inside)))


# --- telling ----------------------------------------------------------------------------------------------------------


def _tell_changes(word: WordFile, telling: Telling, *, choice: Choice | None) -> None:
    moved = {
        " ".join(text.split()): paragraph
        for paragraph in paragraphs_in(word.blocks)
        if (text := _words_of(paragraph, "moved-from"))
    }
    for block in _all_blocks(word):
        if isinstance(block, Table):
            _tell_rows(block, telling, choice)
    for paragraph in paragraphs_in(tuple(_all_blocks(word))):
        _tell_paragraph(paragraph, moved, telling, choice)
        for piece in paragraph.pieces:
            if isinstance(piece, Box):
                for inner in paragraphs_in(piece.blocks):
                    _tell_paragraph(inner, {}, telling, choice)
    if word.format_changes:
        many = "changes of look are" if word.format_changes > 1 else "change of look is"
        telling.tell(faults.CHANGE_SETTLED, "the file", f"{word.format_changes} tracked {many} not looked at")


def _words_of(paragraph: Paragraph, *kinds: str) -> str:
    texts = (piece for piece in paragraph.pieces if isinstance(piece, Text))
    return "".join(piece.text for piece in texts if piece.change and piece.change.kind in kinds)


def _tell_paragraph(paragraph: Paragraph, moved: dict[str, Paragraph], telling: Telling, choice: Choice | None) -> None:
    holds = {None: "", "accept": "; the new words hold", "reject": "; the old words hold"}[choice]
    for old, new, change in _pairs(paragraph):
        if change.kind == "moved-to" and (start := moved.get(" ".join(new.split()))) is not None:
            at = f"paragraphs {start.number} and {paragraph.number}"
            telling.tell(
                faults.CHANGE_SETTLED, paragraph, f"a moved sentence, {at}; it is imported once{_by(change)}", lost=new
            )
        elif change.kind == "moved-from" and " ".join(old.split()) in moved:
            continue
        elif old and new:
            telling.tell(
                faults.CHANGE_SETTLED,
                paragraph,
                f"“{old.strip()}” → “{new.strip()}”{_by(change)}{holds}",
                lost=f"{old} {new}",
            )
        elif old:
            telling.tell(faults.CHANGE_SETTLED, paragraph, f"“{old.strip()}” was deleted{_by(change)}{holds}", lost=old)
        else:
            telling.tell(faults.CHANGE_SETTLED, paragraph, f"“{new.strip()}” was added{_by(change)}{holds}", lost=new)
    for piece in paragraph.pieces:
        own = _change_of(piece)
        if own and not isinstance(piece, Text):
            what = "added" if own.kind in ("inserted", "moved-to") else "deleted"
            telling.tell(faults.CHANGE_SETTLED, paragraph, f"a picture, box or note was {what}{_by(own)}{holds}")
    if paragraph.mark and not _is_wholly_moved(paragraph):
        deleted = paragraph.mark.kind in ("deleted", "moved-from")
        both = f"paragraphs {paragraph.number} and {paragraph.number + 1}" if paragraph.number else "both paragraphs"
        one = deleted == (choice != "reject")
        ends = f"{both} are {'one' if one else 'two'}" if choice else f"{both} would be {'one' if deleted else 'two'}"
        message = f"a paragraph mark was {'deleted' if deleted else 'added'}{_by(paragraph.mark)}; {ends}"
        telling.tell(faults.CHANGE_SETTLED, paragraph, message)


def _is_wholly_moved(paragraph: Paragraph) -> bool:
    kinds = {piece.change.kind if piece.change else "" for piece in paragraph.pieces if isinstance(piece, Text)}
    return kinds in ({"moved-from"}, {"moved-to"}, {"inserted"}, {"deleted"})


def _pairs(paragraph: Paragraph) -> Iterator[tuple[str, str, Change]]:
    """Old and new words that stand beside each other, with the change that is told of both."""
    old = new = ""
    change: Change | None = None
    for piece in (*paragraph.pieces, None):
        own = piece.change if isinstance(piece, Text) else None
        if isinstance(piece, Text) and own and (change is None or own.author == change.author):
            change = own if change is None or own.kind != "deleted" else change
            if own.kind in ("deleted", "moved-from"):
                old += piece.text
            else:
                new += piece.text
            continue
        if change and (old.strip() or new.strip()):
            yield old, new, change
        old = new = ""
        change = None
        if isinstance(piece, Text) and own:
            change = own
            old, new = (piece.text, "") if own.kind in ("deleted", "moved-from") else ("", piece.text)


def _by(change: Change) -> str:
    return "".join(f", {part}" for part in (change.author, change.date) if part)


def _tell_rows(table: Table, telling: Telling, choice: Choice | None) -> None:
    for number, row in enumerate(table.rows, 1):
        if row.change:
            words = " ".join(one.text for cell in row.cells for one in paragraphs_in(cell.blocks))
            what = "deleted" if row.change.kind in ("deleted", "moved-from") else "added"
            holds = f"; {choice}ed" if choice else ""
            message = f"row {number} was {what}{_by(row.change)}{holds}"
            telling.tell(faults.CHANGE_SETTLED, f"table {table.number}", message, lost=words)


def _tell_comments(word: WordFile, telling: Telling) -> None:
    for id, comment in word.comments.items():
        words = " ".join(one.text for one in paragraphs_in(comment.blocks))
        spots = [
            (paragraph, piece)
            for paragraph in paragraphs_in(tuple(_all_blocks(word)))
            for piece in paragraph.pieces
            if (isinstance(piece, Text) and id in piece.comments) or (isinstance(piece, CommentMark) and piece.id == id)
        ]
        about = "".join(piece.text for _, piece in spots if isinstance(piece, Text))
        place = spots[0][0] if spots else "a comment"
        on = f" on “{' '.join(about.split())}”" if about.strip() else ""
        by = f" by {comment.author}" if comment.author else ""
        when = f", {comment.date}" if comment.date else ""
        telling.tell(faults.COMMENT, place, f"comment{by}{when}{on}: “{' '.join(words.split())}”", lost=words)


# --- settling ---------------------------------------------------------------------------------------------------------


def _settled(blocks: tuple[Block, ...], choice: Choice) -> tuple[Block, ...]:
    gone = _GONE[choice]
    settled: list[Block] = []
    open_one: Paragraph | None = None
    for block in blocks:
        match block:
            case Table():
                if open_one is not None:
                    settled.append(open_one)
                    open_one = None
                rows = tuple(
                    _settled_row(row, choice) for row in block.rows if not (row.change and row.change.kind in gone)
                )
                if rows:
                    settled.append(replace(block, rows=rows))
            case Paragraph():
                pieces = tuple(_settled_pieces(block.pieces, choice))
                joined = replace(block, pieces=(*(open_one.pieces if open_one else ()), *pieces), mark=None)
                if open_one is not None:
                    joined = replace(joined, number=open_one.number) if open_one.pieces else joined
                open_one = None
                if block.mark and block.mark.kind in gone:
                    open_one = joined
                else:
                    settled.append(joined)
            case _:
                assert_never(block)
    if open_one is not None and open_one.pieces:
        settled.append(open_one)
    return tuple(settled)


def _settled_row(row: Row, choice: Choice) -> Row:
    cells = tuple(replace(cell, blocks=_settled(cell.blocks, choice)) for cell in row.cells)
    return replace(row, cells=cells, change=None)


def _settled_pieces(pieces: tuple[Piece, ...], choice: Choice) -> Iterator[Piece]:
    for piece in pieces:
        change = _change_of(piece)
        if change and change.kind in _GONE[choice]:
            continue
        match piece:
            case Box():
                yield replace(piece, blocks=_settled(piece.blocks, choice), change=None)
            case Text():
                yield replace(piece, change=None, comments=())
            case CommentMark():
                continue
            case FieldEnd():
                yield piece
            case _:
                yield replace(piece, change=None)
