"""`verify` says CURRENT of nothing that was changed, and cannot be told nothing by a damaged record."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import NameObject
from tests.cli.approving import WHO, approve_all, real_library
from tests.cli.running import change, run

PDF = Path("build/riverside/chemotherapy-standard.pdf")
APPROVALS = Path("handouts/approvals.yaml")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = real_library(tmp_path, monkeypatch)
    approve_all()
    assert run("build", "--archive", "archive").exit_code == 0
    return root


def digits() -> str:
    entries = json.loads(Path("build/riverside/manifest.json").read_text())["files"]
    return str(next(entry["content-hash"] for entry in entries if entry["handout"] == "chemotherapy"))


def forged() -> str:
    writer = pypdf.PdfWriter(clone_from=str(PDF))
    writer.pages[1][NameObject("/Contents")] = writer.pages[2]["/Contents"]
    data = io.BytesIO()
    writer.write(data)
    Path("forged.pdf").write_bytes(data.getvalue())
    return "forged.pdf"


@pytest.mark.parametrize("archive", [(), ("--archive", "nowhere")])
def test_a_changed_file_is_not_current(library: Path, archive: tuple[str, ...]) -> None:
    done = run("verify", forged(), *archive)
    assert (done.exit_code, done.stdout.split("\n")[0]) == (1, "CHANGED")
    same = run("verify", str(PDF), *archive)
    assert (same.exit_code, same.stdout.split("\n")[0]) == (0, "CURRENT"), same.output
    Path("one-byte.pdf").write_bytes(PDF.read_bytes() + b"\n")
    assert run("verify", "one-byte.pdf", *archive).exit_code == 1


@pytest.mark.parametrize(
    "line",
    [
        "RBC-001 version 1.0 {a} {b}",
        "rbc-001  VERSION 1.0   {A} {B}",
        "RBC‑001\u00a0version\u00a01.0\u00a0\u00a0{a}\u00a0{b}",
        "RBC–001 · version 1.0 · {a} {b}",
        "RBC 001 1.0 {a}{b}",
        "RBC-001-{a}{b}",
        "RBC-001 version 1.0 {a} {b} 2 of 3",
        "RBC-001 version 1.0 issue 1 {a}.{b}",
        "RBC-001\u2003v1.0\n{a} {b}",
        "Riverside Breast Clinic RBC-001 version 1.0 {a} {b} Page 2 of 3",
        "Page 2 of 3   RBC-001 version 1.0 {a} {b}  Specimen: not a real clinic. Call 0808 8004",
        "Call 0808 8004. RBC-001-{a}{b}",
        "leaflet says RBC-001 , version 1.0 ,{a} {b} .",
    ],
)
def test_the_line_at_the_foot_of_a_page_is_taken_whole(library: Path, line: str) -> None:
    a, b = digits().split()
    done = run("verify", *line.format(a=a, b=b, A=a.upper(), B=b.upper()).split(" "))
    assert (done.exit_code, done.stdout.split("\n")[0]) == (0, "CURRENT"), done.output


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("https://leaflets.riverside.example/rbc-001/1.0/", "CURRENT"),
        ("leaflets.riverside.example/rbc-001/1.0", "CURRENT"),
        ("HTTPS://LEAFLETS.RIVERSIDE.EXAMPLE/RBC-001/1.0/index.html", "CURRENT"),
        ("https://moved.example/somewhere/rbc-001/1.0/", "CURRENT"),
        ("https://leaflets.riverside.example/rbc-001/0.9/", "SUPERSEDED"),
        ("https://leaflets.riverside.example/rbc-001/1.0/2/", "UNKNOWN"),
        ("https://riverside.example/rbc-001?v=1.0&h={digits}", "CURRENT"),
    ],
)
def test_the_address_of_a_code_is_taken(library: Path, written: str, verdict: str) -> None:
    done = run("verify", written.format(digits=digits().replace(" ", "")))
    assert done.stdout.split("\n")[0] == verdict, done.output
    assert done.exit_code == (0 if verdict == "CURRENT" else 1)


def test_an_address_is_not_told_to_hold_where_two_printings_bear_it(library: Path) -> None:
    change(library / "handouts" / "clinics" / "riverside.yaml", "01632 960140", "01632 960149")
    done = run("verify", "leaflets.riverside.example/rbc-001/1.0")
    assert done.exit_code == 1
    assert done.stdout.startswith("CANNOT TELL\n") and "that whole line" in done.stdout


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta name="wardleaf:copy" content="RBC-001 version 1.0  {digits}"></head><body>Now 2.0</body>',
        "<html><body><footer><p>RBC-001 version&nbsp;1.0  <span>{digits}</span></p></footer></body></html>",
    ],
)
def test_a_published_page_is_taken(library: Path, page: str) -> None:
    Path("page.html").write_text(page.format(digits=digits()), encoding="utf-8")
    done = run("verify", "page.html")
    assert (done.exit_code, done.stdout.split("\n")[0]) == (0, "CURRENT"), done.output
    Path("page.html").write_text("<p>nothing", encoding="utf-8")
    assert run("verify", "page.html").stdout.startswith("UNKNOWN\n")


def test_a_hash_under_another_version_is_unknown(library: Path) -> None:
    done = run("verify", f"RBC-001 version 1.7 {digits()}")
    assert done.exit_code == 1
    assert done.stdout.startswith("UNKNOWN\n") and "is that of version 1.0, not 1.7" in done.stdout


def test_what_is_no_line_of_a_page_is_wrong_usage(library: Path) -> None:
    for written in ("x" * 300, "x" * 5_000 + ".pdf", "RBC-001", "handouts", "0000 0000", "\x00"):
        done = run("verify", written)
        assert done.exit_code == 2, written
        assert len(done.stderr) < 600


def test_a_withdrawal_that_cannot_be_read_cannot_be_told(library: Path) -> None:
    assert run("withdraw", "RBC-001", "--reason", "A wrong dose", "--as", WHO).exit_code == 0
    change(APPROVALS, "state: withdrawn", "state: withdrawnn")
    for copy in (str(PDF), f"RBC-001 {digits()}"):
        done = run("verify", copy)
        assert done.exit_code == 1
        assert done.stdout.startswith("CANNOT TELL\n") and "withdrawnn" in done.stdout
    built = run("build", "--out", "o")
    assert built.exit_code == 1 and "error[R618]" in built.stderr
    assert sorted(path.name for path in Path("o/riverside").iterdir()) == ["manifest.json", "second-standard.pdf"]
    before = APPROVALS.read_bytes()
    refused = run("approve", "handout:second", "--as", "P. Lee, manager")
    assert refused.exit_code == 1 and "Recorded" not in refused.stdout
    assert APPROVALS.read_bytes() == before
    assert "unclear" in run("register").stdout
    assert "error[R618]" in run("check").stdout


@pytest.mark.parametrize("left", ["", "head"])
def test_decisions_that_are_gone_are_missed(library: Path, left: str) -> None:
    text = APPROVALS.read_text(encoding="utf-8")
    if left:
        entries = re.split(r"(?m)^(?=- )", text)
        APPROVALS.write_text("".join(entries[:-1]), encoding="utf-8")
    else:
        APPROVALS.unlink()
    done = run("verify", f"RBC-001 {digits()}")
    assert done.exit_code == 1
    assert done.stdout.startswith("CANNOT TELL\n")
    assert ("fewer decisions" if left else "is gone") in done.stdout
    APPROVALS.write_bytes(b"")
    assert run("verify", f"RBC-001 {digits()}").stdout.startswith("CANNOT TELL\n")
    assert run("build", "--out", "o").exit_code == 1
    assert not list(Path("o").glob("*/*.pdf"))


def test_a_handout_that_cannot_be_read_cannot_be_told(library: Path) -> None:
    change(library / "handouts" / "chemotherapy.yaml", "title: Chemotherapy\n", "titel: [\n")
    assert run("verify", f"RBC-001 {digits()}").stdout.startswith("CANNOT TELL\n")


def test_a_damaged_archive_is_told_and_mended(library: Path) -> None:
    files = [path for path in Path("archive").rglob("*") if path.is_file()]
    whole = {path: path.read_bytes() for path in files}
    assert len(files) > 8
    for path in files:
        path.write_bytes(b"")
    told = run("verify", f"RBC-001 {digits()}")
    assert (
        told.exit_code == 1
        and "error[W105]: the archive is damaged: its record of this release cannot be read" in told.stderr
    )
    done = run("build", "--archive", "archive")
    assert "warning[W112]: the archive was damaged" in done.stderr
    assert {path: path.read_bytes() for path in files} == whole
    again = run("build", "--archive", "archive")
    assert (again.exit_code, again.stderr) == (0, "")
    pdf = next(path for path in files if path.suffix == ".pdf" and "chemotherapy-standard" in path.name)
    pdf.write_bytes(whole[pdf][:-9])
    assert "the file that was released is not what it was" in run("verify", f"RBC-001 {digits()}").stderr


@pytest.mark.parametrize(
    "path",
    [
        "../out.yaml",
        "handouts/../../out.yaml",
        "/out.yaml",
        "handouts\\..\\..\\out.yaml",
        "C:/out.yaml",
        "handouts/a:b.yaml",
        "handouts//x",
        "handouts",
        "build/x",
        "handouts/\u202ex",
    ],
)
def test_an_archive_puts_no_file_outside_the_folder_that_was_named(library: Path, path: str) -> None:
    for record in Path("archive").glob("RBC-001/*/*.json"):
        told = json.loads(record.read_text(encoding="utf-8"))
        told["sources"][path] = next(iter(told["sources"].values()))
        record.write_text(json.dumps(told), encoding="utf-8")
    there = set(library.parent.rglob("*"))
    done = run("verify", f"RBC-001 {digits()}", "--restore", "old")
    assert done.exit_code == 1 and "error[W105]" in done.stderr
    assert set(library.parent.rglob("*")) <= there | {library / "old"}


def test_an_archive_that_leads_elsewhere_is_not_written_to(library: Path) -> None:
    (library.parent / "elsewhere").mkdir()
    Path("other").mkdir()
    Path("other/RBC-001").symlink_to(library.parent / "elsewhere")
    done = run("build", "chemotherapy", "--archive", "other")
    assert done.exit_code == 1 and "is a link to a place outside the archive" in done.stderr
    assert list((library.parent / "elsewhere").iterdir()) == []
