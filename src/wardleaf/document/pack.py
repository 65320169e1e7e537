"""What a pack prints of the handouts that it takes whole: how each begins, what becomes of a section that several use,
and its line in the imprint.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.document import authored
from wardleaf.document.markdown import read_words
from wardleaf.findings import Findings, Span
from wardleaf.library.labels import Labels
from wardleaf.library.packs import packed_handouts
from wardleaf.library.schema import HandoutDefinition
from wardleaf.values import replace


def opening_blocks(definition: HandoutDefinition, findings: Findings) -> tuple[authored.Block, ...]:
    """What stands below a packed handout's title: its main message and its key points, as on the cover that it has
    alone.
    """
    message = definition.main_message
    paragraph = authored.Paragraph(
        runs=(authored.Strong(read_words(message.value, span=message.span, findings=findings)),), span=message.span
    )
    items = tuple(
        _item(read_words(point.value, span=point.span, findings=findings), point.span)
        for point in definition.key_points
    )
    if not items:
        return (paragraph,)
    span = definition.key_points[0].span
    listed = authored.ItemList(style="bullet", items=items, span=span)
    return (paragraph, authored.TextComponent(name="key-points", title=(), short=False, blocks=(listed,), span=span))


def _item(runs: authored.Runs, span: Span) -> authored.Item:
    return authored.Item(blocks=(authored.Paragraph(runs=runs, span=span),), span=span)


def joined_blocks(first: tuple[authored.Block, ...], more: tuple[authored.Block, ...]) -> tuple[authored.Block, ...]:
    """The blocks of both choices from one section, each once, in the section's order; a heading as deep as the deeper
    one has it.
    """
    by_line = {block.span.order: block for block in more}
    for block in first:
        other = by_line.get(block.span.order)
        if isinstance(block, authored.Heading) and isinstance(other, authored.Heading):
            block = replace(block, level=max(block.level, other.level))
        by_line[block.span.order] = block
    return tuple(by_line[place] for place in sorted(by_line))


def parts_words(definition: HandoutDefinition, labels: Labels) -> str:
    """The handouts of a pack with the code and version of each, in a line; empty for a definition that is no pack."""
    return "; ".join(_parts(definition, labels))


def _parts(definition: HandoutDefinition, labels: Labels) -> Iterator[str]:
    for packed in packed_handouts(definition):
        one = packed.definition
        yield f"{one.short_title.value} ({one.code.value}, {labels.version.format(version=one.version.value)})"
