"""Places to write: lines stand level, and no field stands alone."""

from __future__ import annotations

import pytest
from tests.typeset.making import EDITIONS, leaves, page_words, set_body

from wardleaf.document.model import Field as FieldRun
from wardleaf.document.model import PreparedFor
from wardleaf.typeset.compose.forms import compose_prepared_for
from wardleaf.typeset.flowables import WriteLines
from wardleaf.typeset.rows import Row


def test_lines_beside_each_other_stand_level_whatever_their_labels() -> None:
    context = set_body("Words.").laid.context
    labels = ("Name", "The number that the hospital gave you on your first day", "Nurse")
    fields = tuple(FieldRun(name=label, label=label) for label in labels)
    block = PreparedFor(heading="Prepared for", fields=fields)
    made = compose_prepared_for(context, block, context.reader.block(block, context.level), abreast=True)
    (stack,) = made.flowables
    rows = [part for part in stack.parts() if isinstance(part, Row)]
    assert [len(row.cells) for row in rows] == [3]
    assert rows[0].foot == "bottom"
    heights = {cell.height(width) for cell, width in zip(rows[0].cells, rows[0].widths)}
    assert len(heights) == 2  # one label takes more lines


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_field_stands_alone_on_a_page(edition: str) -> None:
    parted = 0
    for lines in range(2, 28):
        fill = "".join(f"- line {number}\n" for number in range(lines))
        made = set_body(
            f"{fill}\n::: write-in\nfields: [One, Two, Three, Four, Five, Six, Seven]\n:::\n",
            edition=edition,
            contents="no",
        )
        counts = [
            sum(isinstance(leaf, WriteLines) and leaf.count == 1 for leaf in leaves(page))
            for page in made.laid.pages[1:]
        ]
        fields = [count for page, count in zip(made.pages[1:], counts) if count and "Prepared" not in page_words(page)]
        assert 1 not in fields
        parted += len(fields) > 1
    assert parted
