"""`wardleaf build`: files, manifest, exit codes, and what is said when something is wrong."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from tests.cli.approving import draft_pages
from tests.cli.running import add_clinic, add_handout, change, files_below, run, small_library, start

from wardleaf.findings import Findings
from wardleaf.readback.reader import read_pdf


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    return root


# --- what is built ----------------------------------------------------------------------------------------------------


def test_everything_is_built_for_the_default_clinic(library: Path) -> None:
    done = run("build")
    assert done.exit_code == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert [line.split("  ")[0] for line in lines if not line.startswith("  ")] == [
        "build/riverside/chemotherapy-standard.pdf",
        "build/riverside/chemotherapy-booklet.pdf",
        "build/riverside/chemotherapy-booklet-print.pdf",
    ]
    assert [line.rpartition(" ")[2] for line in lines if not line.startswith("  ")] == ["pages", "pages", "sides"]
    assert any(line.startswith("  Smallest type:") for line in lines)
    assert sorted(files_below(library / "build")) == [
        "riverside/chemotherapy-booklet-print.pdf",
        "riverside/chemotherapy-booklet.pdf",
        "riverside/chemotherapy-standard.pdf",
        "riverside/manifest.json",
    ]
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in library.glob("build/*/*.pdf"))


def test_from_a_folder_inside_the_library_the_files_go_to_the_same_place(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library / "handouts" / "clinics")
    done = run("build", "--edition", "standard")
    assert done.stdout.startswith("../../build/riverside/chemotherapy-standard.pdf")
    assert (library / "build" / "riverside" / "chemotherapy-standard.pdf").is_file()


def test_one_handout_one_edition_named_clinics_another_folder(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")
    add_clinic(library, "lakeside", "Lakeside")
    done = run("build", "second", "--clinic", "lakeside", "--out", "elsewhere")
    assert done.exit_code == 0
    assert sorted(files_below(library / "elsewhere")) == ["lakeside/manifest.json", "lakeside/second-standard.pdf"]


def test_all_clinics(library: Path) -> None:
    add_clinic(library, "lakeside", "Lakeside")
    assert run("build", "--all-clinics", "--edition", "standard").exit_code == 0
    assert sorted(path.parent.name for path in library.glob("build/*/*.pdf")) == ["lakeside", "riverside"]


def test_an_edition_is_built_of_the_handouts_that_have_it(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")  # has no booklet
    done = run("build", "--edition", "booklet")
    assert done.exit_code == 0
    assert sorted(path.name for path in library.glob("build/*/*.pdf")) == [
        "chemotherapy-booklet-print.pdf",
        "chemotherapy-booklet.pdf",
    ]


def test_an_edition_that_the_named_handout_does_not_list_is_told(library: Path) -> None:
    done = run("build", "chemotherapy", "--edition", "large-print")
    assert done.exit_code == 1
    assert "this handout has no edition `large-print`; add it to `editions`" in done.stderr
    assert files_below(library / "build") == {}


def test_a_file_name_stands_for_its_handout(library: Path) -> None:
    assert run("build", "handouts/chemotherapy.yaml", "--edition", "standard").exit_code == 0


def test_spaces_and_accents_in_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_library(tmp_path / "Unité de jour" / "dépliants")
    monkeypatch.chdir(root.parent)
    done = run("build", "--library", "dépliants", "--edition", "standard", "--out", "gedruckt für alle")
    assert done.exit_code == 0
    assert done.stdout.startswith("gedruckt für alle/riverside/chemotherapy-standard.pdf")


def test_without_tags_no_claim_is_made(library: Path) -> None:
    run("build", "--edition", "standard", "--no-tags")
    read = read_pdf((library / "build/riverside/chemotherapy-standard.pdf").read_bytes(), name="x", findings=Findings())
    assert read is not None
    assert read.tree == ()
    assert not read.declared.tagged
    assert (read.declared.pdf_ua, read.declared.pdf_a) == ("", "")


def test_a_file_that_no_screen_reader_can_read_is_a_draft_and_no_release(library: Path) -> None:
    done = run("build", "--edition", "standard", "--no-tags", "--archive", "archive")
    assert done.exit_code == 0
    path = Path("build/riverside/chemotherapy-standard.pdf")
    assert all(draft_pages(path))
    assert '"draft": true' in Path("build/riverside/manifest.json").read_text(encoding="utf-8")
    assert not Path("archive").exists()
    run("build", "--edition", "standard")
    assert not any(draft_pages(path))


def test_open_shows_the_file_or_the_folder_of_several(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    run("build", "--edition", "standard", "--open")
    run("build", "--open")
    assert [Path(path).name for path in opened] == ["chemotherapy-standard.pdf", "riverside"]


# --- wrong usage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["chemotherapie"],
            "There is no handout `chemotherapie`. Did you mean `chemotherapy`? There are: chemotherapy.",
        ),
        (["--clinic", "riversid"], "There is no clinic `riversid`. Did you mean `riverside`? There are: riverside."),
        (
            ["--edition", "large"],
            "There is no edition `large`. Did you mean `large-print`? There are: booklet, large-print, standard, text, web.",
        ),
        (["--jobs", "0"], "0 is not in the range x>=1"),
        (["--emit", "everything"], "'everything' is not one of"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_2(library: Path, arguments: list[str], sentence: str) -> None:
    done = run("build", *arguments)
    assert done.exit_code == 2
    assert sentence in " ".join(done.stderr.split())
    assert not (library / "build").exists()


def test_outside_of_any_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("build")
    assert done.exit_code == 2
    assert "There is no library here" in done.stderr
    assert "wardleaf new library NAME" in done.stderr


def test_a_folder_that_is_no_library(tmp_path: Path) -> None:
    done = run("build", "--library", tmp_path)
    assert done.exit_code == 1
    assert "this library has no folder `handouts/`" in done.stderr


# --- findings ---------------------------------------------------------------------------------------------------------


def test_a_handout_with_an_error_is_not_built_and_the_others_are(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")
    run("build", "--edition", "standard")
    before = files_below(library / "build")
    change(library / "handouts/sections/chemotherapy/when-to-call.md", "- a temp", "- [@nobody] a temp")
    change(library / "handouts/sections/chemotherapy/how-it-works.md", "growing", "quickly growing")
    done = run("build", "--edition", "standard")
    assert done.exit_code == 1
    assert [line.split("  ")[0] for line in done.stdout.splitlines()] == ["build/riverside/second-standard.pdf"]
    assert "error[D105]" in done.stderr
    assert "--> handouts/sections/chemotherapy/when-to-call.md:7:" in done.stderr
    assert "= used by: chemotherapy" in done.stderr
    assert (
        "not built: chemotherapy for riverside (standard); build/riverside still holds what an earlier build made"
        in done.stderr
    )
    after = files_below(library / "build")
    assert after["riverside/chemotherapy-standard.pdf"] == before["riverside/chemotherapy-standard.pdf"]
    assert after["riverside/second-standard.pdf"] != before["riverside/second-standard.pdf"]


def test_a_definition_that_cannot_be_read_is_told_once_and_the_others_are_built(library: Path) -> None:
    change(add_handout(library, "second", code="RBC-002"), "version:", "versoin:")
    done = run("build")
    assert done.exit_code == 1
    assert done.stderr.count("did you mean `version`?") == 1
    assert "D119" not in done.stderr
    built = sorted(path.name for path in library.glob("build/*/*.pdf"))
    assert built == ["chemotherapy-booklet-print.pdf", "chemotherapy-booklet.pdf", "chemotherapy-standard.pdf"]
    assert run("build", "second").exit_code == 1


def test_findings_in_files_that_the_build_does_not_use_are_one_line(library: Path) -> None:
    change(add_handout(library, "second", code="RBC-002"), "version:", "versoin:")
    done = run("build", "chemotherapy", "--edition", "standard")
    assert done.exit_code == 0
    assert done.stderr == "1 finding in files this build does not use: wardleaf check\n"


def test_a_clinic_that_cannot_be_read_stops_its_handouts_only(library: Path) -> None:
    change(add_clinic(library, "lakeside", "Lakeside"), "profile: uk", "profile: fr")
    assert run("build", "--edition", "standard").exit_code == 0
    done = run("build", "--all-clinics", "--edition", "standard")
    assert done.exit_code == 1
    assert "handouts/clinics/lakeside.yaml:3:10" in done.stderr
    assert [path.parent.name for path in library.glob("build/*/*.pdf")] == ["riverside"]


def test_a_style_error_names_the_line_and_builds_nothing(library: Path) -> None:
    change(library / "styles/riverside.yaml", "accent: teal", "accent: teel")
    done = run("build")
    assert done.exit_code == 1
    assert done.stderr.count("error[S105]") == 1
    assert not list(library.glob("build/*/*.pdf"))


def test_a_logo_that_is_not_there_is_told(library: Path) -> None:
    change(library / "styles/riverside.yaml", "extends: base", "extends: base\nlogo: {file: missing.png}")
    done = run("build", "--edition", "standard")
    assert done.exit_code == 1
    assert "names the logo `missing.png`, which is not in styles/logos/" in done.stderr


def test_a_character_without_a_glyph_is_an_error_of_typesetting(library: Path) -> None:
    change(library / "handouts/sections/chemotherapy/how-it-works.md", "growing cells", "growing cells 漢")
    done = run("build", "--edition", "standard")
    assert done.exit_code == 1
    assert "error[T501]" in done.stderr
    assert "handouts/sections/chemotherapy/how-it-works.md:6" in done.stderr
    assert not list(library.glob("build/*/*.pdf"))


def test_a_language_without_labels_is_told(library: Path) -> None:
    change(library / "handouts/chemotherapy.yaml", "language: en-GB", "language: cy")
    change(library / "handouts/clinics/riverside.yaml", "language: en-GB", "language: cy")
    done = run("build", "--edition", "standard")
    assert done.exit_code == 1
    assert "error[D118]" in done.stderr


def test_findings_for_programs_come_alone(library: Path) -> None:
    done = run("build", "--format", "json", "--edition", "standard")
    assert json.loads(done.stdout)["counts"] == {"error": 0, "warning": 0, "info": 0}
    change(library / "handouts/chemotherapy.yaml", "kind: general", "kind: chemo")
    done = run("build", "--format", "json")
    assert [finding["code"] for finding in json.loads(done.stdout)["findings"]] == ["L119"]
    assert done.stderr == ""
    assert run("build", "--format", "github").stdout.startswith("::error file=handouts/chemotherapy.yaml,line=7")


# --- writing ----------------------------------------------------------------------------------------------------------


def _no_permission(self: Path, target: Path) -> Path:
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_cannot_be_written_is_a_sentence(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", "--edition", "standard")
    before = files_below(library / "build")
    change(library / "handouts/sections/chemotherapy/how-it-works.md", "growing", "quickly growing")
    monkeypatch.setattr(Path, "replace", _no_permission)
    done = run("build", "--edition", "standard")
    assert done.exit_code == 1
    assert "cannot be written: the computer does not give permission" in done.stderr
    assert done.stdout == ""
    assert files_below(library / "build") == before  # nothing half there, nothing left over


def test_a_file_where_the_folder_should_be(library: Path) -> None:
    (library / "taken").write_text("mine", encoding="utf-8")
    done = run("build", "--out", "taken", "--edition", "standard")
    assert done.exit_code == 1
    assert (
        "`taken/riverside/chemotherapy-standard.pdf` cannot be written: a file lies where its folder should be"
        in done.stderr
    )
    assert (library / "taken").read_text(encoding="utf-8") == "mine"


def test_a_folder_where_the_file_should_be(library: Path) -> None:
    (library / "build/riverside/chemotherapy-standard.pdf").mkdir(parents=True)
    done = run("build", "--edition", "standard")
    assert done.exit_code == 1
    assert "there is a folder of that name" in done.stderr
    assert files_below(library / "build") == {}


# --- the manifest -----------------------------------------------------------------------------------------------------


def _manifest(library: Path) -> list[dict[str, object]]:
    files = json.loads((library / "build/riverside/manifest.json").read_text(encoding="utf-8"))["files"]
    assert isinstance(files, list)
    return files


def test_the_manifest_says_what_each_file_is_made_of(library: Path) -> None:
    run("build")
    printed, booklet, standard = _manifest(library)
    pdf = library / "build/riverside/chemotherapy-standard.pdf"
    read = read_pdf(pdf.read_bytes(), name="x", findings=Findings())
    assert read is not None
    versions = standard.pop("built-with")
    assert isinstance(versions, dict)
    assert {"wardleaf", "python", "zlib", "reportlab", "pypdf", "PyYAML", "markdown-it-py"} <= versions.keys()
    content_hash = standard.pop("content-hash")
    assert isinstance(content_hash, str)
    assert content_hash == booklet["content-hash"] == printed["content-hash"]
    assert "as-printed" not in booklet
    on_paper = printed["as-printed"]
    assert isinstance(on_paper, dict)
    assert (on_paper["sheet"], on_paper["flip"], on_paper["sides"]) == ("A4", "long", printed["pages"])
    assert on_paper["smallest-type-pt"] >= 12
    assert standard == {
        "file": "chemotherapy-standard.pdf",
        "sha256": hashlib.sha256(pdf.read_bytes()).hexdigest(),
        "pages": len(read.page_facts.pages),
        "title": "Chemotherapy",
        "code": "RBC-001",
        "version": "1.0",
        "handout": "chemotherapy",
        "edition": "standard",
        "clinic": "riverside",
        "style": "riverside",
        "language": "en-GB",
        "sections": ["chemotherapy/how-it-works", "chemotherapy/when-to-call"],
        "references": ["who2020"],
    }
    text = (library / "build/riverside/manifest.json").read_text(encoding="utf-8")
    assert str(library) not in text


def test_the_manifest_keeps_files_of_earlier_builds_as_long_as_they_are_there(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")
    run("build")
    for name in ("chemotherapy-booklet.pdf", "chemotherapy-booklet-print.pdf"):
        (library / "build/riverside" / name).unlink()
    run("build", "second")
    assert [entry["file"] for entry in _manifest(library)] == ["chemotherapy-standard.pdf", "second-standard.pdf"]


def test_a_manifest_that_cannot_be_read_is_written_anew(library: Path) -> None:
    run("build")
    (library / "build/riverside/manifest.json").write_text("{", encoding="utf-8")
    done = run("build", "--edition", "standard")
    assert done.exit_code == 0
    assert "warning[W104]" in done.stderr
    assert [entry["file"] for entry in _manifest(library)] == ["chemotherapy-standard.pdf"]


# --- stages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "beginning"),
    [
        ("document", "!Document\nid: chemotherapy\nedition: standard\n"),
        ("style", "!Style\nname: riverside\n"),
        ("reading", "- Document:\n  - {language: en-GB}\n  - Sect:\n    - P: "),
        ("tags", "!StructElem\nrole: Document\n"),
        ("breaks", "!PageEnds\ncost: "),
        ("pages", "- page: 1\n  size: [595.276, 841.89]\n  items:\n  - {anchor: page-1, at: "),
        ("facts", "!PageFacts\npages:\n"),
    ],
)
def test_a_stage_is_printed_and_nothing_written(library: Path, stage: str, beginning: str) -> None:
    done = run("build", "chemotherapy", "--emit", stage)
    assert done.exit_code == 0
    assert done.stdout.startswith(beginning)
    assert not (library / "build").exists()


def test_emit_wants_one_handout(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")
    done = run("build", "--emit", "document")
    assert done.exit_code == 2
    assert "name one handout" in done.stderr


def test_emit_with_an_error_tells_it(library: Path) -> None:
    change(library / "handouts/sections/chemotherapy/how-it-works.md", "@who2020", "@who2021")
    done = run("build", "--emit", "facts")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "did you mean `who2020`?" in done.stderr


# --- as a process -----------------------------------------------------------------------------------------------------


def _built(
    library: Path, out: str, *arguments: str, **environment: str
) -> tuple[subprocess.CompletedProcess[bytes], dict[str, bytes]]:
    done = start("build", "--all-clinics", "--no-cache", "--out", out, *arguments, folder=library, **environment)
    return done, files_below(library / out)


def test_the_same_bytes_whatever_the_jobs_and_the_hash_seed(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")
    add_clinic(library, "lakeside", "Lakeside")
    one, alone = _built(library, "one", "--jobs", "1", PYTHONHASHSEED="1")
    two, together = _built(library, "two", "--jobs", "2", PYTHONHASHSEED="2")
    assert (one.returncode, two.returncode) == (0, 0)
    assert len(alone) == 10
    assert alone == together
    assert one.stdout.replace(b"one/", b"two/") == two.stdout
    assert one.stderr == two.stderr == b""  # quiet where nobody watches


def test_findings_are_the_same_whatever_the_jobs(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")
    add_clinic(library, "lakeside", "Lakeside")
    change(library / "handouts/sections/chemotherapy/when-to-call.md", "- a temp", "- [@nobody] a temp")
    one, alone = _built(library, "one", "--jobs", "1")
    two, together = _built(library, "two", "--jobs", "2")
    assert (one.returncode, two.returncode) == (1, 1)
    assert alone == together
    assert one.stderr == two.stderr
    assert b"D105" in one.stderr


def test_a_console_without_utf_8_gets_plain_ascii(library: Path) -> None:
    root = library.rename(library.with_name("dépliants"))
    change(root / "handouts/sections/chemotherapy/how-it-works.md", "growing cells", "“growing” cells [@who2021]")
    done = start("build", "--library", "dépliants", "--out", "pâtés", folder=root.parent, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stderr.isascii()
    assert b'"growing" cells [@who2021]' in done.stderr


def test_a_mistake_that_a_worker_process_finds_is_told(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")
    add_clinic(library, "lakeside", "Lakeside")
    change(library / "handouts/sections/chemotherapy/how-it-works.md", "growing cells", "growing cells 漢")
    done, made = _built(library, "out", "--jobs", "2")
    assert done.returncode == 1
    assert b"T501" in done.stderr
    assert made == {}
