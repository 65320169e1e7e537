"""Hashes that people rely on, pinned: a library that uses every ingredient gives the digits that it gave when somebody
approved it.

The content hash is printed and looked up in archives, the wording hash stands in definitions of translations, and those
of parts stand in approvals.yaml. A change here takes approvals back that nobody withdrew, so it needs a reason in the
CHANGELOG.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.document.making import CLINIC, FILES, ONE, PNG, TWO, definition, section

from wardleaf.document.manuscript import read_sections
from wardleaf.document.translation import wording_hash
from wardleaf.findings import Findings
from wardleaf.governance.approvals import PartName
from wardleaf.governance.parts import Parts
from wardleaf.pipeline import Workshop, document_for, open_library

PACK = definition(code="RBC-002", short_title="Both", sections="[{handout: leaflet}, topic/three]")
PICKED = definition(
    code="RBC-003",
    sections="""
  - {use: topic/one, only: [part], heading: "Another heading"}
  - {use: topic/two, when: {edition: [booklet]}}
  - {contacts: {show: [clinic, nurse]}}
  - {icon-array: {out-of: 100, who: people, period: in a year, event: were well, otherwise: were not, groups: [{label: all, count: 50}], source: [c]}}
  - {qr: {address: "{{ clinic.website }}", caption: Our page}}
  - {write-in: {heading: My questions, lines: 4}}""",
    call_signs='["a temperature of {{ clinic.fever.rule }}"]',
    references="short",
    fields="{nurse: {label: Your nurse}}",
    contents='"yes"',
)
SPANISH = definition(
    code="RBC-001-ES",
    language="es",
    sections="[topic/three]",
    translation="{of: leaflet, original: 12345678, method: human}",
    editions="[standard]",
)
RICH: Mapping[str, str | bytes] = {
    ONE: section(
        "It works [@a]. A [biopsy]{.term} of a tumour. Call {{ clinic.services.nurse.phone }}.\n\n"
        '## A part {#part}\n\n![A leaf](figures/leaf.png "A leaf.")\n\nMore words {{ clinic.hours }}.\n\n::: call-now\n- a fever of {{ clinic.fever.rule }}\n:::\n',
        question="What is it?",
        answer="It is this.",
    ),
    TWO: section("It helps [@b; @a].\n\n::: contacts\nshow: [helplines]\n:::\n\n| A | B |\n|---|---|\n| c | d [@d] |\n\nTable: Of letters\n", "Second things"),
    "handouts/sections/topic/three.md": section("Third [@e].\n", "Third things"),
    "handouts/figures/leaf.png": PNG,
    "handouts/both.yaml": PACK,
    "handouts/picked.yaml": PICKED,
    "handouts/spanish.yaml": SPANISH,
    "handouts/plain.yaml": definition(code="RBC-004", sections="[topic/four]"),
    "handouts/sections/topic/four.md": section("A [biopsies]{.term} of a tumour [@c], and {{ clinic.phones.advice }}, {{clinic.fever.rule}}.\n", "Fourth"),
    CLINIC: FILES[CLINIC].replace("address:", "part-of: Riverside Hospital\nhours: Monday to Friday\nfeedback: Tell us.\npublisher: The Trust\naddress:")
    + """translations:
  es: {hours: h, phones.advice.day-hours: h, phones.switchboard.name: n, emergency.when: dolor, fever.rule: "37,5", services.nurse.name: n,
       services.nurse.hours: h, services.nurse.for: f, feedback: f}
""",
}  # fmt: skip

PARTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "section:topic/four": ("88ed374d504fcee2", {"words": "3ed832e2", "review dates": "cbe1559b", "sources": "f4ecef75", "glossary": "4068d8aa", "spelling": "ae776844"}),
    "section:topic/one": ("7ed9d53668baedda", {"words": "4db295f4", "review dates": "cbe1559b", "sources": "9f082f87", "glossary": "f013e1c1", "pictures": "00f025b2", "spelling": "ae776844", "question and answer": "e838491d"}),
    "section:topic/three": ("c33cdd610543d6f4", {"words": "e83e9d2c", "review dates": "cbe1559b", "sources": "e90e98e2"}),
    "section:topic/two": ("e8b2c64fc85c7592", {"words": "bccc0d7f", "review dates": "cbe1559b", "sources": "f64de5d2"}),
    "clinic:lakeside": ("773d791c0c8eb3f0", {}),
    "clinic:riverside": ("8bb8139e7a491b85", {}),
    "handout:both": ("6bce89fd3dfc77ff", {"choice and order of sections": "01caa532", "review": "92359cb4", "version": "a51162ae", "words": "aac62fc2", "spelling": "2729b6ff"}),
    "handout:leaflet": ("83d18c516552dd15", {"choice and order of sections": "66587f0c", "review": "92359cb4", "version": "a51162ae", "words": "b21a4a41", "spelling": "2729b6ff"}),
    "handout:picked": ("86cefec1f33677dd", {"choice and order of sections": "1de5939e", "review": "92359cb4", "version": "a51162ae", "words": "ff0fb833", "sources": "f4ecef75", "spelling": "2729b6ff"}),
    "handout:plain": ("273b97f48e60cd5a", {"choice and order of sections": "d2976646", "review": "92359cb4", "version": "a51162ae", "words": "916be5eb", "spelling": "2729b6ff"}),
    "handout:spanish": ("6794e7bbd7d47787", {"choice and order of sections": "0b971906", "review": "92359cb4", "version": "a51162ae", "words": "49846100", "translation": "bbf3a0f4"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    root = tmp_path_factory.mktemp("rich")
    for path, text in {**FILES, **RICH}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
    opened = open_library(Path(root), Findings())
    assert opened is not None
    return opened


def content_hash(workshop: Workshop, handout: str, clinic: str) -> str:
    findings = Findings()
    document = document_for(workshop, handout, clinic, "standard", findings)
    assert document is not None, tuple(findings)
    return document.hash


@pytest.mark.parametrize(
    ("handout", "clinic", "hash"),
    [
        ("both", "riverside", "32aa 56a6"),
        ("leaflet", "riverside", "1cf0 3324"),
        ("picked", "riverside", "7b2d 8ecf"),
        ("plain", "lakeside", "76f1 ae97"),
        ("plain", "riverside", "b408 645c"),
    ],
)  # fmt: skip
def test_the_content_hash(workshop: Workshop, handout: str, clinic: str, hash: str) -> None:
    assert content_hash(workshop, handout, clinic) == hash


def test_the_wording_hash(workshop: Workshop) -> None:
    assert {id: wording_hash(workshop.library, id) for id in workshop.library.handouts} == {
        "both": "44ae8550",
        "leaflet": "63c5eebf",
        "picked": "024a5afb",
        "plain": "f8a885ce",
        "spanish": "5b6d1251",
    }


def test_the_parts(workshop: Workshop) -> None:
    library = workshop.library
    parts = Parts(library, read_sections(library, library.sections))
    names = [
        *(PartName("section", name) for name in library.sections),
        *(PartName("clinic", name) for name in library.clinics),
        *(PartName("handout", name) for name in library.handouts),
    ]
    found = {name: parts.part(name) for name in names}
    assert {str(name): (part.hash, dict(part.made_of)) for name, part in found.items() if part} == PARTS
