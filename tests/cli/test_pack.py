"""`wardleaf pack`: several handouts as one file, answered for by each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.running import add_handout, change, files_below, run, small_library

from wardleaf.batch import many_builds
from wardleaf.building import build_handout
from wardleaf.findings import Findings
from wardleaf.pipeline import Workshop
from wardleaf.readback.model import element_text, elements
from wardleaf.readback.reader import read_pdf
from wardleaf.records.built import Built, Target


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    add_handout(root, "second", code="RBC-002", section="chemotherapy/when-to-call")
    change(root / "handouts" / "second.yaml", "[standard]", "[standard, booklet]")
    monkeypatch.chdir(root)
    return root


def words(path: Path) -> str:
    read = read_pdf(path.read_bytes(), name=path.name, findings=Findings())
    assert read is not None
    return " ".join(element_text(element) for element in elements(read.tree)).replace("\u00a0", " ")


def test_a_pack_without_a_file(library: Path) -> None:
    done = run("pack", "chemotherapy", "second", "--title", "Your treatment")
    assert done.exit_code == 0, done.output
    assert "is printed once: chemotherapy/when-to-call" in done.stderr
    made = [path for path in (library / "build" / "riverside").iterdir() if path.suffix == ".pdf"]
    assert len(made) == 3  # standard, booklet and its print file
    text = words(next(path for path in made if path.name.endswith("-standard.pdf")))
    assert "Your treatment" in text
    assert "RBC-001, version" in text
    assert "RBC-002, version" in text


def test_a_pack_with_a_file(library: Path) -> None:
    text = (library / "handouts" / "second.yaml").read_text(encoding="utf-8").replace("RBC-002", "RBC-003")
    text = text.replace("  - chemotherapy/when-to-call\n", "  - handout: chemotherapy\n  - handout: second\n")
    (library / "handouts" / "both.yaml").write_text(text, encoding="utf-8")
    done = run("build", "both", "--edition", "standard")
    assert done.exit_code == 0, done.output
    assert list(files_below(library / "build")) == ["riverside/both-standard.pdf", "riverside/manifest.json"]


def test_a_pack_of_one_edition_has_one_cover_one_contents_list_and_pages_numbered_through(library: Path) -> None:
    for id in ("chemotherapy", "second"):  # each by itself has a cover and asks for a contents list
        change(library / "handouts" / f"{id}.yaml", "references:", "contents: yes\nreferences:")
    done = run("pack", "chemotherapy", "second", "--title", "Your treatment", "--edition", "booklet")
    assert done.exit_code == 0, done.output
    reading, printed = sorted(
        (path for path in (library / "build" / "riverside").glob("*.pdf")), key=lambda path: len(path.name)
    )
    assert [path.name.rpartition("-")[2] for path in (reading, printed)] == ["booklet.pdf", "print.pdf"]
    read = read_pdf(reading.read_bytes(), name="pack.pdf", findings=Findings())
    assert read is not None
    assert sum(element.role == "TOC" for element in elements(read.tree)) == 1
    assert sum(element.role == "H1" for element in elements(read.tree)) == 1
    pages = read.page_facts.pages
    folios = [
        found
        for page in pages
        for found in re.findall(r"\b(\d+) of (\d+)\b", " ".join(text.text for text in page.texts if text.artifact))
    ]
    assert folios == [(str(number), str(len(pages))) for number in range(2, len(pages) + 1)]  # the cover has none


def test_a_withdrawn_handout_is_in_no_pack(library: Path) -> None:
    assert run("withdraw", "second", "--as", "B. Reader, doctor", "--reason", "Replaced").exit_code == 0
    done = run("pack", "chemotherapy", "second")
    assert done.exit_code == 1
    assert "RBC-002 was withdrawn" in done.stderr
    assert not (library / "build" / "riverside").exists()


def test_wrong_usage(library: Path) -> None:
    assert "at least two handouts" in run("pack", "chemotherapy").stderr
    assert "no handout `secnd`" in run("pack", "chemotherapy", "secnd").stderr
    change(library / "handouts" / "second.yaml", "[standard, booklet]", "[large-print]")
    assert "no edition in common" in run("pack", "chemotherapy", "second").stderr


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was really built."""
    names: list[str] = []

    def counted(workshop: Workshop, target: Target, *, tags: bool = True) -> Built:
        names.append(target.edition)
        return build_handout(workshop, target, tags=tags)

    monkeypatch.setattr(many_builds, "build_handout", counted)
    return names


PACK = ("pack", "chemotherapy", "second", "--title", "Your treatment")


def test_a_pack_that_has_not_changed_is_not_built_again(library: Path, made: list[str]) -> None:
    first = run(*PACK)
    before = files_below(library / "build" / "riverside")
    assert made == ["standard", "booklet"]
    again = run(*PACK)
    assert (again.stdout, again.stderr, again.exit_code) == (first.stdout, first.stderr, first.exit_code)
    assert run(*PACK, "--edition", "booklet", "--out", "other").exit_code == 0
    assert made == ["standard", "booklet"]
    run(*PACK, "--no-cache", "--out", "anew")
    assert made == ["standard", "booklet"] * 2
    assert files_below(library / "build" / "riverside") == before == files_below(library / "anew" / "riverside")


@pytest.mark.parametrize(
    "asked",
    [
        ("pack", "second", "chemotherapy", "--title", "Your treatment"),
        ("pack", "chemotherapy", "second"),
        (*PACK[:-1], "Another title"),
    ],
    ids=["another order", "no title", "another title"],
)
def test_another_pack_of_the_same_handouts_is_built(library: Path, made: list[str], asked: tuple[str, ...]) -> None:
    run(*PACK)
    run(*asked)
    assert made == ["standard", "booklet"] * 2
    kept = files_below(library / "build" / "riverside")
    run(*asked, "--no-cache")
    assert files_below(library / "build" / "riverside") == kept


@pytest.mark.parametrize(
    "path", ["chemotherapy.yaml", "second.yaml", "sections/chemotherapy/when-to-call.md", "clinics/riverside.yaml"]
)
def test_a_pack_of_which_a_file_changed_is_built(library: Path, made: list[str], path: str) -> None:
    run(*PACK)
    file = library / "handouts" / path
    file.write_text(
        file.read_text(encoding="utf-8") + ("\nAnd rest.\n" if path.endswith(".md") else "\n# and rest\n"),
        encoding="utf-8",
    )
    run(*PACK)
    assert made == ["standard", "booklet"] * 2
