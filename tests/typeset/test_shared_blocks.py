"""Blocks that personal copies share: composed once, without a trace of any value, and no page differs from one that was
composed alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.typeset.making import HANDOUT, ONE, TWO, definition, resolve, resources_of, section, style_of

from wardleaf.document.model import Block, Callout, Document, Heading, Paragraph, Table
from wardleaf.reading.tree import StructElem, walk
from wardleaf.typeset import story
from wardleaf.typeset.flowables import Flowable
from wardleaf.typeset.layout import _context
from wardleaf.typeset.pages import PageGeometry
from wardleaf.typeset.story import compose_blocks
from wardleaf.typeset.typesetter import SharedBlocks, Typeset, typeset

BODY = """Words that all copies have, on more than one line of the page, so that they are broken.

## Your own

{{ field.name }}, we will call you.

## One line

Only this.

- first
- second, for {{ field.name }}

| When | What |
|---|---|
| Monday | Tablets |

::: note
A panel has a heading of its own.
:::

### Deeper

A sign that no face has: \N{SNOWMAN}

### Deeper again

## Last

Words after a heading that leads a heading.
"""


def document(values: Mapping[str, str]) -> Document:
    files = {
        ONE: section(BODY),
        TWO: section("Second, with {{ field.nurse }}.", "Second things"),
        HANDOUT: definition(),
    }
    made, findings = resolve(files, values=values)
    assert made, findings
    return made


def set_copy(made: Document, shared: SharedBlocks | None) -> Typeset:
    return typeset(made, style_of("riverside", "standard"), resources_of("riverside"), shared=shared)


def assert_alike(one: Typeset, other: Typeset) -> None:
    assert one.pdf == other.pdf
    assert one.findings == other.findings
    assert one.template.usable == other.template.usable


ANN, BOLA = (
    {"name": "Ann Baker", "nurse": "Joy"},
    {"name": "Bola Okafor with a name of more than one line " * 2, "nurse": "Joy"},
)


def test_a_copy_with_shared_blocks_is_the_copy_set_alone() -> None:
    shared = SharedBlocks()
    for values in (ANN, BOLA, {}, ANN, {"name": "Ann Baker"}):
        alone, together = set_copy(document(values), None), set_copy(document(values), shared)
        assert_alike(together, alone)
        assert any("\N{SNOWMAN}" in finding.message for finding in together.findings)


def test_only_blocks_with_values_are_composed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    composed: list[str] = []
    real = story._compose_among

    def noted(context: object, block: object, blocks: object, number: int, read: object) -> object:
        composed.append(repr(block))
        return real(context, block, blocks, number, read)  # type: ignore[arg-type]

    monkeypatch.setattr(story, "_compose_among", noted)
    shared = SharedBlocks()
    set_copy(document(ANN), shared)
    first = len(composed)
    del composed[:]
    set_copy(document(BOLA), shared)
    body = [block for block in composed if "Words that" in block or "Only this" in block or "Tablets" in block]
    assert body == []
    assert any("Bola" in block for block in composed) and any("\N{SNOWMAN}" in block for block in composed)
    assert len(composed) < first


def test_nothing_of_a_copy_is_kept() -> None:
    shared = SharedBlocks()
    set_copy(document(ANN), shared)
    assert shared._made
    assert "Ann" not in repr([(block, made.elements) for block, _, made in shared._made.values()])


def shape(flowable: Flowable, width: float) -> object:
    """All that a layout asks of a flowable, and of its parts."""
    asked = (type(flowable).__name__, flowable.before, flowable.after, flowable.keep_with_next, flowable.height(width))
    moved = getattr(flowable, "start", None), getattr(flowable, "anchor", "")
    return (*asked, *moved, tuple(shape(part, width) for part in flowable.parts()))


_WHOLE = document(ANN)
_STYLE = style_of("riverside", "standard")
_TWO, _THREE = (
    next(block for block in _WHOLE.blocks if isinstance(block, Heading) and block.level == level) for level in (2, 3)
)
_LONG, _NAMED, _SHORT = [block for block in _WHOLE.blocks if isinstance(block, Paragraph)][:3]
_TABLE, _PANEL = (next(block for block in _WHOLE.blocks if isinstance(block, kind)) for kind in (Table, Callout))
_POOL = (_TWO, _THREE, _LONG, _NAMED, _SHORT, _TABLE, _PANEL)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_POOL), min_size=3, max_size=4), min_size=2, max_size=5))
@example(
    [[_TWO, _LONG, _SHORT, _TABLE], [_LONG, _TWO, _SHORT, _TABLE]]
)  # after a heading, one line is kept with what follows …
@example([[_TWO, _SHORT, _THREE, _LONG], [_TWO, _SHORT, _TWO, _LONG]])  # … unless its section ends
@example([[_TWO, _TABLE, _TABLE], [_TWO, _LONG, _TABLE]])  # a heading begins where that begins which it leads
@example(
    [[_TWO, _LONG, _PANEL], [_THREE, _LONG, _PANEL]]
)  # what has a heading of its own stands below that of its section
def test_blocks_may_come_and_go_and_stand_among_others(bodies: list[list[Block]]) -> None:
    shared = SharedBlocks()
    geometry = PageGeometry(_STYLE.page)
    for blocks in bodies:
        contexts = [_context(_WHOLE, _STYLE, resources_of("riverside"), geometry) for _ in range(2)]
        alone, together = (
            compose_blocks(context, blocks, compose) for context, compose in zip(contexts, (None, shared.compose))
        )
        width = geometry.column
        assert [shape(flowable, width) for flowable in together.flowables] == [
            shape(flowable, width) for flowable in alone.flowables
        ]
        assert roles(together.elements) == roles(alone.elements)


def roles(elements: Sequence[StructElem]) -> list[str]:
    return [kid.role for element in elements for kid in walk(element) if isinstance(kid, StructElem)]
