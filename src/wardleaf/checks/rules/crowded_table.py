"""A table has too many columns for its page, or column headings that are too long.

What it finds: tables and diaries with more columns than the profile's limit for the edition (fewer in a booklet), and column headings of a table with too many words.
That every table has a header row is seen to when the section is read.

Why it matters to a reader: narrow columns break words and lines, and a reader loses the row.

Example: seven columns in a booklet.

Write instead: two smaller tables, or a list with a heading for each row. Column headings of one to five words.

Options: `checks: table-columns`, `table-columns-booklet` and `table-header-words` of the profile.

Evidence: PEMAT item 19; the numbers are ours. Rule ST-06.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import shortened
from wardleaf.checks.reading import Handout, spoken_text
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Diary, Table
from wardleaf.editions import edition_of
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R210", name="crowded-table")


def check(handout: Handout) -> Iterator[Finding]:
    """Each table that is too wide or has long headings."""
    limits = handout.limits
    booklet = edition_of(handout.document.edition).folded
    most = limits.table_columns_booklet if booklet else limits.table_columns
    for section in handout.sections:
        for block in section.blocks:
            if not isinstance(block, (Table, Diary)):
                continue
            columns = len(block.header) if isinstance(block, Table) else len(block.columns)
            if columns > most:
                where = "in a booklet" if booklet else "on a page"
                yield FAULT.at(
                    block.span, f"this table has {columns} columns; {where} make it {most} or fewer, or two tables"
                )
            for cell in block.header if isinstance(block, Table) else ():
                words = spoken_text(cell)
                if len(words.split()) > limits.table_header_words:
                    message = f"the column heading “{shortened(words)}” is long; say it in {limits.table_header_words} words or fewer"
                    yield FAULT.at(block.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-06",))
