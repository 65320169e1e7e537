"""How time and memory grow with a library: 50, 250 and 1,000 handouts for twelve clinics, five sections and ten full references each.
Aims stand beside; nothing is asserted.

python -m benchmarks.scale [--only PART]      PART: 50, 250 or 1000, how many handouts
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.parts import asked_parts, run_parts
from benchmarks.stories import ROOT

_SECTIONS, _REFERENCES, _CLINICS = 5, 10, 12  # sections and references of each handout, clinics of the library
_ROUNDS = 3
_WORDS = (
    "You may feel tired for some days after each treatment, and most people find that it helps to rest in the afternoon. "
    "Drink when you are thirsty, eat what you like, and tell your nurse what worries you. "
)
COMMANDS = {
    "list": ["list"],
    "due": ["due"],
    "uses of a reference": ["uses", "source3"],
    "check": ["check"],
    "build of one, from nothing": ["build", "leaflet-0", "--clinic", "clinic-0", "--edition", "standard", "--no-cache"],
    "build of one, nothing changed": ["build", "leaflet-0", "--clinic", "clinic-0", "--edition", "standard"],
}
_AIMS = {
    "list": "aim: under 1 s at 1000",
    "build of one, from nothing": "aim: at 1000 at most 1.5 times what it is at 50",
}


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall and CPU seconds, and the memory that it took, in MB."""

    wall: float
    cpu: float
    memory: float


def write_library(root: Path, handouts: int) -> Path:
    """A library of so many handouts at `root`, without mistakes that keep it from being built."""
    for folder in ("handouts/clinics", "handouts/sections", "styles"):
        (root / folder).mkdir(parents=True)
    (root / "styles" / "base.yaml").write_bytes((ROOT / "styles" / "base.yaml").read_bytes())
    (root / "styles" / "plain.yaml").write_text("extends: base\n", encoding="utf-8")
    (root / "handouts" / "library.yaml").write_text("default-clinic: clinic-0\nlanguages: [en-GB]\n", encoding="utf-8")
    (root / "handouts" / "references.yaml").write_text(
        "".join(map(_reference, range(handouts * _REFERENCES))), encoding="utf-8"
    )
    for number in range(_CLINICS):
        (root / "handouts" / "clinics" / f"clinic-{number}.yaml").write_text(_clinic(number), encoding="utf-8")
    for number in range(handouts):
        folder = root / "handouts" / "sections" / f"topic-{number}"
        folder.mkdir()
        for place in range(_SECTIONS):
            (folder / f"part-{place}.md").write_text(_section(number, place), encoding="utf-8")
        (root / "handouts" / f"leaflet-{number}.yaml").write_text(_handout(number), encoding="utf-8")
    return root


def _reference(number: int) -> str:
    authors = ", ".join(f"{{family: Writer{name}, given: A. {'BCDEFG'[name]}.}}" for name in range(6))
    return (
        f"- {{id: source{number}, type: article-journal, title: The effect of treatment {number}, author: [{authors}], container-title: Journal of Care, "
        f'issued: 2020, volume: "{number % 90 + 1}", issue: "2", page: {number}-{number + 8}, DOI: 10.1000/{number}, PMID: "{number + 1}", checked: 2026-11-22}}\n'
    )


def _clinic(number: int) -> str:
    return (
        f"name: Clinic {number}\nspecimen: yes\nprofile: uk\nlanguage: en-GB\nstyle: plain\nreference-style: nlm\naddress: [{number + 1} River Lane, Anytown AN1 1AA]\n"
        f'website: https://clinic{number}.example\nphones:\n  advice: {{any-time: "01632 960140"}}\n  switchboard: {{number: "01632 960100"}}\n'
        'emergency: {number: "999", when: chest pain or severe trouble breathing}\nfever:\n  rule: 37.5 °C or higher, or below 36 °C\n  source: [source0]\n'
        "other-formats: Ask us.\n"
    )


def _section(number: int, place: int) -> str:
    first = number * _REFERENCES + 2 * place
    return (
        f"---\ntitle: Part {place} of leaflet {number}\nreviewed: 2026-11-01\nclinical: yes\n---\n"
        f"{_WORDS}This was seen in a study of {number + 200} people [@source{first}].\n\n{_WORDS}Others saw the same [@source{first + 1}].\n"
    )


def _handout(number: int) -> str:
    sections = "".join(f"  - topic-{number}/part-{place}\n" for place in range(_SECTIONS))
    return (
        f'title: Leaflet {number}\nshort-title: Leaflet {number}\npurpose: What treatment {number} does.\ncode: LEA-{number:04}\nversion: "1.0"\nlanguage: en-GB\nkind: general\n'
        "audience: For people in treatment\neditions: [standard]\nmain-message: Call us straight away if you have a fever.\n"
        "key-points:\n  - Rest when you are tired.\n  - Drink when you are thirsty.\n  - Call us if you feel unwell.\n"
        f'sections:\n{sections}references: full\nnot-applicable: {{support-organisations: "a test", questions: "a test"}}\n'
        "review:\n  written-by: A. Writer, nurse\n  clinical-reviewer: B. Reader, doctor\n  approver: C. Head, manager\n"
        "  last-reviewed: 2026-11-01\n  review-by: 2027-11-01\n  funding: none\n"
    )


def measured(arguments: Sequence[str], library: Path) -> Run:
    """One run of `wardleaf`; findings of the library are no failure of it."""
    between = (
        "import os, subprocess, sys, time; begun = time.perf_counter(); "
        "child = subprocess.Popen([sys.executable, '-m', 'wardleaf', *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
        "_, status, used = os.wait4(child.pid, 0); child.returncode = os.waitstatus_to_exitcode(status); "
        "print(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode)"
    )
    told = subprocess.run(
        [sys.executable, "-c", between, *arguments], cwd=library, check=True, capture_output=True, text=True
    )
    wall, cpu, memory, code = map(float, told.stdout.split())
    if code not in (0, 1):
        raise RuntimeError(f"wardleaf {' '.join(arguments)}: exit {code:.0f}")
    return Run(wall, cpu, memory)


def grown_to(handouts: int, folder: Path) -> None:
    begun = time.perf_counter()
    library = write_library(folder / str(handouts), handouts)
    print(
        f"\n{handouts:,} handouts x {_CLINICS} clinics, {handouts * _SECTIONS:,} sections, {handouts * _REFERENCES:,} references "
        f"(the quickest of {_ROUNDS}; written in {time.perf_counter() - begun:.1f} s)"
    )
    for what, arguments in COMMANDS.items():
        runs = [measured(arguments, library) for _ in range(_ROUNDS)]
        best = min(runs, key=lambda run: run.wall)
        print(
            f"  {what:32} {best.wall * 1000:8.0f} ms   CPU {best.cpu * 1000:8.0f} ms   {best.memory:6.0f} MB   {_AIMS.get(what, '')}",
            flush=True,
        )


PARTS = ("50", "250", "1000")


def main(only: Sequence[str] | None = None) -> None:
    # As people have it: compiled modules are kept beside their source.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_parts({part: lambda part=part: grown_to(int(part), folder) for part in PARTS}, only)


if __name__ == "__main__":
    main(asked_parts(__doc__, PARTS).parse_args().only)
