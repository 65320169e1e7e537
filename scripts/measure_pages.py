"""Measures the pages of what this repository ships, file by file.

python scripts/measure_pages.py [HANDOUT]... [--totals]

Pages; mean fill of those that a break ends; thin ones among them (under 67 % full); breaks that hurt, by kind, but for
sources that are cut, which stand in a column of their own beside paragraphs; the share of the sources in all that is set; left edges on a page (mean, most); sizes and
colours of text.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from wardleaf.display import GlyphRun
from wardleaf.findings import Findings
from wardleaf.pipeline import (
    Target,
    Workshop,
    clinic_ids,
    document_for,
    fitted_document,
    open_library,
    resources_for,
    style_for,
    targets_of,
)
from wardleaf.typeset.containers import Hung, walk_flowables
from wardleaf.typeset.flowables import Flowable
from wardleaf.typeset.layout import LaidDocument, lay_out_document
from wardleaf.typeset.penalties import SOURCE
from wardleaf.typeset.typesetter import place_page

ROOT = Path(__file__).resolve().parent.parent
THIN = 0.67


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of a file, or of all of them."""

    pages: int = 0
    fills: tuple[float, ...] = ()
    breaks: Counter[str] = field(default_factory=Counter)
    hurting: Counter[str] = field(default_factory=Counter)
    sources: float = 0.0
    text: float = 0.0
    edges: tuple[int, ...] = ()
    sizes: frozenset[float] = frozenset()
    colours: frozenset[str] = frozenset()

    def __add__(self, other: Measures) -> Measures:
        return Measures(
            self.pages + other.pages,
            self.fills + other.fills,
            self.breaks + other.breaks,
            self.hurting + other.hurting,
            self.sources + other.sources,
            self.text + other.text,
            self.edges + other.edges,
            self.sizes | other.sizes,
            self.colours | other.colours,
        )

    @property
    def thin(self) -> int:
        """How many pages that a break ends are under 67 % full."""
        return sum(fill < THIN for fill in self.fills)

    def line(self, name: str) -> str:
        """All of it in one line."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.hurting.most_common())
        return (
            f"{name:58}{self.pages:5}{mean(self.fills or [1.0]):7.0%}{self.thin:5}{sum(self.hurting.values()):6}"
            f"{self.breaks['paragraph']:6}{self.breaks['source']:5}{self.sources / self.text:8.0%}"
            f"{mean(self.edges):6.1f}{max(self.edges):4}{len(self.sizes):6}{len(self.colours):5}  {kinds}"
        )


HEAD = (
    f"{'file':58}{'pages':>5}{'fill':>7}{'thin':>5}{'hurt':>6}{'paras':>6}{'src':>5}{'sources':>8}"
    f"{'edges':>6}{'most':>4}{'sizes':>6}{'cols':>5}  breaks that hurt"
)


def measured(laid: LaidDocument) -> Measures:
    """The measures of one file."""
    broken = [page for page in laid.pages if page.ending is not None]
    edges: list[int] = []
    sizes: set[float] = set()
    colours: set[str] = set()
    for number in range(1, len(laid.pages) + 1):
        runs = [item for item in place_page(laid, number) if isinstance(item, GlyphRun) and item.owner is None]
        edges.append(len({round(run.x / 2) for run in runs if run.begins}))
        sizes |= {round(run.look.size, 1) for run in runs}
        colours |= {str(run.look.colour) for run in runs}
    heights = [
        (isinstance(part, Hung) and part.anchor.startswith("reference-"), part.height(page.frame.width))
        for page in laid.pages
        for placed in page.placed
        for part in _blocks(placed.flowable)
    ]
    return Measures(
        pages=len(laid.pages),
        fills=tuple(page.used / page.frame.height for page in broken),
        breaks=Counter(page.ending.name for page in broken if page.ending),
        hurting=Counter(
            page.ending.name for page in broken if page.ending and page.ending.harmful and page.ending != SOURCE
        ),
        sources=sum(tall for source, tall in heights if source),
        text=sum(tall for _, tall in heights),
        edges=tuple(edges),
        sizes=frozenset(sizes),
        colours=frozenset(colours),
    )


def _blocks(flowable: Flowable) -> Iterator[Flowable]:
    """Sources one by one, and everything else as large as it stands in its column."""
    sources = [part for part in walk_flowables(flowable) if isinstance(part, Hung) and part.anchor]
    if sources:
        yield from sources
    else:
        yield flowable


def lay_out(workshop: Workshop, target: Target) -> LaidDocument | None:
    """A target's pages, as `build` lays them out."""
    findings = Findings()
    document = document_for(workshop, target.handout, target.clinic, target.edition, findings)
    style = style_for(workshop, target.clinic, target.edition, findings)
    resources = resources_for(workshop, style, findings) if style else None
    if document is None or style is None or resources is None:
        return None
    if style.folded:
        document = fitted_document(workshop, document, style, findings)
    return lay_out_document(document, style, resources)


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    workshop = open_library(ROOT, Findings())
    if workshop is None:
        sys.exit("the library cannot be read: run `wardleaf check`")
    named = [argument for argument in arguments if not argument.startswith("--")]
    print(HEAD)
    total = Measures()
    for target in targets_of(workshop, handouts=named, clinics=clinic_ids(workshop)):
        laid = lay_out(workshop, target)
        if laid is not None:
            own = measured(laid)
            total += own
            if "--totals" not in arguments:
                print(own.line(f"{target.clinic}/{target.handout}-{target.edition}"))
    print(total.line("all"))
    print("breaks of every kind: " + ", ".join(f"{count} {kind}" for kind, count in total.breaks.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
