"""What this repository ships, and what of it a costly test takes."""

from __future__ import annotations

from wardleaf.pipeline import Workshop, clinic_ids, targets_of

LONG = ("metastatic-chemotherapy", "recurrence-options", "support-through-treatment")
PACK = "chemotherapy-day"
Names = tuple[str, str, str]
# Pages of `standard` before the sources and the imprint: nobody reads more. A pack is as long as its handouts.
PAGES = {"long": (8, 12), "short": (4, 8)}


def wanted_pages(handout: str) -> tuple[int, int] | None:
    """The fewest and the most pages that a handout may have, sources and imprint left out; None for a pack."""
    if handout == PACK:
        return None
    return PAGES["long" if handout in LONG else "short"]


def all_shipped(workshop: Workshop) -> list[Names]:
    """Every handout, for every clinic that gives it, in every edition: handout, clinic, edition."""
    return sorted(
        (target.handout, target.clinic, target.edition) for target in targets_of(workshop, clinics=clinic_ids(workshop))
    )


def some_shipped(workshop: Workshop) -> list[Names]:
    """The long handouts whole, and one file of each other handout, with clinics and editions taken in turn."""
    every = all_shipped(workshop)
    others = sorted({handout for handout, _, _ in every} - set(LONG))
    turns = [[names for names in every if names[0] == handout] for handout in others]
    return [names for names in every if names[0] in LONG] + [own[turn % len(own)] for turn, own in enumerate(turns)]
