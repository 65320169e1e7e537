"""Ids of headings: unique in the document, and where a link to `#id` leads from within a section."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wardleaf.document import authored, faults
from wardleaf.document.manuscript import Part
from wardleaf.findings import Findings, Span
from wardleaf.source.suggest import did_you_mean

RESERVED = ("title", "contents", "references", "imprint", "added-notes", "added-questions", "added-appointments")


class Targets(Struct, frozen=True, kw_only=True):
    """Ids in the document: of sections by address, and of written headings by address and written id."""

    sections: Mapping[str, str]
    headings: Mapping[tuple[str, str], str]

    def resolve(self, id: str, *, address: str, span: Span, findings: Findings) -> str | None:
        """The document's id for `#id` written in the section at `address`: there first, then anywhere; None after
        telling why not.
        """
        if (address, id) in self.headings:
            return self.headings[address, id]
        elsewhere = [found for (_, written), found in self.headings.items() if written == id]
        if len(elsewhere) == 1:
            return elsewhere[0]
        if elsewhere:
            message = f"{len(elsewhere)} sections of this handout have a heading with the id `{id}`; give the one that is meant an id of its own"
            findings.add(faults.AMBIGUOUS_HEADING.at(span, message))
            return None
        if id in self.sections.values():
            return id
        known = [*dict.fromkeys(written for _, written in self.headings), *self.sections.values()]
        message = f"nothing in this handout has the id `{id}`; write it at the heading that is meant: `## … {{#{id}}}`"
        findings.add(faults.UNKNOWN_HEADING.at(span, message, hint=did_you_mean(id, known)))
        return None


def number_headings(parts: tuple[Part, ...]) -> Targets:
    """The ids of all that `parts` print; one that several sections have written gets its section's address before it."""
    taken = set(RESERVED)
    sections: dict[str, str] = {}
    for part in parts:
        if part.address:
            sections[part.address] = _free(part.address.replace("/", "-"), taken)
    written = [(part.address, id) for part in parts for id in _ids(part.blocks)]
    counts: dict[str, int] = {}
    for _, id in written:
        counts[id] = counts.get(id, 0) + 1
    headings: dict[tuple[str, str], str] = {}
    for address, id in written:
        alone = counts[id] == 1 and id not in taken
        headings[address, id] = _free(id if alone else f"{sections.get(address, 'part')}-{id}", taken)
    return Targets(sections=sections, headings=headings)


def _ids(blocks: tuple[authored.Block, ...]) -> list[str]:
    ids = [block.id for block in blocks if isinstance(block, (authored.Heading, authored.SpecComponent)) and block.id]
    return list(dict.fromkeys(ids))


def _free(id: str, taken: set[str]) -> str:
    found, number = id, 1
    while found in taken:
        number += 1
        found = f"{id}-{number}"
    taken.add(found)
    return found
