"""Files of a library that two people may add to at once: one writes after the other, and none loses what the other wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.records import faults
from wardleaf.records.files import reason
from wardleaf.records.lock import InUseError, one_at_a_time
from wardleaf.records.unfinished import remove_left_behind

T = TypeVar("T")


def in_turn(path: Path, write: Callable[[], T], *, shown: str, findings: Findings) -> T | None:
    """What `write` gives, which reads the file at `path` and writes it anew while nobody else does; None after telling why it did not run.

    Parts of it that a killed process left are removed first.
    """
    place = Span(SourceFile(shown, ""), line=0)
    remove_left_behind((path.parent,))
    try:
        with one_at_a_time(path.with_name(f".{path.stem}.lock")) as guarded:
            done = write()
    except InUseError:
        message = f"another command is writing into `{shown}`"
        findings.add(faults.IN_USE.at(place, message, help="run the command again"))
        return None
    except OSError as problem:
        findings.add(faults.NOT_WRITABLE.at(place, f"`{shown}` cannot be written: {reason(problem)}"))
        return None
    if not guarded:
        message = f"this drive gives no way to keep others from writing into `{shown}` at the same time"
        findings.add(faults.NOT_LOCKED.at(place, message, help="let one person at a time write into it"))
    return done
