"""The words of a link do not say where it leads.

What it finds: links whose words are “here”, “click here”, “this link”, “read more” and the like.

Why it matters to a reader: on paper nobody can click. Somebody who listens hears the links one after the other: “here, here, here”.

Example: “For more, [click here](https://www.example.org/diet).”

Write instead: “Read more in [Eating well during treatment](https://www.example.org/diet).”

Options: none.

Evidence: WCAG 2.4.4. Rule AX-03, as far as words go; what a finished PDF must have is proved by validators.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout, spoken_text
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Emphasis, Link, Runs, Strong
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R906", name="vague-link")
_VAGUE = frozenset(
    {
        "here",
        "click here",
        "click",
        "this link",
        "link",
        "this page",
        "this website",
        "website",
        "read more",
        "more",
        "more information",
        "see here",
        "page",
    }
)


def check(handout: Handout) -> Iterator[Finding]:
    """Each link without a subject."""
    if not handout.english:
        return
    for passage in handout.passages:
        for words in _links(passage.runs):
            if words.casefold().strip(" .") in _VAGUE:
                yield FAULT.at(
                    place_of(words, passage.span), f"“{words}” does not say where the link leads; name the page"
                )


def _links(runs: Runs) -> Iterator[str]:
    for run in runs:
        if isinstance(run, Link):
            yield spoken_text(run.runs)
        elif isinstance(run, (Strong, Emphasis)):
            yield from _links(run.runs)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AX-03",))
