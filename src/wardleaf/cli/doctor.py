"""`wardleaf doctor`: what is there, what is missing, and the line that adds it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import say
from wardleaf.cli.options import counted, library_option, shown_path

if TYPE_CHECKING:
    from wardleaf.installation import Part


@click.command("doctor")
@library_option
def command(*, library: Path | None) -> None:
    """Tell what of Wardleaf is on this computer, what is missing, and the one line that adds it.

    It looks at the packages that are installed, at the command itself and at the library here, and changes nothing. The exit code is 1 when something is missing without which nothing is built.
    """
    from wardleaf.installation import parts

    found = parts()
    for part in found:
        say(_line(part))
    say("")
    for line in (*_of_command(), *_of_library(library)):
        say(line)
    missing = [part for part in found if not part.there]
    if missing:
        say("")
        say("To add what is missing, type the line beside it:")
        for line, names in _additions(missing).items():
            say(f"  {line}")
            say(f"      for {names}")
    else:
        say("Nothing is missing.")
    if any(part.needed for part in missing):
        raise click.exceptions.Exit(1)


def _line(part: Part) -> str:
    state = part.version or "there" if part.there else "MISSING" if part.needed else "not there"
    return f"{part.name:<16}{state:<12}{part.gives}"


def _additions(missing: list[Part]) -> dict[str, str]:
    """Each line that adds something, once, with what it is for."""
    lines: dict[str, str] = {}
    for part in missing:
        line = part.add or "install Python 3.11 or newer"
        lines.setdefault(line, part.gives)
    return lines


def _of_command() -> Iterator[str]:
    from wardleaf.installation import command_path, python_line

    path = command_path()
    if path:
        yield f"The command      wardleaf, which is {path}"
    else:
        yield f"The command      type {python_line()} -m wardleaf, for this shell finds no `wardleaf`"
    encoding = sys.stdout.encoding or "ascii"
    if encoding.casefold().replace("-", "") not in ("utf8", "utf16"):
        yield f"This window      writes {encoding}: letters that it has not are shown as others. Files are not touched by that"


def _of_library(library: Path | None) -> Iterator[str]:
    from wardleaf.findings import Findings, Severity
    from wardleaf.library.files import find_library
    from wardleaf.library.reader import read_library

    root = library or find_library(Path())
    if root is None:
        yield "The library      none here; `wardleaf new library NAME` starts one"
        return
    findings = Findings()
    read = read_library(root, findings=findings)
    wrong = sum(finding.severity is Severity.ERROR for finding in findings)
    held = f"{counted(len(read.handouts), 'handout')}, {counted(len(read.clinics), 'clinic')}" if read else "not read"
    yield f"The library      {shown_path(root)}: {held}"
    if wrong:
        yield f"                 {counted(wrong, 'mistake')} in its files; `wardleaf check` tells each with its line"
