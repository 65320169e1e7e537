"""The evidence sheet of a handout: each claim with its sources and where they were read, what is open, every source in
full, and a place to sign. For staff.

The handout is resolved with `references: full`, so that every citation has its number here, whatever the handout itself
prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import assert_never

from wardleaf.document.model import (
    Block,
    Break,
    CheckList,
    Citation,
    Document,
    Emphasis,
    Field,
    Foreign,
    Heading,
    IconArray,
    Item,
    ItemList,
    Link,
    Paragraph,
    Plain,
    ReferenceList,
    Run,
    Runs,
    Section,
    SourceFacts,
    Strong,
    Superscript,
    Table,
    Term,
    WriteIn,
    runs_text,
)
from wardleaf.document.staff import staff_document, staff_section
from wardleaf.document.wording import block_runs

# Where the sources of a claim were read, weakest first; the numbers are those of the sources.
_READ = MappingProxyType({"": "{}: not marked", "report": "{}: report only", "source": "{}: source"})
_MARK = "\ufffc"  # stands for a citation while sentences are found
_FIGURE = re.compile(r"\d")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“‘(])")


def evidence_sheet(full: Document) -> Document:
    """The evidence sheet of `full`, a handout resolved with all its citations."""
    sections: list[Section] = []
    claims = 0
    numbers = _source_numbers(full)
    marks = {numbers[source.id]: source.verified for source in full.source_facts if source.id in numbers}
    box = (full.first_page.call_box,) if full.first_page.call_box else ()
    first = Section(
        heading=Heading(level=2, runs=(Plain("First page"),), id=""), blocks=(full.first_page.key_points, *box)
    )
    for number, section in enumerate((first, *full.sections), 1):
        heading = runs_text(section.heading.runs) if section.heading else ""
        found = [claim for block in section.blocks for runs in _statements(block) for claim in claims_in(runs)]
        claims += len(found)
        if found:
            items = tuple(Item(blocks=(Paragraph(runs=(*claim, *_mark(claim, marks))),)) for claim in found)
            sections.append(staff_section(heading, f"claims-{number}", ItemList(style="bullet", items=items)))
        elif section.facts and section.facts.clinical:
            message = "No sentence here cites a source, although the section is marked as clinical."
            sections.append(staff_section(heading, f"claims-{number}", Paragraph(runs=(Plain(message),))))
    signatures = staff_section(
        "Who agreed to this",
        "signatures",
        Paragraph(
            runs=(Plain("Sign when each claim says what its sources say, and each open question is answered above."),)
        ),
        WriteIn(prompt=(), lines=0, labels=("Name and role", "Date", "Signature")),
        WriteIn(prompt=(Plain("What should change"),), lines=6),
    )
    listed = Heading(level=2, runs=(Plain("All sources in full"),), id="references")
    sources = full.references.sources if full.references else ()
    return staff_document(
        full,
        name="Evidence for",
        purpose="Each claim of the handout with the sources it stands on, every source in full, and when somebody last checked each.",
        message=f"Claims with a source: {claims}. Sources: {len(full.source_facts)}.",
        points=(
            "A claim is a sentence of the handout that cites a source, with the figures that lead to it; the numbers lead to the list at the end.",
            "The numbers are those of this sheet: the handout may print fewer.",
            "Behind each claim stands where each source was read: in the source itself, in a report of it only, or not marked.",
            "Whether a source says what the sentence says is for a person to judge.",
        ),
        sections=(*_open_questions(full), *sections, *_status(full), signatures),
        references=ReferenceList(heading=listed, sources=sources) if sources else None,
        rows=(("Last reviewed", full.reviewed.isoformat()),),
    )


def claims_in(runs: Runs) -> Iterator[Runs]:
    """The sentences in `runs` that cite a source, each with its citations, and with what stands before it from the first
    figure on and leaves the source to it.
    """
    text, citations = _marked(runs)
    taken = 0
    leading: list[str] = []
    for sentence in _SENTENCE.split(text):
        count = sentence.count(_MARK)
        if count:
            yield _sentence(" ".join((*leading, sentence.strip())), citations[taken : taken + count])
        leading = [*leading, sentence.strip()] if not count and (leading or _FIGURE.search(sentence)) else []
        taken += count


def _statements(block: Block) -> Iterator[Runs]:
    """The stretches of `block` that may be claims: of a table each row whole, of an icon array its figures with the
    people they were found in.
    """
    if isinstance(block, Table):
        for row in block.rows:
            yield tuple(run for cell in row for run in (*cell, Plain(" | ")))[:-1]
    elif isinstance(block, IconArray):
        figures = "; ".join(f"{group.label}: {runs_text(group.happened).rstrip('.')}" for group in block.groups)
        yield (Plain(f"{figures} ("), *block.about, Plain(")"))
    else:
        yield from (runs for runs, _ in block_runs(block))


def _mark(claim: Runs, marks: Mapping[int, str]) -> Runs:
    """Where the sources of `claim` were read, the weakest first: `marks` are by number."""
    numbers = sorted({number for run in claim if isinstance(run, Citation) for number in run.numbers})
    words = [
        _READ[mark].format(", ".join(str(number) for number in numbers if marks.get(number, "") == mark))
        for mark in _READ
        if any(marks.get(number, "") == mark for number in numbers)
    ]
    return (Plain(" "), Emphasis((Plain(f"({'; '.join(words)})"),))) if words else ()


def _open_questions(full: Document) -> Iterator[Section]:
    """What the definition leaves to the clinical reviewer, and the sources that nobody read in themselves, each to be
    ticked.
    """
    numbers = _source_numbers(full)
    unread = {
        mark: sorted(
            numbers[source.id] for source in full.source_facts if source.verified == mark and source.id in numbers
        )
        for mark in ("report", "")
    }
    questions = [
        *full.to_agree,
        *(
            [f"Read only in a report of them: {_listed(unread['report'])}. Read what is cited in the source itself."]
            if unread["report"]
            else []
        ),
        *([f"Nobody has said where these were read: {_listed(unread[''])}."] if unread[""] else []),
    ]
    if questions:
        items = tuple(Item(blocks=(Paragraph(runs=(Plain(question),)),)) for question in questions)
        yield staff_section("Open questions", "open-questions", CheckList(items=items))


def _listed(numbers: Collection[int]) -> str:
    return f"source{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _sentence(text: str, citations: list[Citation]) -> Runs:
    made: list[Run] = []
    for piece, citation in zip(text.split(_MARK), [*citations, None]):
        if piece:
            made.append(Plain(piece))
        if citation:
            made.append(citation)
    return tuple(made)


def _marked(runs: Runs) -> tuple[str, list[Citation]]:
    """The words of `runs` with a mark for each citation, and the citations in order."""
    words: list[str] = []
    citations: list[Citation] = []
    for run in runs:
        match run:
            case Citation():
                words.append(_MARK)
                citations.append(run)
            case Strong() | Emphasis() | Link() | Foreign():
                inner, held = _marked(run.runs)
                words.append(inner)
                citations += held
            case Plain() | Superscript():
                words.append(run.text)
            case Term():
                words.append(f"{run.text} ({run.meaning})")
            case Field():
                words.append(run.value or run.label)
            case Break():
                words.append(" ")
            case _:
                assert_never(run)
    return "".join(words), citations


def _source_numbers(document: Document) -> Mapping[str, int]:
    return {source.id: source.number for source in (document.references.sources if document.references else ())}


def _status(document: Document) -> Iterator[Section]:
    if not document.source_facts:
        return
    numbers = _source_numbers(document)
    facts = sorted(document.source_facts, key=lambda source: numbers.get(source.id, 0))
    rows = tuple(_status_row(source, numbers) for source in facts)
    header = tuple((Plain(words),) for words in ("Source", "Kind", "Published", "Read", "Last checked", "Note"))
    caption = (Plain("When somebody last looked for a newer edition or a retraction"),)
    yield staff_section("Status of the sources", "status", Table(header=header, rows=rows, caption=caption))


def _status_row(source: SourceFacts, numbers: Mapping[str, int]) -> tuple[Runs, ...]:
    notes = [
        *(["kept for its history"] if source.historical else []),
        *(["nobody has recorded a check"] if source.checked is None else []),
        *([f"read in {source.accessed.year}"] if source.accessed else []),
    ]
    cells = (
        str(numbers.get(source.id, "–")),
        "journal article" if source.type == "article-journal" else source.type.replace("-", " "),
        str(source.published or "–"),
        {"source": "in itself", "report": "in a report", "": "–"}[source.verified],
        source.checked.isoformat() if source.checked else "–",
        "; ".join(notes) or "–",
    )
    return tuple((Plain(cell),) for cell in cells)
