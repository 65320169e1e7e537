"""Whether a line `fit:` in its definition would spare a booklet the pages that are added to write on: tried only where
pages were added and the definition says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wardleaf.findings import Finding, Findings
from wardleaf.pipeline import Workshop, resources_for
from wardleaf.style.schema import Style

if TYPE_CHECKING:
    from wardleaf.document.model import Document
    from wardleaf.typeset.typesetter import SharedBlocks

_ADDED_FROM = 2  # one page more to write on is welcome
_FEWEST_LINES, _MOST_LINES = 4, 12


def fit_proposal(
    workshop: Workshop, document: Document, style: Style, *, added: int, shared: SharedBlocks
) -> Iterator[Finding]:
    """What to write so that the booklet `document`, to which `added` pages were added, comes out even; nothing where no
    trial layout shows that it helps.

    `shared` are blocks of other layouts of it in the same style.
    """
    from wardleaf.document.fitting import has_lines_to_write_on, with_write_in_lines
    from wardleaf.typeset import faults
    from wardleaf.typeset.layout import TrialLayouts

    definition = workshop.library.handouts[document.id]
    resources = resources_for(workshop, style, Findings())
    if definition.fit or added < _ADDED_FROM or resources is None or not has_lines_to_write_on(document):
        return
    trials = TrialLayouts(document, style, resources, shared)
    for lines in range(_MOST_LINES, _FEWEST_LINES - 1, -1):
        pages, still = trials.pages(with_write_in_lines(document, lines))
        if still == 0:
            span = definition.editions[0].span if definition.editions else definition.span
            message = f"for {document.clinic.name} the booklet ends with {added} pages to write on; with {lines} lines in each space to write it comes out at {pages} pages and has none"
            help = f"where they are not wanted, write `fit: {{pages: multiple-of-4, write-in-lines: {lines}–{max(_MOST_LINES, lines)}}}`"
            yield faults.FIT_WOULD_HELP.at(span, message, help=help)
            return
