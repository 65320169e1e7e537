"""Every handout of this repository, for every clinic, in every edition: what must hold on each page, told from the page
facts.
"""

from __future__ import annotations

from datetime import date
from statistics import mean, quantiles

import pytest
from tests.shipped import LONG, all_shipped, some_shipped, wanted_pages
from tests.typeset.making import (
    CLINICS,
    Made,
    complaints,
    frame_of,
    page_words,
    plain,
    set_document,
    set_shipped,
    shipped,
    text_lines,
)

from wardleaf.checks.registry import check_pages
from wardleaf.document.model import Paragraph, runs_text
from wardleaf.findings import Findings, Severity
from wardleaf.library.label_files import read_profile
from wardleaf.pipeline import document_for
from wardleaf.values import replace

ALL = all_shipped(shipped())
SOME = some_shipped(shipped())


def test_there_are_handouts() -> None:
    assert len(ALL) >= 75
    assert set(shipped().library.clinics) >= set(CLINICS)


@pytest.mark.parametrize(("handout", "clinic", "edition"), ALL, ids=["-".join(one) for one in ALL])
def test_every_page_is_good(handout: str, clinic: str, edition: str) -> None:
    made = set_shipped(handout, clinic, edition)
    assert made.count > (10 if handout in LONG else 7)
    assert made.errors == []
    assert complaints(made) == []
    assert page_warnings(made, clinic) == []
    assert signs_missing(made) == []
    if edition == "standard" and (wanted := wanted_pages(handout)):
        assert wanted[0] <= pages_to_read(made) <= wanted[1]
    if edition == "large-print":
        assert min(fact.size for page in made.pages for fact in page.texts) >= 17


def page_warnings(made: Made, clinic: str) -> list[str]:
    """What the checks of finished pages say, remarks left out."""
    profile = read_profile(shipped().library.clinics[clinic].profile.value)
    found = check_pages(made.typeset.page_facts, made.style, profile, made.document, today=date(2026, 12, 1))
    return [f"{finding.code} {finding.message}" for finding in found if finding.severity is not Severity.INFO]


def pages_to_read(made: Made) -> int:
    """How many pages hold something before the sources."""
    assert made.document.references
    heading = plain(runs_text(made.document.references.heading.runs))
    number = next(n for n, page in enumerate(made.pages, 1) if n > 2 and heading in plain(page_words(page)))
    begins = plain(page_words(made.pages[number - 1])).startswith(heading)
    return number - 1 if begins else number


def signs_missing(made: Made) -> list[str]:
    """What the boxes on the first page and the last do not say to call about."""
    box = made.document.first_page.call_box
    assert box and box.symptoms
    blocks = [block for item in box.symptoms for block in item.blocks]
    signs = [plain(runs_text(block.runs)) for block in blocks if isinstance(block, Paragraph)]
    assert len(signs) == len(blocks)
    return [sign for sign in signs for page in (made.pages[0], made.pages[-1]) if sign not in plain(page_words(page))]


def line_lengths(clinic: str, edition: str) -> list[int]:
    """Characters in each full line of running text, in the long handouts."""
    found: list[int] = []
    for handout in LONG:
        made = set_shipped(handout, clinic, edition)
        page, size = made.style.page, made.style.body.text.size.pt
        for number, facts in enumerate(made.pages, 1):
            frame = frame_of(made, number)
            measure = min(frame.width - page.text_indent.pt, page.measure.pt)
            for line in text_lines([fact for fact in facts.texts if not fact.artifact]):
                running = (
                    all(fact.size == size for fact in line) and abs(line[0].x0 - frame.x - page.text_indent.pt) < 0.5
                )
                if running and line[-1].x1 - line[0].x0 > measure * 0.85:
                    found.append(len("".join(fact.text for fact in line).rstrip()))
    return found


@pytest.mark.parametrize("clinic", CLINICS)
def test_lines_of_running_text_have_45_to_70_characters(clinic: str) -> None:
    lengths = line_lengths(clinic, "standard")
    assert len(lengths) > 200
    assert max(lengths) <= 72  # a line of many narrow letters
    assert quantiles(lengths, n=20)[-1] <= 70
    assert 45 <= mean(lengths) <= 66


@pytest.mark.parametrize(("handout", "clinic", "edition"), SOME, ids=["-".join(one) for one in SOME])
def test_a_personal_copy_has_its_name_on_the_front(handout: str, clinic: str, edition: str) -> None:
    values = {"name": "Zebedee Quibblethorpe", "hospital-number": "0012345", "nurse": "Wilhelmina Featherstonehaugh"}
    document = document_for(shipped(), handout, clinic, edition, Findings(), field_values=values)
    assert document
    made = set_document(document, clinic)
    assert made.errors == []
    assert values["name"] in plain(page_words(made.pages[0]))
    for value in values.values():
        assert value in plain(" ".join(map(page_words, made.pages[:2])))
    assert complaints(made) == []


def test_lines_to_write_on_leave_the_front_to_the_key_points() -> None:
    document = document_for(shipped(), "recurrence-options", "riverside", "standard", Findings())
    assert document
    assert document.first_page.call_box
    box = replace(document.first_page.call_box, symptoms=())
    made = set_document(replace(document, first_page=replace(document.first_page, call_box=box)), "riverside")
    assert "Key points" in page_words(made.pages[0])
    assert "Prepared for" in page_words(made.pages[1])
