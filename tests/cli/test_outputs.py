"""What a command writes is never what it reads: by the same path, another spelling of it, or a link."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.running import run, small_library
from tests.imposition.making import numbered_pdf

SAME: dict[str, Callable[[Path], Path]] = {
    "the same path": lambda file: file,
    "another spelling": lambda file: file.parent / "sub" / ".." / file.name,
    "a link": lambda file: _linked(file, file.with_name("link.pdf")),
    "a hard link": lambda file: _hard(file, file.with_name("hard.pdf")),
    "through a linked folder": lambda file: _linked(file.parent, file.parent.parent / "folder") / file.name,
}


def _linked(file: Path, link: Path) -> Path:
    link.symlink_to(file)
    return link


def _hard(file: Path, link: Path) -> Path:
    os.link(file, link)
    return link


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    (folder / "sub").mkdir(parents=True)
    file = folder / "x.pdf"
    file.write_bytes(numbered_pdf(4))
    return file


@pytest.mark.parametrize("how", SAME)
def test_impose_never_writes_over_its_input(pdf: Path, how: str) -> None:
    before = pdf.read_bytes()
    output = SAME[how](pdf)
    done = run("impose", str(pdf), "--output", str(output))
    assert done.exit_code == 2
    assert "--output would write over" in done.stderr and "Nothing was written." in done.stderr
    assert pdf.read_bytes() == before == output.read_bytes()


def test_impose_never_writes_over_its_input_by_the_name_that_it_chooses_itself(pdf: Path) -> None:
    own = pdf.with_name("y-print.pdf")
    own.write_bytes(pdf.read_bytes())
    _hard(own, pdf.with_name("y.pdf"))
    done = run("impose", str(pdf.with_name("y.pdf")))
    assert done.exit_code == 2 and "The print file would write over" in done.stderr
    fronts = pdf.with_name("z-fronts.pdf")
    fronts.write_bytes(pdf.read_bytes())
    done = run("impose", str(fronts), "--manual-duplex", "face-up", "--output", str(pdf.with_name("z.pdf")))
    assert done.exit_code == 2 and "z-fronts.pdf" in done.stderr


def test_a_printer_profile_is_no_place_to_write(pdf: Path) -> None:
    profile = pdf.with_name("printer.yaml")
    profile.write_text("name: Ward 3\n", encoding="utf-8")
    for arguments in (["impose", str(pdf), "--printer"], ["print-test", "--printer-profile"]):
        done = run(*arguments, str(profile), "--output", str(profile))
        assert done.exit_code == 2 and "Nothing was written." in done.stderr
    assert profile.read_text(encoding="utf-8") == "name: Ward 3\n"


def test_another_file_that_is_there_is_replaced_as_before(pdf: Path) -> None:
    other = pdf.with_name("old.pdf")
    other.write_bytes(b"old")
    assert run("impose", str(pdf), "--output", str(other), "--allow-small-type", "a test").exit_code == 0
    assert other.read_bytes().startswith(b"%PDF")


def test_files_of_a_library_are_no_place_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    style = root / "styles" / "base.yaml"
    section = next((root / "handouts" / "sections").rglob("*.md"))
    link = _linked(section, root / "picture.png")
    for arguments in (
        ["style", "base", "--specimen", "--out", "styles/base.yaml"],
        ["show", "chemotherapy", "--out", str(link)],
        ["diff", "chemotherapy", "--since", "HEAD", "--pdf", "styles/../styles/base.yaml"],
    ):
        before = style.read_bytes(), section.read_bytes()
        done = run(*arguments)
        assert done.exit_code == 2, done.stderr
        assert "would write over" in done.stderr
        assert (style.read_bytes(), section.read_bytes()) == before


def test_a_patient_list_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    out = tmp_path / "copies"
    out.mkdir()
    data = out / "list.csv"
    data.write_text("Name\nA\n", encoding="utf-8")
    for name in ("chemotherapy-booklet-all-print.pdf", "skipped-rows.txt"):
        link = _hard(data, out / name)
        done = run(
            "merge", "chemotherapy", "--data", str(data), "--out", str(out), "--edition", "booklet", "--one-file"
        )
        assert done.exit_code == 2 and "would write over" in done.stderr
        link.unlink()
    (out / "chemotherapy-patients.xlsx").symlink_to(data)
    assert run("merge", "chemotherapy", "--template", "--out", str(out)).exit_code == 2
    assert data.read_text(encoding="utf-8") == "Name\nA\n"
