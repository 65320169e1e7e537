"""Ours beside the floor: the least that any program in this language must do for the same result. Ratios, round by
round; aims stand beside; nothing is asserted.

python -m benchmarks.floor [--only PART]      PART: copies, cold, unchanged or processes, each by itself

- copies: the same bytes written to as many files by a bare loop.
- cold: an import of the libraries that a build of one handout loads, and zlib on what the finished file's streams hold.
- unchanged: an empty Python that imports click and yaml.
- processes: a run with two processes beside the same with one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.lists import BOOKLET, usual_rows, write_library, write_list
from benchmarks.parts import asked_parts, run_parts
from benchmarks.stories import CLINIC, HANDOUT, ROOT
from benchmarks.timing import Process, median, ratio, rounds_of_processes, run_process

ROUNDS = 5
COPIES = 200
BUILD = ["-m", "wardleaf", "build", HANDOUT, "--clinic", CLINIC, "--edition", "standard"]
_LOADED = (
    "import json, sys; before = set(sys.modules); from wardleaf.__main__ import main; sys.argv = ['wardleaf', *sys.argv[1:]]\n"
    "try: main()\n"
    "except SystemExit: pass\n"
    "print(json.dumps([name for name in sys.modules if name not in before and not name.startswith('wardleaf')]), file=sys.stderr)"
)
_FLOOR = (
    "import importlib, json, sys, zlib\n"
    "for name in json.load(open(sys.argv[1])):\n"
    "    try: importlib.import_module(name)\n"
    "    except ImportError: pass\n"
    "for stream in json.load(open(sys.argv[2])): zlib.compress(bytes.fromhex(stream))\n"
)


def line(what: str, ours: Sequence[float], floor: Sequence[float], aim: str) -> None:
    print(
        f"  {what:52} {median(ours) * 1000:8.0f} ms   floor {median(floor) * 1000:8.0f} ms   {ratio(ours, floor):22} {aim}"
    )


def merge(rows: Path, out: Path, jobs: str = "1") -> list[str]:
    """The command that makes the copies of `rows`."""
    where = ["--clinic", CLINIC, "--edition", "booklet", "--out", str(out), "--jobs", jobs]
    return ["-m", "wardleaf", "merge", BOOKLET, "--data", str(rows), *where]


def copies(folder: Path) -> None:
    print(f"\n{COPIES} copies of a booklet to disk, reading copies and print files (median of {ROUNDS}, in turn)")
    library = write_library(folder / "library")
    rows = write_list(folder / "rows.csv", usual_rows(COPIES))
    out, bare = folder / "out", folder / "bare"
    one = write_list(folder / "one.csv", usual_rows(1))
    ours, begun, loops = [], [], []
    for _ in range(ROUNDS):
        shutil.rmtree(out, ignore_errors=True)
        ours.append(run_process(merge(rows, out), str(library)))
        files = [path.read_bytes() for path in sorted(out.rglob("*.pdf"))]
        shutil.rmtree(out)
        begun.append(run_process(merge(one, out), str(library)))
        shutil.rmtree(bare, ignore_errors=True)
        bare.mkdir()
        loops.append(_written(files, bare))
    print(f"  {len(files)} files, {sum(map(len, files)) / 1e6:.0f} MB")
    for what, part, aim in (("wall", "wall", "aim: 1.25"), ("processor", "cpu", "")):
        whole, first, least = ([getattr(run, part) for run in runs] for runs in (ours, begun, loops))
        further = [(all_rows - one_row) / (COPIES - 1) * COPIES for all_rows, one_row in zip(whole, first)]
        line(f"the command, less that of one row, {what}", further, least, aim)
        line(f"the command from start to end, {what}", whole, least, "")


def _written(files: Sequence[bytes], folder: Path) -> Process:
    """What a bare loop takes to write `files`."""
    wall, cpu = time.perf_counter(), time.process_time()
    for number, data in enumerate(files):
        (folder / f"{number}.pdf").write_bytes(data)
    return Process(time.perf_counter() - wall, time.process_time() - cpu)


def cold(folder: Path) -> None:
    print(f"\nOne handout, cold: a whole process (median of {2 * ROUNDS}, in turn)")
    build = [*BUILD, "--no-cache", "--out", str(folder / "cold")]
    told = subprocess.run(
        [sys.executable, "-c", _LOADED, *build[2:]], cwd=ROOT, capture_output=True, check=True, text=True
    )
    (folder / "modules.json").write_text(told.stderr.strip().splitlines()[-1])
    (pdf,) = (folder / "cold").rglob("*.pdf")
    (folder / "streams.json").write_text(json.dumps([held.hex() for held in _streams(pdf.read_bytes())]))
    floor = ["-c", _FLOOR, str(folder / "modules.json"), str(folder / "streams.json")]
    found = rounds_of_processes({"ours": build, "floor": floor}, str(ROOT), rounds=2 * ROUNDS)
    for what, part in (("wall", "wall"), ("processor", "cpu")):
        ours, least = ([getattr(run, part) for run in found[name]] for name in ("ours", "floor"))
        line(f"one handout, {what}", ours, least, "aim: 2")


def _streams(pdf: bytes) -> list[bytes]:
    """What the streams of a file hold, unpacked."""
    found = []
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            found.append(zlib.decompress(stream[1]))
    return found


def unchanged(folder: Path) -> None:
    print(f"\nNothing changed: a whole process (median of {3 * ROUNDS}, in turn)")
    build = [*BUILD, "--out", str(folder / "unchanged")]
    candidates = {"ours": build, "floor": ["-c", "import click, yaml"], "empty": ["-c", "pass"]}
    rounds_of_processes(candidates, str(ROOT), rounds=1)
    found = rounds_of_processes(candidates, str(ROOT), rounds=3 * ROUNDS)
    for what, part in (("wall", "wall"), ("processor", "cpu")):
        ours, least, empty = ([getattr(run, part) for run in found[name]] for name in ("ours", "floor", "empty"))
        line(f"one handout, {what}; an empty Python {median(empty) * 1000:.0f} ms", ours, least, "aim: 1.5")


def processes(folder: Path) -> None:
    print("\nTwo processes beside one: wall (median of 3, in turn)")
    library = write_library(folder / "processes")
    three = [*BUILD[:4], "recurrence-options", "immunotherapy", *BUILD[4:]]
    cases: dict[str, Callable[[str], list[str]]] = {
        what: lambda jobs, build=build: [*build, "--no-cache", "--out", str(folder / jobs), "--jobs", jobs]
        for what, build in (("build of one handout", BUILD), ("build of three handouts", three))
    }
    for count in (10, 40, COPIES):
        rows = write_list(folder / f"{count}.csv", usual_rows(count))
        cases[f"{count} copies of a booklet"] = lambda jobs, rows=rows: merge(rows, folder / f"copies-{jobs}", jobs)
    for what, command in cases.items():
        two, one = [], []
        for _ in range(3):
            for jobs, walls in (("2", two), ("1", one)):
                shutil.rmtree(folder / f"copies-{jobs}", ignore_errors=True)
                walls.append(run_process(command(jobs), str(library)).wall)
        line(what, two, one, "aim: never above 1")


PARTS = ("copies", "cold", "unchanged", "processes")


def main(only: Sequence[str] | None = None) -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as people have it: compiled modules are kept
    with tempfile.TemporaryDirectory() as name:
        parts = (copies, cold, unchanged, processes)
        run_parts({part: lambda measure=measure: measure(Path(name)) for part, measure in zip(PARTS, parts)}, only)


if __name__ == "__main__":
    main(asked_parts(__doc__, PARTS).parse_args().only)
