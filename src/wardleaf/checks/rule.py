"""What a rule is: its fault with the page that `wardleaf explain` prints, what it reads, and the function that looks.

A rule reads one thing, declared by the parameter of its `check`: a `Handout` (the words), a `Look` (the style) or
`Printed` pages.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from wardleaf.checks.reading import Handout
from wardleaf.document.model import Document
from wardleaf.findings import Fault, Finding, Severity
from wardleaf.library.profiles import Profile
from wardleaf.page_facts import PageFacts
from wardleaf.style.schema import Style

HEADS = ("What it finds", "Why it matters to a reader", "Example", "Write instead", "Options", "Evidence")


class Look(Struct, frozen=True, kw_only=True):
    """What rules about the style read."""

    style: Style
    profile: Profile
    document: Document


class Printed(Struct, frozen=True, kw_only=True):
    """What rules about finished pages read."""

    page_facts: PageFacts
    style: Style
    profile: Profile
    document: Document


Read = TypeVar("Read", Handout, Look, Printed)


class Rule(Struct, Generic[Read], frozen=True, kw_only=True):
    """One rule. `ids` are those of the requirement list that it serves; one that is not `allowable` cannot be accepted."""

    fault: Fault
    reads: type[Read]
    check: Callable[[Read], Iterable[Finding]]
    ids: tuple[str, ...]
    allowable: bool = True


AnyRule = Rule[Handout] | Rule[Look] | Rule[Printed]


def rule_fault(page: str | None, *, code: str, name: str, severity: Severity = Severity.WARNING) -> Fault:
    """The fault of a rule, whose manual page is `page`, the docstring of its module."""
    return Fault(code, name, severity, inspect.cleandoc(page or ""))
