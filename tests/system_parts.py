"""Parts of the system that some tests need and no package of Python brings: where they are, and how `make test`
installs them.

Building handouts needs none of them. `python -m tests.system_parts` installs what is missing where it may (Debian, as
root; packages of Node.js wherever npm is); elsewhere the tests of a missing part are left out, and the head of the test
run says so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

READERS = Path(__file__).parent / "readers"
NODE_PACKAGES = READERS / "node_modules"
NODE = (20, 16)
SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemPart:
    """Something of the system: what it does, what is missing of it, how it is had, and the test files that are nothing
    without it.
    """

    what: str
    missing: Callable[[], list[str]]
    packages: tuple[str, ...] = ()
    npm: bool = False
    tests: tuple[str, ...]

    @property
    def source(self) -> str:
        if self.npm:
            return "`npm ci --omit=optional` in tests/readers installs it"
        return f"Debian and Ubuntu have it in {', '.join(f'`{package}`' for package in self.packages)}"


def absent(*paths: str) -> list[str]:
    """The files that are not there; a path may hold * for a folder that is named differently elsewhere."""
    return [path for path in paths if not any(Path("/").glob(path.lstrip("/")))]


PDFTOPDF_PROGRAM = Path("/usr/lib/cups/filter/pdftopdf")
PDFTOPDF = SystemPart(
    what="what CUPS does with a file before it prints it",
    missing=lambda: absent(str(PDFTOPDF_PROGRAM)),
    packages=("cups-filters",),
    tests=("imposition/test_through_cups.py",),
)
CHROMIUM = SystemPart(
    what="what Chromium hands to a screen reader",
    missing=lambda: absent(
        "/usr/bin/chromium",
        "/usr/bin/xvfb-run",
        "/usr/bin/xauth",
        "/usr/bin/dbus-run-session",
        "/usr/libexec/at-spi-bus-launcher",
        "/usr/lib/python3/dist-packages/gi",
        "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib",
    ),
    packages=("chromium", "xvfb", "xauth", "dbus", "at-spi2-core", "python3-gi", "gir1.2-atspi-2.0"),
    tests=("readers/test_chromium.py",),
)
PDFJS = SystemPart(
    what="what pdf.js hands to a screen reader",
    missing=lambda: missing_node_packages(),
    npm=True,
    tests=("readers/test_pdfjs.py",),
)
WEB = SystemPart(
    what="what axe-core and Chromium make of web pages",
    missing=lambda: [*absent("/usr/bin/chromium"), *missing_node_packages()],
    packages=("chromium",),
    npm=True,
    tests=("readers/test_web.py",),
)
PARTS = (PDFTOPDF, CHROMIUM, PDFJS, WEB)


def missing_node_packages() -> list[str]:
    """Node.js new enough, and the packages of Node.js in the versions that our lock names."""
    node = shutil.which("node")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout if node else ""
    version = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    if version < NODE:
        return [f"Node.js {NODE[0]}.{NODE[1]}"]
    packages = json.loads((READERS / "package-lock.json").read_text("utf-8"))["packages"]
    missing: list[str] = []
    for name in json.loads((READERS / "package.json").read_text("utf-8"))["dependencies"]:
        wanted = packages[f"node_modules/{name}"]["version"]
        installed = NODE_PACKAGES / name / "package.json"
        if not installed.exists() or json.loads(installed.read_text("utf-8"))["version"] != wanted:
            missing.append(f"{name} {wanted}")
    return missing


def missing_parts() -> list[SystemPart]:
    return [part for part in PARTS if part.missing()]


def left_out() -> list[str]:
    """What the head of a test run says of tests that are left out."""
    return [
        f"left out: {', '.join(part.tests)} ({part.what}), for {', '.join(part.missing())} is missing; {part.source}"
        for part in missing_parts()
    ]


def install() -> None:
    """Install what is missing, where this may; what cannot be installed stays missing."""
    missing = missing_parts()
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        for part in missing:
            if part.packages:
                _install_packages(apt, part.packages)
    npm = shutil.which("npm")
    if npm and any(part.npm for part in missing):
        _run([npm, "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"], folder=READERS)
    for words in left_out():
        sys.stdout.write(f"{words}\n")


def _install_packages(apt: str, packages: tuple[str, ...]) -> None:
    """Lists may be absent on a new machine, or older than what the archive still has."""
    command = [apt, "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    if not (any(Path("/var/lib/apt/lists").glob("*Packages*")) and _run(command)):
        _run([apt, "update", "--quiet"])
        _run(command)


def _run(command: Sequence[str], *, folder: Path | None = None) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, check=False, timeout=SECONDS, env=environment, cwd=folder)
    except (OSError, subprocess.TimeoutExpired) as problem:
        sys.stdout.write(f"{problem}\n")
        return False
    return done.returncode == 0


if __name__ == "__main__":
    install()
