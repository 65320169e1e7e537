"""How a command speaks: lines and findings to a terminal, a file or another program, in the characters that it can write."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

import click

from wardleaf.findings import Finding, has_errors
from wardleaf.report import Format, format_findings, to_ascii, to_printable

FORMATS: tuple[Format, ...] = ("text", "plain", "json", "github")
STOPPED = 130  # the exit code that every shell has for a program that Ctrl-C ended
_LITTLE, _MINUTES_FROM = 1, 90  # seconds
MACHINE_FORMATS: tuple[Format, ...] = ("json", "github")


def say(text: str, *, err: bool = False) -> None:
    """Print lines for people; plain ASCII where the console can write no other characters."""
    stream = sys.stderr if err else sys.stdout
    show = to_printable if _can_write(stream, text) else to_ascii
    fits = "\n".join(show(line) for line in text.split("\n"))
    # Click would write UTF-8 to a console that says it is ASCII, unless it is given the stream.
    click.echo(fits, file=stream)


def say_value(text: str) -> None:
    """Print YAML or JSON for programs and people; characters that the console cannot write are escaped as both formats do."""
    encoding = sys.stdout.encoding or "ascii"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding), file=sys.stdout, nl=False)


def show_findings(findings: Iterable[Finding], *, format: Format, err: bool = False, root: Path | None = None) -> None:
    """Print `findings`, about files of the library at `root`; nothing for none, except in JSON."""
    stream = sys.stderr if err else sys.stdout
    told = tuple(findings)
    colour = format == "text" and stream.isatty() and not os.environ.get("NO_COLOR")
    folder = _folder_in_workspace(root) if root and format == "github" else ""
    text = format_findings(told, format=format, colour=colour, folder=folder)
    if not _can_write(stream, text):
        text = format_findings(told, format=format, ascii_only=True, colour=colour, folder=folder)
    click.echo(text, file=stream, nl=False)


def leave(findings: Iterable[Finding]) -> None:
    """End the command with exit code 1 when one of `findings` is an error."""
    if has_errors(findings):
        raise click.exceptions.Exit(1)


def watched() -> bool:
    """Whether somebody sees at once what is said on the side: a terminal, not a file or another program."""
    return sys.stderr.isatty()


class Status:
    """One line on a terminal that says how far a long run is, and how long it will take; silent where nobody watches.

    `doing` says what each step is; `clock` gives seconds from anywhere.
    """

    def __init__(
        self, count: int, *, wanted: bool, doing: str = "building", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._doing = doing
        self._count, self._done = count, 0
        self._clock, self._began = clock, clock()
        self._shown = ""
        self._wanted = wanted and count > 1 and watched()
        self._show()

    def step(self, *, slow: bool = True) -> None:
        """One more is done; one that is not `slow` was none of those that take time."""
        self._done += slow
        self._show()

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        if self._shown:
            click.echo(f"\r{' ' * len(self._shown)}\r", file=sys.stderr, nl=False)
            self._shown = ""

    def _show(self) -> None:
        if self._wanted and self._done < self._count:
            self._shown = f"{self._doing} {self._done + 1} of {self._count} ...{self._left()}"
            click.echo(self._shown, file=sys.stderr, nl=False)

    def _left(self) -> str:
        """How long the rest will take at the rate so far; nothing before there is a rate, and at the very end."""
        seconds = (self._clock() - self._began) / self._done * (self._count - self._done) if self._done else 0
        if seconds < _LITTLE:
            return ""
        return f" about {seconds / 60:.0f} min left" if seconds > _MINUTES_FROM else f" about {seconds:.0f} s left"


def _folder_in_workspace(root: Path) -> str:
    """Where in the repository that GitHub Actions checked out `root` lies, such as `leaflets/`: its annotations name files from there.

    Empty at its top, elsewhere and outside Actions (docs.github.com, "Variables reference": GITHUB_WORKSPACE).
    """
    workspace = os.environ.get("GITHUB_WORKSPACE")
    here = root.resolve()
    if not workspace or not here.is_relative_to(Path(workspace).resolve()):
        return ""
    return "".join(f"{part}/" for part in here.relative_to(Path(workspace).resolve()).parts)


def _can_write(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
