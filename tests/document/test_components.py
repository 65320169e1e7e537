"""Components as they are printed: call boxes, panels, icon arrays, space to write, contacts, QR codes, figures, tables."""

from __future__ import annotations

from tests.document.making import (
    ONE,
    PNG,
    block_of,
    body,
    document_of,
    headings,
    section,
    shown,
)

from wardleaf.document.model import (
    Alt,
    CallBox,
    Callout,
    CheckList,
    Contacts,
    Decorative,
    Diary,
    Figure,
    IconArray,
    ItemList,
    PageBreak,
    PreparedFor,
    QrCode,
    Table,
    WriteIn,
    runs_text,
)


def test_every_call_box_says_the_same() -> None:
    document = body("::: call-now\n- a fever\n:::\n\n::: {.call-now .short}\n:::\n")
    boxes = [block for block in document.blocks if isinstance(block, CallBox)]
    assert document.first_page.call_box and document.imprint.call_box
    for box in (*boxes, document.first_page.call_box, document.imprint.call_box):
        assert [(number.label, shown(number.number), number.dial, number.hours) for number in box.numbers] == [
            ("Day", "01632~960~140", "01632960140", "9am to 5pm"),
            ("Night and weekends", "01632~960~141", "01632960141", ""),
        ]
        assert shown(runs_text(box.emergency)) == "Call~999 for chest pain."
    assert [len(box.symptoms) for box in boxes] == [1, 0]
    assert document.first_page.call_box.symptoms == ()


def test_one_number_for_day_and_night() -> None:
    box = document_of(clinic="lakeside").first_page.call_box
    assert box is not None
    assert [(number.label, number.dial) for number in box.numbers] == [("Day and night", "3125550142")]


def test_text_components() -> None:
    document = body(
        '::: key-points\n- a\n:::\n::: note\nb\n:::\n::: {.warning title="Mind *this*"}\nc\n:::\n'
        "::: {.steps title=Do}\n1. d\n2. e\n:::\n::: checklist\n- f\n:::\n::: page-break\n:::\n"
    )
    callouts = [block for block in document.blocks if isinstance(block, Callout)]
    assert [(block.kind, runs_text(block.heading)) for block in callouts] == [
        ("key-points", "Key points"),
        ("note", "Note"),
        ("warning", "Mind this"),
    ]
    steps = block_of(document, ItemList)
    assert isinstance(steps, ItemList)
    assert (steps.style, runs_text(steps.title), len(steps.items)) == ("steps", "Do", 2)
    assert block_of(document, CheckList) and block_of(document, PageBreak)


def test_icon_array_says_both_framings() -> None:
    document = body(
        "::: icon-array\nout-of: 1000\nwho: women with tumours\nperiod: over 2 years\nevent: kept their hair\notherwise: lost it\n"
        "groups:\n  - {label: with a cap, count: 500}\n  - {label: without, count: 0}\nsource: [a]\n:::\n",
        clinic="lakeside",
    )
    array = block_of(document, IconArray)
    assert isinstance(array, IconArray)
    assert [
        (
            group.count,
            shown(group.headline),
            group.label,
            shown(runs_text(group.happened)),
            shown(runs_text(group.otherwise)),
        )
        for group in array.groups
    ] == [
        (500, "500~in~1000", "with a cap", "500~in~1000 kept their hair.", "500~in~1000 lost it."),
        (0, "0~in~1000", "without", "0~in~1000 kept their hair.", "1000~in~1000 lost it."),
    ]
    assert array.alt == Alt("with a cap: 500 of 1000 figures drawn dark; without: 0 of 1000 figures drawn dark")
    assert runs_text(array.key) == "Dark figures: kept their hair."
    assert shown(runs_text(array.about)) == "Women with tumors, over 2~years~[1]."


def test_write_in_diary_and_contacts_with_headings() -> None:
    document = body(
        "[to](#mine)\n\n::: {.write-in #mine}\nheading: Mine\nprompt: Write [@a].\nlines: 4\n:::\n"
        "::: write-in\nfields: [A, B]\n:::\n::: diary\nheading: Diary\ncolumns: [Day, Fever]\nrows: [Day 1, Day 2]\n:::\n"
        "::: contacts\nshow: [clinic, nurse, helplines, nurse]\nheading: Who\n:::\n"
    )
    assert (3, "Mine", "mine") in headings(document)
    spaces = [block for block in document.blocks if isinstance(block, WriteIn)]
    assert [(space.lines, space.labels) for space in spaces] == [(4, ()), (0, ("A", "B"))]
    diary = block_of(document, Diary)
    assert isinstance(diary, Diary)
    assert (diary.columns, tuple(shown(runs_text(row)) for row in diary.rows)) == (("Day", "Fever"), ("Day~1", "Day~2"))
    people = block_of(document, Contacts)
    assert isinstance(people, Contacts)
    assert [(person.name, person.purpose, person.dial, person.hours) for person in people.people] == [
        ("Riverside Breast Clinic", "Day", "01632960140", "9am to 5pm"),
        ("Riverside Breast Clinic", "Night and weekends", "01632960141", ""),
        ("Switchboard", "", "01632960100", ""),
        ("Breast care nurse", "questions", "01632960150", "9am to 5pm"),
        ("The Tumour Line", "", "01632960160", ""),
    ]


def test_prepared_for_stands_on_the_first_page_unless_the_body_has_it() -> None:
    document = document_of()
    lines = document.first_page.prepared_for
    assert lines is not None
    assert [field.name for field in lines.fields] == ["name", "hospital-number", "nurse"]
    document = body("::: prepared-for\nfields: [nurse, name]\n:::\n")
    assert document.first_page.prepared_for is None
    lines = block_of(document, PreparedFor)  # type: ignore[assignment]
    assert lines is not None
    assert [field.label for field in lines.fields] == ["My nurse", "Name"]


def test_qr_code_of_a_fact_and_of_an_address() -> None:
    document = body(
        '::: qr\naddress: "{{ clinic.website }}"\ncaption: Our site\n:::\n::: qr\naddress: https://x.example/a?b=c\ncaption: It\n:::'
    )
    codes = [block for block in document.blocks if isinstance(block, QrCode)]
    assert [(code.payload, code.printed, code.words) for code in codes] == [
        ("https://riverside.example", "riverside.example", "Our site"),
        ("https://x.example/a?b=c", "x.example/a?b=c", "It"),
    ]


def test_figures_carry_their_size_and_their_decision() -> None:
    files = {
        ONE: section('![A tumour](figures/a.png "Seen [@a]")\n\n![](figures/a.png){.decorative}'),
        "handouts/figures/a.png": PNG,
    }
    figures = [block for block in document_of(files, clinic="lakeside").blocks if isinstance(block, Figure)]
    assert [(figure.alt, figure.picture.kind, figure.picture.width, figure.picture.height) for figure in figures] == [
        (Alt("A tumor"), "png", 2, 3),
        (Decorative(), "png", 2, 3),
    ]
    assert shown(runs_text(figures[0].caption)) == "Seen~[1]"


def test_tables_have_equal_rows() -> None:
    table = block_of(body("| Day | Dose [@a] |\n|---|---|\n| 1 | 5 mg |\n| 2 | |\n\nTable: Doses"), Table)
    assert isinstance(table, Table)
    assert [len(row) for row in (table.header, *table.rows)] == [2, 2, 2]
    assert (shown(runs_text(table.header[1])), runs_text(table.caption)) == ("Dose~[1]", "Doses")
