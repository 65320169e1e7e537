"""How long whole files take: their time grows with their size, not its square, and a megabyte never takes more than some seconds.

Seconds are those of the processor, so that a busy machine fails nothing; the bounds are four times what a calm one takes.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.cli.running import run

_HEAD = "---\ntitle: X\nreviewed: 2026-12-01\nclinical: no\n---\n\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new library whose handout has one section more."""
    root = tmp_path_factory.mktemp("time") / "library"
    assert run("new", "library", root).exit_code == 0
    definition = root / "handouts" / "first-visit.yaml"
    definition.write_text(
        definition.read_text("utf-8").replace("  - visit/when-to-call", "  - visit/when-to-call\n  - visit/x"), "utf-8"
    )
    return root


def _seconds(library: Path) -> float:
    begun = time.process_time()
    run("check", "--library", library)
    return time.process_time() - begun


@pytest.mark.parametrize(
    "text",
    ["@a" * 2500, "{{" * 5000, "1" * 20_000, "1,1." * 5000, "(1" * 4000, "a@b" * 6000, "e.g. A " * 2800, "![a" * 2500, "**a " * 2500, "![" * 2500, ":::" * 6000, "[" * 9000, "{{ clinic.name }} " * 500, "“(" * 9000, "1 in 1 in " * 1900],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_a_line_of_any_signs_is_read_in_seconds(library: Path, text: str) -> None:
    (library / "handouts" / "sections" / "visit" / "x.md").write_text(f"{_HEAD}{text}\n", "utf-8")
    assert _seconds(library) < 8


@pytest.mark.parametrize(
    "row, count",
    [("| a | b |\n", 2000), ("- an item\n", 1200), ("A short line.\n\n", 800), ("::: note\nA word.\n:::\n\n", 400)],
)
def test_many_lines_take_as_much_longer_as_they_are_more(library: Path, row: str, count: int) -> None:
    head = "| A | B |\n|---|---|\n" if row.startswith("|") else ""
    section = library / "handouts" / "sections" / "visit" / "x.md"
    seconds = []
    for rows in (count // 4, count):
        section.write_text(f"{_HEAD}{head}{row * rows}\n", "utf-8")
        seconds.append(_seconds(library))
    assert seconds[1] < max(8 * seconds[0], 1.0)


def test_a_picture_of_many_roots_or_digits_is_looked_at_in_seconds(library: Path) -> None:
    (library / "handouts" / "sections" / "visit" / "x.md").write_text(_HEAD + "Words.\n", "utf-8")
    (library / "handouts" / "figures").mkdir()
    for name, text in (
        ("roots", "<svg " * 20_000),
        ("digits", f'<svg width="{"1" * 20_000}x" height="1"></svg>'),
        ("names", f"<svg {'a' * 90_000}></svg>"),
    ):
        (library / "handouts" / "figures" / f"{name}.svg").write_text(text, "utf-8")
    assert _seconds(library) < 5


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("handouts/references.yaml", "- 1\n" * 60_000),
        ("handouts/references.yaml", "- id: a\n" * 40_000),
        ("handouts/glossary.yaml", "- 1\n" * 60_000),
        ("handouts/spelling.yaml", "- 1\n" * 60_000),
        ("handouts/approvals.yaml", "- a\n" * 60_000),
        ("handouts/first-visit.yaml", "a: b\n" * 60_000),
        ("styles/our-style.yaml", "body: {after: 3pt}\n" * 20_000),
    ],
)
def test_after_a_thousand_mistakes_the_rest_of_a_file_is_not_looked_at(library: Path, path: str, text: str) -> None:
    file = library / path
    before = file.read_bytes() if file.exists() else b""
    file.write_text(text, "utf-8")
    try:
        begun = time.process_time()
        told = run("check", "--library", library)
        assert time.process_time() - begun < 6
    finally:
        file.write_bytes(before)
    assert told.exit_code == 1
    assert "there are more than 1,000 mistakes in this file up to here" in told.stderr + told.stdout
    assert told.stdout.count("error[") < 3_200


def test_a_section_of_more_lines_than_somebody_writes_is_refused(library: Path) -> None:
    section = library / "handouts" / "sections" / "visit" / "x.md"
    section.write_text(_HEAD + "- an item\n" * 10_001, "utf-8")
    begun = time.process_time()
    told = run("check", "--library", library)
    assert time.process_time() - begun < 3
    assert "lines; 10,000 is the most that is read" in told.stderr + told.stdout
