"""The number or the id of a source was typed by hand.

What it finds: numbers in square brackets (“[2]”, “[3–5]”) and ids in brackets without their sign (“[jones2012]”); in a handout that has sources also raised figures after a word or a full stop (“cells²”), numbers in round brackets after a sentence (“… cells. (1)”), words for them (“(ref. 2)”, “(Jones et al., 2012)”), and figures that lost their
place above the line (“cells.2 It”).

Why it matters to a reader: sources are numbered when the pages are made. A typed number points at another source, or at none.

Example: “Chemotherapy kills growing cells [2].”

Write instead: “Chemotherapy kills growing cells [@dear2013].”

Options: none.

Evidence: ours. Rule RF-02.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Span

FAULT = rule_fault(__doc__, code="R706", name="typed-citation")
_NUMBERS = r"\d{1,3}(?: ?[,;–-] ?\d{1,3}){0,12}"
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_ALWAYS = (
    re.compile(rf"\[{_NUMBERS}\]"),
    re.compile(r"\[[A-Za-z][A-Za-z-]{1,40}(?:_?[A-Za-z-]{1,40})?_?(?:19|20)\d\d[a-z]?\]"),
)
_BESIDE_SOURCES = (
    re.compile(rf"(?<=[.!?”]) ?\({_NUMBERS}\)(?= |\Z)|(?<=[.!?”])\({_NUMBERS}\)"),
    re.compile(rf"(?:(?<=[a-z]{{3}})|(?<=[.,;:!?)”]))[{_RAISED}]+(?:[,–-][{_RAISED}]+)*(?!\w)"),
    re.compile(r"(?<=[a-z]{4}\.)\d{1,2}(?= [A-Z])"),
    re.compile(rf"[(\[](?:[Rr]efs?\.?|[Rr]eferences?|[Ss]ources?) {_NUMBERS}[)\]]"),
    re.compile(
        r"[(\[][A-Z][\w’'-]{1,30} (?:et al\.?|and others|(?:and|&) [A-Z][\w’'-]{1,30}),? (?:19|20)\d\d[a-z]?[)\]]"
    ),
)
_POWER = re.compile(r"(?:metres?|meters?|inch|foot|feet|miles?|square)\Z")
_SIGNS = re.compile(rf"[\[({_RAISED}]|\.\d")


def check(handout: Handout) -> Iterator[Finding]:
    """Each source that was typed as a number or an id."""
    sourced = handout.document.references is not None
    forms = (*_ALWAYS, *_BESIDE_SOURCES) if sourced else _ALWAYS
    for passage in handout.passages:
        if not _SIGNS.search(passage.text):
            continue
        for form in forms:
            found = form.search(passage.text)
            if found and not _POWER.search(passage.text[: found.start()]):
                words = found[0].strip()
                message = f"“{words}” is typed by hand, and sources are numbered when the pages are made; cite the source by its id: `[@dear2013]`"
                yield FAULT.at(_place(words, passage.span), message)


def _place(words: str, span: Span | None) -> Span | None:
    """Where `words` stand exactly, brackets and raised figures too."""
    near = place_of(words, span)
    for at in (near, span):
        if at is not None and at.line:
            column = at.file.line(at.line).find(words)
            if column >= 0:
                return Span(at.file, at.line, column + 1, len(words))
    return near


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RF-02",))
