"""Which sources a handout cites, in printed order, and how a citation looks: numbers in brackets, ranges, nothing where
none is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from msgspec import Struct, field

from wardleaf.bibliography.numbering import compress, number_citations, short_name
from wardleaf.document import authored, faults
from wardleaf.document.facts import Fact
from wardleaf.document.model import Citation, CitationPiece
from wardleaf.findings import Findings
from wardleaf.library.labels import Labels
from wardleaf.library.schema import IconArraySpec, Reference, ReferencesPolicy
from wardleaf.source.keys import At
from wardleaf.source.suggest import did_you_mean

Cited = tuple[At[str], ...]


class Numbering(Struct, frozen=True, kw_only=True):
    """The numbers of the sources that are printed; those that are not have none.

    `same` gives, for an id under which another one's source is listed a second time, that other one.
    """

    numbers: Mapping[str, int]
    words: Mapping[str, str]
    same: Mapping[str, str] = field(default_factory=dict)


def cited_in_runs(runs: authored.Runs, facts: Mapping[str, Fact]) -> Iterator[Cited]:
    """Each citation in `runs`, in order; a clinic fact with sources is one too."""
    for run in authored.flat(runs):
        if isinstance(run, authored.Cited):
            yield run.sources
        elif isinstance(run, authored.Fact) and run.path in facts and facts[run.path].sources:
            yield facts[run.path].sources


def cited_in_blocks(blocks: Iterable[authored.Block], facts: Mapping[str, Fact]) -> Iterator[Cited]:
    """Each citation in `blocks`, in printed order."""
    for block in blocks:
        match block:
            case authored.Heading() | authored.Paragraph():
                yield from cited_in_runs(block.runs, facts)
            case authored.ItemList():
                for item in block.items:
                    yield from cited_in_blocks(item.blocks, facts)
            case authored.Table():
                for runs in (*block.header, *(cell for row in block.rows for cell in row), block.caption):
                    yield from cited_in_runs(runs, facts)
            case authored.Figure():
                yield from cited_in_runs(block.caption, facts)
            case authored.TextComponent():
                yield from cited_in_runs(block.title, facts)
                yield from cited_in_blocks(block.blocks, facts)
            case authored.SpecComponent():
                if isinstance(block.spec, IconArraySpec) and block.spec.source:
                    yield block.spec.source
            case _:
                assert_never(block)


def check_sources(
    cited: Iterable[Cited], references: Mapping[str, Reference], *, unread: frozenset[str], findings: Findings
) -> None:
    """Tell of sources that are not in the bibliography; of those that were rejected there only that they were."""
    rejected: set[str] = set()
    unread |= {"".join(name.split()) for name in unread}  # an id that was rejected for its space
    for sources in cited:
        for source in sources:
            if source.value in references or source.value in rejected:
                continue
            if source.value in unread or "references.yaml" in unread:
                message = (
                    f"the source `{source.value}` was not read because of errors in references.yaml; mend those first"
                )
                rejected.add(source.value)
                if len(rejected) == 1:
                    findings.add(faults.FILE_WITH_ERRORS.at(source.span, message))
            else:
                message = f"no source in references.yaml has the id `{source.value}`"
                findings.add(
                    faults.UNKNOWN_REFERENCE.at(source.span, message, hint=did_you_mean(source.value, references))
                )


def number_sources(
    cited: Iterable[Cited], references: Mapping[str, Reference], *, policy: ReferencesPolicy, labels: Labels
) -> Numbering:
    """Numbers by first citation for what `policy` prints: all, those marked as key sources, or none. One source under
    two ids has one number.
    """
    groups = tuple(tuple(source.value for source in sources if source.value in references) for sources in cited)
    same = _same_sources({id: references[id] for group in groups for id in group})
    marked = {same[id] for id in same if references[id].key}

    def printed(id: str) -> bool:
        return policy == "full" or (policy == "short" and same[id] in marked)

    numbers = number_citations([same[id] for id in group if printed(id)] for group in groups)
    named = {id: short_name(references[id], two=labels.authors_two, many=labels.authors_many) for id in numbers}
    words = {id: labels.reference_words.format(number=number, words=named[id]) for id, number in numbers.items()}
    return Numbering(numbers=numbers, words=words, same={id: first for id, first in same.items() if id != first})


def _same_sources(references: Mapping[str, Reference]) -> Mapping[str, str]:
    """For each id of `references` the first id that stands for the same source: the same DOI or the same PMID."""
    first: dict[tuple[str, str], str] = {}
    same: dict[str, str] = {}
    for id, reference in references.items():
        names = [("doi", reference.doi.value.strip().casefold())] if reference.doi else []
        names += [("pmid", reference.pmid.value.strip())] if reference.pmid else []
        known = next((first[name] for name in names if name in first), id)
        same[id] = known
        for name in names:
            first.setdefault(name, known)
    return same


def format_citation(sources: Iterable[str], numbering: Numbering) -> Citation | None:
    """The citation of `sources` as printed, such as [1–3], or None when none of them is printed."""
    named = (numbering.same.get(id, id) for id in sources)
    by_number = {numbering.numbers[id]: id for id in named if id in numbering.numbers}
    if not by_number:
        return None
    pieces: list[CitationPiece] = []

    def piece(number: int) -> CitationPiece:
        return CitationPiece(text=str(number), number=number, words=numbering.words[by_number[number]])

    for first, last in compress(by_number):
        pieces.append(CitationPiece(text="," if pieces else "["))
        pieces.append(piece(first))
        if last > first:
            pieces += (CitationPiece(text="–"), piece(last))
    return Citation(pieces=(*pieces, CitationPiece(text="]")), numbers=tuple(sorted(by_number)))
