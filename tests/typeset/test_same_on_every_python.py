"""Python 3.12 and later add floats up with a correction that 3.11 does not make: lengths are summed so that all agree."""

from __future__ import annotations

import ast
from pathlib import Path

ROOMS = ("typeset", "text", "pdf", "imposition", "tagging", "style")
COUNTS = {"font_files.py", "page_ends.py"}  # whole numbers, which every Python adds alike
PACKAGE = Path(__file__).parents[2] / "src" / "wardleaf"


def calls_of_sum(code: str) -> int:
    return sum(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum"
        for node in ast.walk(ast.parse(code))
    )


def test_lengths_are_added_by_fsum() -> None:
    files = [file for room in ROOMS for file in (PACKAGE / room).rglob("*.py")]
    assert len(files) > 60
    assert calls_of_sum("a = sum(b)") == 1
    assert {file.name for file in files if calls_of_sum(file.read_text("utf-8"))} == COUNTS
