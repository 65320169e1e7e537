"""Parts of the system that some tests need and no package of Python brings: where they are, and how `make test`
installs them.

Building handouts needs none of them. `python -m tests.system_parts` installs what is missing where it may (Debian, as
root); elsewhere the tests of a missing part are left out, and the head of the test run says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemPart:
    """A program: its Debian package, where it lies, and the test files that are nothing without it."""

    what: str
    package: str
    program: Path
    tests: tuple[str, ...]

    @property
    def missing(self) -> bool:
        return not self.program.exists()


PDFTOPDF = SystemPart(
    what="what CUPS does with a file before it prints it",
    package="cups-filters",
    program=Path("/usr/lib/cups/filter/pdftopdf"),
    tests=("imposition/test_through_cups.py",),
)
PARTS = (PDFTOPDF,)


def missing_parts() -> list[SystemPart]:
    return [part for part in PARTS if part.missing]


def left_out() -> list[str]:
    """What the head of a test run says of tests that are left out."""
    return [
        f"left out: {', '.join(part.tests)} ({part.what}), for {part.program} is missing; Debian and Ubuntu have it in `{part.package}`"
        for part in missing_parts()
    ]


def install() -> None:
    """Install what is missing with apt, where this may; what cannot be installed stays missing."""
    packages = [part.package for part in missing_parts()]
    apt = shutil.which("apt-get")
    if packages and apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run([apt, "install", "--yes", "--quiet", "--no-install-recommends", *packages], check=False)
    for words in left_out():
        sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    install()
