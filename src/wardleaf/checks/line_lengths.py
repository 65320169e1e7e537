"""How many characters the lines of running text have, measured on finished pages."""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.page_facts import PageFact, PageFacts

_TOLERANCE = 0.05
_GAP = 12.0
_LEAST_LINES = 20
_SHARE = 20


def usual_longest(page_facts: PageFacts, size: float) -> int | None:
    """The length that one in twenty of all lines of text of `size` reaches; None where there are too few lines to say."""
    lengths = sorted(length for page in page_facts.pages for length in _lines(page, size))
    return lengths[-max(1, len(lengths) // _SHARE)] if len(lengths) >= _LEAST_LINES else None


def _lines(page: PageFact, size: float) -> Iterator[int]:
    """The characters of each line of text of `size`; columns are lines of their own."""
    texts = sorted(
        (text for text in page.texts if not text.artifact and abs(text.size - size) < _TOLERANCE),
        key=lambda text: (round(text.baseline), text.x0),
    )
    count, baseline, end = 0, -1, 0.0
    for text in texts:
        if round(text.baseline) != baseline or text.x0 - end > _GAP:
            if count:
                yield count
            count = 0
        elif text.x0 - end > 1 and not text.text.startswith(" "):
            count += 1
        count += len(text.text.rstrip())
        baseline, end = round(text.baseline), text.x1
    if count:
        yield count
