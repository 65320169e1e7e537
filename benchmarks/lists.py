"""What personal copies are measured on: the shipped library with one more handout, of twelve pages in every edition
asked for, and lists of people who are nobody.
"""

from __future__ import annotations

import csv
import datetime
import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.stories import CLINIC, ROOT, personal_story
from wardleaf import pipeline
from wardleaf.findings import Findings

SHEETS, BOOKLET = (
    "twelve-a4",
    "twelve-a5",
)  # handouts of twelve pages: the first as the standard edition, the second as a booklet
_SECTIONS = {
    SHEETS: [
        "chemotherapy/what-it-does",
        "chemotherapy/side-effects",
        "chemotherapy/benchmark-note",
        "recurrence/kinds",
        "chemotherapy/radiotherapy-for-symptoms",
        "recurrence/risks",
        "support/helplines",
    ],
    BOOKLET: [
        "chemotherapy/benchmark-note",
        "recurrence/kinds",
        "support/helplines",
        "chemotherapy/radiotherapy-for-symptoms",
    ],
}
_NOTE = """---
title: About you
reviewed: 2026-11-01
review-by: 2027-11-01
clinical: false
---

We spoke about this: {{ field.note }}

And this is for your own doctor: {{ field.letter }}

Ask your nurse if you are not sure.
"""
_FIELDS = """fields:
  day: {label: Day of treatment, type: date}
  note: {label: Note, max-length: 500}
  letter: {label: Letter, max-length: 500}
"""
_FIRST = ["Ann", "Bola", "Chiara", "Dilys", "Esther", "Farah", "Grace", "Hana", "Ines", "Joan"]
_LAST = ["Baker", "Okafor", "Rossi", "Evans", "Cohen", "Khan", "Taylor", "Sato", "Costa", "Walsh"]
_WORDS = [
    "we",
    "talked",
    "over",
    "how",
    "tired",
    "you",
    "feel",
    "in",
    "the",
    "days",
    "after",
    "and",
    "what",
    "your",
    "family",
    "can",
    "do",
    "to",
    "help",
    "with",
    "food",
    "and",
    "rest",
]


def write_library(folder: Path) -> Path:
    """The shipped library in `folder`, with the handouts `SHEETS` and `BOOKLET`."""
    for name in ("handouts", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    shipped = (folder / "handouts" / "metastatic-chemotherapy.yaml").read_text(encoding="utf-8")
    before, rest = shipped.split("sections:\n")
    after = rest[rest.index("references:") :]
    for number, (handout, sections) in enumerate(_SECTIONS.items()):
        listed = "".join(f"  - {section}\n" for section in sections)
        text = f"{before}{_FIELDS}not-applicable: {{questions: these handouts are only measured}}\nsections:\n  - prepared-for: {{fields: [name, day]}}\n{listed}{after}"
        text = text.replace("RBC-014", f"RBC-90{number}").replace("kind: chemotherapy", "kind: general")
        (folder / "handouts" / f"{handout}.yaml").write_text(text, encoding="utf-8")
    (folder / "handouts" / "sections" / "chemotherapy" / "benchmark-note.md").write_text(_NOTE, encoding="utf-8")
    return folder


def usual_rows(count: int) -> Iterator[Mapping[str, str]]:
    """People with a name of one line and a day: what most lists hold."""
    chosen = random.Random(1)
    first = datetime.date(2026, 1, 5)
    for number in range(count):
        name = f"{chosen.choice(_FIRST)} {chosen.choice(_LAST)} {number}"
        yield {"name": name, "day": (first + datetime.timedelta(days=chosen.randrange(300))).isoformat()}


def differing_rows(count: int, start: int = 0) -> Iterator[Mapping[str, str]]:
    """The same with a note and a letter of one to some lines: no two of the first hundred have the same number in both,
    so that each needs a layout of its own.
    """
    for number, row in enumerate(usual_rows(start + count)):
        if number >= start:
            letter, note = divmod(number, 10)  # ten lines are what a field has room for
            yield {**row, "note": _words(note, number), "letter": _words(letter % 10, number)}


def _words(lines: int, seed: int) -> str:
    """Words for about `lines` and one more of a booklet's lines."""
    return " ".join(_WORDS[(seed + place) % len(_WORDS)] for place in range(4 + 11 * lines))


def write_list(path: Path, rows: Iterator[Mapping[str, str]]) -> Path:
    """`rows` as a patient list."""
    headings = {"name": "Name", "day": "Day of treatment", "note": "Note", "letter": "Letter"}
    first = next(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([headings[field] for field in first])
        writer.writerow(first.values())
        writer.writerows(row.values() for row in rows)
    return path


def library_story(folder: Path, handout: str, edition: str) -> list[list[object]]:
    """The words of a handout of `write_library` as `plain_story` gives them, with marks where a copy has its own."""
    findings = Findings()
    workshop = pipeline.open_library(folder, findings)
    assert workshop is not None
    marks = {name: f"@{name}@" for name in ("note", "letter")}
    document = pipeline.document_for(workshop, handout, CLINIC, edition, findings, field_values=marks)
    assert document is not None
    return personal_story(document)
