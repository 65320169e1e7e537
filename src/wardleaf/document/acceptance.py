"""`::: allow`, which accepts findings in the one block below it: read like `allow:` in a definition, printed nowhere.

Its lines are kept out of what is hashed, as `allow:` in the front matter is: to accept a finding changes no word that a
reader is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from wardleaf.document import authored, faults
from wardleaf.document.attributes import Attributes
from wardleaf.document.divs import Div
from wardleaf.findings import Findings, SourceFile
from wardleaf.library.schema import Allowance
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes

ALLOW = "allow"


class Acceptances:
    """The `::: allow` of one section, in order, while its blocks are being read."""

    def __init__(self, *, file: SourceFile, findings: Findings) -> None:
        self._file, self._findings = file, findings
        self._read: list[tuple[Div, int, Mapping[str, Allowance]]] = []

    def read(self, div: Div, *, before: int) -> None:
        """Read `div`, which stands before the section's block number `before`; tells what is wrong with its keys."""
        body, form = div.body, "`rule-name: {reason: …, by: …, until: 2027-11-01}`"
        text, allowances = "\n".join(body.lines), None
        if div.attributes != Attributes():
            message = f"`allow` takes nothing between its braces; write `::: allow`, and below it {form}"
            self._findings.add(faults.ATTRIBUTES.at(div.span, message))
        elif not text.strip():
            self._findings.add(
                faults.COMPONENT_BODY.at(div.span, f"this `allow` accepts nothing; write {form} before its `:::`")
            )
        if text.strip():
            nodes = compose_nodes(
                self._file, findings=self._findings, first_line=body.first_line, column=body.column, text=text
            )
            allowances = nodes and decode(nodes, Mapping[str, Allowance], findings=self._findings, where=ALLOW)
        self._read.append((div, before, cast("Mapping[str, Allowance]", allowances or {})))

    def of_blocks(self, blocks: Sequence[authored.Block], *, last_line: int) -> tuple[authored.BlockAllowance, ...]:
        """Each allowance with the lines of its block; one below which `blocks` has none is told. The body ends on
        `last_line`.
        """
        made: list[authored.BlockAllowance] = []
        for div, number, allowances in self._read:
            if number >= len(blocks):
                message = "this `allow` stands above nothing; move it right above the paragraph, list, table or component that it is about"
                self._findings.add(faults.COMPONENT_PLACE.at(div.span, message))
                continue
            first = blocks[number].span.line
            last = blocks[number + 1].span.line - 1 if number + 1 < len(blocks) else last_line
            made += [
                authored.BlockAllowance(rule=rule, allowance=allowance, first_line=first, last_line=last)
                for rule, allowance in allowances.items()
            ]
        return tuple(made)

    def told_lines(self, lines: Sequence[str], *, first_line: int) -> tuple[str | None, ...]:
        """`lines`, the body from `first_line` on, with None for every line that is there only to accept something."""
        told: list[str | None] = list(lines)
        for div, _, _ in self._read:
            start = div.span.line - first_line
            end = div.body.first_line - first_line + len(div.body.lines) + 1
            while end < len(lines) and not lines[end].strip():
                end += 1
            told[start:end] = [None] * (end - start)
            above = next((line for line in reversed(told[:start]) if line is not None), "")
            if above.strip():
                told[start] = ""  # two blocks stay two
        return tuple(told)
