"""What the first page says is true: its commands run, its example of a mistake is what is printed, its paths are there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.patient_lists.workbook import workbook

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/authoring.md", "docs/merging.md")


def commands() -> list[str]:
    """Every `python -m wardleaf …` of the README that is a line of its own, without the prompt and the remark behind
    it.
    """
    section = README[README.index("## Commands") :]
    return _commands_in(section)


def merging_commands() -> list[str]:
    """Those of the walk from a list to booklets, and each way of its table for health services but the cluster, which
    needs one.
    """
    page = (ROOT / "docs" / "merging.md").read_text(encoding="utf-8")
    whole = next(command for command in _commands_in(page) if command.endswith("booklet"))
    ways = [
        way
        for way in re.findall(r"`(--[^`]+)`", page[page.index("| Wish") :].split("\n\n")[0])
        if not way.startswith("--executor")
    ]
    return [
        *_commands_in(page),
        *(f"{whole} {way}" for way in ways),
        *re.findall(r"`(python -m wardleaf [^`]+)`", page),
    ]


def _commands_in(text: str) -> list[str]:
    return [
        line.strip().split("  #")[0].strip() for line in text.splitlines() if line.startswith("    python -m wardleaf")
    ]


def run(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable if word == "python" else word for word in shlex.split(command)]
    return subprocess.run(
        words,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.fixture(name="library", scope="module")
def _library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "handouts", folder / "handouts")
    shutil.copytree(ROOT / "styles", folder / "styles")
    (folder / "export.nbib").write_text(
        "PMID- 1\nTI  - A study of something.\nFAU - Author, Anna\nTA  - Some J\nJT  - Some journal\nDP  - 2020 Jan\nVI  - 1\nIP  - 2\nPG  - 3-4\n",
        encoding="utf-8",
    )
    (folder / "patients.csv").write_text(
        "name,hospital-number,nurse\nAnna Example,0012,Sister Blue\nBen Example,0013,\n", encoding="utf-8"
    )
    (folder / "patients.xlsx").write_bytes(
        workbook(
            [
                ["Name", "Hospital number", "Your nurse", "Your appointments"],
                ["Anna Example", "0012", "Sister Blue", "2026-11-24; 2026-12-01"],
                ["B", "0013", None, None],
            ]
        )
    )
    # Stands for the first of the two commands, which the README's commands come after.
    assert run("python -m wardleaf build support-through-treatment --clinic riverside", folder).returncode == 0
    return folder


def test_the_readme_has_commands() -> None:
    assert len(commands()) > 8


def test_the_walk_from_a_list_to_booklets_has_commands() -> None:
    assert sum("--data patients.xlsx" in command for command in merging_commands()) > 6


@pytest.mark.parametrize("command", dict.fromkeys([*commands(), *merging_commands()]))
def test_every_command_of_the_readme_runs(command: str, library: Path) -> None:
    done = run(command, library)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_the_mistake_is_printed_as_shown(library: Path, tmp_path: Path) -> None:
    shown = re.search(r"\$ python -m wardleaf build\n((?:    .*\n|\n)+)", README)
    assert shown is not None
    lines = [line[4:] for line in shown[1].rstrip().split("\n")]
    shutil.copytree(library / "handouts", tmp_path / "handouts")
    shutil.copytree(library / "styles", tmp_path / "styles")
    definition = tmp_path / "handouts" / "metastatic-chemotherapy.yaml"
    definition.write_text(
        definition.read_text(encoding="utf-8").replace("\nsections:", "\nsectoins:"), encoding="utf-8"
    )
    done = run("python -m wardleaf build", tmp_path)
    assert done.returncode == 1
    told = (done.stdout + done.stderr).splitlines()
    where = told.index(lines[0])
    assert [line.rstrip() for line in told[where : where + len(lines)]] == [line.rstrip() for line in lines]
    assert not list((tmp_path / "build").rglob("metastatic*.pdf"))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in target]
    missing = [
        target for target in targets if not ((ROOT / page).parent / target).exists() and page != "docs/authoring.md"
    ]
    assert missing == []


def test_paths_in_the_architecture_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    places = set(re.findall(r"`([a-z_]+/(?:[a-z_]+(?:/|\.py)?)*)`", text))
    assert len(places) > 15
    roots = (ROOT, ROOT / "src" / "wardleaf", ROOT / "src" / "wardleaf" / "typeset")
    assert sorted(place for place in places if not any((root / place).exists() for root in roots)) == []


def test_the_first_command_installs_what_the_walks_need() -> None:
    """The lock holds every ordinary dependency, and what reads BibTeX and SVG is one: they were extras that no lock
    held. Excel lists need none.
    """
    ordinary = [
        re.split(r"[<>=]", wanted)[0].strip()
        for wanted in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    ]
    assert {"bibtexparser", "svglib"} <= set(ordinary)
    pinned = re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    assert {name.lower() for name in ordinary} <= {name.lower() for name in pinned}
