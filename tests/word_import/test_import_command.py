"""`wardleaf import` as people type it: what is written, what is never written over, and that the result builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.running import small_library
from tests.word_import.converted import CASES, case
from tests.word_import.wordfile import changed, item, notes, paragraph, relation, run, word_file

from wardleaf.cli.group import wardleaf

ROOT = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    return root


def _run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(wardleaf, list(arguments), input=given)


def _leaflet(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_one_file_becomes_a_handout_with_its_report(library: Path, tmp_path: Path) -> None:
    before = _files(library)
    told = _run("import", _leaflet(tmp_path / "Iron.docx", case("04")))
    assert told.exit_code == 0, told.output
    new = {path for path in _files(library) if path not in before}
    assert new >= {
        "handouts/iron-tablets.yaml",
        "handouts/sections/iron-tablets/do-they-work.md",
        "handouts/sections/iron-tablets/side-effects.md",
        "imported/iron-tablets/report.txt",
    }
    references = (library / "handouts/references.yaml").read_text(encoding="utf-8")
    assert references.startswith(before["handouts/references.yaml"].decode())
    assert "- id: arden2019" in references
    assert "2 sections, 0 pictures, 6 sources; next: wardleaf check" in told.output
    assert "number 9 has no entry" in (library / "imported/iron-tablets/report.txt").read_text(encoding="utf-8")


def test_the_day_of_the_last_check_is_said_once(library: Path, tmp_path: Path) -> None:
    file = _leaflet(tmp_path / "Iron.docx", case("04"))
    assert _run("import", file, "--reviewed", "2026-11-01").exit_code == 0
    assert "  last-reviewed: 2026-11-01\n" in (library / "handouts/iron-tablets.yaml").read_text(encoding="utf-8")
    assert "reviewed: 2026-11-01\n" in (library / "handouts/sections/iron-tablets/side-effects.md").read_text(
        encoding="utf-8"
    )
    assert _run("import", file, "--reviewed", "1 May").exit_code == 2


def test_nothing_is_written_over(library: Path, tmp_path: Path) -> None:
    file = _leaflet(tmp_path / "a.docx", case("04"))
    assert _run("import", file).exit_code == 0
    before = _files(library)
    told = _run("import", file)
    assert told.exit_code == 1
    assert "is there already; nothing was written" in told.stderr
    assert "--name iron-tablets-2" in told.stderr
    assert _files(library) == before
    assert _run("import", file, "--name", "Iron again").exit_code == 0
    references = (library / "handouts/references.yaml").read_text(encoding="utf-8")
    assert references.count("id: arden2019") == 1, "the same source, by its DOI, is there once"
    assert "[@arden2019; " in (library / "handouts/sections/iron-again/do-they-work.md").read_text(encoding="utf-8")


def test_changes_are_asked_about_and_nothing_is_written(library: Path, tmp_path: Path) -> None:
    before = _files(library)
    file = _leaflet(tmp_path / "a.docx", case("06"))
    told = _run("import", file)
    assert told.exit_code == 1
    assert "the file has changes that nobody has accepted; nothing was written" in told.stderr
    assert _files(library) == before
    assert _run("import", file, "--changes", "reject").exit_code == 0


def test_comments_alone_are_asked_about(library: Path, tmp_path: Path) -> None:
    data = word_file(
        paragraph("Title", style="Title"), paragraph("Words.", '<w:r><w:commentReference w:id="1"/></w:r>'),
        relations=relation("rC", "comments", "comments.xml"), parts={"word/comments.xml": notes("comment", "Is this so?")},
    )  # fmt: skip
    told = _run("import", _leaflet(tmp_path / "a.docx", data))
    assert told.exit_code == 1
    assert "“Is this so?”" in told.stderr
    assert "comments that nobody has answered" in told.stderr


def test_a_dry_run_writes_nothing(library: Path, tmp_path: Path) -> None:
    before = _files(library)
    assert _run("import", _leaflet(tmp_path / "a.docx", case("08")), "--dry-run").exit_code == 0
    assert {path for path in _files(library) if not path.endswith(".lock")} == set(before)


def test_a_folder_at_once_with_one_table(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drawer"
    folder.mkdir()
    for path in sorted(CASES.glob("*.docx")):
        shutil.copy(path, folder)
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    (folder / "~$lock.docx").write_bytes(b"x")
    told = _run("import", str(folder))
    assert told.exit_code == 1, "two files could not be imported"
    rows = [line.split() for line in told.stdout.split("\n\n")[-1].splitlines()]
    assert rows[0][:3] == ["file", "handout", "sections"]
    assert len(rows) == 1 + 8 + 1
    assert sum("not imported" in " ".join(row) for row in rows) == 2
    assert (library / "handouts/dry-eyes.yaml").is_file()
    assert "before 2007" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((), "Name a Word file"), (("--paste", "FILE"), "Name a Word file"), (("FILE", "FILE2", "--name", "x"), "--name is for one file"), (("FILE", "--name", "???"), "gives no id")],
)  # fmt: skip
def test_wrong_usage(arguments: tuple[str, ...], words: str, library: Path, tmp_path: Path) -> None:
    file = _leaflet(tmp_path / "a.docx", case("04"))
    told = _run("import", *(file if one.startswith("FILE") else one for one in arguments))
    assert told.exit_code == 2
    assert words in told.stderr


def test_pasted_text_and_html(library: Path) -> None:
    told = _run("import", "--paste", given="Going home\n\nWHAT TO BRING\n\n• a bag\n• your letter\n\nAsk us.\n")
    assert told.exit_code == 0, told.output
    assert (
        (library / "handouts/sections/going-home/what-to-bring.md")
        .read_text(encoding="utf-8")
        .endswith("- a bag\n- your letter\n\nAsk us.\n")
    )
    page = "<html><body><h1>At home</h1><h2>Rest</h2><p>Take <b>your</b> time, <a href='https://a.example/x'>see here</a>.<ul><li>one<li>two</ul><script>x()</script><table><tr><th>A<th>B<tr><td>1<td>2</table></body></html>"
    assert _run("import", "--paste", given=page).exit_code == 0
    assert (library / "handouts/sections/at-home/rest.md").read_text(encoding="utf-8").split("---\n", 2)[2] == (
        "Take **your** time, [see here](https://a.example/x).\n\n- one\n- two\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    )
    assert _run("import", "--paste", given=b"PK\x03\x04\x00").exit_code == 1
    assert _run("import", "--paste", given=b"\xff\xffx").exit_code == 1
    assert _run("import", "--paste", given="").exit_code == 1


def test_phone_numbers_of_the_clinic_are_named(library: Path, tmp_path: Path) -> None:
    clinic = (library / "handouts/clinics/riverside.yaml").read_text(encoding="utf-8")
    number = next(
        line.split('"')[1] for line in clinic.splitlines() if "any-time" in line or " day:" in line or "night:" in line
    )
    data = word_file(
        paragraph("Help", style="Title"),
        paragraph(f"Call {number.replace(' ', '')[:5]} {number.replace(' ', '')[5:]} at night, or 01632 960 999."),
    )
    told = _run("import", _leaflet(tmp_path / "a.docx", data))
    text = (library / "handouts/sections/help/help.md").read_text(encoding="utf-8")
    assert "Call {{ clinic.phones." in text
    assert "or 01632 960 999." in text
    assert "01632 960 999 is typed" in told.stderr


def test_each_case_builds_in_the_shipped_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "library"
    for name in ("handouts", "styles"):
        shutil.copytree(ROOT / name, root / name)
    monkeypatch.chdir(root)
    names: list[str] = []
    for path in sorted(CASES.glob("*.docx")):
        before = {one.stem for one in (root / "handouts").glob("*.yaml")}
        assert _run("import", str(path), "--changes", "accept").exit_code == 0
        names += {one.stem for one in (root / "handouts").glob("*.yaml")} - before
    assert len(names) == 8
    told = _run("build", *sorted(names), "--edition", "standard", "--format", "plain", "--out", str(tmp_path / "out"))
    assert sorted(path.stem for path in (tmp_path / "out").rglob("*-standard.pdf")) == sorted(
        f"{name}-standard" for name in names
    ), told.stderr
    codes = {
        word
        for line in told.stderr.splitlines()
        for word in line.replace("[", " ").replace("]", " ").replace(":", " ").split()
        if word[:1] in "DLTS" and word[1:].isdigit()
    }
    assert codes == set(), "nothing that was written is read otherwise than it was meant"
    checked = _run("check", "dry-eyes", "--format", "plain")
    assert checked.exit_code == 1
    for words in (
        "“TODO-dry-eyes” stands for what the Word file did not say",
        "“9999-12-31” stands for what the Word file did not say",
    ):
        assert words in checked.output
    for part in ("handout:dry-eyes", "section:dry-eyes/what-helps"):
        refused = _run("approve", part, "--as", "J. Ellis, head of patient information")
        assert refused.exit_code == 1
        assert "R623" in refused.output


def test_a_picture_and_a_long_list_are_written(library: Path, tmp_path: Path) -> None:
    data = word_file(
        paragraph("Title", style="Title"),
        *(item(f"point {number}", 2) for number in range(1, 4)),
        paragraph("Words."),
        item("again", 3),
        paragraph(run("so"), changed("ins", run(" far"))),
    )
    assert _run("import", _leaflet(tmp_path / "a.docx", data), "--changes", "accept").exit_code == 0
    text = (library / "handouts/sections/title/title.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert text == "1. point 1\n2. point 2\n3. point 3\n\nWords.\n\n1. again\n\nso far\n"
