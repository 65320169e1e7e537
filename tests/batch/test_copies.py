"""Personal copies: what all have in common is set once, and each is the file that a build with its values gives."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.running import change, small_library
from tests.languages import translate_library, verified
from tests.tagging.verapdf import validate

from wardleaf import building
from wardleaf.batch.copies import CopiesInOneFile, CopyMaker, CopyOrder
from wardleaf.building import build_copy, build_handout, shared_by_copies
from wardleaf.findings import Findings
from wardleaf.patient_lists.reading import ListRow
from wardleaf.pipeline import Workshop, open_library
from wardleaf.records.built import Target
from wardleaf.text.faces import Face
from wardleaf.typeset.copy_template import CopyTemplate, RowWords
from wardleaf.typeset.field_text import FieldWords
from wardleaf.typeset.lines import Word
from wardleaf.typeset.runs import Setting

FIELDS = "fields: {visits: {label: Your visits, type: appointments}, start: {label: First day, type: date}, about: {label: About}}\nreferences:"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    root = small_library(tmp_path_factory.mktemp("copies") / "library")
    change(root / "handouts" / "chemotherapy.yaml", "references:", FIELDS)
    written = '\n\nYou begin on **{{ field.start }}**. We spoke about {{ field.about }}, and *you* asked us a question.\n\n| When | What |\n|---|---|\n| {{ field.start }} | First treatment |\n\n::: diary\ncolumns: [When, What I want to ask, Notes]\nrows: [First call, "{{ field.visits }}", "{{ field.start }}"]\n:::\n'
    section = root / "handouts" / "sections" / "chemotherapy" / "how-it-works.md"
    section.write_text(section.read_text(encoding="utf-8").rstrip("\n") + written, encoding="utf-8")
    opened = open_library(root, Findings())
    assert opened is not None
    return opened


def maker_for(workshop: Workshop, edition: str) -> CopyMaker:
    return CopyMaker(workshop, CopyOrder(handout="chemotherapy", clinic="riverside", edition=edition))


def made(maker: CopyMaker, values: Mapping[str, str]) -> list[bytes]:
    copy = maker.make(ListRow(number=2, values=values))
    assert copy.codes == ()
    return [file.data or b"" for file in copy.files]


def built(workshop: Workshop, edition: str, values: Mapping[str, str]) -> list[bytes]:
    return [
        file.data
        for file in build_handout(
            workshop, Target(handout="chemotherapy", clinic="riverside", edition=edition), field_values=values
        ).files
    ]


USUAL = {"name": "Ann Baker", "hospital-number": "0012", "start": "2026-11-24", "about": "a trial"}
OTHERS: dict[str, dict[str, str]] = {
    "other letters": {**USUAL, "name": "Żofia O’Brien-Łukasz", "about": "Ünal & Sons (1 < 2)"},
    "a name of two lines": {**USUAL, "name": "Wilhelmina Featherstonehaugh " * 3},
    "one word wider than its line": {**USUAL, "name": "W" * 90},
    "words that move the rest of their paragraph": {
        **USUAL,
        "about": "a trial of another medicine that may suit you better than this one",
    },
    "a date with a longer name": {**USUAL, "start": "2026-09-30"},
    "another field filled in": {**USUAL, "nurse": "Joy"},
    "fewer fields": {"name": "Bo Ng"},
    "two appointments": {**USUAL, "visits": "2026-11-24 10:30 Ward 4; 1/12/2026"},
    "twelve appointments": {
        **USUAL,
        "visits": "2026-11-24 10:30 Ward 4 of the Sir Bartholomew Featherstonehaugh Memorial Wing;" * 12,
    },
    "spaces only": {**USUAL, "about": "   "},
    "a sign of another font": {**USUAL, "about": "✓ done"},
}


@pytest.mark.parametrize("edition", ["standard", "booklet"])
@pytest.mark.parametrize("values", OTHERS.values(), ids=OTHERS)
def test_a_copy_is_the_file_that_a_build_with_its_values_gives(
    workshop: Workshop, edition: str, values: dict[str, str]
) -> None:
    maker = maker_for(workshop, edition)
    first = made(maker, USUAL)
    assert made(maker, values) == built(workshop, edition, values)
    assert made(maker, USUAL) == first == built(workshop, edition, USUAL)


letters = st.characters(
    min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=("Cc", "Cs", "Cf", "Zs")
) | st.sampled_from(" ’-✓")
texts = st.text(letters, max_size=60).map(str.strip)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.tuples(texts, texts, st.dates()), min_size=1, max_size=3),
    edition=st.sampled_from(["standard", "booklet"]),
)
def test_any_values(workshop: Workshop, names: list[tuple[str, str, object]], edition: str) -> None:
    maker = maker_for(workshop, edition)
    made(maker, USUAL)
    for name, about, start in names:
        values = {"name": name, "about": about, "start": str(start)} | {"hospital-number": "7"}
        copy = maker.make(ListRow(number=2, values=values))
        assert [file.data for file in copy.files] == built(workshop, edition, values)


def test_rows_like_one_another_are_laid_out_once(workshop: Workshop) -> None:
    maker = maker_for(workshop, "booklet")
    for number in range(30):
        made(maker, {**USUAL, "name": f"Patient {number}", "hospital-number": f"{number:07}"})
    assert maker.set_in_full == 1
    made(maker, {**USUAL, "name": "Wilhelmina Featherstonehaugh " * 3})
    made(maker, USUAL)
    assert maker.set_in_full == 2


def test_a_row_is_composed_once_for_all_templates_that_are_asked(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = maker_for(workshop, "standard")
    for size in (1, 3, 4):
        made(maker, {**USUAL, "about": "what you want to know " * size, "name": "Wilhelmina " * 2 * size})
    assert len(maker.templates) == 3
    composed: list[FieldWords] = []
    words = FieldWords.words

    def counted(made_of: FieldWords, values: Mapping[str, str], setting: Setting) -> tuple[Word, ...]:
        composed.append(made_of)
        return words(made_of, values, setting)

    monkeypatch.setattr(FieldWords, "words", counted)
    row = RowWords({**USUAL, "about": "what you want to know " * 4, "name": "Bo"})
    assert [template.template.fill(row) for template in maker.templates] == [None] * 3
    assert 1 < len(composed) == len(set(composed))
    assert not any(USUAL["name"] in repr(made_of) for made_of in composed)


def test_few_templates_are_kept_however_many_layouts_a_list_needs(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wardleaf.batch.copies.FORMES_KEPT", 2)
    order = CopyOrder(handout="chemotherapy", clinic="riverside", edition="booklet")
    joined = CopiesInOneFile(workshop, order, lambda _: None)
    made: list[weakref.ref[CopyTemplate]] = []
    for number, values in enumerate(
        [USUAL, {"name": "Bo Ng"}, {**USUAL, "nurse": "Joy"}, USUAL, {**USUAL, "name": "W" * 90}, USUAL]
    ):
        joined.make(ListRow(number=number, values=values))
        made += [weakref.ref(template.template) for template in joined._maker.templates]
    assert joined._maker.set_in_full == 5
    assert len(joined._taken_up) == 2
    assert set(joined._taken_up) == set(joined._maker.templates)
    assert len({id(template) for template in map(weakref.ref.__call__, made) if template}) == 2
    assert joined.sides % 6 == 0


def test_words_of_rows_are_not_kept(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wardleaf.text.faces._MOST_MEASURED", 2000)
    faces = [kept for kept in gc.get_objects() if isinstance(kept, Face)]
    for face in faces:
        face._measured.clear()  # of other tests
    maker = maker_for(workshop, "standard")
    for number in range(1500):
        made(maker, {**USUAL, "name": f"Patient{number} Number{number}"})
    faces = [kept for kept in gc.get_objects() if isinstance(kept, Face)]
    assert 0 < max(len(face._measured) for face in faces) <= 2000


def test_appointments_of_other_patients_fill_the_rows_of_a_diary(workshop: Workshop) -> None:
    maker = maker_for(workshop, "standard")
    made(maker, {**USUAL, "visits": "2026-11-24 10:30 Ward 4; 1/12/2026"})
    for number in range(1, 10):
        values = {**USUAL, "visits": f"2026-11-2{number} 1{number}:30 Ward {number}; {number}/12/2026"}
        assert made(maker, values) == built(workshop, "standard", values)
    assert maker.set_in_full == 1
    (data,) = made(maker, {**USUAL, "visits": "2026-11-24 10:30 Ward 4; 1/12/2026; 2/12/2026"})
    assert maker.set_in_full == 2
    assert validate(data, "ua1") == []


def test_a_value_beside_a_citation_is_set_in_full_and_right(workshop: Workshop, tmp_path: Path) -> None:
    root = small_library(tmp_path / "library")
    change(
        root / "handouts" / "sections" / "chemotherapy" / "how-it-works.md",
        "[@who2020].",
        "[@who2020], {{ field.name }}.",
    )
    cited = open_library(root, Findings())
    assert cited is not None
    maker = maker_for(cited, "standard")
    for name in ("Ann Baker", "Bo Ng", "Wilhelmina Featherstonehaugh"):
        assert made(maker, {"name": name}) == built(cited, "standard", {"name": name})


def test_a_section_that_only_some_values_leave_room_for(tmp_path: Path) -> None:
    root = small_library(tmp_path / "library")
    definition = root / "handouts" / "chemotherapy.yaml"
    change(definition, "references:", "fit: {pages: multiple-of-4, may-drop: [chemotherapy/extra]}\nreferences:")
    change(
        definition, "  - use: chemotherapy/when-to-call", "  - chemotherapy/extra\n  - use: chemotherapy/when-to-call"
    )
    text = "{{ field.name }}, read this paragraph at home some day.\n\n"
    extra = root / "handouts" / "sections" / "chemotherapy" / "extra.md"
    extra.write_text("---\ntitle: More\nreviewed: 2026-11-01\nclinical: no\n---\n" + text * 35, encoding="utf-8")
    opened = open_library(root, Findings())
    assert opened is not None
    maker = maker_for(opened, "booklet")
    short, long = {"name": "Ann"}, {"name": "Wilhelmina Smith"}
    assert len(built(opened, "booklet", short)[0]) < len(built(opened, "booklet", long)[0])
    for values in (short, long, short):
        assert made(maker, values) == built(opened, "booklet", values)


def test_a_copy_of_the_template_is_tagged(workshop: Workshop) -> None:
    maker = maker_for(workshop, "standard")
    made(maker, USUAL)
    (data,) = made(maker, {**USUAL, "name": "Bo Ng"})
    assert maker.set_in_full == 1
    assert validate(data, "ua1") == []
    assert validate(data, "2a") == []


def test_what_the_checks_say_does_not_depend_on_values(workshop: Workshop) -> None:
    def told(values: Mapping[str, str] | None) -> set[str]:
        target = Target(handout="chemotherapy", clinic="riverside", edition="standard")
        return {finding.code for finding in build_handout(workshop, target, field_values=values).findings}

    assert told({**USUAL, "name": "TODO XXX tbc", "about": "every 250mg stat!!!"}) == told(None)


@pytest.mark.parametrize("edition", ["standard", "booklet"])
@pytest.mark.parametrize(
    "values", [USUAL, OTHERS["a name of two lines"], {"name": "TODO XXX tbc", "about": "every 250mg stat!!!"}]
)
def test_what_was_judged_once_is_what_each_copy_would_be_told(
    workshop: Workshop, edition: str, values: dict[str, str]
) -> None:
    target = Target(handout="chemotherapy", clinic="riverside", edition=edition)
    shared = shared_by_copies(workshop, target)
    assert shared.judgement and shared.judgement.findings
    alone, judged = (build_copy(workshop, target, field_values=values, shared=given)[0] for given in (None, shared))
    assert alone.findings == judged.findings
    assert alone.files == judged.files


def test_the_handout_without_values_is_judged_once_for_each_edition(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    edited = building.edited_words
    monkeypatch.setattr(building, "edited_words", lambda *given: (judged.append(given[1].edition), edited(*given))[1])
    maker = maker_for(workshop, "standard")
    for number, values in enumerate(OTHERS.values()):
        maker.make(ListRow(number=number, values=values))
        maker.make(ListRow(number=number, values=values, edition="booklet"))
    assert maker.set_in_full > 10
    assert judged == ["standard", "booklet"]


def test_a_value_that_does_not_suit_its_field_makes_no_copy(workshop: Workshop) -> None:
    maker = maker_for(workshop, "standard")
    made(maker, USUAL)
    copy = maker.make(ListRow(number=3, values={**USUAL, "start": "soon"}))
    assert copy.files == ()
    assert copy.codes == ("D128",)


def test_a_number_that_is_wider_than_its_line_makes_no_copy(workshop: Workshop) -> None:
    maker = maker_for(workshop, "booklet")
    made(maker, USUAL)
    for values in ({**USUAL, "hospital-number": "0" * 90}, {**USUAL, "about": "1" * 90}):
        copy = maker.make(ListRow(number=3, values=values))
        assert copy.files == ()
        assert "T509" in copy.codes
    made(maker, {**USUAL, "hospital-number": "0" * 12})


def test_rows_in_two_languages_are_each_the_build_of_their_handout(tmp_path: Path) -> None:
    root = small_library(tmp_path / "library")
    change(
        root / "handouts" / "chemotherapy.yaml",
        "references:",
        "fields: {start: {label: First day, type: date}}\nreferences:",
    )
    id = translate_library(root, translation=verified(root), fields="{start: {label: Firstq, type: date}}")
    section = root / "handouts/sections/es/how-it-works.md"
    section.write_text(section.read_text(encoding="utf-8") + "\nStartq {{ field.start }}.\n", encoding="utf-8")
    workshop = open_library(root, Findings())
    assert workshop
    order = CopyOrder(
        handout="chemotherapy", clinic="riverside", edition="booklet", translations={"en-GB": "chemotherapy", "es": id}
    )
    maker = CopyMaker(workshop, order)
    for number, language in enumerate(["es", "", "es", "en-GB", "es"], 2):
        handout = id if language == "es" else "chemotherapy"
        row = ListRow(number=number, values={"name": f"Patient {number}", "start": "2026-11-24"}, language=language)
        copy = maker.make(row)
        target = Target(handout=handout, clinic="riverside", edition="booklet")
        assert [file.data for file in copy.files] == [
            file.data for file in build_handout(workshop, target, field_values=row.values).files
        ]
        assert [file.name for file in copy.files] == [
            f"{handout}-booklet-000{number}.pdf",
            f"{handout}-booklet-000{number}-print.pdf",
        ]
    assert maker.set_in_full == 2
    assert "language" not in repr(row)  # it says something of the patient
