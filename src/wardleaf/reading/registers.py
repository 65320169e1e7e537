"""What the two lists with page numbers say: the contents, and the sources with the pages that cite them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from wardleaf.document.model import Break, Heading, Link, Plain, ReferenceList, Runs, Source, runs_text
from wardleaf.library.labels import Labels
from wardleaf.reading.inline import read_runs, read_words
from wardleaf.reading.tree import LinkSlot, Slot, StructElem, heading_role

_BOUND_PAGES = 6


class ReadEntry(Struct, frozen=True):
    """A line of the contents: the words that lead to a section, and its page number, whose figures are known when every
    page is.
    """

    words: StructElem
    page: StructElem


class ReadContents(Struct, frozen=True):
    """The contents: their heading, their lines, and the list that the lines are."""

    heading: StructElem
    entries: tuple[ReadEntry, ...]
    listed: StructElem


def read_contents(headings: Sequence[Heading], labels: Labels) -> ReadContents:
    """The contents, with a line for each section: its heading and its page, both leading there (TOC, TOCI)."""
    entries = tuple(_entry(heading, labels) for heading in headings)
    lines = (
        StructElem(role="TOCI", kids=(StructElem(role="Reference", kids=(entry.words, entry.page)),))
        for entry in entries
    )
    return ReadContents(
        heading=StructElem(role=heading_role(2), kids=read_words(labels.contents)),
        entries=entries,
        listed=StructElem(role="TOC", kids=tuple(lines)),
    )


def _entry(entry: Heading, labels: Labels) -> ReadEntry:
    target, words = f"#{entry.id}", runs_text(entry.runs)
    link = StructElem(role="Link", kids=(*read_words(f"{words} "), LinkSlot(target, words)))
    number = StructElem(role="Link", kids=(Slot("a page number"), LinkSlot(target, words, page_label=labels.page)))
    return ReadEntry(link, number)


def read_references(
    block: ReferenceList, cited_on: Mapping[int, Sequence[int]], labels: Labels
) -> tuple[StructElem, ...]:
    """What stands below the heading of the sources: perhaps a paragraph, then each source on its number, with the pages
    that cite it; `cited_on` maps numbers to pages.
    """
    preface = [StructElem(role="P", kids=read_runs(block.preface, span=block.span))] if block.preface else []
    items = (
        _source(block, source, _back_links(source, cited_on.get(source.number, ()), labels)) for source in block.sources
    )
    listed = [StructElem(role="L", kids=tuple(items), list_numbering="Decimal")] if block.sources else []
    return (*preface, *listed)


def _source(block: ReferenceList, source: Source, back: Runs) -> StructElem:
    ends = runs_text(source.runs).rstrip().endswith((".", "]"))
    # After an address without a full stop the sentence begins a line: run on, it would read as part of the address.
    runs: Runs = (*source.runs, Plain(" "), *back) if ends or not back else (*source.runs, Break(), *back)
    kids = read_runs(runs, what="a source", span=source.span or block.span)
    entry = StructElem(role="BibEntry", kids=kids, id=f"reference-{source.number}")
    label = StructElem(role="Lbl", kids=read_words(str(source.number)))
    return StructElem(role="LI", kids=(label, StructElem(role="LBody", kids=(entry,))))


def _back_links(source: Source, pages: Sequence[int], labels: Labels) -> Runs:
    if not pages:
        return ()
    marks = ["\x00" + str(page) + "\x00" for page in pages]
    if len(marks) == 1:
        listed = labels.page.format(page=marks[0])
    else:
        listed = labels.pages_two.format(first=", ".join(marks[:-1]), second=marks[-1])
    bound = -1 if len(pages) <= _BOUND_PAGES else 1  # a longer list may go over several lines
    sentence = labels.cited_on.format(pages=listed.replace(" \x00", "\u00a0\x00", bound)) + "."
    runs: list[Plain | Link] = []
    for place, part in enumerate(sentence.split("\x00")):
        if place % 2:
            words = f"{labels.page.format(page=part)}: {source.words}"
            runs.append(Link(runs=(Plain(part),), target=f"#page-{part}", words=words[0].upper() + words[1:]))
        elif part:
            runs.append(Plain(part))
    return tuple(runs)
