"""What a document says, block by block: the words that are heard, and where no words are printed, those in their place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.document.making import HANDOUT, ONE, PNG, definition, resolve, section

from wardleaf.document.model import (
    Alt,
    Block,
    CallBox,
    CallNumber,
    Callout,
    CheckList,
    Contact,
    Contacts,
    Decorative,
    Diary,
    Document,
    Emphasis,
    Field,
    Figure,
    Heading,
    IconArray,
    Imprint,
    Item,
    ItemList,
    PageBreak,
    Paragraph,
    PictureData,
    Plain,
    PreparedFor,
    QrCode,
    ReferenceList,
    RiskGroup,
    Runs,
    Source,
    Table,
    WriteIn,
)
from wardleaf.dump import dump_reading
from wardleaf.library.label_files import read_labels
from wardleaf.reading.blocks import Reader, read_prepared_for_line, tree_of
from wardleaf.reading.document import read_document
from wardleaf.reading.outer_pages import read_imprint, read_imprint_run_in
from wardleaf.reading.registers import read_contents, read_references
from wardleaf.reading.tree import Gap, LinkSlot, Slot, StructElem, heard, walk
from wardleaf.values import replace

READER = Reader(read_labels("en-GB"))
PACKAGE = Path(__file__).parents[2] / "src" / "wardleaf"


def words(text: str) -> Runs:
    return (Plain(text),)


def item(text: str) -> Item:
    return Item(blocks=(Paragraph(runs=words(text)),))


def read_block(block: Block, reader: Reader = READER) -> tuple[StructElem, ...]:
    return reader.block(block, 1).elements


def said(*blocks: Block) -> str:
    """`blocks` as a readable tree, without its root."""
    return "".join(dump_reading(element) for element in tree_of(blocks, READER.blocks(blocks, 1)))


def test_headings_make_nested_sections() -> None:
    blocks = (
        Paragraph(runs=words("Before")),
        Heading(level=2, runs=words("A"), id="a"),
        Heading(level=3, runs=words("A1"), id="a1"),
        Paragraph(runs=words("Within")),
        Heading(level=2, runs=words("B"), id="b"),
    )
    assert said(*blocks) == (
        "- P: Before\n- Sect:\n  - H2: A\n  - Sect:\n    - H3: A1\n    - P: Within\n- Sect:\n  - H2: B\n"
    )


@pytest.mark.parametrize(
    ("style", "form", "bullet", "labels", "kind"),
    [
        ("bullet", "1.", "•", ["•", "•"], "Disc"),
        ("bullet", "1.", "–", ["–", "–"], "None"),
        ("decimal", "1.", "•", ["3.", "4."], "Decimal"),
        ("decimal", "a)", "•", ["c)", "d)"], "LowerAlpha"),
        ("decimal", "I.", "•", ["III.", "IV."], "UpperRoman"),
        ("steps", "1.", "•", ["3", "4"], "Decimal"),
    ],
)
def test_labels_of_lists_are_heard_as_they_are_printed(
    style: str, form: str, bullet: str, labels: list[str], kind: str
) -> None:
    block = ItemList(style=style, items=(item("One"), item("Two")), start=3, form=form)  # type: ignore[arg-type]
    (element,) = read_block(block, replace(READER, bullet=bullet))
    assert element.list_numbering == kind
    assert [heard((each,)) for each in walk(element) if isinstance(each, StructElem) and each.role == "Lbl"] == labels


def test_boxes_to_tick_say_so() -> None:
    assert said(CheckList(items=(item("One"),), title=words("Bring"))) == (
        "- P: Bring\n"
        "- L:\n"
        "  - {labels: Square}\n"
        "  - LI:\n"
        f"    - Lbl: {{instead: {READER.labels.tick_box}}}\n"
        "    - LBody:\n"
        "      - P: One\n"
    )


def test_a_panel_is_a_section_one_level_down_with_what_stands_in_it() -> None:
    panel = Callout(
        kind="note", heading=words("Note"), blocks=(Callout(kind="warning", heading=words("In it"), blocks=()),)
    )
    assert said(Heading(level=2, runs=words("A"), id="a"), panel) == (
        "- Sect:\n  - H2: A\n  - Sect:\n    - H3: Note\n    - Sect:\n      - H4: In it\n"
    )


NUMBER = CallNumber(label="Day", number="01632 960 150", dial="01632960150", hours="8am to 6pm")


def test_the_call_box_says_numbers_then_signs_then_the_emergency_number() -> None:
    box = CallBox(heading="Call now", numbers=(NUMBER,), symptoms=(item("Fever"),), emergency=words("Or call 999"))
    heading, *rest = said(box).splitlines()[1:]
    assert heading == "  - H2: Call now"
    assert "\n".join(rest) == (
        "  - P: Day\n"
        "  - P:\n"
        '    - Link: {words: "01632\\u00a0960\\u00a0150", leads-to: "tel:01632960150", says: Call 01632 960 150}\n'
        '  - P: "8am to 6pm"\n'
        "  - L:\n"
        "    - {labels: Disc}\n"
        "    - LI:\n"
        '      - Lbl: "•"\n'
        "      - LBody:\n"
        "        - P: Fever\n"
        "  - P: Or call 999"
    )


def test_a_number_to_call_is_said_alike_in_the_call_box_and_among_contacts() -> None:
    person = Contact(name="Nurse", number=NUMBER.number, dial=NUMBER.dial)
    box = CallBox(heading="Call", numbers=(NUMBER,), symptoms=(), emergency=words("999"))
    links = [
        [(each.target, each.words) for part in read_block(block) for each in walk(part) if isinstance(each, LinkSlot)]
        for block in (box, Contacts(people=(person,)))
    ]
    assert links[0] == links[1] == [("tel:01632960150", "Call 01632 960 150")]


def test_a_number_that_nobody_can_dial_is_no_link() -> None:
    (element,) = read_block(Contacts(people=(Contact(name="Ward", number="ext. 12"),)))
    assert not [each for each in walk(element) if isinstance(each, LinkSlot)]
    assert heard((element,)) == "Wardext.\u00a012"


def group(count: int, label: str) -> RiskGroup:
    return RiskGroup(
        count=count, headline=f"{count} in 100", label=label, happened=words("did"), otherwise=words("did not")
    )


@pytest.mark.parametrize(
    ("labels", "alts"),
    [(["with it"], ["All of it"]), (["with it", "without"], ["10 in 100 with it", "11 in 100 without"])],
)
def test_figures_of_people_are_told_in_words(labels: list[str], alts: list[str]) -> None:
    block = IconArray(
        out_of=100,
        groups=tuple(group(10 + place, label) for place, label in enumerate(labels)),
        alt=Alt("All of it"),
        key=words("Dark means"),
        about=words("A study"),
    )
    (element,) = read_block(block)
    assert [each.alt for each in walk(element) if isinstance(each, StructElem) and each.role == "Figure"] == alts
    assert heard((element,)).endswith("didnotDark meansA study".replace("didnot", "did not"))
    assert read_block(replace(block, groups=())) == ()


PICTURE = PictureData(path="a.png", data=PNG, kind="png", width=2, height=3)


def test_a_picture_says_its_words_or_holds_an_empty_place() -> None:
    assert said(Figure(picture=PICTURE, alt=Alt("A drip"), caption=words("Caption"))) == (
        "- Figure: {alt: A drip}\n- P: Caption\n"
    )
    (empty,) = read_block(Figure(picture=PICTURE, alt=Decorative()))
    assert (empty.role, heard((empty,))) == ("Div", "")
    assert [type(kid) for kid in empty.kids] == [Slot]


def test_a_table_heads_its_columns_and_rows_and_an_empty_corner_heads_nothing() -> None:
    table = Table(header=((), words("Dose")), rows=((words("Day 1"), words("One")),), caption=words("Plan"))
    assert said(table) == (
        "- Table:\n"
        "  - Caption: Plan\n"
        "  - THead:\n"
        "    - TR:\n"
        '      - TD: ""\n'
        "      - TH: {words: Dose, scope: Column}\n"
        "  - TBody:\n"
        "    - TR:\n"
        "      - TH: {words: Day 1, scope: Row}\n"
        "      - TD: One\n"
    )


def test_places_to_write_say_how_many_lines_they_are() -> None:
    here = READER.labels.write_here
    assert said(WriteIn(prompt=words("Ask"), lines=3, labels=("Name",))) == (
        f'- P: Ask\n- P: {{instead: "{READER.labels.write_lines.format(lines=3)}"}}\n- P: Name\n- P: {{instead: {here}}}\n'
    )
    assert said(WriteIn(prompt=(), lines=1)) == f"- P: {{instead: {here}}}\n"


def test_a_diary_says_where_to_write_and_a_label_takes_the_place_of_a_cell() -> None:
    (table,) = read_block(Diary(columns=("Day", "Pain"), rows=(words("Monday"), ())))
    cells = [
        (each.role, heard((each,))) for each in walk(table) if isinstance(each, StructElem) and each.role[0] == "T"
    ]
    here = READER.labels.write_here
    assert [cell for cell in cells if cell[0] in ("TH", "TD")] == [
        ("TH", "Day"),
        ("TH", "Pain"),
        ("TH", "Monday"),
        ("TD", here),
        ("TD", here),
        ("TD", here),
    ]


NAMED = Field(name="name", label="Name", value="A. Patient")


def test_who_a_copy_is_for_says_values_and_empty_lines() -> None:
    block = PreparedFor(heading="For", fields=(NAMED, Field(name="nurse", label="Nurse", lines=2)))
    assert said(block) == (
        "- Sect:\n"
        "  - H2: For\n"
        "  - P: Name\n"
        "  - P:\n"
        "    - Span: {words: A. Patient, for: value}\n"
        "  - P: Nurse\n"
        f'  - P: {{instead: "{READER.labels.write_lines.format(lines=2)}"}}\n'
    )
    _, line = read_prepared_for_line(PreparedFor(heading="For", fields=(NAMED, replace(NAMED, name="b", value="B"))))
    assert heard((line,)) == "For: A. Patient, B"


QR = QrCode(payload="https://a.example/b", printed="a.example/b", words="More")


def test_a_code_says_where_it_leads() -> None:
    assert said(QR) == (
        "- Figure: {alt: More}\n"
        "- P: More\n"
        "- P:\n"
        '  - Link: {words: a.example/b, leads-to: "https://a.example/b", says: a.example/b}\n'
    )


def test_a_break_of_pages_says_nothing() -> None:
    assert read_block(PageBreak()) == ()


SOURCE = Source(number=1, id="a", runs=(Plain("A. Title. "), Emphasis(words("Journal")), Plain(".")), words="A 2020")


@pytest.mark.parametrize(
    ("ends", "pages", "printed"),
    [
        (".", (), "A. Title. Journal. "),
        (".", (3,), "A. Title. Journal. Cited on page\u00a03."),
        ("", (3,), "A. Title. Journal\nCited on page\u00a03."),
    ],
)
def test_a_source_says_on_which_pages_it_is_cited(ends: str, pages: tuple[int, ...], printed: str) -> None:
    source = replace(SOURCE, runs=(*SOURCE.runs[:2], *(words(ends) if ends else ())))
    block = ReferenceList(heading=Heading(level=2, runs=words("Sources"), id="sources"), sources=(source,))
    entry = read_references(block, {1: pages}, READER.labels)
    (text,) = (each for part in entry for each in walk(part) if isinstance(each, StructElem) and each.id)
    assert heard((text,)) == printed


def test_a_line_of_contents_says_its_heading_and_leads_there() -> None:
    contents = read_contents((Heading(level=2, runs=words("A"), id="a"),), READER.labels)
    links = [each for each in walk(contents.listed) if isinstance(each, LinkSlot)]
    assert [(each.target, each.words, bool(each.page_label)) for each in links] == [
        ("#a", "A", False),
        ("#a", "A", True),
    ]


def test_an_imprint_says_the_same_in_columns_and_as_sentences() -> None:
    imprint = Imprint(
        heading="About",
        rows=(("Code", words("A 1")), ("Funding", words("None."))),
        qr=QR,
        disclaimer="Ask us.",
        call_box=None,
    )
    columns, sentences = read_imprint(imprint), read_imprint_run_in(imprint, read_imprint(imprint))
    assert heard((columns.heading, columns.listed)) == "AboutCodeA 1FundingNone."
    assert heard((sentences.heading, sentences.listed)) == "AboutCode A 1. Funding None. "
    ends = [heard((each.element,)).split("None.")[1].strip() for each in (columns, sentences)]
    assert ends[0].endswith("Ask us.") and ends[1].startswith("Ask us.")
    assert len(ends[0]) == len(ends[1])


def whole_document(**keys: str) -> Document:
    document, findings = resolve({ONE: section("It works [@a]."), HANDOUT: definition(**keys)})
    assert document is not None, findings
    return document


def test_a_whole_document_is_read_from_the_clinic_to_the_sentence_that_ends_it() -> None:
    document = whole_document()
    tree = read_document(document)
    lines = [heard((each,)) for each in walk(tree) if isinstance(each, StructElem) and each.role in ("P", "H1", "H2")]
    assert lines[0] == document.clinic.name
    assert lines[-1] == document.imprint.disclaimer
    headings = [line for line in lines if line in ("First things", "Second things", document.title)]
    assert headings == [document.title, "First things", "Second things"]
    assert tree.language == document.language


def test_the_same_document_reads_the_same() -> None:
    assert dump_reading(read_document(whole_document())) == dump_reading(read_document(whole_document()))


def test_a_space_between_elements_is_no_place() -> None:
    (element,) = read_block(Paragraph(runs=(Emphasis(words("A")), Plain(" "), Emphasis(words("B")))))
    assert [type(kid) for kid in element.kids] == [StructElem, Gap, StructElem]
    assert heard((element,)) == "A B"


def test_places_for_words_are_made_in_reading_alone() -> None:
    """Words are decided once: typesetting dresses and places what it was given. A style alone says what a logo says."""
    made: list[str] = []
    files = [file for file in PACKAGE.rglob("*.py") if "fonts" not in file.parts]
    assert len(files) > 200
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
            if called in ("Slot", "LinkSlot", "Gap"):
                made.append(file.relative_to(PACKAGE).as_posix())
    assert len(made) > 10
    assert {path for path in made if not path.startswith("reading/")} == {"typeset/compose/first_page.py"}
