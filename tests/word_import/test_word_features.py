"""What Word files hold beside the eight cases, each with what it becomes and what is told of it."""

from __future__ import annotations

import base64
import json

import pytest
from tests.word_import.converted import bodies, body, converted, told
from tests.word_import.wordfile import (
    PNG,
    changed,
    field,
    item,
    notes,
    paragraph,
    picture,
    relation,
    run,
    running,
    table,
    word_file,
)

from wardleaf.word_import.converting import Library

_TITLE = paragraph("Title", style="Title")
_BOLD, _RAISED = "<w:b/>", '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        pytest.param((item("a", 2), item("b", 2), paragraph("Between."), item("c", 2)), "1. a\n2. b\n\nBetween.\n\n3. c\n", id="numbering goes on"),
        pytest.param((item("a", 2), item("b", 2), item("c", 3)), "1. a\n2. b\n\n1) c\n", id="numbering that begins anew is another list"),
        pytest.param((item("a", 1), item("b", 1, 2), item("c", 1, 5)), "- a\n    - b\n        - c\n", id="levels that are left out"),
        pytest.param((paragraph("Take 1. Then rest."),), "Take 1. Then rest.\n", id="a number inside a sentence"),
        pytest.param((paragraph("1. alone"), paragraph("Words.")), "1\\. alone\n\nWords.\n", id="a lone number"),
        pytest.param((paragraph("1. a"), paragraph("2. b"), paragraph("4. d"), paragraph("5. e")), "1. a\n2. b\n\n4) d\n5) e\n", id="a number that is left out stays as typed"),
        pytest.param((paragraph("i) a"), paragraph("ii) b")), "1. a\n2. b\n", id="Roman numbers"),
        pytest.param((paragraph("• a"), paragraph("o b"), paragraph("• c")), "- a\n    - b\n- c\n", id="two kinds of bullets"),
        pytest.param((paragraph("\uf0b7 a"), paragraph("\uf0b7 b")), "- a\n- b\n", id="bullets of the symbol font"),
        pytest.param((paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " done. Go."),), "✓ done. Go.\n", id="a symbol") ,
        pytest.param((paragraph("☐ a bag"), paragraph("☐ a letter")), "::: checklist\n- a bag\n- a letter\n:::\n", id="boxes to tick"),
        pytest.param((paragraph("one\ntwo."),), "one\\\ntwo.\n", id="a line break"),
        pytest.param((paragraph("so\u00adft hy\u200bphen."),), "soft hyphen.\n", id="signs that are not seen"),
        pytest.param((paragraph("“Smart” quotes, it’s fine – really…"),), "“Smart” quotes, it’s fine – really…\n", id="smart quotes stay"),
        pytest.param((paragraph(run("Not ", _BOLD), run("now", _BOLD), " or"),), "**Not now** or\n", id="runs of one look"),
        pytest.param((paragraph(run("bold", '<w:b w:val="0"/>'), " off"),), "bold off\n", id="a toggle that is off"),
        pytest.param((paragraph("10", run("3", _RAISED), " and CO", run("2", '<w:vertAlign w:val="subscript"/>'), "."),), "10³ and CO₂.\n", id="powers and formulas"),
        pytest.param((paragraph("See ", field(' HYPERLINK "https://a.example/x" ', "here"), "."),), "See [here](https://a.example/x).\n", id="a link as a field"),
        pytest.param((paragraph("Page ", field(" PAGE ", "3"), " ends."),), "Page ends.\n", id="page numbers"),
        pytest.param((paragraph("Name: ________"), paragraph("Ward: ________")), "::: write-in\nfields: [Name, Ward]\n:::\n", id="lines to write on"),
        pytest.param((paragraph("I agree that ________ may do it."),), "I agree that \\_\\_\\_\\_\\_\\_\\_\\_ may do it.\n", id="a blank inside a sentence"),
        pytest.param((table(["", "Mon"], ["Dose", "1"], ["", "2"]),), "| TODO: what this column holds | Mon |\n|---|---|\n| Dose | 1 |\n| TODO: what this row is about | 2 |\n", id="a table with an empty corner"),
        pytest.param((table(["Day", "Pain"], ["Mon", ""], ["Tue", ""]),), "::: diary\ncolumns: [Day, Pain]\nrows: [Mon, Tue]\n:::\n", id="a table to fill in"),
        pytest.param((table(["a", "b"], [table(["x", "y"], ["z", "q"]), "c"]),), "| a | b |\n|---|---|\n| x; y; z; q | c |\n", id="a table in a table"),
        pytest.param((table([paragraph("one") + paragraph("two"), "b"], ["c", "d|e"]),), "| one; two | b |\n|---|---|\n| c | d\\|e |\n", id="paragraphs in a cell"),
        pytest.param((table(["a", "b"], ["c", "d"], lined=False),), "a\n\nb\n\nc\n\nd\n", id="a layout table"),
        pytest.param((table(["Rinse your mouth."]),), "::: note\nRinse your mouth.\n:::\n", id="a box of one cell"),
        pytest.param((table([item("you faint") + paragraph("Call 999.")]),), "::: call-now\n- you faint\n:::\n", id="a box that says when to call"),
        pytest.param((table([paragraph("Call us if:") + item("you faint") + paragraph("Ward: 01632 960 556.") + paragraph("Keep this card with you.")]),), "::: call-now\n- you faint\n:::\n\n::: note\nKeep this card with you.\n:::\n", id="other words of such a box"),
        pytest.param((paragraph("Mind the step.", properties='<w:pBdr><w:top w:val="single"/></w:pBdr>'), paragraph("On.")), "::: note\nMind the step.\n:::\n\nOn.\n", id="a framed paragraph"),
        pytest.param(("<w:sdt><w:sdtContent>" + paragraph("In a control.") + "</w:sdtContent></w:sdt>",), "In a control.\n", id="a content control"),
        pytest.param((paragraph("a ", "<w:smartTag><w:r><w:t>place</w:t></w:r></w:smartTag>"),), "a place\n", id="a smart tag"),
        pytest.param((paragraph("{{ clinic.name }} [@x] *y* <b>"),), "\\{\\{ clinic.name \\}\\} \\[@x\\] \\*y\\* \\<b>\n", id="signs that Wardleaf would read"),
    ],
)  # fmt: skip
def test_what_blocks_become(blocks: tuple[str, ...], text: str) -> None:
    assert body(word_file(_TITLE, *blocks)) == text


def test_footnotes_give_sources_or_notes() -> None:
    called = "".join(f'<w:r><w:footnoteReference w:id="{id}"/></w:r>' for id in (1, 2))
    made = converted(
        word_file(
            _TITLE, paragraph("Walk every day.", called), relations=relation("rF", "footnotes", "footnotes.xml"),
            parts={"word/footnotes.xml": notes("footnote", "Ash B. Walking. J Inv Walk. 2020;3:1-2. doi:10.5555/w.1", "If you can.")},
        )
    )  # fmt: skip
    assert list(bodies(made).values()) == ["Walk every day [@ash2020].\n\n::: note\nIf you can.\n:::\n"]
    assert "DOI: 10.5555/w.1" in made.references


def _cited(instruction: str, shown: str = "1") -> str:
    return word_file(_TITLE, paragraph("So it is.", field(instruction, shown)))  # type: ignore[return-value]


_CSL = {"citationItems": [{"id": 1, "itemData": {"id": 1, "type": "book", "title": "Lids", "author": [{"family": "Rees", "given": "C"}], "issued": {"date-parts": [["2017"]]}, "publisher": "River Press"}}]}  # fmt: skip
_ENDNOTE = (
    '<EndNote><Cite><Author>Rees</Author><Year>2017</Year><RecNum>7</RecNum><record><rec-number>7</rec-number><ref-type name="Book">6</ref-type><contributors><authors><author><style face="normal">Rees, C</style></author></authors></contributors>'
    "<titles><title><style>Lids</style></title></titles><dates><year><style>2017</style></year></dates><publisher>River Press</publisher></record></Cite></EndNote>"
)


@pytest.mark.parametrize(
    "data",
    [
        word_file(_TITLE, paragraph("So it is.", field(f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(_CSL)} RNDabc", "1"))),
        word_file(_TITLE, paragraph("So it is.", field(f" ADDIN CSL_CITATION {json.dumps(_CSL)} ", "1"))),
        word_file(_TITLE, paragraph("So it is.", field(f" ADDIN EN.CITE {_ENDNOTE}", "1"))),
        word_file(_TITLE, paragraph("So it is.", field(" ADDIN EN.CITE ", "1").replace('<w:fldChar w:fldCharType="begin"/>', f'<w:fldChar w:fldCharType="begin"><w:fldData>{base64.b64encode(_ENDNOTE.encode()).decode()}</w:fldData></w:fldChar>'))),
        word_file(_TITLE, paragraph("So it is.", f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{base64.b64encode(json.dumps(_CSL).encode()).decode()}"/></w:sdtPr><w:sdtContent>{run("1")}</w:sdtContent></w:sdt>')),
    ],
    ids=["Zotero", "Mendeley", "EndNote", "EndNote's data", "Mendeley Cite"],
)  # fmt: skip
def test_citations_of_reference_programs(data: bytes) -> None:
    made = converted(data)
    assert list(bodies(made).values()) == ["So it is [@rees2017].\n"]
    assert (
        made.references
        == "- id: rees2017\n  type: book\n  title: Lids\n  author:\n    - {family: Rees, given: C}\n  issued: 2017\n  publisher: River Press\n"
    )


@pytest.mark.parametrize("instruction", ["ADDIN CSL_CITATION {broken", "ADDIN EN.CITE <EndNote><!DOCTYPE x></EndNote>", "ADDIN EN.CITE", " CITATION Ree17 \\l 2057 ", 'ADDIN CSL_CITATION {"citationItems": [{"id": 1}]}'])  # fmt: skip
def test_a_citation_that_cannot_be_read_is_an_error_and_its_words_stay(instruction: str) -> None:
    made = converted(word_file(_TITLE, paragraph("So it is ", field(instruction, "(Rees 2017)"), ".")))
    assert list(bodies(made).values()) == ["So it is (Rees 2017).\n"]
    assert len(told(made.findings, "F118")) >= 1


def test_a_raised_number_without_a_list_of_sources_is_an_error() -> None:
    made = converted(word_file(_TITLE, paragraph("It works.", run("1", _RAISED))))
    assert list(bodies(made).values()) == ["It works.\n"]
    assert told(made.findings, "F118") == [
        "paragraph 2, “It works.1”: number 1 may point to a source, and the file has no list of sources; it was left out"
    ]


def test_pictures_without_words_ask_for_them() -> None:
    rel = relation("rP", "image", "media/image1.png")
    made = converted(
        word_file(_TITLE, paragraph(picture("rP", "A close up of a device Description automatically generated")), paragraph("Fig 2: The device", style="Caption"), relations=rel, parts={"word/media/image1.png": PNG})
    )  # fmt: skip
    assert list(bodies(made).values()) == [
        '![TODO: say in a sentence what this picture shows](figures/title-1.png "The device")\n'
    ]
    assert "made by a machine" in told(made.findings, "F120")[0]


def test_objects_are_told() -> None:
    equation = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    made = converted(
        word_file(
            _TITLE,
            paragraph("Here ", equation, " ends."),
            parts={"word/vbaProject.bin": b"x", "word/embeddings/a.bin": b"x"},
        )
    )
    left = told(made.findings, "F133")
    assert any("an equation is left out" in text for text in left)
    assert any("macros" in text for text in left)
    assert any("embedded file" in text for text in left)


def test_links_that_lead_nowhere_keep_their_words() -> None:
    link = '<w:hyperlink r:id="rL"><w:r><w:t>the form</w:t></w:r></w:hyperlink>'
    made = converted(
        word_file(
            _TITLE,
            paragraph("Fill in ", link, "."),
            relations=relation("rL", "hyperlink", "file:///C:/form.doc", outside=True),
        )
    )
    assert list(bodies(made).values()) == ["Fill in the form.\n"]
    assert "leads to no web page" in told(made.findings, "F135")[0]


def test_rows_and_pictures_that_were_changed() -> None:
    row = (
        "<w:tr><w:trPr><w:del w:id='1' w:author='A'/></w:trPr><w:tc>"
        + paragraph("gone")
        + "</w:tc><w:tc>"
        + paragraph("too")
        + "</w:tc></w:tr>"
    )
    data = word_file(
        _TITLE,
        table(["a", "b"], ["c", "d"]).replace("</w:tbl>", f"{row}</w:tbl>"),
        paragraph(changed("ins", run("new"))),
    )
    assert list(bodies(converted(data, changes="accept")).values()) == ["| a | b |\n|---|---|\n| c | d |\n\nnew\n"]
    assert "| gone | too |" in next(iter(bodies(converted(data, changes="reject")).values()))
    assert any(
        "row 3 was deleted, A; accepted" in text for text in told(converted(data, changes="accept").findings, "F111")
    )


def test_two_versions_are_neither() -> None:
    made = converted(word_file(_TITLE, paragraph("Words."), paragraph("Version 1"), paragraph("Version 2")))
    assert 'version: "TODO"' in made.texts["handouts/title.yaml"]
    assert any("more than one version, “1” and “2”; none was taken" in text for text in told(made.findings, "F132"))


def test_a_date_that_can_be_read_in_two_ways_gives_its_year_alone() -> None:
    made = converted(word_file(_TITLE, paragraph("Words."), paragraph("Version 1, reviewed 03/04/2026")))
    assert "# Word says 2026 without the day" in made.texts["handouts/title.yaml"]


def test_a_clinic_number_is_named() -> None:
    made = converted(
        word_file(_TITLE, paragraph("Call 01632 960 140 (24 hours).")),
        library=Library(phones={"01632960140": "clinic.phones.advice"}),
    )
    assert list(bodies(made).values()) == ["Call {{ clinic.phones.advice }} (24 hours).\n"]


def test_another_language_is_said() -> None:
    made = converted(
        word_file(_TITLE, paragraph(run("Nehmen Sie eine Tablette am Morgen.", '<w:lang w:val="de-DE"/>')))
    )
    assert "language: de-DE\n" in made.texts["handouts/title.yaml"]
    assert "language: de-DE\n" in made.texts["handouts/sections/title/title.md"]


def test_a_heading_right_below_another_belongs_to_it() -> None:
    made = converted(
        word_file(
            _TITLE,
            paragraph(run("Before", _BOLD)),
            paragraph(run("Food", f"{_BOLD}<w:i/>")),
            paragraph("Eat bread."),
            paragraph(run("After", _BOLD)),
            paragraph(run("At home", _BOLD)),
            paragraph("Rest."),
        )
    )
    assert bodies(made) == {"before": "## Food {#food}\n\nEat bread.\n", "after": "## At home {#at-home}\n\nRest.\n"}


def test_what_stands_below_the_sources_and_is_none_is_kept() -> None:
    made = converted(
        word_file(
            _TITLE, paragraph("Part", style="Heading1"), paragraph("It works [1]."), paragraph(run("References", _BOLD)), paragraph("1. Ash B. Walking. J Inv Walk. 2020;3:1-2."),
            paragraph("Ask the ward for more."), paragraph("Leaflet code: END/012   Version 4"),
        )
    )  # fmt: skip
    assert bodies(made) == {"part": "It works [@ash2020].\n\nAsk the ward for more.\n"}
    assert made.sources == 1
    assert "code: END/012 " in made.texts["handouts/title.yaml"].replace('"', "")
    assert any("goes on with the section before" in text for text in told(made.findings, "F117"))


def test_a_table_of_numbers_has_no_heading() -> None:
    text = body(word_file(_TITLE, table(["Desk", "01632 960 556"], ["Ward", "01632 960 557"])))
    assert text.startswith(
        "| TODO: what this column holds | TODO: what this column holds |\n|---|---|\n| Desk | 01632 960 556 |\n"
    )


def test_numbers_of_pages_and_words_to_replace_are_told() -> None:
    made = converted(
        word_file(
            _TITLE,
            paragraph("See page 4 and Table 2."),
            paragraph(field(" REF x ", "Part 2")),
            paragraph("Ring [insert number]."),
        )
    )
    assert told(made.findings, "F136") == [
        "paragraph 2, “See page 4 and”: “page 4”, “Table 2” may be another here; name the thing itself",
        "paragraph 3, “Part 2”: a reference to another place stays as it was printed; look whether it still holds",
    ]
    assert any("“[insert number]” was to be replaced" in text for text in told(made.findings, "F123"))


def test_names_that_windows_keeps_get_another() -> None:
    made = converted(
        word_file(paragraph("Aux", style="Title"), paragraph("Con", style="Heading1"), paragraph("Words."))
    )
    assert list(made.texts) == ["handouts/aux-words.yaml", "handouts/sections/aux-words/con-words.md"]


def test_headers_with_logos_and_boxes_are_told() -> None:
    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Leaflet code: END/012')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    made = converted(
        word_file(
            _TITLE, paragraph("Words."), relations=relation("rH", "header", "header1.xml"),
            parts={"word/header1.xml": running("hdr", paragraph(picture("rP", "The Trust's logo")), box), "word/media/image1.png": PNG,
                   "word/_rels/header1.xml.rels": f'<Relationships xmlns="x">{relation("rP", "image", "media/image1.png")}</Relationships>'},
        )
    )  # fmt: skip
    assert "code: END/012 " in made.texts["handouts/title.yaml"].replace('"', "")
    assert told(made.findings, "F129") == []
    assert any("a logo stands in the clinic's style" in text for text in told(made.findings, "F114"))
    assert made.pictures == {}
