"""Every room stands under every fence: an import planted in each is refused, by name."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
FENCES = {
    contract["forbidden_modules"][0]: contract["ignore_imports"]
    for contract in CONTRACTS
    if contract["type"] == "forbidden"
}


def rooms() -> list[Path]:
    """A file of every room, that no fence lets through: each module at the top, and one of each folder."""
    package = ROOT / "src" / "wardleaf"
    allowed = {line.split(" -> ")[0] for lines in FENCES.values() for line in lines}
    found: list[Path] = []
    for entry in sorted(package.iterdir()):
        files = [entry] if entry.suffix == ".py" else sorted(entry.rglob("*.py"))
        named = [(file, _module(file)) for file in files if file.name != "__init__.py" and "data" not in file.parts]
        free = [file for file, module in named if not any(_covers(pattern, module) for pattern in allowed)]
        found += free[:1]
    return found


def _module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT / "src").with_suffix("").parts)


def _covers(pattern: str, module: str) -> bool:
    return module == pattern or (pattern.endswith(".**") and module.startswith(pattern[:-2]))


def test_an_import_planted_in_any_room_is_refused(tmp_path: Path) -> None:
    assert len(FENCES) >= 11
    shutil.copytree(
        ROOT / "src" / "wardleaf", tmp_path / "wardleaf", ignore=shutil.ignore_patterns("__pycache__", "*.ttf")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = rooms()
    assert len(planted) > 20
    for file in planted:
        copy = tmp_path / file.relative_to(ROOT / "src")
        copy.write_text(
            copy.read_text("utf-8") + "".join(f"\nimport {library}" for library in FENCES) + "\n", encoding="utf-8"
        )
    cli = tmp_path / "wardleaf" / "cli" / "console.py"  # click alone may stand in cli/
    cli.write_text(
        cli.read_text("utf-8") + "".join(f"\nimport {library}" for library in FENCES if library != "click") + "\n",
        encoding="utf-8",
    )
    script = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    told = set(re.findall(r"(wardleaf[\w.]*) -> (\w+) \(l", done.stdout))
    wanted = {(_module(file), library) for file in planted for library in FENCES}
    wanted |= {("wardleaf.cli.console", library) for library in FENCES if library != "click"}
    assert done.returncode == 1, done.stdout
    assert wanted - told == set()
