"""A small library made of texts, and what resolving it gives: tests write only the file that matters to them."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from wardleaf.document import authored
from wardleaf.document.model import Block, CallBox, Callout, CheckList, Document, ItemList, Paragraph, Runs, runs_text
from wardleaf.document.resolve import document_language, resolve_document
from wardleaf.document.section_text import read_section
from wardleaf.findings import Finding, Findings, SourceFile, Span
from wardleaf.library.label_files import read_labels, read_profile
from wardleaf.library.reader import read_library
from wardleaf.library.schema import FrontMatter, Library, Section
from wardleaf.source.keys import At

SECTION = """---
title: {title}
reviewed: 2026-11-01
clinical: no
---
"""
ONE = "handouts/sections/topic/one.md"
TWO = "handouts/sections/topic/two.md"
HANDOUT = "handouts/leaflet.yaml"
CLINIC = "handouts/clinics/riverside.yaml"

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000002000000030802000000") + b"\x00" * 40

FILES: Mapping[str, str] = {
    "styles/riverside.yaml": "name: riverside\n",
    "handouts/library.yaml": "default-clinic: riverside\nlanguages: [en-GB]\n",
    HANDOUT: """title: Chemotherapy for tumours
short-title: Chemotherapy
purpose: What it does.
code: RBC-001
version: "1.0"
language: en-GB
kind: chemotherapy
audience: For everyone
editions: [standard, large-print, booklet]
main-message: Call us if you have a fever.
key-points: [One point., Two points., Three points.]
sections: [topic/one, topic/two]
references: full
review:
  written-by: A. Writer, nurse
  clinical-reviewer: B. Reader, doctor
  approver: C. Head, manager
  last-reviewed: 2026-11-01
  review-by: 2027-11-01
  funding: none
""",
    ONE: SECTION.format(title="First things") + "It works [@a].\n\n## A part {#part}\n\nMore words.\n",
    TWO: SECTION.format(title="Second things") + "It helps [@b; @a].\n",
    CLINIC: """name: Riverside Breast Clinic
specimen: yes
profile: uk
language: en-GB
style: riverside
reference-style: nlm
address: [1 River Lane, Anytown AN1 1AA]
website: https://riverside.example
phones:
  advice: {day: "01632 960 140", day-hours: 9am to 5pm, night: "01632 960 141"}
  switchboard: {number: "01632 960 100"}
emergency: {number: "999", when: chest pain}
fever: {rule: "37.5 °C or higher, or below 36 °C", source: [fever]}
services:
  - {id: nurse, name: Breast care nurse, phone: "01632 960 150", hours: 9am to 5pm, for: questions}
helplines:
  - {id: line, name: The Tumour Line, phone: "01632 960 160", checked: 2026-11-22}
""",
    "handouts/clinics/lakeside.yaml": """name: Lakeside Cancer Center
specimen: yes
profile: us
language: en-US
style: riverside
reference-style: ama
address: [200 Lake Avenue]
website: https://lakeside.example
phones: {advice: {any-time: "(312) 555-0142"}}
emergency: {number: "911", when: chest pain}
fever: {rule: "100.4 °F (38 °C) or higher", source: [a]}
""",
    "handouts/references.yaml": "".join(
        f"- {{id: {id}, key: {'yes' if id in 'ac' else 'no'}, type: report, title: Report {id} on tumours, "
        f"author: [{{literal: Group {id}}}], issued: 2020, publisher: P}}\n"
        for id in ("a", "b", "c", "d", "e", "fever")
    ),
    "handouts/glossary.yaml": "- {word: biopsy, also: [biopsies], meaning: a small sample of a tumour}\n",
    "handouts/spelling.yaml": "- {en-GB: tumour, en-US: tumor}\n- {en-GB: tumours, en-US: tumors}\n- {en-GB: centre, en-US: center}\n",
}


def section(body: str, title: str = "First things", **keys: str) -> str:
    """A section file with `body`, which begins on line 6, or later by one line for each of `keys`."""
    extra = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return SECTION.format(title=title).removesuffix("---\n") + extra + "---\n" + body


def definition(**replaced: str) -> str:
    """The handout's definition with some keys' lines replaced, or added when it has none."""
    lines = FILES[HANDOUT].splitlines()
    for name, value in replaced.items():
        key = name.replace("_", "-")
        lines = [line for line in lines if not line.startswith(f"{key}:")]
        lines.append(f"{key}: {value}")
    return "\n".join(lines) + "\n"


def make_library(files: Mapping[str, str | bytes] | None = None) -> tuple[Library, Findings]:
    """The library of `FILES`, some of them replaced or added, and what reading it told."""
    findings = Findings()
    with tempfile.TemporaryDirectory() as folder:
        for path, text in {**FILES, **(files or {})}.items():
            place = Path(folder) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        library = read_library(Path(folder), findings=findings)
    assert library is not None
    return library, findings


def resolve(
    files: Mapping[str, str | bytes] | None = None,
    *,
    clinic: str = "riverside",
    edition: str = "standard",
    handout: str = "leaflet",
    values: Mapping[str, str] | None = None,
    issue: int = 1,
) -> tuple[Document | None, tuple[Finding, ...]]:
    """What `FILES`, some of them replaced, resolve to, and everything that resolving told."""
    library, told = make_library(files)
    host = library.clinics.get(clinic) or library.clinics["riverside"]
    found = library.handouts.get(handout)
    labels = read_labels(document_language(found, host) if found else "en-GB")
    assert labels is not None
    findings = Findings()
    document = resolve_document(
        library,
        handout=handout,
        clinic=clinic,
        edition=edition,
        labels=labels,
        profile=read_profile(host.profile.value),
        findings=findings,
        issue=issue,
        field_values=values,
    )
    assert (document is None) == (findings.has_errors), [*told, *findings]
    return document, findings.sorted()


def document_of(files: Mapping[str, str | bytes] | None = None, **choices: str) -> Document:
    """The document of `FILES`, some of them replaced; nothing graver than an info may be told."""
    document, findings = resolve(files, **choices)  # type: ignore[arg-type]
    assert document is not None, findings
    assert all(finding.severity.value == "info" for finding in findings), findings
    return document


def parse(body: str) -> tuple[authored.SectionText, tuple[str, ...]]:
    """The parsed `body` of a section, and what was told as "name line:column"."""
    file = SourceFile("s.md", body)
    span = Span(file, 1)
    matter = FrontMatter(title=At("T", span), reviewed=At(datetime.date(2026, 11, 1), span), clinical=False, span=span)
    text = read_section(Section(address="s", front_matter=matter, file=file, body=body, body_line=1))
    return text, tuple(place(finding) for finding in text.findings)


def place(finding: Finding) -> str:
    """A finding as "name line:column"; a column that is not known is left out."""
    span = finding.span
    if span is None:
        return finding.name
    return f"{finding.name} {span.line}:{span.column}" if span.column else f"{finding.name} {span.line}"


def texts(blocks: tuple[Block, ...]) -> Iterator[Runs]:
    """The runs of every paragraph in `blocks`, those in lists and panels too."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.runs
            case ItemList() | CheckList():
                for item in block.items:
                    yield from texts(item.blocks)
            case Callout():
                yield from texts(block.blocks)
            case CallBox():
                for item in block.symptoms:
                    yield from texts(item.blocks)
            case _:
                pass


def words(document: Document) -> str:
    """Every paragraph of the body, each on a line, spaces that hold shown as ~."""
    return "\n".join(runs_text(runs) for runs in texts(document.blocks)).replace("\u00a0", "~")


def shown(text: str) -> str:
    """`text` with spaces that hold shown as ~."""
    return text.replace("\u00a0", "~")


def headings(document: Document) -> list[tuple[int, str, str]]:
    return [(block.level, shown(runs_text(block.runs)), block.id) for block in document.headings]


def body(text: str, **choices: str) -> Document:
    return document_of({ONE: section(text), TWO: section("Second.", "Second things")}, **choices)


def block_of(document: Document, kind: type) -> object:
    return next(block for block in document.blocks if isinstance(block, kind))


def first_paragraph(document: Document) -> Paragraph:
    block = block_of(document, Paragraph)
    assert isinstance(block, Paragraph)
    return block
