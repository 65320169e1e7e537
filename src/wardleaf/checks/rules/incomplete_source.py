"""A cited source lacks what a reader needs to find it.

What it finds: for journal articles, no author, journal, year, or no pages, article number, DOI or PubMed number; for web pages, no address or no date of reading; for books,
reports and guidelines, no author or publisher, no date, or an address without a date of reading; for the other kinds, what their form cannot do without, such as the server of a
preprint or the meeting of a paper; a DOI that does not begin with 10., or ends in a full stop; a PubMed number that is not digits.

Why it matters to a reader: a source that cannot be found is no source.

Example: a web page without `accessed`.

Write instead: the missing key in references.yaml. `wardleaf references` takes over complete entries from PubMed and Zotero.

Options: none.

Evidence: AMA Manual of Style 11; Citing Medicine, second edition. Rule RF-03.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import SourceFacts
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R703", name="incomplete-source")
_DOI = re.compile(r"10\.\d{4,9}/\S*[^\s.]\Z")


def check(handout: Handout) -> Iterator[Finding]:
    """Each source with something missing."""
    for source in handout.document.source_facts:
        missing = list(_missing(source))
        if missing:
            yield FAULT.at(source.span, f"`{source.id}` lacks {', '.join(missing)}; add it in references.yaml")
        if source.doi and not _DOI.match(source.doi):
            yield FAULT.at(
                source.span,
                f"`{source.doi}` is no DOI; write it bare, from `10.` to its last sign, without a full stop",
            )
        if source.pmid and not source.pmid.isdigit():
            yield FAULT.at(source.span, f"`{source.pmid}` is no PubMed number; write its digits only")


def _missing(source: SourceFacts) -> Iterator[str]:
    yield from source.lacks
    match source.type:
        case "article-journal":
            if not source.has_authors:
                yield "authors"
            if not source.where:
                yield "the journal (`container-title`)"
            if source.published is None:
                yield "the year (`issued`)"
        case "webpage":
            if not source.url:
                yield "its address (`URL`)"
            if source.accessed is None:
                yield "when it was read (`accessed`)"
        case "legislation":
            pass  # its citation says whose law it is
        case (
            "article-newspaper"
            | "article-magazine"
            | "post-weblog"
            | "preprint"
            | "podcast"
            | "video"
            | "dataset"
            | "software"
        ):
            if source.url and source.accessed is None and not (source.doi or source.pmid):
                yield "when it was read (`accessed`)"
        case _:
            if not (source.has_authors or source.publisher):
                yield "an author or publisher"
            if source.url and source.accessed is None and not (source.doi or source.pmid):
                yield "when it was read (`accessed`)"
            if source.published is None and source.accessed is None:
                yield "a date (`issued` or `accessed`)"


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RF-03",))
