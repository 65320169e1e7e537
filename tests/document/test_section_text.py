"""What may stand in a section: each mistake has its place and name, and beside it the same thing written well."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.document.making import parse

from wardleaf.document import authored, faults
from wardleaf.document.authored import Cited, Fact, Field, Figure, Foreign, Link, Paragraph, Table, Term, Words

NEW_LINE = "\n"
ALLOW = "::: allow\nrule: {reason: quoted from the label, by: A. Head, until: 2027-11-01}\n:::"

# The mistake, what is told of it, and a neighbour of which nothing is told.
MISTAKES = {
    "block quote": ("Words.\n\n> said", ["block-quote 3"], "Words.\n\n::: note\nsaid\n:::"),
    "code span": ("Take `this` now.", ["code 1:6"], "Take **this** now."),
    "set in": ("Words.\n\n    set in", ["code 3"], "Words.\n\n   set in"),
    "fence": ("```\nx\n```", ["code 1"], "x"),
    "rule": ("Words.\n\n---\n\nMore.", ["thematic-break 3"], "Words.\n\n::: page-break\n:::\n\nMore."),
    "star between numbers": (
        "Take 2*3 tablets*4 a day.",
        ["star-between-numbers 1:7"],
        "Take 2×3 tablets, 2 \\* 3, **10** mg and **F**ace.",
    ),
    "star between numbers with spaces": (
        "Take 2 *500 mg, then 4* 250 mg.",
        ["star-between-numbers 1:8"],
        "Take *500 mg*, then *4*.",
    ),
    "star after a number": ("Take 2*500 mg* now.", ["star-between-numbers 1:7"], "Take *2* of 500 mg now."),
    "number that dials another": (
        "[01632 960 151](tel:01632960150)",
        ["link-says-another 1:17"],
        "[01632 960 150](tel:+441632960150)",
    ),
    "address that leads elsewhere": (
        "[www.a.example](https://b.example)",
        ["link-says-another 1:17"],
        "[a.example](https://www.a.example/x)",
    ),
    "mail to another": (
        "[a@x.example](mailto:b@x.example)",
        ["link-says-another 1:15"],
        "[A@x.example](mailto:a@x.example)",
    ),
    "numbered lines": ("Step 1: rest\nStep 2: eat", ["lines-run-together 2"], "Step 1: rest\n\nStep 2: eat"),
    "lines with numbers in circles": ("① rest\n② eat", ["lines-run-together 2"], "Wards ① and\n② are open."),
    "columns made with tabs": (
        "A\t5 mg\nB\t6 mg",
        ["lines-run-together 2"],
        "| A | 5 mg |\n| --- | --- |\n| B | 6 mg |",
    ),
    "an address in lines": ("Mrs Jones\nWard 3", ["lines-run-together 2"], "Mrs Jones\\\nWard 3"),
    "lines after a colon": (
        "Call us:\nif you bleed",
        ["lines-run-together 2"],
        "Call us\nif you bleed, or if\nnot sure.",
    ),
    "doses in lines": ("5 mg at night\n10 mg at noon", ["lines-run-together 2"], "In 2020,\n10 of them fell."),
    "title": ("# Title", ["heading-level 1"], "## Title"),
    "skipped": ("## A\n\n#### B", ["heading-level 3"], "## A\n\n### B\n\n#### C"),
    "first too deep": ("### B", ["heading-level 1"], "## B"),
    "too deep": ("## A\n\n### B\n\n#### C\n\n##### D", ["heading-level 7"], "## A\n\n### B\n\n#### C\n\n## D"),
    "in a list": ("- ## A", ["heading-level 1"], "- **A**"),
    "no words": ("## {#a}", ["empty-heading 1"], "## A {#a}"),
    "underlined": ("Title\n---", ["underlined-heading 1"], "## Title"),
    "reference link": ("[a][b]\n\n[b]: https://x.example", ["reference-style-link 3"], "[a](https://x.example)"),
    "reference link without address": ("See [a][b].", ["reference-style-link 1:7"], "See [a]."),
    "picture in a sentence": (
        "See ![x](figures/x.png) here.",
        ["image-in-sentence 1:5"],
        "See\n\n![x](figures/x.png)\n\nhere.",
    ),
    "html": ("A <b>word</b>.", ["markup-prints-as-typed 1:3", "markup-prints-as-typed 1:10"], "A **word**, 3 < 4 > 2."),
    "script": ("<script>x", ["markup-prints-as-typed 1:1"], "\\<script>x"),
    "entity": ("a &lt; b &amp c", ["markup-prints-as-typed 1:3"], "a < b & c"),
    "component name": ("::: nots\nA\n:::", ["unknown-component 1:5"], "::: note\nA\n:::"),
    "component without a name": (
        "::: {#a}\nA\n:::",
        ["unknown-component 1:5", "attributes 1:5"],
        "::: {.note}\nA\n:::",
    ),
    "component not closed": ("::: note\nA", ["component-not-closed 1:1"], "::: note\nA\n:::"),
    "component in another": (
        "::: note\nA\n::: warning\nB\n:::\n:::",
        ["component-not-closed 1:1", "fence-without-start 6:1"],
        "::: note\nA\n:::\n::: warning\nB\n:::",
    ),
    "component in a list": ("- A\n\n  ::: note\n  B\n  :::", ["component-place 3:3"], "- A\n\n::: note\nB\n:::"),
    "closing alone": ("A\n\n:::", ["fence-without-start 3:1"], "A"),
    "attribute of a component": (
        '::: {.note titel="A"}\nB\n:::',
        ["unknown-attribute 1:12"],
        '::: {.note title="A"}\nB\n:::',
    ),
    "class of a component": ("::: {.note .short}\nB\n:::", ["unknown-attribute 1:12"], "::: {.call-now .short}\n:::"),
    "id of a component": (
        "::: {.note #a}\nB\n:::",
        ["unknown-attribute 1:12"],
        "::: {.write-in #a}\nheading: A\nlines: 2\n:::",
    ),
    "words after a component": ("::: note A\nB\n:::", ["attributes 1:5"], "::: note :::\nB\n:::"),
    "attributes": ('::: {.note title="A}\nB\n:::', ["attributes 1:5"], "::: {.note title='A'}\nB\n:::"),
    "span": ("[w]{.trm}", ["unknown-attribute 1:4"], "[w]{.term}"),
    "empty span": ("[w]{}", ["unknown-attribute 1:4"], "[w]{lang=es}"),
    "language": ("[w]{lang=x1}", ["attributes 1:4"], "[w]{lang=pt-BR}"),
    "heading with a class": ("## A {.b}", ["unknown-attribute 1:6"], "## A {#b}"),
    "heading with more": ("## A {b}", ["attributes 1:6"], "## A {#b}"),
    "place": ("Call {{ clinic phone }}.", ["malformed-place 1:6"], "Call {{ clinic.phones.advice }}."),
    "place of nothing": ("Call {{ nurse.name }}.", ["malformed-place 1:6"], "Call {{ field.nurse }}."),
    "place left open": ("Call {{ clinic.name", ["malformed-place 1:6"], "Call \\{\\{ clinic.name"),
    "place left closed": ("Call clinic.name }}.", ["malformed-place 1:6"], "Call the nurse }."),
    "locator": ("A [@a, p. 4].", ["malformed-citation 1:4"], "A [@a]."),
    "two sources with a comma": ("A [@a, @b].", ["malformed-citation 1:4"], "A [@a; @b]."),
    "citation in round brackets": ("A (@who2020).", ["malformed-citation 1:3"], "A [@a]."),
    "citation with a space": ("A [@ a].", ["malformed-citation 1:3"], "A [ @a ]."),
    "citation with words": ("A [see @a].", ["malformed-citation 1:4"], "A [see a]."),
    "citation with a minus": ("A [-@a; @b].", ["malformed-citation 1:4"], "A [@a; @b]."),
    "citation with commas": ("A [@a, @b].", ["malformed-citation 1:4"], "A [@a;@b]."),
    "citation without brackets": (
        "As @dear2013 says.",
        ["citation-without-brackets 1:4"],
        "Write to <nurse@clinic2013.example>.",
    ),
    "scheme": ("[a](javascript:alert(1))", ["link-scheme 1:5"], "[a](mailto:a@b.example) [b](tel:999) [c](#d)"),
    "data": ("[a](data:text/html,x)", ["link-scheme 1:5"], "[a](http://x.example)"),
    "autolink": ("<ftp://x.example>", ["link-scheme 1:2"], "<https://x.example> <a@b.example>"),
    "no address": ("[a]()", ["link-scheme 1:1"], "[a](https://x.example)"),
    "link to a file": ("[a](../b.pdf)", ["path-outside-library 1:5"], "[a](https://x.example/b.pdf)"),
    "picture outside": ("![a](../a.png)", ["path-outside-library 1:6"], "![a](figures/../figures/a.png)"),
    "picture at the root": ("![a](/etc/a.png)", ["path-outside-library 1:6"], "![a](figures/a.png)"),
    "picture on a drive": ("![a](C:\\\\a.png)", ["path-outside-library 1"], "![a](figures/a.png)"),
    "picture on the web": ("![a](https://x.example/a.png)", ["path-outside-library 1:6"], "![a](figures/a.png)"),
    "link without words": ("[](https://x.example)", ["link-without-words 1:1"], "[x](https://x.example)"),
    "id": ("## A {#Big_id}", ["heading-id 1:6"], "## A {#big-id}"),
    "id twice": ("## A {#a}\n\n## B {#a}", ["heading-id 3:7"], "## A {#a}\n\n## B {#b}"),
    "too many cells": (
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        ["table-shape 3"],
        "| a | b |\n|---|---|\n| 1 | 2 \\| 3 |",
    ),
    "too few cells": ("| a | b |\n|---|---|\n| 1 |", ["table-shape 3"], "| a | b |\n|---|---|\n| 1 | |"),
    "header cell empty": ("| | b |\n|---|---|\n| 1 | 2 |", ["table-shape 1"], "| a | b |\n|---|---|\n| 1 | 2 |"),
    "first cell empty": ("| a | b |\n|---|---|\n| | 2 |", ["table-shape 3"], "| a | b |\n|---|---|\n| 1 | |"),
    "no rows": ("| a | b |\n|---|---|", ["table-shape 1"], "| a | b |\n|---|---|\n| 1 | 2 |"),
    "dashes too few": ("| a | b |\n|---|\n| 1 | 2 |", ["broken-table 1"], "a \\| b"),
    "caption alone": ("Table: A", ["caption-without-table 1"], "| a |\n|---|\n| 1 |\n\nTable: A"),
    "picture without words": ("![](figures/a.png)", ["picture-without-words 1:1"], "![](figures/a.png){.decorative}"),
    "decorative with words": ("![a](figures/a.png){.decorative}", ["picture-without-words 1:1"], "![a](figures/a.png)"),
    "attribute of a picture": ("![a](figures/a.png){width=3}", ["unknown-attribute 1:20"], "![a](figures/a.png)"),
    "call box of words": ("::: call-now\nA\n:::", ["component-body 1:1"], "::: call-now\n- A\n:::"),
    "short call box with words": (
        "::: {.call-now .short}\n- A\n:::",
        ["component-body 1:1"],
        "::: {.call-now .short}\n:::",
    ),
    "steps of words": ("::: steps\nA\n:::", ["component-body 1:1"], "::: steps\n1. A\n:::"),
    "page break of words": ("::: page-break\nA\n:::", ["component-body 1:1"], "::: page-break\n\n:::"),
    "empty note": ("::: note\n:::", ["component-body 1:1"], "::: note\nA\n:::"),
    "heading in a note": ("::: note\n## A\n\nB\n:::", ["component-body 2"], '::: {.note title="A"}\nB\n:::'),
    "YAML in a component": ("A\n\n::: write-in\nlinse: 3\n:::", ["unknown-key 4:1"], "::: write-in\nlines: 3\n:::"),
    "bullet among others": ("- A\n• b\n- c", ["sign-not-read 2:1"], "A • b"),
    "dash of a list that goes on": ("- A\n– b\n- c", ["sign-not-read 2:1"], "A – b"),
    "dashes in a sentence": ("A\n– b\n– c", ["sign-not-read 2:1"], "A\n– b"),
    "one dash below a colon": ("A:\n– b", ["sign-not-read 2:1"], "A:\n– b\n– c"),
    "letters that leave one out": ("a) A\nc) B", ["sign-not-read 1:1"], "a) A\nb) B"),
    "letters with words between": ("a) A\nB\nb) C", ["sign-not-read 1:1"], "a) A\n  and B\nb) C"),
    "list that runs into words": ("Take:\n2. A", ["sign-not-read 2:1"], "Take:\n1. A"),
    "list set in by four spaces": ("Take\n    - A\n    - B", ["sign-not-read 2:5"], "Take:\n    - A\n    - B"),
    "words at the margin below an item": (
        "- Call us.\nWait here.",
        ["lines-run-together 2"],
        "- Call us.\n  Wait here.",
    ),
    "weight at the margin below an item": (
        "1. Call us.\n**Wait** here.",
        ["lines-run-together 2"],
        "1. Call a\nnurse.",
    ),
    "list set in by one space": ("- A\n - B", ["sign-not-read 2:2"], "- A\n  - B"),
    "hyphen without its space": ("-Do your exercises", ["sign-not-read 1:1"], "-5 °C"),
    "heading in a paragraph": ("A\n##Help", ["sign-not-read 2:1"], "A\n#1"),
    "tick": ("✓ A\n✗ B", ["sign-not-read 2:1"], "- ✓ A\n- ✗ B"),
    "box": ("☐ A\n☐ B", ["task-list 1:1", "task-list 2:1"], "::: checklist\n- A\n- B\n:::"),
    "numbers": ("1. A\n3. B", ["list-numbers 2:1"], "1. A\n1. B"),
    "letters in steps": ("::: steps\na) A\nb) B\n:::", ["component-body 1:1"], "::: steps\n3. A\n4. B\n:::"),
    "picture with a space": ("![a] (figures/a.png)", ["picture-not-read 1:1"], "![a](figures/a box.png)"),
    "picture in tags": ('<img src="a.png">', ["picture-not-read 1:1"], "![a](figures/a.png)"),
    "picture of a note-taker": ("See ![[a.png]]", ["picture-not-read 1:5"], "![See](a.png)"),
    "pictures side by side": (
        "![a](a b.png) ![b](c d.png)",
        ["picture-not-read 1:1", "picture-not-read 1:15"],
        "![a](a b.png)\n\n![b](c d.png)",
    ),
    "fact in a picture's words": (
        "![{{ clinic.name }}](a.png)",
        ["picture-without-words 1:1"],
        "![The **ward**](a.png)",
    ),
    "phone number with spaces": ("[the ward](tel:01632 960 150)", ["link-not-read 1:1"], "[the ward](tel:01632960150)"),
    "space before an address": ("See [it] (https://x.example).", ["link-not-read 1:5"], "See [it] (page 3)."),
    "brackets the wrong way round": ("(it)[https://x.example]", ["link-not-read 1:4"], "(it)[it]"),
    "address in the open": ("See www.x.example.", ["bare-address 1:5"], "See [www.x.example](https://www.x.example)."),
    "struck out": ("Take ~~3~~ 2.", ["struck-out-words 1:6"], "About ~3, or ~2."),
    "remark": ("A <!-- b -->", ["remark-that-would-print 1:3"], "A \\<!-- b"),
    "lowered": ("CO~2~", ["prints-as-typed 1:3"], "CO₂"),
    "raised": ("10^9^ or 10^9", ["prints-as-typed 1:3", "prints-as-typed 1:12"], "10⁹"),
    "marked": ("==A== ++b++", ["prints-as-typed 1:1", "prints-as-typed 1:7"], "1 + 1 == 2, C++"),
    "note in a sentence": ("A^[b c] d", ["footnote 1:2"], "A [b c] d"),
    "face": ("A :smile:", ["prints-as-typed 1:3"], "At 10:30:15: now"),
    "formula": ("$x$", ["prints-as-typed 1:1"], "$5 or $10"),
    "line of signs": ("A\n\n===", ["prints-as-typed 3:1"], "A – b — c · d"),
    "line of long dashes": ("———", ["prints-as-typed 1:1"], "A — B\nand more"),
    "two backslashes": ("A\\\\\nB", ["prints-as-typed 1:2"], "A\\\nB"),
    "open star": ("A *b c", ["prints-as-typed 1:3"], "5 * 3 * 2"),
    "stars with a space": ("A * b c * d", ["prints-as-typed 1:3"], "A \\* b c \\* d"),
    "bar": ("a | b", ["prints-as-typed 1:3"], "a \\| b"),
    "table without bars at its ends": ("a | b\nc | d", ["broken-table 1"], "a | b\n---|---\nc | d"),
    "meaning of a word": ("Word\n: its meaning", ["prints-as-typed 2:1"], "Word: its meaning"),
    "bullet in steps": ("::: steps\n• A\n1. B\n:::", ["sign-not-read 3:1"], "::: steps\n1. A\n1. B\n:::"),
    "heading without its space": ("##Help", ["sign-not-read 1:1"], "The ward's #1 rule"),
    "number without its space": ("1.Ask", ["sign-not-read 1:1"], "1.5 mg or 1.x"),
    "words among steps": ("::: steps\n1. A\n\nB\n:::", ["component-body 4"], "::: steps\n1. A\n2. B\n:::"),
    "component that goes on over headings": (
        "::: steps\n1. A\n\n## B\n\nC",
        ["component-not-closed 1:1"],
        "::: steps\n1. A\n:::\n\n## B\n\nC",
    ),
    "keys that go on over words": (
        "::: write-in\nlines: 3\n\nB: c",
        ["component-not-closed 1:1"],
        "::: write-in\nlines: 3\n:::\n\nB: c",
    ),
    "loose stars": ("A ** b **", ["prints-as-typed 1:3"], "A **b**"),
    "line to write on": ("Name: _____", ["prints-as-typed 1:7"], "Name: a_b"),
    "deep list": ("- a\n  - b\n    - c\n      - d", ["list-too-deep 4"], "- a\n  - b\n    - c\n  - d"),
    "acceptance of nothing": (f"A\n\n{ALLOW}", ["component-place 3:1"], f"{ALLOW}\n\nA"),
    "acceptance in a list": (
        f"- A\n\n  {ALLOW.replace(NEW_LINE, NEW_LINE + '  ')}\n\nB",
        ["component-place 3:3"],
        f"- A\n\n{ALLOW}\n\nB",
    ),
    "acceptance without its reason": (
        f"{ALLOW.replace('reason: quoted from the label, ', '')}\n\nA",
        ["missing-key 2:7"],
        f"{ALLOW.replace('rule', 'rule-name')}\n\nA",
    ),
    "acceptance with attributes": ('::: {.allow rule="x"}\n:::\n\nA', ["attributes 1:1"], f"{ALLOW}\n{ALLOW}\nA"),
    "nothing": (" \n", ["empty-section 1"], "A"),
    "footnote": ("A[^1] b", ["footnote 1:2"], "A^b"),
    "task list": ("- [ ] a", ["task-list 1:3"], "::: checklist\n- a\n:::"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_where_it_stands(name: str) -> None:
    assert sorted(parse(MISTAKES[name][0])[1]) == sorted(MISTAKES[name][1])


@pytest.mark.parametrize("name", MISTAKES)
def test_neighbour_is_let_pass(name: str) -> None:
    assert parse(MISTAKES[name][2])[1] == ()


def test_every_fault_of_a_section_has_a_case() -> None:
    told = {entry.split()[0] for _, entries, _ in MISTAKES.values() for entry in entries}
    faults_of_sections = {fault.name for fault in faults.FAULTS if fault.code.startswith("L2")}
    # Citations in labels are found when YAML is resolved: test_resolve_mistakes.py.
    assert faults_of_sections - told == {"citation-place"}


def test_codes_and_names_are_each_used_once() -> None:
    assert (
        len({fault.code for fault in faults.FAULTS})
        == len({fault.name for fault in faults.FAULTS})
        == len(faults.FAULTS)
        > 40
    )
    assert all(fault.explanation.endswith((".", "`")) for fault in faults.FAULTS)


def test_messages_say_what_to_write_instead() -> None:
    text = parse("> a")[0]
    assert text.findings[0].message == "a block quote; for a remark write `::: note`, the words, and `:::`"
    text = parse("::: nots\na\n:::")[0]
    assert text.findings[0].hint == "did you mean `note`?"


def only(body: str) -> authored.Block:
    text, told = parse(body)
    assert told == ()
    assert len(text.blocks) == 1
    return text.blocks[0]


def paragraph(body: str) -> authored.Runs:
    block = only(body)
    assert isinstance(block, Paragraph)
    return block.runs


def test_what_names_something_keeps_its_place() -> None:
    runs = paragraph(
        "One line,\nthen [@a; @bb] and {{ clinic.fever.rule }},\n[biopsy]{.term} {{ field.nurse }} [x](#y)"
    )
    found = {type(run): run for run in authored.flat(runs)}
    cited = found[Cited]
    assert isinstance(cited, Cited)
    assert [(at.value, str(at.span), at.span.width) for at in cited.sources] == [
        ("a", "s.md:2:7", 2),
        ("bb", "s.md:2:11", 3),
    ]
    fact, term, field, link = (found[kind] for kind in (Fact, Term, Field, Link))
    assert isinstance(fact, Fact) and isinstance(term, Term) and isinstance(field, Field) and isinstance(link, Link)
    assert (fact.path, str(fact.span)) == ("fever.rule", "s.md:2:20")
    assert (term.text, str(term.span), term.span.width) == ("biopsy", "s.md:3:2", 6)
    assert (field.name, str(field.span)) == ("nurse", "s.md:3:17")
    assert (link.target, str(link.span)) == ("#y", "s.md:3:39")


def test_places_hold_in_lists_tables_and_components() -> None:
    body = (
        "- one\n- two [@a]\n\n| a | b |\n|---|---|\n| 1 | a [@b] |\n\n::: steps\n1. go [@c]\n:::\n\n## Head [@d] {#h}\n"
    )
    text, told = parse(body)
    assert told == ()
    cited = [run for runs in authored.runs_of(text.blocks) for run in authored.flat(runs) if isinstance(run, Cited)]
    assert [str(run.sources[0].span) for run in cited] == ["s.md:2:8", "s.md:6:10", "s.md:9:8", "s.md:12:10"]


@pytest.mark.parametrize(
    "typed", ["<b>bold</b>", "&lt;", "&amp;amp;", "<script>alert(1)</script>", "<!-- x -->", "a & b < c", "<br/>"]
)
def test_what_looks_like_markup_prints_as_typed(typed: str) -> None:
    text, _ = parse(f"Before {typed} after")
    assert authored.plain(next(authored.runs_of(text.blocks))) == f"Before {typed} after"


def test_escaped_signs_print_without_a_finding() -> None:
    assert authored.plain(paragraph("\\{\\{ a }\\} \\*b\\* \\<i\\> \\[@c\\]")) == "{{ a }} *b* <i> [@c]"


def test_links_brackets_and_addresses_are_no_citations() -> None:
    runs = paragraph("[a@b.example](mailto:a@b.example) [brackets] [x@y] <a@b.example>")
    assert not any(isinstance(run, Cited) for run in authored.flat(runs))


def test_words_in_another_language_hold_other_runs() -> None:
    runs = paragraph("[hola **amigo**]{lang=es}")
    assert isinstance(runs[0], Foreign)
    assert authored.plain(runs) == "hola amigo"


def test_table_with_its_caption() -> None:
    table = only("| a | *b* |\n| --- | :-: |\n| 1 | x \\| y |\n\nTable: Caption **here**")
    assert isinstance(table, Table)
    assert (len(table.header), len(table.rows)) == (2, 1)
    assert authored.plain(table.caption) == "Caption here"
    assert authored.plain(table.rows[0][1]) == "x | y"


def test_caption_right_below_its_table_is_no_row() -> None:
    table = only("| a | b |\n|---|---|\n| 1 | 2 |\nTable: Caption")
    assert isinstance(table, Table)
    assert (len(table.rows), authored.plain(table.caption)) == (1, "Caption")


def test_figure_with_caption() -> None:
    figure = only('![A drip\nin a hand](figures/drip.png "The drip [@a]")')
    assert isinstance(figure, Figure)
    assert (figure.alt, figure.path.value) == ("A drip in a hand", "figures/drip.png")
    assert any(isinstance(run, Cited) for run in figure.caption)


def test_component_between_paragraphs_without_empty_lines() -> None:
    text, told = parse("One.\n::: note\nTwo.\n:::\nThree.")
    assert told == ()
    assert [type(block).__name__ for block in text.blocks] == ["Paragraph", "TextComponent", "Paragraph"]
    assert [block.span.line for block in text.blocks] == [1, 2, 5]


def test_two_spaces_break_a_line() -> None:
    runs = paragraph("One  \ntwo\\\nthree")
    assert [type(run).__name__ for run in runs] == ["Words", "Break", "Words", "Break", "Words"]


def test_all_mistakes_are_told_at_once() -> None:
    _, told = parse("# A\n\n> b\n\n`c`\n\n::: nope\nd\n:::\n")
    assert len(told) == 4


# --- hostile and long input -------------------------------------------------------------------------------------------

_SIGNS = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "{{",
            "}}",
            "[@a",
            "@b",
            ";",
            "**",
            "*",
            "_",
            "`",
            "~",
            "|",
            "---",
            "\n",
            "\n\n",
            "    ",
            "- ",
            "1. ",
            "> ",
            "#",
            "## ",
            "::: ",
            ":::",
            "note",
            "{.note}",
            "![",
            "](",
            "<",
            ">",
            "&lt;",
            "\\",
            "Table: ",
            "a",
            " ",
            "é",
            "\t",
            "https://",
            "![](x)",
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(_SIGNS | st.text(max_size=200))
def test_no_text_raises_and_every_place_is_on_its_line(body: str) -> None:
    body = body.replace("\r", " ").replace("\x00", " ")
    text, _ = parse(body)
    count = body.count("\n") + 1
    for finding in text.findings:
        span = finding.span
        assert span is not None
        assert 1 <= span.line <= count
        assert span.column <= len(span.file.line(span.line)) + 1


@pytest.mark.parametrize(
    "body",
    [
        "[" * 3000,
        "[a](" * 1500,
        "![" * 1500,
        "*a **b " * 1500,
        "> " * 500 + "a",
        "- " * 300 + "a",
        "`" * 3000,
        "{{" * 2000,
        "[@" * 2000,
        "[a]{" * 1000,
        "::: note\n" * 500,
        "|a" * 500 + "\n" + "|-" * 500,
        "<a " * 2000,
        "\\" * 3000,
        "word " * 20000,
        "_" * 3000,
        "[@a" + "; @b" * 2000 + "]",
    ],
    ids=lambda body: body[:12].strip(),
)
def test_long_and_hostile_text_ends(body: str) -> None:
    parse(body)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcdefghij ", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_plain_words_come_through_unchanged(paragraphs: list[str]) -> None:
    text, told = parse("\n\n".join(paragraphs))
    assert told == ()
    runs = [block.runs for block in text.blocks if isinstance(block, Paragraph)]
    assert [authored.plain(run) for run in runs] == paragraphs
    assert all(isinstance(run, Words) for stretch in runs for run in stretch)


@pytest.mark.parametrize(
    ("accepting", "without"),
    [
        (f"A\n\n{ALLOW}\n\nB", "A\n\nB"),
        (f"A\n\n{ALLOW}\nB", "A\n\nB"),
        (f"A\n{ALLOW}\n\nB", "A\n\nB"),
        (f"A\n{ALLOW}\nB", "A\n\nB"),
        (f"{ALLOW}\n\n{ALLOW}\n\nA\n\nB", "A\n\nB"),
        (f"## A\n\n{ALLOW}\n\n::: note\nB\n:::", "## A\n\n::: note\nB\n:::"),
    ],
)
def test_to_accept_a_finding_tells_readers_nothing(accepting: str, without: str) -> None:
    made, told = parse(accepting)
    assert told == ()
    assert "\n".join(made.told()).strip("\n") == without
    assert [type(block) for block in made.blocks] == [type(block) for block in parse(without)[0].blocks]


def test_an_acceptance_is_about_the_one_block_below_it() -> None:
    made, _ = parse(f"A\n\n{ALLOW}\n\nB\nb\n\nC\n\n{ALLOW}\n\n::: steps\n1. D\n2. E\n:::\n")
    assert [(one.rule, one.first_line, one.last_line) for one in made.allowances] == [("rule", 7, 9), ("rule", 16, 20)]


@pytest.mark.parametrize("typed", ["[@a, @b]", "[@a,@b]", "[@a @b]", "[@a and @b]", "[@a & @b]"])
def test_two_sources_are_told_how_to_be_written_and_none_is_deleted(typed: str) -> None:
    text, _ = parse(f"It works {typed}.")
    assert [finding.message for finding in text.findings] == ["between two sources stands `;`; write `[@a; @b]`"]
