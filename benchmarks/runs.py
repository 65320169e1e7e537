"""How long whole runs take: nothing changed, everything from nothing, after a save; and how much memory a process
needs. Aims stand beside; nothing is asserted.

python -m benchmarks.runs [--only PART]      PART: unchanged, from-nothing or after-a-save, each by itself
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.parts import asked_parts, run_parts
from benchmarks.stories import CLINIC, HANDOUT, ROOT
from benchmarks.timing import median, peak_of, rounds_of_processes

BUILD = ["-m", "wardleaf", "build"]
LIBRARY = [*BUILD, "--all-clinics"]
ONE = [*BUILD, HANDOUT, "--clinic", CLINIC]
SAVED = "handouts/sections/chemotherapy/what-it-does.md"


def line(what: str, values: Sequence[float], aim: str) -> None:
    spread = f"{min(values) * 1000:6.0f} to {max(values) * 1000:6.0f}" if len(values) > 1 else ""
    print(f"  {what:60} {median(values) * 1000:8.0f} ms   {spread:18} {aim}")


def copied(folder: Path) -> Path:
    """The shipped library, to change."""
    for name in ("handouts", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def unchanged(library: Path) -> None:
    print("\nNothing changed: a whole process (median of 15, in turn)")
    candidates = {"an empty Python": ["-c", "pass"], "wardleaf --help": ["-m", "wardleaf", "--help"]}
    candidates |= {"build of one handout": ONE, "build of the library (both clinics)": LIBRARY}
    rounds_of_processes(candidates, str(library), rounds=1)
    aims = {"build of one handout": "aim: under 150 ms", "build of the library (both clinics)": "aim: under 300 ms"}
    for what, runs in rounds_of_processes(candidates, str(library), rounds=15).items():
        line(what, [run.wall for run in runs], aims.get(what, ""))
        line("  its processor time", [run.cpu for run in runs], "")


def from_nothing(library: Path, folder: Path) -> None:
    print("\nThe whole library from nothing: both clinics, all editions, print files (median of 3, in turn)")
    plain = [*LIBRARY, "--no-cache", "--out", str(folder / "all")]
    candidates = {"all cores": plain, "one process": [*plain, "--jobs", "1"]}
    aims = {"all cores": f"aim: under 20 s on two cores; this computer has {os.cpu_count()}"}
    for what, runs in rounds_of_processes(candidates, str(library), rounds=3).items():
        line(what, [run.wall for run in runs], aims.get(what, ""))
    print(f"  {len(list((folder / 'all').glob('*/*.pdf')))} files")
    print("\nMemory of the largest process")
    for what, arguments in candidates.items():
        print(f"  {what:60} {peak_of(arguments, str(library)):8.0f} MB   {'':18} aim: under 100 MB a worker")


def after_a_save(library: Path) -> None:
    print("\nFrom a save to what it changed being built, with --watch (median of 7 saves)")
    cases = {
        "one handout, standard": [*ONE, "--edition", "standard"],
        "one handout, all its editions": ONE,
        "library, both clinics": LIBRARY,
    }
    section = library / SAVED
    text = section.read_text(encoding="utf-8")
    for what, arguments in cases.items():
        command = [sys.executable, *arguments, "--watch"]
        watching = subprocess.Popen(command, cwd=library, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert watching.stdout is not None
        try:
            while not watching.stdout.readline().startswith("Watching"):
                pass
            took: list[float] = []
            first: list[float] = []
            files = ""
            for number in range(7):
                time.sleep(0.5)
                saved, at = time.perf_counter(), time.time()
                section.write_text(f"{text}\nSaved a {number}th time for {len(took)} and {what}.\n", encoding="utf-8")
                files = " ".join(watching.stdout.readline().split()[:3])
                took.append(time.perf_counter() - saved)
                written = [path.stat().st_mtime for path in library.glob("build/*/*.pdf")]
                first.append(min(when for when in written if when > at) - at)
            line(f"{what} ({files})", took, "aim: under 1,000 ms")
            if len(arguments) < len(cases["one handout, standard"]):
                line("  the first of its files", first, "aim: under 1,000 ms")
        finally:
            watching.kill()
            watching.wait()
            section.write_text(text, encoding="utf-8")


PARTS = ("unchanged", "from-nothing", "after-a-save")


def main(only: Sequence[str] | None = None) -> None:
    # As people have it: compiled modules are kept beside their source.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = copied(folder / "library")
        parts = (lambda: unchanged(library), lambda: from_nothing(library, folder), lambda: after_a_save(library))
        run_parts(dict(zip(PARTS, parts)), only)


if __name__ == "__main__":
    main(asked_parts(__doc__, PARTS).parse_args().only)
