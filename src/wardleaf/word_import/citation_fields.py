"""Sources that reference programs keep in the fields of a Word file: Zotero's and Mendeley's as CSL-JSON, EndNote's
put into that form, read by the same reader as an export of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from wardleaf.bibliography import faults as bibliography_faults
from wardleaf.bibliography.importing.csl_json import read_csl_json
from wardleaf.bibliography.importing.entries import ImportedReference, clean
from wardleaf.bibliography.markup import bare
from wardleaf.bibliography.pieces import bare_doi
from wardleaf.findings import Findings, SourceFile
from wardleaf.values import replace
from wardleaf.word_import import faults
from wardleaf.word_import.endnote import endnote_items
from wardleaf.word_import.inline import is_citation
from wardleaf.word_import.model import Field, FieldEnd, Paragraph, WordFile, paragraphs_in
from wardleaf.word_import.telling import Telling
from wardleaf.word_import.typed_sources import wanted_id

_MARK = "CSL_CITATION"
_MOST_ITEMS = 2_000


class FieldSources:
    """The sources in the fields of one file, each once, and which of them each field cites."""

    def __init__(self, word: WordFile, telling: Telling) -> None:
        self._telling = telling
        self.entries: list[ImportedReference] = []
        self.cited: dict[Field, tuple[int, ...]] = {}
        self._keys: dict[tuple[str, ...], int] = {}
        self._ids: dict[int, set[str]] = {}
        self._abstracts = 0
        for paragraph in _paragraphs(word):
            for piece in paragraph.pieces:
                if isinstance(piece, FieldEnd) and is_citation(piece.field):
                    self._add(piece.field, paragraph)
        for index, ids in self._ids.items():
            if len(ids) > 1:
                message = (
                    f"{self.entries[index].called} came from fields with different ids; it is the same source, once"
                )
                telling.tell(faults.SOURCE, "the file", message)
        if self._abstracts:
            telling.tell(
                faults.SOURCE,
                "the file",
                f"{self._abstracts} abstract{'s' if self._abstracts > 1 else ''} in the fields {'are' if self._abstracts > 1 else 'is'} not imported",
            )

    def _add(self, field: Field, paragraph: Paragraph) -> None:
        items = list(_items(field))
        if not items:
            return
        indices = [index for item in items if (index := self._index(item, paragraph)) is not None]
        if indices:
            self.cited[field] = tuple(indices)

    def _index(self, item: Mapping[str, object], paragraph: Paragraph) -> int | None:
        data = item.get("itemData")
        if not isinstance(data, dict) or len(self.entries) >= _MOST_ITEMS:
            self._telling.tell(faults.CITATION, paragraph, "a field cites a source without its data; cite it anew")
            return None
        entry = self._read(data, paragraph)
        if entry is None:
            return None
        key = _same(entry)
        index = self._keys.get(key)
        if index is None:
            index = self._keys[key] = len(self.entries)
            self.entries.append(entry)
        self._ids.setdefault(index, set()).add(str(data.get("id") or item.get("id") or ""))
        self._abstracts += "abstract" in data
        self._place(index, item, paragraph)
        return index

    def _place(self, index: int, item: Mapping[str, object], paragraph: Paragraph) -> None:
        """A page, or words before and after, that one citation gives, which have no home in ours: into the note."""
        locator = item.get("locator")
        label = item.get("label") if isinstance(item.get("label"), str) else "page"
        said = [f"{label} {locator}"] if locator else []
        said += [str(item[key]) for key in ("prefix", "suffix") if isinstance(item.get(key), str) and item.get(key)]
        for words in map(clean, said):
            entry = self.entries[index]
            note = f"{entry.note}; " if entry.note else ""
            self.entries[index] = replace(entry, note=f"{note}cited in Word: {words}")
            message = f"the place “{words}” has no home in a citation; it is kept in the `note` of {entry.called}"
            self._telling.tell(faults.SOURCE, paragraph, message)

    def _read(self, data: Mapping[str, object], paragraph: Paragraph) -> ImportedReference | None:
        own = Findings()
        found = read_csl_json(SourceFile("", json.dumps([data])), own)
        entry = found[0] if found else None
        short, abbreviated = data.get("container-title-short"), data.get("journalAbbreviation")
        if entry and isinstance(short, str) and short.strip() and entry.container_title != clean(short):
            entry = replace(entry, container_title_short=clean(short))
        elif entry and isinstance(abbreviated, str) and abbreviated.strip():
            entry = replace(entry, note=f"abbreviated by the program as {clean(abbreviated)}")
        for finding in own:
            if finding.code == bibliography_faults.SHORT_NAME_ONLY.code and entry and entry.container_title_short:
                message = f"the abbreviation “{entry.container_title_short}” of a journal is the program's; look it up in the NLM Catalog"
                self._telling.tell(faults.SOURCE, paragraph, message)
            else:
                self._telling.tell(faults.SOURCE, paragraph, finding.message, help=finding.help or finding.hint)
        if entry is None:
            title = data.get("title")
            words = title if isinstance(title, str) else "a source"
            self._telling.tell(
                faults.CITATION, paragraph, f"“{clean(words)}” is cited here and could not be taken over", lost=words
            )
            return None
        return replace(entry, wanted_id=wanted_id(entry))


def _paragraphs(word: WordFile) -> Iterator[Paragraph]:
    yield from paragraphs_in(word.blocks)
    for blocks in word.notes.values():
        yield from paragraphs_in(blocks)


def _items(field: Field) -> Sequence[Mapping[str, object]]:
    _, mark, rest = field.instruction.partition(_MARK)
    if not mark:
        return endnote_items(field)
    try:
        value, _ = json.JSONDecoder().raw_decode(rest.lstrip())
    except (ValueError, RecursionError):
        return ()
    items = value.get("citationItems") if isinstance(value, dict) else None
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else ()


def _same(entry: ImportedReference) -> tuple[str, ...]:
    """What two fields share that give the same source: never the number that a program gave it."""
    if doi := bare_doi(entry.doi):
        return ("DOI", doi.casefold())
    if entry.pmid:
        return ("PMID", entry.pmid)
    return (
        entry.type or "",
        " ".join(bare(entry.title).casefold().split()),
        str(entry.issued.year if entry.issued else ""),
    )
