"""Runs a command in this process and says what came of it that must never come: a traceback, hours, memory, files elsewhere, half files, findings without a place."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from click.testing import CliRunner, Result

from wardleaf.cli.group import wardleaf

SECONDS = 5.0  # of CPU that any input may take, and as many more for each megabyte of it
_STOPPED = 60.0  # seconds of CPU after which it is no longer waited for
_MEGABYTES = 600  # that one input may add to what the process has taken
_ACTS_ON_CONSOLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class TooLong(BaseException):  # no command may take it for an error that it knows
    """The time is up."""


@contextmanager
def _stopped() -> Iterator[None]:
    def stop(signal: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _STOPPED)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def files_below(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Each file below `folder` with its size and when it was last written."""
    return {
        f"{place}{os.sep}{name}": (told.st_size, told.st_mtime_ns)
        for place, _, names in os.walk(folder)
        for name in names
        for told in (os.lstat(f"{place}{os.sep}{name}"),)
    }


def wrong_with(arguments: list[str], *, sandbox: Path, may_write: tuple[Path, ...], size: int) -> str:
    """What `arguments` did that they must not, in words; empty when all is well. The library is the folder that one stands in."""
    before = files_below(sandbox)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    try:
        with _stopped():
            result: Result = CliRunner().invoke(wardleaf, arguments, prog_name="wardleaf")
    except TooLong:
        return f"more than {_STOPPED:.0f} s"
    seconds = time.process_time() - begun
    if result.exception and not isinstance(result.exception, SystemExit):
        if isinstance(result.exception, TooLong):
            return f"more than {_STOPPED:.0f} s"
        return "".join(traceback.format_exception(result.exception, limit=-3))
    if result.exit_code not in (0, 1, 2):
        return f"exit {result.exit_code}"
    if seconds > SECONDS * (1 + size / 1_000_000):
        return f"{seconds:.1f} s"
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) // (
        1024 if sys.platform != "darwin" else 1024 * 1024
    )
    if grown > _MEGABYTES:
        return f"{grown} MB"
    written = {path for path, told in files_below(sandbox).items() if before.get(path) != told} | (
        before.keys() - files_below(sandbox).keys()
    )
    elsewhere = sorted(path for path in written if not any(Path(path).is_relative_to(place) for place in may_write))
    if elsewhere:
        return f"written or removed: {', '.join(elsewhere)}"
    if half := sorted(path for path in written if path.endswith(".part")):
        return f"half files: {', '.join(half)}"
    if found := _ACTS_ON_CONSOLE.search(result.output):
        return f"the console gets {found[0]!r}"
    return _without_place(result.stdout) if "json" in arguments else ""


def _without_place(output: str) -> str:
    """The finding without a file, or with a line that is not there."""
    try:
        told = json.loads(output)
    except ValueError:
        return "" if output.startswith(("Usage", "Error")) or not output else f"no JSON: {output[:200]}"
    for finding in told["findings"]:
        place = finding["place"] or {}
        if finding["code"] == "M121":  # counts what stands beside it
            continue
        if (
            not place.get("path") or "line" not in place or (place["line"] is not None and place["line"] < 1)
        ):  # without a number it is the whole file
            return f"a finding without file and line: {finding}"
    return ""
