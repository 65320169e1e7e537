"""`wardleaf merge`: copies in a folder of one's own, and nothing of the list anywhere else."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.cli.packed import opened
from tests.cli.running import change, files_below, run, small_library, start
from tests.patient_lists.workbook import Sheet, book, with_row
from tests.records.windows import COLLEAGUES, ME, Windows
from tests.tagging.verapdf import validate

from wardleaf.findings import Findings
from wardleaf.readback.model import element_text, elements
from wardleaf.readback.reader import read_pdf

NAME, NUMBER = "Zebedee Quibblethorpe", "00987654"
LIST = f"Name;Hospital number\n{NAME};{NUMBER}\nBo Ng;0012\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    (root / "list.csv").write_text(LIST, encoding="utf-8-sig")
    return root


def said(data: bytes) -> str:
    read = read_pdf(data, name="copy.pdf", findings=Findings())
    assert read is not None
    return " ".join(element_text(element) for element in elements(read.tree))


def test_one_file_a_row_for_its_owner_only(library: Path) -> None:
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 0, done.output
    assert done.stdout == "copies: 2 personal copies\n"
    made = files_below(library / "copies")
    assert sorted(made) == ["chemotherapy-standard-0002.pdf", "chemotherapy-standard-0003.pdf"]
    assert NAME in said(made["chemotherapy-standard-0002.pdf"])
    assert NUMBER in said(made["chemotherapy-standard-0002.pdf"])
    assert "Bo Ng" in said(made["chemotherapy-standard-0003.pdf"])
    if os.name == "posix":
        assert stat.S_IMODE((library / "copies").stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in (library / "copies").iterdir()} == {0o600}


def test_personal_copies_are_tagged_files(library: Path) -> None:
    run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--edition", "booklet")
    made = files_below(library / "copies")
    assert sorted(made) == [f"chemotherapy-booklet-000{row}{end}.pdf" for row in (2, 3) for end in ("-print", "")]
    assert validate(made["chemotherapy-booklet-0002.pdf"], "ua1") == []
    assert validate(made["chemotherapy-booklet-0002.pdf"], "2a") == []


def test_nothing_of_the_list_is_anywhere_but_on_the_pages(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "temporary"
    watched.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(watched))
    before = set(files_below(tmp_path))
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--edition", "booklet")
    new = {path: data for path, data in files_below(tmp_path).items() if path not in before}
    assert len(new) == 4
    assert all(path.startswith("library/copies/chemotherapy-booklet-000") for path in new)
    for word in (*NAME.split(), NUMBER, "Bo Ng"):
        assert word not in done.output
        assert not any(word.casefold() in path.casefold() for path in new)
    for data in new.values():
        read = read_pdf(data, name="copy.pdf", findings=Findings())
        assert read is not None
        assert NAME.split()[1] not in f"{read.title}{read.declared}"
        # Text on pages is glyph numbers; whatever else is written as letters, also inside compressed objects, is
        # searched.
        assert not any(
            word.encode() in part or word.encode("utf-16-be") in part
            for part in opened(data)
            for word in (*NAME.split(), NUMBER)
        )


def test_a_copy_is_the_handout_built_with_these_values(library: Path) -> None:
    from wardleaf.building import build_handout
    from wardleaf.pipeline import open_library
    from wardleaf.records.built import Target

    run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    workshop = open_library(library, Findings())
    assert workshop is not None
    target = Target(handout="chemotherapy", clinic="riverside", edition="standard")
    built = build_handout(workshop, target, field_values={"name": NAME, "hospital-number": NUMBER})
    assert built.files[0].data == (library / "copies" / "chemotherapy-standard-0002.pdf").read_bytes()


def test_two_processes_make_the_same_files(library: Path) -> None:
    rows = "".join(f"Patient {row};{row:05d}\n" for row in range(20))
    (library / "list.csv").write_text(f"Name;Hospital number\n{rows}", encoding="utf-8")
    run("merge", "chemotherapy", "--data", "list.csv", "--out", "one")
    done = start("merge", "chemotherapy", "--data", "list.csv", "--out", "two", "--jobs", "2", folder=library)
    assert done.returncode == 0, done.stderr
    assert len(files_below(library / "one")) == 20
    assert files_below(library / "one") == files_below(library / "two")


def test_an_edition_and_a_name_by_column(library: Path) -> None:
    (library / "list.csv").write_text("Name,Edition,Hospital number\nA,booklet,001\nB,,002\n", encoding="utf-8")
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--by", "Hospital number")
    assert done.exit_code == 0, done.output
    assert sorted(files_below(library / "copies")) == [
        "chemotherapy-booklet-001-print.pdf",
        "chemotherapy-booklet-001.pdf",
        "chemotherapy-standard-002.pdf",
    ]


def test_one_mistake_in_the_list_and_nothing_is_written(library: Path) -> None:
    (library / "list.csv").write_text(f"{LIST}{NAME};{NUMBER}\n", encoding="utf-8")
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 1
    assert "row 4 is the same as row 2" in done.stderr
    assert "Nothing was written." in done.stderr
    assert NAME.split()[1] not in done.output
    assert not (library / "copies").exists()


def test_bad_rows_are_skipped_and_listed(library: Path) -> None:
    (library / "list.csv").write_text(f"{LIST}{NAME};{NUMBER}\n", encoding="utf-8")
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--skip-bad")
    assert done.exit_code == 0, done.output
    assert "copies/skipped-rows.txt: 1 row left out" in done.stdout
    assert len(files_below(library / "copies")) == 3
    assert (library / "copies" / "skipped-rows.txt").read_text(encoding="utf-8") == "row 4 is the same as row 2\n"


def test_of_a_list_that_is_wrong_in_every_row_little_is_told_and_every_row_listed(library: Path) -> None:
    rows = "".join(f"Patient {row};{NAME * 10}{row:03}\n" for row in range(300))
    (library / "list.csv").write_text(f"Name;Hospital number\n{rows}Bo Ng;1\n", encoding="utf-8")
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 1
    assert done.stderr.count("error[M108]") == 200
    assert "info[M121]: 100 more mistakes in 100 rows, from 202 to 301; so many often have one cause" in done.stderr
    assert NAME.split()[1] not in done.output
    skipped = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--skip-bad")
    assert skipped.exit_code == 0
    assert "copies/skipped-rows.txt: 300 rows left out" in skipped.stdout
    lines = (library / "copies" / "skipped-rows.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 300
    assert lines[-1] == "row 301, column B (Hospital number): it has 213 characters; there is room for 100"
    assert [name for name in files_below(library / "copies") if name.endswith(".pdf")] == [
        "chemotherapy-standard-0302.pdf"
    ]


def test_of_very_many_copies_that_cannot_be_made_the_first_are_told(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wardleaf.batch.copies import CopyMaker, PersonalCopy

    rows = "".join(f"Patient {row};{row}\n" for row in range(5))
    (library / "list.csv").write_text(f"Name;Hospital number\n{rows}", encoding="utf-8")
    monkeypatch.setattr("wardleaf.patient_lists.reading.MOST_TOLD", 2)
    monkeypatch.setattr(CopyMaker, "make", lambda self, row: PersonalCopy(row=row.number, files=(), codes=("T102",)))
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 1
    assert done.stderr.count("error[M112]") == 2
    assert "row 3: the copy cannot be set (T102)" in done.stderr
    assert "info[M121]: 3 more rows whose copies cannot be set" in done.stderr


def test_a_list_that_is_gone_before_the_run_is_over(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wardleaf.batch import copies

    made = copies.blank_copies

    def blank_copies(*all: object) -> object:
        (library / "list.csv").unlink()
        return made(*all)  # type: ignore[arg-type]

    monkeypatch.setattr(copies, "blank_copies", blank_copies)
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 1
    assert "error[M101]: `list.csv` cannot be opened" in done.stderr


def test_fields_of_the_definition(library: Path) -> None:
    fields = "fields: {visits: {label: Your visits, type: appointments}, start: {label: First day, type: date, required: yes}}\nreferences:"
    change(library / "handouts" / "chemotherapy.yaml", "references:", fields)
    change(
        library / "handouts" / "sections" / "chemotherapy" / "how-it-works.md",
        "[@who2020].",
        "[@who2020]. You begin on {{ field.start }}.",
    )
    text = 'Name,First day,Your visits\nA,24/11/2026,"2026-11-24 10:30 Ward 4; 1/12/2026"\n'
    (library / "list.csv").write_text(text, encoding="utf-8")
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 0, done.output
    words = said((library / "copies" / "chemotherapy-standard-0002.pdf").read_bytes()).replace("\u00a0", " ")
    assert "You begin on 24 November 2026." in words
    missing = run("merge", "chemotherapy", "--data", "list.csv", "--out", "more", "--by", "hospital number")
    assert missing.exit_code == 1
    assert "there is no column `Hospital number`" in missing.stderr


def test_the_template_is_filled_in_and_merged(library: Path) -> None:
    done = run("merge", "chemotherapy", "--template")
    assert done.stdout == "chemotherapy-patients.xlsx\n"
    path = library / "chemotherapy-patients.xlsx"
    (sheet,) = (CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0),)
    assert sheet.to_python() == [["Name", "Hospital number", "My nurse", "edition"]]
    assert run("merge", "chemotherapy", "--template").exit_code == 2
    assert (
        "has headings but no rows below them"
        in run("merge", "chemotherapy", "--data", path.name, "--out", "copies").stderr
    )
    path.write_bytes(with_row(path.read_bytes(), NAME, "0012"))
    filled = run("merge", "chemotherapy", "--data", path.name, "--out", "copies")
    assert filled.exit_code == 0, filled.output
    assert "0012" in said((library / "copies" / "chemotherapy-standard-0002.pdf").read_bytes())


def test_of_several_sheets_one_must_be_named(library: Path) -> None:
    rows = [["Name"], [NAME]]
    (library / "list.xlsx").write_bytes(
        book(Sheet(rows, name="Morning"), Sheet([["Name"], ["Bo Ng"]], name="Afternoon"))
    )
    refused = run("merge", "chemotherapy", "--data", "list.xlsx", "--out", "copies")
    assert refused.exit_code == 1
    assert "error[M122]: `list.xlsx` has 2 sheets that hold something: “Morning”, “Afternoon”" in refused.stderr
    assert not (library / "copies").exists()
    done = run("merge", "chemotherapy", "--data", "list.xlsx", "--out", "copies", "--sheet", "Afternoon")
    assert done.exit_code == 0, done.output
    assert "info[M130]: read from the sheet “Afternoon”: 1 row" in done.stderr
    assert "Bo Ng" in said((library / "copies" / "chemotherapy-standard-0002.pdf").read_bytes())


@pytest.mark.parametrize(
    ("more", "made"), [(("--hidden-rows", "leave"), [2, 4]), (("--hidden-rows", "make"), [2, 3, 4])]
)
def test_hidden_rows_are_made_or_left_as_is_said(library: Path, more: tuple[str, ...], made: list[int]) -> None:
    rows = [["Name"], ["A"], ["B"], ["C"]]
    (library / "list.xlsx").write_bytes(book(Sheet(rows, hidden_rows={3})))
    refused = run("merge", "chemotherapy", "--data", "list.xlsx", "--out", "copies", "--skip-bad")
    assert refused.exit_code == 1
    assert "error[M123]: row 3 of the sheet “List” is hidden in Excel" in refused.stderr
    assert not (library / "copies").exists()
    done = run("merge", "chemotherapy", "--data", "list.xlsx", "--out", "copies", *more)
    assert done.exit_code == 0, done.output
    assert ("1 row that Excel hides" in done.stderr) is (len(made) == 2)
    assert sorted(files_below(library / "copies")) == [f"chemotherapy-standard-000{row}.pdf" for row in made]


def test_a_handout_with_lines_of_its_own_has_the_name_on_its_front_as_well(library: Path) -> None:
    section = library / "handouts" / "sections" / "chemotherapy" / "how-it-works.md"
    section.write_text(
        f"{section.read_text(encoding='utf-8')}\n::: prepared-for\nfields: [nurse]\n:::\n", encoding="utf-8"
    )
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--edition", "booklet")
    assert done.exit_code == 0, done.output
    for row, name in ((2, NAME), (3, "Bo Ng")):
        read = read_pdf(
            (library / "copies" / f"chemotherapy-booklet-000{row}.pdf").read_bytes(),
            name="copy.pdf",
            findings=Findings(),
        )
        assert read
        assert name in " ".join(" ".join(fact.text for fact in read.page_facts.pages[0].texts).split())


def test_wrong_usage(library: Path) -> None:
    assert "--data FILE" in run("merge", "chemotherapy").stderr
    assert "no handout `chemo`" in run("merge", "chemo", "--template").stderr
    assert (
        "no field `Shoe size`"
        in run("merge", "chemotherapy", "--data", "list.csv", "--out", "x", "--by", "Shoe size").stderr
    )
    assert (
        "no edition `large-print`"
        in run("merge", "chemotherapy", "--data", "list.csv", "--out", "x", "--edition", "large-print").stderr
    )


def test_where_folders_cannot_be_kept_private_it_must_be_accepted(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wardleaf.records.private.has_modes", lambda: False)
    monkeypatch.setattr("wardleaf.records.private.run_windows_program", Windows(stays=COLLEAGUES))
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 1
    assert "error[M114]" in done.stderr
    assert "--accept-shared-folder" in done.stderr
    assert done.stderr.endswith("Nothing was written.\n")
    assert not (library / "copies").exists()
    (library / "copies").mkdir()
    (library / "copies" / "mine.txt").write_text("kept", encoding="utf-8")
    assert run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies").exit_code == 1
    assert list(files_below(library / "copies")) == ["mine.txt"]
    assert (
        run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--accept-shared-folder").exit_code == 0
    )
    assert len(files_below(library / "copies")) == 3


def test_on_windows_the_folder_is_closed_by_an_access_list(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = Windows(explicit=COLLEAGUES)
    monkeypatch.setattr("wardleaf.records.private.has_modes", lambda: False)
    monkeypatch.setattr("wardleaf.records.private.run_windows_program", windows)
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 0, done.output
    assert windows.sddl == f"D:PAI(A;OICI;FA;;;{ME})"
    assert len(files_below(library / "copies")) == 2
    assert not any(word in repr(windows.commands) for word in (*NAME.split(), NUMBER))


def test_all_booklets_as_one_file_for_the_printer(library: Path) -> None:
    run("merge", "chemotherapy", "--data", "list.csv", "--out", "single", "--edition", "booklet")
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "joined", "--edition", "booklet", "--one-file")
    assert done.exit_code == 0, done.output
    (name,) = files_below(library / "joined")
    assert name == "chemotherapy-booklet-all-print.pdf"
    single = [data for path, data in files_below(library / "single").items() if path.endswith("-print.pdf")]
    read = [
        read_pdf(data, name="print.pdf", findings=Findings())
        for data in (*single, files_below(library / "joined")[name])
    ]
    first, second, joined = (found for found in read if found)
    assert [page.texts for page in joined.page_facts.pages] == [
        page.texts for page in (*first.page_facts.pages, *second.page_facts.pages)
    ]
    assert not any(
        word.encode() in part for part in opened(files_below(library / "joined")[name]) for word in NAME.split()
    )
    assert run("merge", "chemotherapy", "--data", "list.csv", "--out", "joined", "--one-file").exit_code == 2
