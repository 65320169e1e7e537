"""A handout in another language from its sheet to its pages: nothing that a patient reads or hears is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import change, run, small_library
from tests.languages import marked, section, translate_library
from tests.tagging.verapdf import validate

from wardleaf.building import build_handout
from wardleaf.findings import Findings
from wardleaf.pipeline import Workshop, document_for, library_state_of, open_library, style_for, typeset_document
from wardleaf.readback.model import ReadBack, element_text, elements
from wardleaf.readback.reader import read_pdf
from wardleaf.records.built import Built, Target

WORD = re.compile(r"[^\W\d_]+")
# Codes, units and addresses are the same in every language; so is what a source is called and how its entry is written.
SAME_EVERYWHERE = {
    "v", "A", "B", "C", "https", "leaflets", "riverside", "example", "River", "Lane", "Anytown", "AN", "AA", "rbc", "es",
    "World", "Health", "Organization", "report", "about", "chemotherapy",
}  # fmt: skip
EVERYTHING = f"""
{marked("One sentence")} [@who2020], [{marked("sample")}]{{.term}}. {marked("Call")} {{{{ clinic.phones.advice }}}}.

::: call-now
- {marked("a fever")}
:::

::: note
{marked("A remark.")}
:::

::: warning
{marked("Take care.")}
:::

::: steps
1. {marked("First do this.")}
2. {marked("Then do that.")}
:::

::: checklist
- {marked("Pack a bag")}
:::

::: icon-array
out-of: 100
who: {marked("women")}
period: {marked("after a year")}
event: {marked("were well")}
otherwise: {marked("were not")}
groups:
  - {{label: {marked("with it")}, count: 50}}
source: [who2020]
:::

::: write-in
prompt: {marked("Write here.")}
lines: 4
:::

::: write-in
fields: [{marked("My own")}]
:::

::: diary
columns: [{marked("Day")}, {marked("How")}]
rows: 3
:::

::: contacts
show: [clinic, services, helplines]
:::

::: qr
address: https://riverside.example/
caption: {marked("Read it here.")}
:::

| {marked("What")} | {marked("When")} |
|---|---|
| {marked("This")} | {marked("Now")} |
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = small_library(tmp_path / "library")
    clinic = root / "handouts/clinics/riverside.yaml"
    change(clinic, '{any-time: "01632 960140"}', '{day: "01632 960140", day-hours: 9am to 5pm, night: "01632 960141"}')
    change(clinic, "other-formats: Ask us.", "other-formats: Ask us.\nfeedback: Tell us.\nhours: Monday to Friday")
    (root / "handouts/glossary.yaml").write_text(
        f"- {{word: {marked('sample')}, meaning: {marked('a bit of it')}}}\n", encoding="utf-8"
    )
    translate_library(root)
    (root / "handouts/sections/es/how-it-works.md").write_text(section("Everything", EVERYTHING), encoding="utf-8")
    return root


def opened(root: Path) -> Workshop:
    workshop = open_library(root, Findings())
    assert workshop
    return workshop


def built(root: Path, edition: str = "standard") -> Built:
    return build_handout(opened(root), Target(handout="chemotherapy-es", clinic="riverside", edition=edition))


def read(made: Built) -> ReadBack:
    assert made.files, [finding.message for finding in made.findings]
    found = read_pdf(made.files[0].data, name="made.pdf", findings=Findings())
    assert found
    return found


def heard(read: ReadBack) -> Iterator[str]:
    """Everything that somebody sees or hears of a file."""
    yield read.title
    yield from (link.words for link in read.links)
    yield from (entry.title for entry in read.outline)
    for page in read.page_facts.pages:
        yield " ".join(text.text for text in page.texts)
    for element in elements(read.tree):
        yield from (element.alt, element.actual_text, element.expansion, element.title, element_text(element))


@pytest.mark.parametrize("edition", ["standard", "booklet"])
def test_nothing_is_left_in_english(library: Path, edition: str) -> None:
    file = read(built(library, edition))
    assert file.language == "es"
    document = document_for(opened(library), "chemotherapy-es", "riverside", edition, Findings())
    assert document
    traces = re.compile(f"{document.hash.replace(' ', '.?')}|rbc-001-es", re.IGNORECASE)
    words = [word for text in heard(file) for word in WORD.findall(traces.sub("", text))]
    assert words.count("Pageq") > 2
    assert {word for word in words if not word.endswith("q")} <= SAME_EVERYWHERE


def test_a_file_in_another_language_passes_the_validator(library: Path) -> None:
    data = built(library).files[0].data
    assert validate(data, "ua1") == []
    assert validate(data, "2a") == []


def test_entries_of_sources_are_said_in_english(library: Path) -> None:
    file = read(built(library))
    (entry,) = (element for element in elements(file.tree) if element.role == "BibEntry")
    spoken = [element for element in elements((entry,)) if element.language]
    assert [(element.language, element_text(element).strip()) for element in spoken] == [
        ("en", "World Health Organization. A report about chemotherapy. World Health Organization; 2020.")
    ]
    assert "Citedq onq" in element_text(entry)


def test_dates_have_the_months_and_the_order_of_the_language(library: Path) -> None:
    words = " ".join(heard(read(built(library)))).replace("\u00a0", " ")
    assert "1 deq Novemberq deq 2026" in words
    assert "Reviewedq Novemberq deq 2026" in words


def test_a_handout_in_a_language_without_a_sheet_names_the_command(library: Path) -> None:
    (library / "handouts/labels/es.yaml").unlink()
    made = built(library)
    assert not made.files
    (finding,) = (finding for finding in made.findings if finding.code == "D118")
    assert finding.help == "`wardleaf new labels es` writes a sheet with those words, to be translated"


def test_a_sheet_with_a_mistake_stops_its_handouts_and_no_others(library: Path) -> None:
    change(library / "handouts/labels/es.yaml", 'call-now: "Callq nowq"', "call-now:")
    done = run("build", "--library", library, "chemotherapy-es")
    assert done.exit_code == 1
    assert "handouts/labels/es.yaml" in done.stderr
    assert "`call-now` has no value" in done.stderr
    done = run("build", "--library", library, "chemotherapy")
    assert done.exit_code == 0, done.output
    assert "1 finding" in done.output


def test_a_letter_of_a_sheet_that_the_fonts_lack_is_named(library: Path) -> None:
    change(library / "handouts/labels/es.yaml", '"Callq nowq"', '"Звоните"')
    made = built(library)
    assert not made.files
    assert any(finding.code == "T501" and "З" in finding.message for finding in made.findings)


def test_words_of_a_sheet_count_as_words_of_the_handout(library: Path) -> None:
    def hashes() -> tuple[str, str, dict[str, str]]:
        workshop = opened(library)
        english, other = (
            document_for(workshop, id, "riverside", "standard", Findings())
            for id in ("chemotherapy", "chemotherapy-es")
        )
        assert english
        assert other
        return (
            english.hash,
            other.hash,
            {str(part.part): part.hash for part in library_state_of(workshop).parts("chemotherapy-es", "riverside")},
        )

    english, other, parts = hashes()
    change(library / "handouts/labels/es.yaml", '"Callq nowq"', '"Ringq nowq"')
    english_now, other_now, parts_now = hashes()
    assert english == english_now
    assert other != other_now
    assert {name for name in parts if parts[name] != parts_now[name]} == {"handout:chemotherapy-es"}


def test_a_clinics_words_are_asked_for_in_the_language(library: Path) -> None:
    change(
        library / "handouts/clinics/riverside.yaml",
        '    emergency.when: "chestq painq orq severeq troubleq breathingq"\n',
        "",
    )
    made = built(library)
    assert not made.files
    (finding,) = (finding for finding in made.findings if finding.code == "D131")
    assert finding.message == "Riverside Breast Clinic gives no words in `es` for emergency.when"


@pytest.mark.parametrize("word", ["BORRADOR", "Entwurf, noch nicht freigegeben"])
def test_a_longer_word_for_draft_stays_on_the_page(library: Path, word: str) -> None:
    change(library / "handouts/labels/es.yaml", 'draft: "DRAFTq"', f'draft: "{word}"')
    workshop = opened(library)
    document = document_for(workshop, "chemotherapy-es", "riverside", "booklet", Findings())
    style = style_for(workshop, "riverside", "booklet", Findings())
    assert document
    assert style
    made = typeset_document(workshop, document, style, Findings(), draft=True)
    assert made
    page = made.page_facts.pages[0]
    drawn = [text for text in page.texts if text.text == word]
    assert len(drawn) == 6  # three times behind the text, and their outlines over it
    assert all(0 < text.x0 < text.x1 < page.width for text in drawn)
