"""What changed between two versions of a handout: words, section by section, as a value, as text and as a document for
the reviewer.

Added and removed words are told apart by brackets and by what stands in them, and by weight and slope: never by colour
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from wardleaf.document.model import Document, Emphasis, Heading, Paragraph, Plain, Run, Strong, runs_text
from wardleaf.document.staff import staff_document, staff_section
from wardleaf.document.wording import block_texts

_ALIKE = 0.45  # share of words in common from which two paragraphs are one that was changed


class Piece(Struct, frozen=True):
    """Words that are in both versions, only in the earlier one, or only in the later one."""

    kind: Literal["same", "removed", "added"]
    text: str


class SectionChange(Struct, frozen=True, kw_only=True):
    """What changed in one section: `lines` are its changed paragraphs, items and cells, each as pieces in reading
    order.
    """

    heading: str
    state: Literal["added", "removed", "changed", "moved"]
    lines: tuple[tuple[Piece, ...], ...]


class _Stretch(Struct, frozen=True):
    id: str
    heading: str
    lines: tuple[str, ...]


def compare_documents(old: Document, new: Document) -> tuple[SectionChange, ...]:
    """Every section of either version that is not the same in both, in the order of the later one; removed sections
    stand where they stood.
    """
    before, after = _stretches(old), _stretches(new)
    earlier = {stretch.id: stretch for stretch in before}
    matcher = SequenceMatcher(
        None, [stretch.id for stretch in before], [stretch.id for stretch in after], autojunk=False
    )
    changes: list[SectionChange] = []
    ids = {stretch.id for stretch in after}
    for tag, first, last, start, end in matcher.get_opcodes():
        for stretch in before[first:last]:
            if tag in ("delete", "replace") and stretch.id not in ids:
                lines = tuple((Piece("removed", line),) for line in stretch.lines)
                changes.append(SectionChange(heading=stretch.heading, state="removed", lines=lines))
        for stretch in after[start:end]:
            found = earlier.get(stretch.id)
            if found is None:
                lines = tuple((Piece("added", line),) for line in stretch.lines)
                changes.append(SectionChange(heading=stretch.heading, state="added", lines=lines))
                continue
            changed = tuple(_changed_lines(found.lines, stretch.lines))
            if changed:
                changes.append(SectionChange(heading=stretch.heading, state="changed", lines=changed))
            elif tag != "equal":
                changes.append(SectionChange(heading=stretch.heading, state="moved", lines=()))
    return tuple(changes)


def _version_named(document: Document) -> str:
    """A version as people name it: "RBC-014 version 3.1 (a41f 09c2)"."""
    return f"{document.first_page.code_line} ({document.hash})"


def diff_text(changes: Sequence[SectionChange], old: Document, new: Document) -> str:
    """`changes` as lines: each changed section with its changed paragraphs; added and removed words in brackets."""
    lines = [f"from {_version_named(old)}", f"to   {_version_named(new)}"]
    if not changes:
        return "\n".join([*lines, "", "no word has changed"])
    for change in changes:
        lines += ["", f"{change.heading}: {change.state}"]
        lines += [f"  {''.join(_said(piece) for piece in pieces)}" for pieces in change.lines]
    return "\n".join(lines)


def diff_document(changes: Sequence[SectionChange], old: Document, new: Document) -> Document:
    """`changes` as a document to read, mark and sign."""
    sections = [
        staff_section(f"{change.heading}: {change.state}", f"change-{number}", *_changed_paragraphs(change))
        for number, change in enumerate(changes, 1)
    ]
    counted = ", ".join(
        f"{sum(change.state == state for change in changes)} {state}"
        for state in ("changed", "added", "removed", "moved")
    )
    return staff_document(
        new,
        name="What changed",
        purpose=f"The words that changed from {_version_named(old)} to {_version_named(new)}, section by section.",
        message=f"Sections: {counted}." if changes else "No word has changed.",
        points=(
            "Words that are new stand in bold type and in brackets: [added: …].",
            "Words that are gone stand in sloping type and in brackets: [removed: …].",
            "Paragraphs without a change are left out.",
        ),
        sections=sections,
        rows=(("Earlier version", _version_named(old)), ("Later version", _version_named(new))),
    )


def _changed_paragraphs(change: SectionChange) -> Iterator[Paragraph]:
    if not change.lines:
        yield Paragraph(runs=(Plain("The words are the same; the section stands in another place."),))
    for pieces in change.lines:
        yield Paragraph(runs=tuple(_run(piece) for piece in pieces))


def _said(piece: Piece) -> str:
    return (piece.text if piece.kind == "same" else _bracketed(piece)).replace("\u00a0", " ")


def _bracketed(piece: Piece) -> str:
    """`piece` between brackets that say what it is; spaces around it stay outside."""
    words = piece.text.strip()
    if not words:
        return piece.text
    head, _, tail = piece.text.partition(words)
    return f"{head}[{piece.kind}: {words}]{tail}"


def _run(piece: Piece) -> Run:
    match piece.kind:
        case "same":
            return Plain(piece.text)
        case "removed":
            return Emphasis((Plain(_bracketed(piece)),))
        case "added":
            return Strong((Plain(_bracketed(piece)),))


def _stretches(document: Document) -> tuple[_Stretch, ...]:
    """The first page, each section, and the last page, with their words line by line."""
    first = document.first_page
    lines = [
        first.audience,
        document.title,
        first.purpose,
        first.main_message,
        *(text for text, _ in block_texts(first.key_points)),
    ]
    lines += [text for text, _ in block_texts(first.call_box)] if first.call_box else []
    found = [_Stretch("", "First page", tuple(lines))]
    for section in document.sections:
        blocks = (*((section.heading,) if section.heading else ()), *section.blocks)
        found += _stretch(section.heading, [text for block in blocks for text, _ in block_texts(block)])
    if document.references:
        listed = (document.references.heading, document.references)
        found += _stretch(document.references.heading, [text for one in listed for text, _ in block_texts(one)])
    rows = tuple(f"{label}: {runs_text(runs)}" for label, runs in document.imprint.rows)
    return (*found, _Stretch("imprint", "Last page", (*rows, document.imprint.disclaimer)))


def _stretch(heading: Heading | None, lines: list[str]) -> list[_Stretch]:
    if heading is None:
        return [_Stretch("start", "Before the first section", tuple(lines))] if lines else []
    return [_Stretch(heading.id, runs_text(heading.runs), tuple(lines))]


def _changed_lines(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[tuple[Piece, ...]]:
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = list(old[first:last]), list(new[start:end])
        for line in come:
            near = max(gone, key=lambda other: _likeness(other, line), default=None)
            if near is not None and _likeness(near, line) >= _ALIKE:
                yield from ((Piece("removed", other),) for other in gone[: gone.index(near)])
                del gone[: gone.index(near) + 1]
                yield tuple(_pieces(near, line))
            else:
                yield (Piece("added", line),)
        yield from ((Piece("removed", line),) for line in gone)


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def _pieces(old: str, new: str) -> Iterator[Piece]:
    held = ""  # words of both versions that no change has followed yet
    for gone, come, same in _changed_words(_tokens(old), _tokens(new)):
        held += " " if gone.startswith(" ") or come.startswith(" ") else ""
        if held and (gone.strip() or come.strip()):
            yield Piece("same", held)
            held = ""
        if gone.strip():
            yield Piece("removed", gone.strip())
        if gone.strip() and come.strip():
            yield Piece("same", " ")
        if come.strip():
            yield Piece("added", come.strip())
        held += same
    if held:
        yield Piece("same", held)


def _changed_words(before: list[str], after: list[str]) -> Iterator[tuple[str, str, str]]:
    """What is gone, what has come in its place, and what follows in both; a lone space does not part two changes."""
    gone = come = ""
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[first:last]), "".join(after[start:end])
        if tag == "equal" and (new.strip() or not (gone or come)):
            # The space that ended a change belongs to what follows it.
            space = " " if (gone.strip() and gone.endswith(" ")) or (come.strip() and come.endswith(" ")) else ""
            yield gone, come, space + new
            gone = come = ""
        else:
            gone, come = gone + old, come + new
    yield gone, come, ""


def _tokens(text: str) -> list[str]:
    """Words and numbers, the signs around them, and spaces."""
    return re.findall(r"\w+(?:[.,’'-]\w+)*|[^\w\s]|\s", text)
