"""The handout cites one source under two names.

What it finds: two cited references with the same DOI or PubMed number. That a citation leads to a reference, and that numbers follow the order of citation, is
seen to when the handout is resolved.

Why it matters to a reader: two numbers look like two studies that agree.

Example: `dear2013` and `dear2013a`, both with DOI 10.1002/14651858.CD008792.pub2.

Write instead: one entry in references.yaml, and its id in both places.

Options: none.

Evidence: AMA Manual of Style 11, section 3; ICMJE. Rule RF-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R702", name="duplicate-source", severity=Severity.ERROR)


def check(handout: Handout) -> Iterator[Finding]:
    """Each source that was cited before under another id."""
    seen: dict[tuple[str, str], str] = {}
    for source in handout.document.source_facts:
        for kind, number in (("DOI", source.doi.casefold()), ("PMID", source.pmid)):
            if number and seen.setdefault((kind, number), source.id) != source.id:
                message = f"`{source.id}` is the same source as `{seen[kind, number]}` ({kind} {number}); keep one and cite it in both places"
                yield FAULT.at(source.span, message)
                break


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RF-02",))
