"""The cache of builds: what became of a target, and what a whole run had to say, under a key made of everything that
went in.

A folder of small files, each with a code over what is in it that only this account can make, and of finished files
named by their SHA-256. What is damaged, was written by somebody else or was taken away by another process is as good as
never kept; where a file goes and what it is called is the run's own business. Every file appears whole, so builds that
run at once can share the folder. Text and PDF only: nothing that is read from here is ever run. Personal copies never
come here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from wardleaf.findings import Finding, Findings, Severity, SourceFile, Span
from wardleaf.library.files import read_plain
from wardleaf.records.built import Built, Target
from wardleaf.records.files import write_file
from wardleaf.records.manifest import FileRecord, record_of
from wardleaf.records.output import FinishedFile
from wardleaf.records.stale import Shelf, shelf_of
from wardleaf.records.unfinished import remove_left_behind

_FORM = 2  # of what is written here; another form is another key
MOST_BYTES = 1_000_000_000
MOST_AT_ONCE = 32_000_000  # of a run's files in memory: a larger run is answered file by file
_LONGEST_UNUSED = 60 * 24 * 3600
_DAY = 24 * 3600
_KINDS = ("runs", "builds", "files")
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# What `wardleaf build` made before. It may be deleted at any time.\n"


def key_of(*parts: object) -> str:
    """A key for `parts`, which JSON can hold: equal for equal parts, in every process and on every computer."""
    told = json.dumps([_FORM, *parts], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


class KeptRun(Struct, frozen=True, kw_only=True):
    """What a run came to: what became of each target, in order, the findings of files it used, how many it left to
    `check`, and what the library gave out.
    """

    builds: tuple[Built, ...]
    told: tuple[Finding, ...]
    elsewhere: int
    shelf: Shelf


class BuildCache:
    """The cache in `folder`; nothing counts in it but what was written with `secret`. `clock` gives seconds since 1970.
    A folder that cannot be written keeps nothing, and says nothing.
    """

    def __init__(self, folder: Path, *, secret: bytes, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._secret, self._clock = folder, secret, clock

    # --- builds -----------------------------------------------------------------------------------------------------

    def holds(self, key: str) -> bool:
        """Whether `build` will probably find something: its record is there and so are its files, unread."""
        told = self._told("builds", key)
        try:
            return told is not None and all(
                self._file(str(file["record"]["sha256"])).is_file() for file in _list(told["files"])
            )
        except (KeyError, TypeError):
            return False

    def build(self, key: str, target: Target | None = None) -> Built | None:
        """What became of the target that was kept under `key`, which is `target` where that is known; None when that is
        not there, whole and unchanged.
        """
        told = self._told("builds", key)
        try:
            built = self._built(told) if told is not None else None
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return built if built and (target is None or built.target == target) else None

    def keep_build(self, key: str, built: Built) -> bool:
        """Whether `built` is now kept under `key`."""
        told = {
            "target": {"handout": built.target.handout, "clinic": built.target.clinic, "edition": built.target.edition},
            "files": [{"record": file.record.as_json(), "report": file.report} for file in built.files],
            "findings": findings_as_json(built.findings),
        }
        kept = all(self._keep_file(file) for file in built.files)
        return kept and self._keep("builds", key, told)

    def _built(self, told: Mapping[str, object]) -> Built | None:
        files: list[FinishedFile] = []
        for file in _list(told["files"]):
            record = record_of(_mapping(file["record"]))
            data = self._data(record.sha256)
            if data is None:
                return None
            files.append(FinishedFile(data=data, record=record, report=str(file["report"])))
        named = _mapping(told["target"])
        target = Target(handout=str(named["handout"]), clinic=str(named["clinic"]), edition=str(named["edition"]))
        if not all(map(_ID.fullmatch, (target.handout, target.clinic, target.edition))) or not all(
            _belongs(file.record, target) for file in files
        ):
            return None
        return Built(target=target, files=tuple(files), findings=_findings(told["findings"]))

    # --- runs -------------------------------------------------------------------------------------------------------

    def run(self, key: str) -> KeptRun | None:
        """What the run that was kept under `key` came to; None when anything of it is not there, or when it is too
        large to be held at once.
        """
        told = self._told("runs", key)
        if told is None:
            return None
        try:
            builds: list[Built] = []
            held = 0
            for name in _list(told["builds"]):
                built = self.build(str(name))
                held += sum(len(file.data) for file in built.files) if built else 0
                if built is None or held > MOST_AT_ONCE:
                    return None
                builds.append(built)
            shelf = shelf_of(_mapping(told["shelf"]))
            return KeptRun(
                builds=tuple(builds), told=_findings(told["told"]), elsewhere=int(str(told["elsewhere"])), shelf=shelf
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def keep_run(
        self, key: str, *, builds: Sequence[str], told: Sequence[Finding], elsewhere: int, shelf: Shelf
    ) -> bool:
        """Whether a run of `builds`, by their keys, is now kept under `key`."""
        return self._keep(
            "runs",
            key,
            {"builds": list(builds), "told": findings_as_json(told), "elsewhere": elsewhere, "shelf": shelf.as_json()},
        )

    # --- files ------------------------------------------------------------------------------------------------------

    def tidy(self, *, most_bytes: int = MOST_BYTES) -> None:
        """Drop what was not used for long, and the longest unused until the rest is at most `most_bytes`."""
        now = self._clock()
        remove_left_behind(self._folder / kind for kind in _KINDS)
        left = 0
        for used, size, path in sorted(self._everything(), reverse=True):
            left += size
            if left > most_bytes or now - used > _LONGEST_UNUSED:
                left -= size
                with suppress(OSError):
                    path.unlink()

    def _everything(self) -> list[tuple[float, int, Path]]:
        found: list[tuple[float, int, Path]] = []
        for kind in _KINDS:
            with suppress(OSError):
                for entry in os.scandir(self._folder / kind):
                    with suppress(OSError):
                        status = entry.stat()
                        found.append((status.st_mtime, status.st_size, Path(entry.path)))
        return found

    def _told(self, kind: str, key: str) -> Mapping[str, object] | None:
        data = self._read(self._path(kind, key))
        digest, _, text = (data or b"").partition(b"\n")
        if not text or not hmac.compare_digest(self._code(kind, key, text), digest):
            return None
        try:
            return _mapping(json.loads(text))
        except (ValueError, TypeError, RecursionError):
            return None

    def _path(self, kind: str, key: str) -> Path:
        # Accounts that share a library keep beside each other what they cannot read of each other.
        return (
            self._folder
            / kind
            / f"{hmac.new(self._secret, f'{kind} {key}'.encode(), hashlib.sha256).hexdigest()[:48]}.json"
        )

    def _code(self, kind: str, key: str, text: bytes) -> bytes:
        """What proves that `text` was kept as this `kind` under this `key` by whoever has the secret."""
        return hmac.new(self._secret, f"{kind} {key}\n".encode() + text, hashlib.sha256).hexdigest().encode()

    def _keep(self, kind: str, key: str, told: Mapping[str, object]) -> bool:
        text = json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode()
        tag = self._folder / "CACHEDIR.TAG"  # backup programs leave folders with such a file alone
        if not tag.is_file():
            self._write(tag, _TAG)
        return self._write(self._path(kind, key), self._code(kind, key, text) + b"\n" + text)

    def _file(self, sha256: str) -> Path:
        return self._folder / "files" / f"{sha256}.pdf"

    def _data(self, sha256: str) -> bytes | None:
        data = self._read(self._file(sha256))
        return data if data is not None and hashlib.sha256(data).hexdigest() == sha256 else None

    def _keep_file(self, file: FinishedFile) -> bool:
        path = self._file(file.record.sha256)
        return self._data(file.record.sha256) is not None or self._write(path, file.data)

    def _read(self, path: Path) -> bytes | None:
        try:
            data = read_plain(path)
            # The time of the file says when it was used, to the day: that is all `tidy` needs.
            if self._clock() - path.stat().st_mtime > _DAY:
                os.utime(path)
        except OSError:
            return None
        return data

    def _write(self, path: Path, data: bytes) -> bool:
        return write_file(path, data, shown="", findings=Findings(), lasting=False)


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _belongs(record: FileRecord, target: Target) -> bool:
    """Whether `record` is of one of the files that a build of `target` makes, under the name that it gives them."""
    name = f"{target.handout}-{target.edition}"
    whose = (record.handout, record.clinic, record.edition)
    return record.file in (target.file, f"{name}-print.pdf") and whose == (
        target.handout,
        target.clinic,
        target.edition,
    )


def findings_as_json(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """`findings` as JSON holds them: of each file only the line that is shown."""
    return [
        {
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity.value,
            "message": finding.message,
            "span": _span_as_json(finding.span) if finding.span else None,
            "hint": finding.hint,
            "notes": list(finding.notes),
            "help": finding.help,
            "related": list(finding.related),
        }
        for finding in findings
    ]


def _span_as_json(span: Span) -> list[object]:
    return [span.file.path, span.line, span.column, span.width, span.file.line(span.line)]


def _findings(told: object) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code=str(one["code"]),
            name=str(one["name"]),
            severity=Severity(one["severity"]),
            message=str(one["message"]),
            span=_span(one["span"]),
            hint=str(one["hint"]),
            notes=tuple(map(str, one["notes"])),
            help=str(one["help"]),
            related=tuple(map(str, one["related"])),
        )
        for one in _list(told)
    )


def _span(told: object) -> Span | None:
    if told is None:
        return None
    path, line, column, width, text = _list(told)
    # The line stands where it stood, so that it is found by its number.
    return Span(
        SourceFile(str(path), "\n" * (int(line) - 1) + str(text)), line=int(line), column=int(column), width=int(width)
    )


# JSON that somebody damaged may hold anything anywhere; these raise what `build` and `run` take for "not there".


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value
