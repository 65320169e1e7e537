"""What Wardleaf has to say about somebody's files: one type, one code space, for every stage.

A `Fault` is a kind of mistake with its code, its name and its manual page; a `Finding` is one occurrence, with the
place. This room knows nothing about YAML, Markdown or PDF, and does not print: `report.py` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding weighs: an error stops a clean file, a warning wants a decision, an info is told once."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Weight for sorting: 0 for the gravest."""
        return {"error": 0, "warning": 1, "info": 2}[self.value]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that somebody wrote: the path as it is shown to them, and its decoded text, whole and in lines."""

    path: str
    text: str = field(repr=False, compare=False)
    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(self.text.split("\n")))

    def __reduce__(self) -> tuple[type[SourceFile], tuple[str, str]]:
        return (SourceFile, (self.path, self.text))

    def line(self, number: int) -> str:
        """The text of line `number` (counted from 1), without its end; empty past the last line."""
        return self.lines[number - 1].rstrip("\r") if 0 < number <= len(self.lines) else ""


class Span(Struct, frozen=True):
    """A place in a file: line and column counted from 1, width in characters; column 0 means the whole line, line 0 the
    whole file.
    """

    file: SourceFile
    line: int
    column: int = 0
    width: int = 1

    def __str__(self) -> str:
        place = f"{self.file.path}:{self.line}" if self.line else self.file.path
        return f"{place}:{self.column}" if self.column else place

    @property
    def order(self) -> tuple[str, int, int]:
        """Sorting key: path, line, column."""
        return (self.file.path, self.line, self.column)


class Finding(Struct, frozen=True, kw_only=True):
    """One thing to say: code and name of its fault, how grave, the sentence, and where.

    `hint` stands beside the caret ("did you mean `sections`?"), `notes` below it, `help` last; `related` are other
    places that share it, such as the handouts that use a section.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""
    notes: tuple[str, ...] = ()
    help: str = ""
    related: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[tuple[str, int, int], int, str, str]:
        """Sorting key: place first (findings without one come last), then weight, code and sentence."""
        place = self.span.order if self.span else ("\uffff", 0, 0)
        return (place, self.severity.rank, self.code, self.message)


class Fault(Struct, frozen=True):
    """A kind of mistake: its code, a name that reads after "allow", its usual weight and its manual page."""

    code: str
    name: str
    severity: Severity
    explanation: str

    def at(
        self,
        span: Span | None,
        message: str,
        *,
        hint: str = "",
        notes: Iterable[str] = (),
        help: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this kind at `span`, in the words of `message`."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            span=span,
            hint=hint,
            notes=tuple(notes),
            help=help,
        )


def error(code: str, name: str, explanation: str) -> Fault:
    """A fault that usually weighs as an error."""
    return Fault(code, name, Severity.ERROR, explanation)


def warning(code: str, name: str, explanation: str) -> Fault:
    """A fault that usually weighs as a warning."""
    return Fault(code, name, Severity.WARNING, explanation)


def info(code: str, name: str, explanation: str) -> Fault:
    """A fault that usually weighs as an info."""
    return Fault(code, name, Severity.INFO, explanation)


class Rejected(Exception):  # noqa: N818  # the field's word: a stage rejects its input
    """A stage could not make its value: carries every finding of that stage, errors and others."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.message for finding in self.findings if finding.severity is Severity.ERROR))

    def __reduce__(self) -> tuple[type[Rejected], tuple[tuple[Finding, ...]]]:
        return (Rejected, (self.findings,))


class Findings:
    """Collects the findings of one stage while it runs, so that all of them are told at once."""

    def __init__(self) -> None:
        self._collected: dict[Finding, None] = {}

    def add(self, finding: Finding) -> None:
        """Keep `finding`; the same one is kept once."""
        self._collected.setdefault(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.add(finding)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.sorted())

    def __len__(self) -> int:
        return len(self._collected)

    def sorted(self) -> tuple[Finding, ...]:
        """Everything collected, by place."""
        return tuple(sorted(self._collected, key=lambda finding: finding.order))

    @property
    def has_errors(self) -> bool:
        return has_errors(self._collected)

    def raise_errors(self) -> None:
        """Raise `Rejected` with everything collected when one of them is an error."""
        if self.has_errors:
            raise Rejected(self.sorted())


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of `findings` is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
