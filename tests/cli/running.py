"""A small library that builds, and the command line run in it: in this process, or as people start it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from wardleaf.cli.group import wardleaf

REPOSITORY = Path(__file__).parents[2]
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "XDG_STATE_HOME", "LOCALAPPDATA")
_GOOD = REPOSITORY / "tests" / "cases" / "_library"


def small_library(root: Path) -> Path:
    """One handout, one clinic, two sections, two editions, at `root`."""
    shutil.copytree(_GOOD, root)
    shutil.copy(REPOSITORY / "styles" / "base.yaml", root / "styles" / "base.yaml")
    # So small a handout lacks what the careful editor asks of a real one; these tests are about other things.
    definition = root / "handouts" / "chemotherapy.yaml"
    change(definition, "kind: chemotherapy\n", "kind: general\n")
    _append(definition, 'not-applicable: {support-organisations: "a test", questions: "a test"}\n')
    _append(root / "handouts" / "clinics" / "riverside.yaml", "other-formats: Ask us.\n")
    _append(root / "handouts" / "references.yaml", "  checked: 2026-11-01\n")
    return root


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def add_handout(root: Path, id: str, *, code: str, section: str = "chemotherapy/how-it-works") -> Path:
    """Another handout of one section and one edition."""
    text = (root / "handouts" / "chemotherapy.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("sections:\n")
    tail = rest[rest.index("references:") :]
    head = head.replace("RBC-001", code).replace("[standard, booklet]", "[standard]")
    path = root / "handouts" / f"{id}.yaml"
    path.write_text(f"{head}sections:\n  - {section}\n{tail}", encoding="utf-8")
    return path


def add_clinic(root: Path, id: str, name: str) -> Path:
    """Another clinic, like the first."""
    text = (root / "handouts" / "clinics" / "riverside.yaml").read_text(encoding="utf-8")
    path = root / "handouts" / "clinics" / f"{id}.yaml"
    text = text.replace("Riverside Breast Clinic", name).replace("leaflets.riverside", f"leaflets.{id}")
    path.write_text(text, encoding="utf-8")
    return path


def change(path: Path, old: str, new: str) -> None:
    """Put `new` where `old` stands in the file at `path`; it must stand there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(*arguments: str | Path) -> Result:
    """The command line in this process; an exception that no command foresaw is raised."""
    return CliRunner().invoke(
        wardleaf, [str(argument) for argument in arguments], catch_exceptions=False, prog_name="wardleaf"
    )


def start(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command line as a process of its own, started in `folder`, with nothing of ours but `environment`."""
    return _start(["-m", "wardleaf", *map(str, arguments)], folder, environment)


def start_script(script: str, *, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """A Python script as a process of its own, started in `folder`."""
    return _start(["-c", script], folder, {})


def _start(arguments: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    path = {"PYTHONPATH": str(REPOSITORY / "src")}
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.run(
        command, cwd=folder, env={**kept, **path, **environment}, capture_output=True, timeout=120, check=False
    )  # our own


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, hidden ones too, by its path with forward slashes; all but the cache of builds."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not f"/{name}".partition("/.cache/")[1]}
