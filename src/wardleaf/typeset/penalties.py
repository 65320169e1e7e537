"""What a break between two pages costs the reader, kind by kind: the one table that boxes, breaker and measurements
share.

The unit is a hundredth of a parted table. What is never to be parted costs so much that nothing else outweighs it; it
still has a price, because what is higher than a page must break somewhere. A page has costs of its own, for the white
that it leaves.
"""

from __future__ import annotations

from msgspec import Struct

NEVER = 10_000.0


class Penalty(Struct, frozen=True, gc=False):
    """A kind of break: its name in reports, its cost, whether it counts among those that hurt, and why it costs that."""

    name: str
    cost: float
    harmful: bool
    reason: str


SECTION = Penalty(
    "before a heading", 0.0, harmful=False, reason="A new page that begins with a heading is where a reader looks."
)
BLOCKS = Penalty(
    "between blocks",
    6.0,
    harmful=False,
    reason="One thing is said and the next begins, though its heading is left behind.",
)
PARAGRAPH = Penalty(
    "paragraph",
    45.0,
    harmful=False,
    reason="A sentence goes on overleaf, with two lines on either side; tired readers lose the thread.",
)
LEAD_IN = Penalty(
    "lead-in",
    60.0,
    harmful=False,
    reason="The sentence before a list says what its items are; they are met without it.",
)
LIST = Penalty(
    "list", 100.0, harmful=True, reason="Whoever has read the items on one page does not know that there are more."
)
TABLE = Penalty(
    "table",
    100.0,
    harmful=True,
    reason="Rows are compared, and those overleaf cannot be, though the header comes back.",
)
SHORT_TABLE = Penalty(
    "short table", NEVER, harmful=True, reason="A table of eight rows or fewer is taken in at one glance or not at all."
)
DIARY = Penalty(
    "diary", 80.0, harmful=True, reason="A parted diary is filled in on one page and forgotten on the other."
)
DIARY_FACED = Penalty(
    "diary on facing pages", 20.0, harmful=False, reason="Open on a table, both halves of the diary lie side by side."
)
CONTACTS = Penalty(
    "contacts",
    100.0,
    harmful=True,
    reason="The number that is needed may be the one on the page that nobody turned to.",
)
CONTENTS = Penalty(
    "contents", NEVER, harmful=True, reason="A contents list of which a part is overleaf hides what the handout holds."
)
PANEL = Penalty(
    "panel", 150.0, harmful=True, reason="A panel is one message; its frame promises that all of it is inside."
)
STEPS = Penalty(
    "steps",
    NEVER,
    harmful=True,
    reason="Steps are followed with the page in hand, some in an emergency, and which ones are is not told to us.",
)
WRITE_IN = Penalty(
    "write-in", 100.0, harmful=True, reason="A question and the lines for its answer are used together, pen in hand."
)
ARRAY = Penalty(
    "array", 200.0, harmful=True, reason="The groups of an icon array are there to be compared at one glance."
)
INTRODUCTION = Penalty(
    "introduction",
    120.0,
    harmful=True,
    reason="An array, figure, table or step without the sentence that introduces it is a riddle.",
)
INTRODUCTION_FACED = Penalty(
    "introduction on the facing page",
    20.0,
    harmful=False,
    reason="The sentence and what it introduces are seen together, on the two pages of an opening.",
)
TWO_LINES = Penalty(
    "heading",
    100.0,
    harmful=True,
    reason="A heading with fewer than three lines below it is read as the end of a page.",
)
SOURCE = Penalty(
    "source", NEVER, harmful=True, reason="A source is looked up by copying it; half of one leads nowhere."
)
FORCED = Penalty(
    "forced", 10 * NEVER, harmful=True, reason="What fits on no page is cut wherever it is; its author is told."
)

WHITE = Penalty(
    "white", 100.0, harmful=False, reason="A third of a page left white looks like the end; less of it by its square."
)
THIN_PAGE = Penalty(
    "thin page", 400.0, harmful=True, reason="A page that is not two thirds full is taken for the last one."
)
SQUEEZED = Penalty(
    "squeezed",
    15.0,
    harmful=False,
    reason="Spaces a seventh smaller are not seen, but those of all pages are best alike.",
)
GIVE = 0.15  # of the spaces between blocks, where a line more is to find room
FULL_ENOUGH = 0.67  # of its frame; under that, a page is thin

PENALTIES = (
    SECTION,
    BLOCKS,
    PARAGRAPH,
    LEAD_IN,
    LIST,
    TABLE,
    SHORT_TABLE,
    DIARY,
    DIARY_FACED,
    CONTACTS,
    CONTENTS,
    PANEL,
    STEPS,
    WRITE_IN,
    ARRAY,
    INTRODUCTION,
    INTRODUCTION_FACED,
    TWO_LINES,
    SOURCE,
    FORCED,
    WHITE,
    THIN_PAGE,
    SQUEEZED,
)


def faced(penalty: Penalty) -> Penalty:
    """What a break costs whose other side lies on the facing page."""
    return _FACED.get(penalty, penalty)


_FACED = {INTRODUCTION: INTRODUCTION_FACED, DIARY: DIARY_FACED}


def cost_of_white(fill: float) -> float:
    """What a page costs that is filled up to `fill` of its frame, where a break ends it."""
    white = (1 - fill) / (1 - FULL_ENOUGH)
    return WHITE.cost * white * white + (THIN_PAGE.cost if fill < FULL_ENOUGH else 0.0)


def dearer(one: Penalty, other: Penalty) -> Penalty:
    """That of the two which costs more: who parts a part also parts the whole."""
    return one if one.cost >= other.cost else other
