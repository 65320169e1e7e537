"""Our own files read back: what is read from the content equals what was noted while drawing, and everything prints."""

from __future__ import annotations

import pytest
import yaml
from tests.readback.making import FONT, make_pdf, read_well
from tests.tagging.finished import EDITIONS, Built, built

from wardleaf.page_facts import TextFact
from wardleaf.readback.model import Annotation, elements
from wardleaf.readback.printing import facts_yaml, inspect_report, structure_text, tags_yaml

NEAR = 0.1  # points


@pytest.fixture(params=EDITIONS, scope="module")
def handout(request: pytest.FixtureRequest) -> Built:
    return built("metastatic-chemotherapy", "riverside", request.param)


def _drawn(fact: TextFact) -> tuple[object, ...]:
    text = fact.text.replace("\u2011", "-").replace("\u00a0", " ")
    return (text, round(fact.baseline, 1), round(fact.size, 2), fact.font, fact.artifact)


def test_page_facts_equal_those_noted_while_drawing(handout: Built) -> None:
    noted, found = handout.made.page_facts.pages, handout.read.page_facts.pages
    assert len(noted) == len(found) > 10
    for one, other in zip(noted, found):
        assert (one.width, one.height) == pytest.approx((other.width, other.height), abs=0.01)
        assert [_drawn(fact)[0] for fact in one.texts] == [_drawn(fact)[0] for fact in other.texts]
        for fact, again in zip(one.texts, other.texts):
            assert _drawn(fact)[2:] == _drawn(again)[2:]
            assert fact.x0 == pytest.approx(again.x0, abs=NEAR)
            if not fact.text.endswith("\u00a0"):  # drawn with the glyph of a space, which does not count at an end
                assert fact.x1 == pytest.approx(again.x1, abs=NEAR)
            assert fact.baseline == pytest.approx(again.baseline, abs=0.01)
        assert len(one.pictures) == len(other.pictures)
        for drawn, seen in zip(one.pictures, other.pictures):
            assert (drawn.x0, drawn.top, drawn.x1, drawn.bottom) == pytest.approx(
                (seen.x0, seen.top, seen.x1, seen.bottom), abs=0.1
            )
            assert drawn.dots_per_inch == pytest.approx(seen.dots_per_inch, abs=0.1)
        assert one.ink is not None
        assert other.ink is not None
        assert one.ink == pytest.approx(other.ink, abs=1.0)


def test_nothing_is_loose_and_every_mark_is_claimed(handout: Built) -> None:
    assert set(handout.read.loose) == {0}
    assert handout.read.unclaimed == 0
    assert {element.standard for element in elements(handout.read.tree)} >= {
        "Document",
        "H1",
        "H2",
        "P",
        "L",
        "Figure",
        "Link",
        "BibEntry",
    }


def test_the_report_says_what_matters(handout: Built) -> None:
    report = inspect_report(handout.read)
    assert report.startswith(f"{handout.name}\nTitle:     {handout.read.title}\n")
    assert "PDF 1.7, tagged, PDF/UA-1, PDF/A-2A, shows its title, not protected" in report
    assert "embedded, subset" in report
    assert "NOT embedded" not in report
    assert "  H1 " in report
    assert "page 1: tel:" in report
    assert "Figures without words" not in report
    assert "outside tags" not in report


def test_tags_are_yaml_with_words(handout: Built) -> None:
    told = yaml.load(tags_yaml(handout.read), Loader=yaml.BaseLoader)  # noqa: S506  # the loader that makes nothing but texts
    assert told["roles"]["Strong"] == "Span"
    (document,) = told["tags"]
    assert list(document) == ["Document"]
    first = document["Document"][0]["Sect"]
    assert {"H1": "Chemotherapy for breast cancer that has spread"} in first
    links = [kid for element in elements(handout.read.tree) for kid in element.kids if isinstance(kid, Annotation)]
    assert str(told).count("'link':") == len(links) == len(handout.read.links)


def test_facts_are_yaml(handout: Built) -> None:
    told = yaml.load(facts_yaml(handout.read.page_facts), Loader=yaml.BaseLoader)  # noqa: S506
    assert [int(page["page"]) for page in told] == list(range(1, len(handout.read.page_facts.pages) + 1))
    assert [text["text"] for text in told[2]["texts"]] == [text.text for text in handout.read.page_facts.pages[2].texts]


def test_text_in_structure_order_is_a_line_a_block(handout: Built) -> None:
    lines = structure_text(handout.read).splitlines()
    assert "Chemotherapy for breast cancer that has spread" in lines
    assert any(line.startswith("[Picture: ") for line in lines)
    assert any(line.startswith("• ") for line in lines)
    assert not any("  " in line for line in lines)
    assert lines.index("Key points") < lines.index("About this handout")


def test_tables_are_read_with_their_heads_and_a_line_a_row() -> None:
    read = built("recurrence-options", "riverside", "standard").read
    assert {"Table", "TH", "TD"} <= {element.standard for element in elements(read.tree)}
    assert any(" | " in line for line in structure_text(read).splitlines())


def test_a_file_without_tags_says_so() -> None:
    found = read_well(make_pdf(b"BT /F1 10 Tf 10 200 Td (One) Tj 25 0 Td (two) Tj -25 -12 Td (three) Tj ET"))
    assert (
        structure_text(found)
        == "No tags: this is the text in the order in which it is drawn.\n\nPage 1\nOne two\nthree\n"
    )
    assert tags_yaml(found) == "tags: none\n"
    report = inspect_report(found)
    assert "not tagged, no PDF/UA, no PDF/A, shows its file name, not protected" in report
    assert "Helvetica: Type1, NOT embedded, 10 pt" in report
    assert "A screen reader must guess" in report
    assert "Pages:     1, 71 × 106 mm" in report


def test_what_a_file_says_cannot_steer_a_terminal() -> None:
    info = {5: b"<</Title<" + "\ufeffNice\x1b[2J\x07title\nand more".encode("utf-16-be").hex().encode() + b">>>"}
    found = read_well(make_pdf(b"", objects={**info, 10: FONT}, trailer=b"/Info 5 0 R"))
    assert found.title.startswith("Nice\x1b")
    assert "Title:     Nice [2J title and more\n" in inspect_report(found)


def test_metadata_of_others_is_read_in_either_writing() -> None:
    packet = (
        b'<rdf:Description pdfuaid:part="1" pdfaid:part = \'3\' pdfaid:conformance="B"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
        b"Salt &amp; water</rdf:li></rdf:Alt></dc:title><pdf:Producer>Some &lt;program&gt;</pdf:Producer></rdf:Description>"
    )
    body = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream" % (len(packet), packet)
    catalog = (
        b"/Metadata 5 0 R/Lang(de-CH)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Version/2.0"
    )
    found = read_well(make_pdf(b"", catalog=catalog, objects={5: body}))
    declared = found.declared
    assert (found.title, found.language) == ("Salt & water", "de-CH")
    assert (declared.pdf_ua, declared.pdf_a, declared.producer, declared.version) == (
        "1",
        "3B",
        "Some <program>",
        "2.0",
    )
    assert declared.tagged
    assert declared.shows_title


def test_a_file_of_pictures_says_that_there_is_nothing_to_hear() -> None:
    image = b"q 200 0 0 300 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q "
    assert "Tags: none, and no words: the pages are pictures or empty" in inspect_report(read_well(make_pdf(image)))
    recognised = read_well(make_pdf(image + b"BT 3 Tr /F1 9 Tf 10 200 Td (found in the scan) Tj ET"))
    assert (
        "Tags: none. The pages are pictures; a screen reader says the words that a program recognised"
        in inspect_report(recognised)
    )
    assert "found in the scan" in structure_text(recognised)
    assert "hidden: yes" in facts_yaml(recognised.page_facts)


def _linked(element: bytes, note: bytes = b"") -> str:
    content = b"BT /F1 10 Tf 10 200 Td /Link <</MCID 0>> BDC (Call the ward) Tj EMC ET"
    objects = {
        5: b"<</Type/Annot/Subtype/Link/Rect[10 190 90 210]/A<</S/URI/URI(tel:01632960150)>>%b>>" % note,
        20: b"<</Type/StructTreeRoot/K 21 0 R>>",
        21: b"<</S/P/P 20 0 R/Pg 3 0 R/K 22 0 R>>",
        22: b"<</S/Link/P 21 0 R/Pg 3 0 R%b>>" % element,
    }
    return inspect_report(
        read_well(make_pdf(content, page=b"/Annots[5 0 R]", catalog=b"/StructTreeRoot 20 0 R", objects=objects))
    )


def test_a_link_is_heard_by_the_words_of_its_tag() -> None:
    kids = b"/K[0 <</Type/OBJR/Obj 5 0 R>>]"
    assert "page 1: tel:01632960150 (“Call the ward”)" in _linked(kids)
    assert "(“The ward’s number”)" in _linked(
        kids, b"/Contents<FEFF" + "The ward’s number".encode("utf-16-be").hex().encode() + b">"
    )
    assert "(“By phone”)" in _linked(b"/Alt(By phone)/K <</Type/OBJR/Obj 5 0 R>>")
    inside = b"/K[<</S/Span/P 22 0 R/K 0>> <</Type/OBJR/Obj 5 0 R>>]"
    assert "(“Call the ward”)" in _linked(inside)
    assert "(no words for a screen reader)" in _linked(b"/K <</Type/OBJR/Obj 5 0 R>>")
    assert "(no words for a screen reader)" in _linked(b"/K 0")
