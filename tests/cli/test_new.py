"""`wardleaf new`: what it writes passes every check, builds, and replaces nothing."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from tests.cli.running import REPOSITORY, files_below, run
from tests.languages import sheet

from wardleaf.starters import making
from wardleaf.starters.leftovers import starter_texts
from wardleaf.starters.making import library_files, next_code

TODAY = datetime.date(2024, 2, 29)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new library, made as a newcomer makes it."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "library", "our handouts").exit_code == 0
    monkeypatch.chdir(tmp_path / "our handouts")
    return tmp_path / "our handouts"


def test_a_new_library_is_good_and_builds_at_once(library: Path) -> None:
    assert run("check").stdout == "1 handout for 1 clinic: nothing is wrong\n"
    done = run("build")
    assert done.exit_code == 0
    assert sorted(path.name for path in library.glob("build/our-clinic/*.pdf")) == [
        "first-visit-booklet-print.pdf",
        "first-visit-booklet.pdf",
        "first-visit-large-print.pdf",
        "first-visit-standard.pdf",
    ]


def test_a_new_library_is_a_specimen(library: Path) -> None:
    assert "Do not give to patients" in run("build", "--emit", "document").stdout


def test_each_new_file_builds_as_a_draft_until_its_texts_are_replaced(library: Path) -> None:
    assert run("new", "section", "diet/eating-well").stdout.splitlines() == [
        "handouts/sections/diet/eating-well.md",
        "Next: change its lines, then name it in a handout's `sections`: diet/eating-well",
    ]
    assert run("new", "handout", "eating-well").exit_code == 0
    assert run("new", "clinic", "north-ward").exit_code == 0
    path = library / "handouts/eating-well.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("# - folder/name", "  - diet/eating-well"), encoding="utf-8"
    )
    assert "code: DOC-002" in path.read_text(encoding="utf-8")
    told = run("check")
    assert told.exit_code == 1
    for words in (
        "One sentence that says what the reader will find here.",
        "Write here what the reader can do.",
        "Write a list like this one.",
    ):
        assert f"error[R305]: “{words}” is what `wardleaf new` starts with; write what belongs here" in told.stdout
    assert "A. Author" not in told.stdout  # good for a specimen clinic
    done = run("build", "--all-clinics", "--edition", "standard", "--jobs", "1")
    assert done.exit_code == 1
    assert len(list(library.glob("build/*/*.pdf"))) == 4
    section = library / "handouts/sections/diet/eating-well.md"
    for file in (path, section):
        text = file.read_text(encoding="utf-8")
        for words in sorted(starter_texts().instructions, key=len, reverse=True):
            text = text.replace(words, "Eat what you like.")
        file.write_text(text, encoding="utf-8")
    assert "R305" not in run("check").stdout


def test_what_the_starters_invent_is_an_error_for_a_clinic_that_exists(library: Path) -> None:
    path = library / "handouts/clinics/our-clinic.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith("specimen")), encoding="utf-8"
    )
    told = run("check").stdout
    for words in (
        "A. Author, the author's role",
        "1 Example Street",
        "Exampletown",
        "01632 960 170",
        "https://clinic.example",
    ):
        assert f"“{words}” is what `wardleaf new` starts with" in told, words


def test_nobody_can_approve_what_is_not_written_yet(library: Path) -> None:
    assert run("new", "section", "diet/eating-well").exit_code == 0
    assert run("new", "handout", "eating-well").exit_code == 0
    path = library / "handouts/eating-well.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("# - folder/name", "  - diet/eating-well"), encoding="utf-8"
    )
    for part, words in (
        ("section:diet/eating-well", "Write a list like this one."),
        ("handout:eating-well", "Write here when to call us."),
        ("handout:first-visit", "A. Author, the author's role"),
    ):
        done = run("approve", part, "--as", "J. Ellis, head")
        assert done.exit_code == 1
        assert f"error[R623]: “{words}” was to be replaced; write what belongs here, then approve {part}" in done.stderr
    assert not (library / "handouts/approvals.yaml").exists()
    section = library / "handouts/sections/visit/before-you-come.md"
    section.write_text(section.read_text(encoding="utf-8") + "\nCome at XX:XX.\n", encoding="utf-8")
    assert (
        "“XX:XX” was to be replaced" in run("approve", "section:visit/before-you-come", "--as", "J. Ellis, head").stderr
    )


def test_the_list_of_starter_texts_is_made_from_the_starters() -> None:
    texts = starter_texts()
    assert {
        "Write here the one thing to remember.",
        "Write a list like this one.",
        "Write here for whom this is, such as “For people who start treatment”",
    } <= texts.instructions
    assert {"1 Example Street", "C. Approver, the approver's role", "(312) 555-0170"} <= texts.inventions
    assert not [
        text for text in (*texts.instructions, *texts.inventions) if "$" in text or "{{" in text or len(text) < 8
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("handout", "first-visit"), ("section", "visit/when-to-call"), ("clinic", "our-clinic"), ("library", ".")],
)
def test_nothing_is_replaced(library: Path, kind: str, name: str) -> None:
    before = files_below(library)
    done = run("new", kind, name)
    assert done.exit_code == 2
    assert "already" in done.stderr
    assert files_below(library) == before


def test_a_handout_in_a_folder_keeps_its_name_for_itself(library: Path) -> None:
    (library / "handouts/topics").mkdir()
    (library / "handouts/first-visit.yaml").rename(library / "handouts/topics/first-visit.yaml")
    assert "There is a handout `first-visit` already" in run("new", "handout", "first-visit").stderr


@pytest.mark.parametrize("name", ["../outside", "知", "a/b", "—", "/etc/passwd"])
def test_a_name_that_gives_no_id(library: Path, name: str) -> None:
    before = files_below(library)
    done = run("new", "handout", name)
    assert done.exit_code == 2
    assert "gives no id" in done.stderr
    assert files_below(library) == before


def test_a_name_with_another_use(library: Path) -> None:
    assert "has another use" in run("new", "handout", "approvals").stderr


@pytest.mark.parametrize("name", ["null", "yes", "2024"])
def test_names_that_yaml_would_take_for_something_else(library: Path, name: str) -> None:
    assert run("new", "handout", name).exit_code == 0
    assert {line[:11] for line in run("check").stdout.splitlines() if line.startswith("error")} <= {"error[R305]"}


def test_a_clinic_starts_from_the_librarys_own(library: Path) -> None:
    path = library / "handouts/clinics/our-clinic.yaml"
    text = (
        path.read_text(encoding="utf-8")
        .replace("profile: uk", "profile: us")
        .replace('"999"', '"911"')
        .replace("nlm", "ama")
    )
    path.write_text(text, encoding="utf-8")
    run("new", "clinic", "lakeside")
    made = (library / "handouts/clinics/lakeside.yaml").read_text(encoding="utf-8")
    assert all(
        part in made for part in ('name: "Lakeside"', "profile: us", '"911"', "reference-style: ama", "(312) 555-0170")
    )


@pytest.mark.parametrize("name", ["es", "Spanish", "español", "ES"])
def test_a_sheet_for_a_translator(library: Path, name: str) -> None:
    done = run("new", "labels", name)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("handouts/labels/es.yaml\nNext: give it to a translator")
    told = run("check")
    assert told.exit_code == 1
    assert "error[L108]: `call-now` has no value" in told.stdout
    assert run("build").exit_code == 0  # no handout uses it yet


def test_a_variant_extends_what_there_is(library: Path) -> None:
    (library / "handouts/labels").mkdir()
    (library / "handouts/labels/es.yaml").write_text(sheet(), encoding="utf-8")
    assert run("new", "labels", "es-mx").exit_code == 0
    assert "\nlanguage: es-MX\nextends: es\n" in (library / "handouts/labels/es-MX.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("en-US", "Wardleaf has its own words in `en-US`."),
        ("English", "Wardleaf has its own words in `en`."),
        ("klingonish", "is no code"),
    ],
)
def test_a_sheet_that_is_not_written(library: Path, name: str, said: str) -> None:
    done = run("new", "labels", name)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (library / "handouts/labels").exists()


def test_outside_of_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "handout", "x").exit_code == 2


def test_codes_go_on_counting() -> None:
    assert next_code([]) == "DOC-001"
    assert next_code(["RBC-014", "RBC-099", "X1"]) == "RBC-100"
    assert next_code(["leaflet"]) == "DOC-001"


def test_a_leap_day_has_a_year_after_it() -> None:
    assert "review-by: 2025-03-01" in library_files(today=TODAY)["handouts/first-visit.yaml"]


def test_the_base_style_is_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = (REPOSITORY / "styles/base.yaml").read_text(encoding="utf-8")
    assert making.base_style() == shipped  # from the repository
    package = tmp_path / "starters"
    shutil.copytree(REPOSITORY / "src/wardleaf/starters", package)
    (package / "base.yaml").write_text("name: Packaged\n", encoding="utf-8")
    monkeypatch.setattr(making, "files", lambda _: package)
    assert making.base_style() == "name: Packaged\n"  # as a wheel has it


def test_the_wheel_carries_the_base_style() -> None:
    assert '"styles/base.yaml" = "wardleaf/starters/base.yaml"' in (REPOSITORY / "pyproject.toml").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("kind", "name", "path"),
    [
        ("handout", "Knee Replacement", "handouts/knee-replacement.yaml"),
        ("handout", "Café – für Jörg’s Øvelse.yaml", "handouts/cafe-fur-jorgs-ovelse.yaml"),
        ("section", "Diet/Eating Well", "handouts/sections/diet/eating-well.md"),
        ("section", "handouts/sections/diet/tea.md", "handouts/sections/diet/tea.md"),
        ("clinic", "St. Mary's", "handouts/clinics/st-marys.yaml"),
    ],
)
def test_a_title_makes_the_id_and_says_so(library: Path, kind: str, name: str, path: str) -> None:
    done = run("new", kind, name)
    assert (done.exit_code, done.stdout.split("\n")[0]) == (0, path)
    assert (library / path).is_file()
    assert done.stderr.startswith("The id is ")
    assert {line[:11] for line in run("check").stdout.splitlines() if line.startswith("error")} <= {"error[R305]"}
