"""Every shipped handout resolves for every clinic and edition, and what it says is whole."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.document.making import texts

from wardleaf.document.model import Block, Document, Heading, IconArray, Link, ReferenceList, Runs, Term, runs_text
from wardleaf.document.resolve import document_language, resolve_document
from wardleaf.dump import dump_yaml
from wardleaf.findings import Findings, Severity
from wardleaf.library.label_files import read_labels, read_profile
from wardleaf.library.reader import read_library
from wardleaf.library.schema import EDITION_NAMES, Library

ROOT = Path(__file__).parents[2]
HANDOUTS = ("metastatic-chemotherapy", "recurrence-options", "support-through-treatment")
CLINICS = ("riverside", "lakeside")


@functools.cache
def library() -> Library:
    findings = Findings()
    read = read_library(ROOT, findings=findings)
    assert read is not None
    assert not findings.has_errors, list(findings)
    return read


@functools.cache
def document(handout: str, clinic: str, edition: str = "standard") -> Document:
    host = library().clinics[clinic]
    labels = read_labels(document_language(library().handouts[handout], host))
    assert labels is not None
    findings = Findings()
    made = resolve_document(
        library(),
        handout=handout,
        clinic=clinic,
        edition=edition,
        labels=labels,
        profile=read_profile(host.profile.value),
        findings=findings,
    )
    assert [finding for finding in findings if finding.severity is not Severity.INFO] == []
    assert made is not None
    return made


def test_the_library_is_the_one_that_is_named_here() -> None:
    assert set(HANDOUTS) == set(library().handouts)
    assert set(CLINICS) == set(library().clinics)


every = pytest.mark.parametrize(("handout", "clinic"), [(handout, clinic) for handout in HANDOUTS for clinic in CLINICS])


@every
def test_every_edition_resolves_and_has_the_same_hash(handout: str, clinic: str) -> None:
    listed = [name.value for name in library().handouts[handout].editions]
    assert set(listed) == set(EDITION_NAMES)
    assert len({document(handout, clinic, edition).hash for edition in listed}) == 1


def every_text(blocks: tuple[Block, ...]) -> Iterator[Runs]:
    yield from texts(blocks)
    for block in blocks:
        if isinstance(block, Heading):
            yield block.runs


@every
def test_nothing_is_left_to_follow(handout: str, clinic: str) -> None:
    made = document(handout, clinic)
    found = [runs_text(runs) for runs in every_text(made.body)]
    assert len(found) > 40
    for text in found:
        assert not any(sign in text for sign in ("{{", "}}", "[@", "**", "  ", " .", " ,")), text
        assert text == text.strip()
    ids = [block.id for block in made.body if isinstance(block, Heading)]
    assert len(set(ids)) == len(ids)
    inside = [run.target for runs in every_text(made.body) for run in runs if isinstance(run, Link) and run.target.startswith("#")]
    assert {target.removeprefix("#") for target in inside} <= set(ids)


@every
def test_each_word_is_explained_once(handout: str, clinic: str) -> None:
    terms = [run.meaning for runs in every_text(document(handout, clinic).body) for run in runs if isinstance(run, Term)]
    assert len(terms) == len(set(terms))


@every
def test_headings_leave_out_no_level(handout: str, clinic: str) -> None:
    level = 1
    for block in document(handout, clinic).body:
        if isinstance(block, Heading):
            assert block.level <= level + 1
            level = block.level


@every
def test_sources_and_arrays(handout: str, clinic: str) -> None:
    made = document(handout, clinic)
    (listed,) = (block for block in made.body if isinstance(block, ReferenceList))
    assert [source.number for source in listed.sources] == list(range(1, len(listed.sources) + 1))
    assert len(listed.sources) > 5
    arrays = [block for block in made.body if isinstance(block, IconArray)]
    if library().handouts[handout].references.value == "full":
        assert all("[" in runs_text(array.about) for array in arrays)
    # The others are kept short: their pictures stand in the handouts that they point to.
    assert bool(arrays) == (handout == "recurrence-options")


def test_the_american_clinic_speaks_american() -> None:
    body = dump_yaml(document("metastatic-chemotherapy", "lakeside").body)
    assert "diarrhea" in body
    assert "diarrhoea" not in body
    assert "100.4" in body
