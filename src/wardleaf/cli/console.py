"""How a command speaks: lines and findings to a terminal, a file or another program, in the characters that it can write."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

import click

from wardleaf.findings import Finding, has_errors
from wardleaf.report import Format, format_findings, to_ascii

FORMATS: tuple[Format, ...] = ("text", "plain", "json", "github")
MACHINE_FORMATS: tuple[Format, ...] = ("json", "github")


def say(text: str, *, err: bool = False) -> None:
    """Print lines for people; plain ASCII where the console can write no other characters."""
    stream = sys.stderr if err else sys.stdout
    fits = text if _can_write(stream, text) else "\n".join(to_ascii(line) for line in text.split("\n"))
    # Click would write UTF-8 to a console that says it is ASCII, unless it is given the stream.
    click.echo(fits, file=stream)


def say_value(text: str) -> None:
    """Print YAML or JSON for programs and people; characters that the console cannot write are escaped as both formats do."""
    encoding = sys.stdout.encoding or "ascii"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding), file=sys.stdout, nl=False)


def show_findings(findings: Iterable[Finding], *, format: Format, err: bool = False) -> None:
    """Print `findings`; nothing for none, except in JSON."""
    stream = sys.stderr if err else sys.stdout
    told = tuple(findings)
    colour = format == "text" and stream.isatty() and not os.environ.get("NO_COLOR")
    text = format_findings(told, format=format, colour=colour)
    if not _can_write(stream, text):
        text = format_findings(told, format=format, ascii_only=True, colour=colour)
    click.echo(text, file=stream, nl=False)


def leave(findings: Iterable[Finding]) -> None:
    """End the command with exit code 1 when one of `findings` is an error."""
    if has_errors(findings):
        raise click.exceptions.Exit(1)


class Status:
    """One line on a terminal that says how far a long run is; silent where nobody watches."""

    def __init__(self, count: int, *, wanted: bool) -> None:
        self._count, self._done = count, 0
        self._shown = ""
        self._wanted = wanted and count > 1 and sys.stderr.isatty()
        self._show()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        self._show()

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        if self._shown:
            click.echo(f"\r{' ' * len(self._shown)}\r", file=sys.stderr, nl=False)
            self._shown = ""

    def _show(self) -> None:
        if self._wanted and self._done < self._count:
            self._shown = f"building {self._done + 1} of {self._count} ..."
            click.echo(self._shown, file=sys.stderr, nl=False)


def _can_write(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
