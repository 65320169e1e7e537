"""W2: what keeps a shelf from being made, and what is told about it."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info, warning

PATH_TWICE = error(
    "W201",
    "page-for-two-things",
    "A published page stands for one version of one handout for ever: printed codes lead to it. Codes, versions and languages are written in small letters in its path, "
    "with a hyphen for every other sign, so `RBC 1` and `rbc-1` would be one. Give one of them another code or version. Nothing was written.",
)
NOT_PUBLISHED = info(
    "W202",
    "handout-not-published",
    "Only what was released is published: its words are approved, and `wardleaf build --archive archive` has kept its files. A draft, or a handout whose review is overdue, is left "
    "out, and a page that was published before says so. The message says which and why.",
)
LEFT_ON_SHELF = warning(
    "W203",
    "no-longer-on-the-shelf",
    "A file lies in the folder of published pages that `wardleaf publish` does not make any more. It is never deleted for you: a printed code may lead to it. Look at it; "
    "delete it yourself when nothing leads there.",
)

LINK_OUT = error(
    "W204",
    "link-out-of-the-shelf",
    "The folder of published pages holds a link to a place outside it, where a page should be written. Nothing is written through such a link. Remove it, or publish into another "
    "folder.",
)

FAULTS: tuple[Fault, ...] = (PATH_TWICE, NOT_PUBLISHED, LEFT_ON_SHELF, LINK_OUT)
