"""Every shipped handout resolves for every clinic and edition, and what it says is whole."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.document.making import texts
from tests.shipped import LONG, PACK

from wardleaf.checks.readability import count_sentences, flesch_kincaid
from wardleaf.checks.reading import PROSE, read_handout
from wardleaf.document.model import (
    Block,
    Citation,
    Document,
    Heading,
    IconArray,
    ItemList,
    Link,
    Runs,
    Table,
    Term,
    runs_text,
)
from wardleaf.document.resolve import document_language, resolve_document
from wardleaf.dump import dump_yaml
from wardleaf.editions import PRINTED_EDITIONS
from wardleaf.findings import Findings, Severity
from wardleaf.library.label_files import read_labels, read_profile
from wardleaf.library.reader import read_library
from wardleaf.library.schema import Library

ROOT = Path(__file__).parents[2]
SHORT = (
    "bone-and-spine",
    "brca-and-family",
    "capecitabine-at-home",
    "chemotherapy-around-surgery",
    "her2-medicines",
    "hormone-tablets",
    "immunotherapy",
    "when-treatment-stops",
)
KNEE = "after-knee-replacement"
CLINICS = ("riverside", "lakeside")
JOINTS = "riverside-joints"


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
    assert {*LONG, *SHORT, PACK, KNEE} == set(library().handouts)
    assert {*CLINICS, JOINTS} == set(library().clinics)


every = pytest.mark.parametrize(
    ("handout", "clinic"),
    [*((handout, clinic) for handout in (*LONG, *SHORT, PACK) for clinic in CLINICS), (KNEE, JOINTS)],
)


@every
def test_every_edition_resolves_and_has_the_same_hash(handout: str, clinic: str) -> None:
    listed = [name.value for name in library().handouts[handout].editions]
    assert set(listed) == set(PRINTED_EDITIONS)
    assert len({document(handout, clinic, edition).hash for edition in listed}) == 1


def every_text(blocks: tuple[Block, ...]) -> Iterator[Runs]:
    yield from texts(blocks)
    for block in blocks:
        if isinstance(block, Heading):
            yield block.runs


@every
def test_nothing_is_left_to_follow(handout: str, clinic: str) -> None:
    made = document(handout, clinic)
    found = [runs_text(runs) for runs in every_text(made.blocks)]
    assert len(found) > (40 if handout in LONG else 30)
    for text in found:
        assert not any(sign in text for sign in ("{{", "}}", "[@", "**", "  ", " .", " ,")), text
        assert text == text.strip()
    ids = [heading.id for heading in made.headings]
    assert len(set(ids)) == len(ids)
    inside = [
        run.target
        for runs in every_text(made.blocks)
        for run in runs
        if isinstance(run, Link) and run.target.startswith("#")
    ]
    assert {target.removeprefix("#") for target in inside} <= set(ids)


@every
def test_each_word_is_explained_once(handout: str, clinic: str) -> None:
    terms = [
        run.meaning for runs in every_text(document(handout, clinic).blocks) for run in runs if isinstance(run, Term)
    ]
    assert len(terms) == len(set(terms))


@every
def test_headings_leave_out_no_level(handout: str, clinic: str) -> None:
    level = 1
    for block in document(handout, clinic).blocks:
        if isinstance(block, Heading):
            assert block.level <= level + 1
            level = block.level


@every
def test_sources_and_arrays(handout: str, clinic: str) -> None:
    made = document(handout, clinic)
    listed = made.references
    assert listed is not None
    assert [source.number for source in listed.sources] == list(range(1, len(listed.sources) + 1))
    assert len(listed.sources) > 5
    arrays = [block for block in made.blocks if isinstance(block, IconArray)]
    if library().handouts[handout].references.value == "full":
        assert all("[" in runs_text(array.about) for array in arrays)
    # The others are kept short: their pictures stand in the handouts that they point to.
    assert handout not in LONG or bool(arrays) == (handout == "recurrence-options")


def test_the_american_clinic_speaks_american() -> None:
    body = dump_yaml(document("metastatic-chemotherapy", "lakeside").sections)
    assert "diarrhea" in body
    assert "diarrhoea" not in body
    assert "100.4" in body


def words_of(handout: str, clinic: str) -> str:
    made = document(handout, clinic)
    return dump_yaml([made.first_page, made.sections, made.references, made.imprint]).casefold().replace(r"\u00a0", " ")


def test_the_other_department_prints_its_own_facts_and_nothing_about_cancer() -> None:
    words = words_of(KNEE, JOINTS)
    host, other = library().clinics[JOINTS], library().clinics["riverside"]
    assert host.name.value.casefold() in words
    assert "01632 960 170" in words
    for stranger in ("cancer", "chemo", "breast", "oncolog", "tumour", "macmillan", "radiother", "fertility"):
        assert stranger not in words, stranger
    assert other.fever.rule.value not in words
    assert host.emergency.when.value != other.emergency.when.value
    assert not {service.phone.value for service in host.services if service.phone} & {
        service.phone.value for service in other.services if service.phone
    }


BRANDS = (
    "Xeloda",
    "Taxotere",
    "Herceptin",
    "Phesgo",
    "Enhertu",
    "Keytruda",
    "Trodelvy",
    "Ibrance",
    "Kisqali",
    "Lynparza",
)


@pytest.mark.parametrize(
    ("clinic", "own", "others"),
    [
        ("riverside", ("Verzenios", "Tyverb", "Talzenna", "not on the NHS"), ("Tykerb",)),
        ("lakeside", ("Verzenio)", "Tykerb", "Datroway"), ("Tyverb", "Verzenios", "the NHS")),
    ],
)
def test_brand_names_stand_as_the_packs_of_the_country_have_them(
    clinic: str, own: tuple[str, ...], others: tuple[str, ...]
) -> None:
    said = dump_yaml(document("metastatic-chemotherapy", clinic).sections)
    assert [name for name in (*BRANDS, *own) if name not in said] == []
    assert [name for name in others if name in said] == []


@pytest.mark.parametrize("handout", [*LONG, *SHORT, PACK])
def test_neither_country_reads_the_others_rules(handout: str) -> None:
    american, british = (
        words_of(handout, clinic).partition("where this information comes from")[0]
        for clinic in ("lakeside", "riverside")
    )
    assert min(len(american), len(british)) > 10_000
    theirs = (
        "the nhs",
        "sr1",
        "scotland",
        "r208",
        "999",
        "a&e",
        "in the uk",
        "uk regulator",
        "dvla",
        "tyverb",
        "verzenios",
    )
    for stranger in theirs:
        assert stranger not in american, stranger
    theirs = ("insurance", "fmla", "family and medical leave", "911", "988", "us label", "emergency room", "tykerb")
    for stranger in (*theirs, "in the us", "us regulator", "in the united states", "verzenio)"):
        assert stranger not in british, stranger


@every
def test_every_handout_is_easy_to_read(handout: str, clinic: str) -> None:
    """Grade 6 at most by the measure of rule R101, topic words counted."""
    profile = read_profile(library().clinics[clinic].profile.value)
    read = read_handout(document(handout, clinic), profile, today=datetime.date(2026, 12, 1))
    sentences = [sentence for passage in read.passages if passage.kind in PROSE for sentence in passage.words.sentences]
    assert len(sentences) > 50
    assert flesch_kincaid(count_sentences(sentences)) <= 6


# What is no figure of a study: names that hold figures, codes of leaflets, numbers of sources.
_NAMES = re.compile(r"RBC-\d+|CDK4/6|HER2|PD-L1|COVID-19|T-DM1|R[24]\d\d|SR1|\[[\d,– ]+\]")


def figures_without_source(blocks: tuple[Block, ...], clinic: str) -> Iterator[str]:
    """Texts, and rows of tables, with a figure and no printed number of a source; a list has that of the paragraph
    that leads to it.
    """
    host, led = library().clinics[clinic], False
    phones = {host.emergency.number.value} | {line.phone.value for line in host.helplines if line.phone}
    for block in blocks:
        found = [sum(row, ()) for row in block.rows] if isinstance(block, Table) else list(texts((block,)))
        cited = any(isinstance(run, Citation) for runs in found for run in runs)
        for runs in found:
            said = _NAMES.sub("", runs_text(runs).replace("\u00a0", " "))
            for phone in phones:
                said = said.replace(phone, "")
            own = any(isinstance(run, Citation) for run in runs)
            if re.search(r"\d", said) and not own and not (led and isinstance(block, ItemList)):
                yield said
        led = cited


@every
def test_no_figure_is_printed_without_its_source(handout: str, clinic: str) -> None:
    """Short lists of sources leave numbers out: those of a figure are `key`."""
    made = document(handout, clinic)
    assert [text for section in made.sections for text in figures_without_source(section.blocks, clinic)] == []


@pytest.mark.parametrize("handout", [*SHORT, KNEE])
def test_short_handouts_say_when_to_call(handout: str) -> None:
    definition = library().handouts[handout]
    assert 3 <= len(definition.call_signs) <= 5
    assert definition.references.value == "full"
    assert definition.review.to_agree


def test_every_part_of_every_section_is_printed_by_a_handout() -> None:
    """What stands in a section that nobody prints has no place."""
    pairs = [*((handout, clinic) for handout in (*LONG, *SHORT) for clinic in CLINICS), (KNEE, JOINTS)]
    printed = {heading.id for handout, clinic in pairs for heading in document(handout, clinic).headings}
    files = sorted((ROOT / "handouts" / "sections").rglob("*.md"))
    written = {id for file in files for id in re.findall(r"^##+ .*\{#([\w-]+)", file.read_text("utf-8"), re.MULTILINE)}
    assert len(written) > 100
    assert written - printed == set()


def test_every_section_has_a_question_and_its_answer_in_one_sentence() -> None:
    sections = library().sections
    assert len(sections) > 50
    for section in sections.values():
        question, answer = section.front_matter.question, section.front_matter.answer
        assert question and answer, section.address
        assert question.value.endswith("?") and answer.value.endswith("."), section.address
        assert ". " not in answer.value, section.address
