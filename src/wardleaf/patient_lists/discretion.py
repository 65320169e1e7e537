"""Mistakes of our own while a patient list is at hand: what is told of them names their kind and place, since their
words could be those of the list.
"""

from __future__ import annotations

from pathlib import PurePath
from traceback import extract_tb


class DiscreetError(Exception):
    """A mistake of our own; its words hold nothing of the list. Raise it `from None`, or the words of the mistake
    itself are printed with it.
    """


def discreet(problem: Exception, doing: str) -> DiscreetError:
    """What may be told of `problem`, which came up while `doing`."""
    if isinstance(problem, DiscreetError):
        return problem
    frames = extract_tb(problem.__traceback__)
    where = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return DiscreetError(f"{doing}: {type(problem).__name__}{where}")
