"""New entries at the end of references.yaml: what stands there stays as it is, byte for byte, comments and order
included.

This module knows the outside of the file (a list with dashes, its indentation and line ends); what the entries say
comes from the library, already read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from wardleaf.bibliography import faults, markup
from wardleaf.bibliography.importing.entries import ImportedReference
from wardleaf.bibliography.importing.identifiers import make_id, plain_id
from wardleaf.bibliography.importing.writing import written_entry
from wardleaf.bibliography.pieces import bare_doi
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.schema import Reference

_WRITTEN_ID = re.compile(r"""\bid:[ \t]*["']?([\w.:-]+)""")
_NOTHING = re.compile(r"\s*(?:#.*)?\Z")
_START = re.compile(r"(?:---|%[A-Z].*)\s*(?:#.*)?\Z")
_EMPTY_LIST = re.compile(r"(\s*)\[\s*\](\s*(?:#.*)?)\Z")
_ENTRY = re.compile(r"( *)-(?:\s|\Z)")


_TITLE = "title and year"
_Fact: TypeAlias = tuple[str, str]


class _Known(Struct, frozen=True):
    """What tells two sources apart, and the id of the one that has it."""

    ids: dict[str, str]
    facts: dict[_Fact, str]
    all_of: dict[str, tuple[_Fact, ...]]

    def same(self, facts: tuple[_Fact, ...]) -> tuple[str, str] | None:
        """The id of a source that shares a fact, and what the fact is; a title and year count only where no number
        speaks against.
        """
        for fact in facts:
            id = self.facts.get(fact)
            if id is not None and not (fact[0] == _TITLE and _differ(facts, self.all_of[id])):
                return id, fact[0]
        return None

    def add(self, id: str, facts: tuple[_Fact, ...]) -> None:
        self.ids[id.casefold()] = id
        self.all_of[id] = facts
        for fact in facts:
            self.facts.setdefault(fact, id)


def _differ(one: tuple[_Fact, ...], other: tuple[_Fact, ...]) -> bool:
    """Whether two sources each have a DOI, or a PubMed number, and not the same."""
    numbers = dict(fact for fact in other if fact[0] != _TITLE)
    return any(kind in numbers and numbers[kind] != value for kind, value in one if kind != _TITLE)


class PlacedEntry(Struct, frozen=True):
    """An imported source under the id that it has in references.yaml, which is not `new` where it is there already."""

    id: str
    entry: ImportedReference
    new: bool


def append_entries(
    existing: SourceFile, imported: Iterable[ImportedReference], *, known: Iterable[Reference], findings: Findings
) -> str:
    """The text of references.yaml with `imported` at its end.

    `existing` holds the file's text as it is on disk, line ends and byte order mark included (empty when there is no
    file yet); `known` are the references that the library read from it, without findings. Sources that are there
    already are left out, each a finding; so is a file that is not a list with dashes, whose text comes back unchanged.
    """
    return append_placed(existing, place_entries(existing, imported, known=known, findings=findings), findings=findings)


def append_placed(existing: SourceFile, placed: Iterable[PlacedEntry], *, findings: Findings) -> str:
    """The text of references.yaml with those of `placed` at its end that are new."""
    chosen = [(one.id, one.entry) for one in placed if one.new]
    if not chosen:
        return existing.text
    layout = _layout(existing, findings)
    return existing.text if layout is None else _appended(layout, chosen)


def place_entries(
    existing: SourceFile, imported: Iterable[ImportedReference], *, known: Iterable[Reference], findings: Findings
) -> tuple[PlacedEntry, ...]:
    """Each of `imported` under its id in the file `existing`, whose references are `known`; those that are there
    already are findings.
    """
    known_facts = _Known({}, {}, {})
    for reference in known:
        known_facts.add(reference.id.value, _facts_of(reference))
    for id in _WRITTEN_ID.findall(existing.text):
        known_facts.ids.setdefault(id.casefold(), id)
    return tuple(_placed(imported, known_facts, findings))


def _placed(imported: Iterable[ImportedReference], known: _Known, findings: Findings) -> Iterator[PlacedEntry]:
    for entry in imported:
        facts = _facts(entry.doi, entry.pmid, entry.title, entry.issued.year if entry.issued else None)
        if same := known.same(facts):
            id, what = same
            message = f"{entry.called} is there already as `{id}`: the {what} is the same; it is left out"
            findings.add(faults.DUPLICATE_REFERENCE.at(entry.span, message))
            yield PlacedEntry(id, entry, new=False)
            continue
        id = make_id(entry, known.ids)
        if id != plain_id(entry):
            message = f"`{plain_id(entry)}` is another source, so {entry.called} becomes `{id}`"
            findings.add(faults.ID_TAKEN.at(entry.span, message, help="look whether the two are the same source"))
        known.add(id, facts)
        yield PlacedEntry(id, entry, new=True)


def _facts_of(reference: Reference) -> tuple[_Fact, ...]:
    return _facts(
        reference.doi.value if reference.doi else "",
        reference.pmid.value if reference.pmid else "",
        reference.title.value,
        reference.issued.year if reference.issued else None,
    )


def _facts(doi: str, pmid: str, title: str, year: int | None) -> tuple[_Fact, ...]:
    """What no two sources share, the surest first."""
    facts: list[_Fact] = []
    if bare := bare_doi(doi):
        facts.append(("DOI", bare.casefold()))
    if number := pmid.strip().lstrip("0"):
        facts.append(("PubMed number", number))
    words = re.sub(r"\W+", " ", markup.bare(title)).casefold().strip()
    if words and year:
        facts.append((_TITLE, f"{words} {year}"))
    return tuple(facts)


class _Layout(Struct, frozen=True):
    """The text before the new entries, how they are set in, how lines end, and whether empty lines stand between
    entries.
    """

    before: str
    after: str
    indent: str
    line_end: str
    spaced: bool


def _layout(existing: SourceFile, findings: Findings) -> _Layout | None:
    text = existing.text
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.removeprefix("\ufeff").split("\n")
    said = [(number, line.rstrip("\r")) for number, line in enumerate(lines, 1) if not _NOTHING.match(line)]
    while said and _START.match(said[0][1]):
        said = said[1:]
    if not said:
        return _Layout(text, "", "", line_end, spaced=True)
    number, first = said[0]
    if (empty := _EMPTY_LIST.match(first)) and len(said) == 1:
        return _around_empty_list(text, number, empty[2].strip(), line_end)
    later = next((place for place, line in said[1:] if re.match(r"(?:---|\.\.\.)(?:\s|\Z)", line)), None)
    dash = _ENTRY.match(first)
    if not dash or later:
        span = Span(existing, later or number)
        message = (
            "nothing can be added to this file, because something stands after its list"
            if later
            else "this file is not a list with dashes"
        )
        findings.add(faults.NOT_A_LIST.at(span, message, help="each entry begins with `- id: …`"))
        return None
    # entries of one line each, or of several without an empty line between them, are continued in the same way
    starts = [place for place, line in said if line.startswith(f"{dash[1]}- ")]
    spaced = len(starts) == 1 or any(not lines[place - 2].strip() for place in starts[1:])
    return _Layout(text, "", dash[1], line_end, spaced=spaced)


def _around_empty_list(text: str, number: int, comment: str, line_end: str) -> _Layout:
    """A file that says `[]`: that one line gives way to the entries, comments on both sides stay."""
    lines = text.split("\n")
    mark = "\ufeff" if number == 1 and text.startswith("\ufeff") else ""
    before = "".join(f"{line}\n" for line in lines[: number - 1]) + mark + (f"{comment}{line_end}" if comment else "")
    return _Layout(before, "\n".join(lines[number:]), "", line_end, spaced=True)


def _appended(layout: _Layout, chosen: list[tuple[str, ImportedReference]]) -> str:
    end = layout.line_end
    before = layout.before
    if before.removeprefix("\ufeff") and not before.endswith("\n"):
        before += end
    entries = [
        "".join(f"{line}{end}" for line in written_entry(entry, id, indent=layout.indent)) for id, entry in chosen
    ]
    gap = end if layout.spaced else ""
    has_lines = bool(before.removeprefix("\ufeff").strip())
    lead = gap if has_lines and not before.endswith((f"\n{end}", "\n\n")) else ""
    return before + lead + gap.join(entries) + layout.after
