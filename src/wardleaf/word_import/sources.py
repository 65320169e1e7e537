"""All sources of one file: those in fields, those in a typed list at the end and those in footnotes, and which of them
each number of the text means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from wardleaf.bibliography.importing.entries import ImportedReference
from wardleaf.findings import SourceFile, Span
from wardleaf.word_import import faults
from wardleaf.word_import.citation_fields import FieldSources
from wardleaf.word_import.headings import Outline, heading_words, seen_text
from wardleaf.word_import.inline import is_source_list
from wardleaf.word_import.model import Field, Paragraph, Text, WordFile
from wardleaf.word_import.telling import Telling
from wardleaf.word_import.typed_sources import (
    HEADING,
    draft_entry,
    gives_a_year_or_address,
    is_cut_short,
    looks_like_a_source,
    names_no_source,
    typed_number,
)


class Sources(Struct, frozen=True, kw_only=True):
    """Sources in the order of the file; which of them a number, a field or a footnote means; the paragraphs that are
    the list itself.
    """

    entries: Sequence[ImportedReference]
    numbered: Mapping[int, int]
    fields: Mapping[Field, tuple[int, ...]]
    notes: Mapping[tuple[str, str], int]
    paragraphs: frozenset[int]
    has_list: bool


def find_sources(word: WordFile, outline: Outline, telling: Telling) -> Sources:
    """The sources of `word`."""
    from_fields = FieldSources(word, telling)
    entries = list(from_fields.entries)
    numbered: dict[int, int] = {}
    listed = _list(word, outline)
    taken: set[int] = set()
    generated: list[Paragraph] = []
    last = max((one.number for one in listed), default=0)
    below = [one for one in word.blocks if isinstance(one, Paragraph) and one.number > last and seen_text(one)]
    if listed and below and below[0].number not in outline.levels and below[0].number not in outline.left_out:
        telling.tell(
            faults.HEADING_GUESSED,
            below[0],
            "it stands below the list of sources and is none, so it goes on with the section before",
        )
    for paragraph in listed[1:]:
        text = seen_text(paragraph)
        if any(is_source_list(one) for piece in paragraph.pieces if isinstance(piece, Text) for one in piece.fields):
            generated.append(paragraph)
        elif text:
            _add_typed(paragraph, text, entries, numbered, telling)
        taken.add(paragraph.number)
    if listed:
        taken.add(listed[0].number)
        text = seen_text(listed[0])
        if generated:
            numbers = f"paragraphs {listed[0].number}–{generated[-1].number}"
            message = f"the list of sources ({numbers}) is made anew from the fields, not imported"
            telling.tell(faults.SOURCE, listed[0], message, lost=" ".join([text, *map(seen_text, generated)]))
        else:
            telling.tell(faults.SOURCE, listed[0], "the heading of the list of sources is not imported", lost=text)
    notes = _from_notes(word, entries, telling)
    if len(entries) > len(from_fields.entries):
        telling.tell(faults.SOURCE, "the file", "no source was looked up anywhere; `checked` is left out")
    return Sources(
        entries=entries,
        numbered=numbered,
        fields=from_fields.cited,
        notes=notes,
        paragraphs=frozenset(taken),
        has_list=bool(numbered),
    )


def tell_uncited(sources: Sources, used: frozenset[int], telling: Telling) -> None:
    """Tell the entries of the typed list that no number of the text means."""
    for number, index in sources.numbered.items():
        if number not in used:
            message = f"entry {number}, {sources.entries[index].called}: nothing cites it; it is kept"
            telling.tell(faults.SOURCE, "the list of sources", message)


def _list(word: WordFile, outline: Outline) -> list[Paragraph]:
    """The last heading that means sources, and the paragraphs below it, as far as the next heading."""
    found: list[Paragraph] = []
    is_open = False
    for block in word.blocks:
        if not isinstance(block, Paragraph):
            continue
        level = outline.levels.get(block.number)
        if level and HEADING.match(heading_words(seen_text(block))[0]):
            found, is_open = [block], True
        elif level and found and level <= outline.levels[found[0].number]:
            is_open = False
        elif is_open and block.number not in outline.left_out:
            found.append(block)
    return _only_sources(found)


def _only_sources(found: list[Paragraph]) -> list[Paragraph]:
    """`found` up to the first paragraph that is no source: one without a number where others have one, or without a
    year and an address.
    """
    numbered = any(typed_number(seen_text(one))[0] or one.listed for one in found[1:])
    for place, one in enumerate(found):
        text = seen_text(one)
        generated = any(is_source_list(two) for piece in one.pieces if isinstance(piece, Text) for two in piece.fields)
        if not place or not text or generated:
            continue
        if not (typed_number(text)[0] or one.listed if numbered else gives_a_year_or_address(text)):
            return found[:place]
    return found


def _add_typed(
    paragraph: Paragraph, text: str, entries: list[ImportedReference], numbered: dict[int, int], telling: Telling
) -> None:
    number, words = typed_number(text)
    if not number and paragraph.listed and paragraph.listed.format == "decimal":
        number = paragraph.listed.number
    entry = draft_entry(words, number=number, span=Span(SourceFile("", ""), 0))
    if number and number in numbered:
        telling.tell(faults.SOURCE, paragraph, f"the list of sources has number {number} twice; the first is cited")
    elif number:
        numbered[number] = len(entries)
    else:
        telling.tell(faults.SOURCE, paragraph, "this source has no number, so no number of the text means it")
    which = f"entry {number}" if number else "a source"
    if names_no_source(entry):
        telling.tell(faults.SOURCE, paragraph, f"{which}, “{text}”: not a source by itself; cite the one that it means")
    elif is_cut_short(entry):
        telling.tell(faults.SOURCE, paragraph, f"{which}: “et al”: its authors are not complete")
    elif not entry.author:
        telling.tell(
            faults.SOURCE, paragraph, f"{which} could not be parted into author and title; all its words are its title"
        )
    entries.append(entry)


def _from_notes(word: WordFile, entries: list[ImportedReference], telling: Telling) -> dict[tuple[str, str], int]:
    notes: dict[tuple[str, str], int] = {}
    for key, blocks in word.notes.items():
        text = " ".join(seen_text(one) for one in blocks if isinstance(one, Paragraph)).strip()
        if looks_like_a_source(text):
            notes[key] = len(entries)
            entries.append(draft_entry(text, number=0, span=Span(SourceFile("", ""), 0)))
            telling.tell(faults.FOOTNOTE, key[0], f"“{text}” gives a source and became one")
    return notes
