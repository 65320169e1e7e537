"""Papers for the staff: which sentences are claims, what is seen, and that nothing is called a score."""

from __future__ import annotations

from tests.document.making import FILES, HANDOUT, ONE, TWO, definition, document_of, section

from wardleaf.document.evidence import claims_in, evidence_sheet
from wardleaf.document.instruments import INSTRUMENTS
from wardleaf.document.model import (
    CheckList,
    Citation,
    CitationPiece,
    Paragraph,
    Plain,
    Runs,
    Table,
    WriteIn,
    runs_text,
)
from wardleaf.document.papers import review_worksheet
from wardleaf.document.wording import block_texts

CITED = Citation((CitationPiece(text="[1]", number=1),), (1,))


def test_a_claim_is_a_sentence_with_a_citation() -> None:
    runs: Runs = (
        Plain("No source. It works "),
        CITED,
        Plain(". So does this "),
        CITED,
        Plain(" and that "),
        CITED,
        Plain(". The end."),
    )
    assert [runs_text(claim) for claim in claims_in(runs)] == ["It works [1].", "So does this [1] and that [1]."]
    assert list(claims_in((Plain("Nothing is cited."),))) == []


def test_figures_stand_with_the_source_that_they_lead_to() -> None:
    runs: Runs = (Plain("Ask us. With A, 81 in 100 were well. With B, 67 in 100 were "), CITED, Plain(". The end."))
    assert [runs_text(claim) for claim in claims_in(runs)] == [
        "With A, 81 in 100 were well. With B, 67 in 100 were [1]."
    ]


def test_signs_of_the_first_page_rows_of_tables_and_icon_arrays_are_claims() -> None:
    body = """It helps.

| Who | When |
|---|---|
| Some | Early [@a] |

::: icon-array
out-of: 100
who: people
period: a year
event: kept their hair
otherwise: did not
groups:
  - {label: cap, count: 51}
source: [b]
:::
"""
    document = document_of({ONE: section(body), HANDOUT: definition(call_signs='["You feel hot [@a]"]')})
    claims = [
        text.replace("\u00a0", " ") for block in evidence_sheet(document).blocks for text, _ in block_texts(block)
    ]
    for begins in ("You feel hot", "Some | Early", "cap: 51 in 100"):
        assert any(claim.startswith(begins) and "[" in claim for claim in claims), begins


def test_the_evidence_sheet_has_claims_status_and_every_source() -> None:
    sheet = evidence_sheet(
        document_of(
            {
                ONE: section("It works [@a].\n\nWords.", clinical="no").replace(
                    "clinical: no\nclinical: no", "clinical: no"
                )
            }
        )
    )
    headings = [runs_text(heading.runs) for heading in sheet.headings]
    assert headings == [
        "Open questions",
        "First things",
        "Second things",
        "Status of the sources",
        "Who agreed to this",
        "All sources in full",
    ]
    (status,) = [block for block in sheet.blocks if isinstance(block, Table)]
    assert [runs_text(row[-1]) for row in status.rows] == ["nobody has recorded a check"] * 2
    assert {runs_text(row[1]) for row in status.rows} <= {"journal article", "report", "webpage", "book"}
    sources = sheet.references
    assert sources is not None
    assert len(sources.sources) == 2
    assert sheet.first_page.main_message == "Claims with a source: 2. Sources: 2."


def test_the_evidence_sheet_says_where_sources_were_read_and_what_is_open() -> None:
    references = (
        FILES["handouts/references.yaml"]
        .replace("{id: a,", "{id: a, verified: report,")
        .replace("{id: b,", "{id: b, verified: source,")
    )
    agreed = FILES[HANDOUT].replace("  funding: none", "  funding: none\n  to-agree: Whether the five signs suffice")
    files = {
        "handouts/references.yaml": references,
        HANDOUT: agreed,
        ONE: section("One is so [@a]. Two is so [@b]. Three is so [@a; @b]."),
    }
    sheet = evidence_sheet(document_of(files))
    claims = [
        text
        for block in sheet.blocks
        for text, _ in block_texts(block)
        if text.startswith(("One is", "Two is", "Three is"))
    ]
    assert [claim.partition(" (")[2] for claim in claims] == [
        "1: report only)",
        "2: source)",
        "1: report only; 2: source)",
    ]
    (questions,) = [block for block in sheet.blocks if isinstance(block, CheckList)]
    told = [runs_text(item.blocks[0].runs) for item in questions.items if isinstance(item.blocks[0], Paragraph)]
    assert told[:2] == [
        "Whether the five signs suffice",
        "Read only in a report of them: source 1. Read what is cited in the source itself.",
    ]
    assert all(line.startswith("Nobody has said where these were read") for line in told[2:])
    assert any("Signature" in block.labels for block in sheet.blocks if isinstance(block, WriteIn))


def test_a_paper_has_the_handouts_titles_long_and_short() -> None:
    document = document_of({ONE: section("It works [@a].")})
    for sheet, name in (
        (evidence_sheet(document), "Evidence for"),
        (review_worksheet(document, measured={}), "Review worksheet"),
    ):
        assert sheet.title == f"{name}: {document.title}"
        assert sheet.short_title == f"{name}: {document.short_title}"


def test_a_clinical_section_without_a_source_is_named() -> None:
    body = section("Words.").replace("clinical: no", "clinical: yes")
    words = " ".join(
        text for block in evidence_sheet(document_of({ONE: body})).blocks for text, _ in block_texts(block)
    )
    assert "No sentence here cites a source, although the section is marked as clinical." in words


def test_claims_and_clinical_sections_of_a_pack_are_told_section_by_section() -> None:
    files = {
        ONE: section("It works [@a]."),
        TWO: section("Words.", "Second things").replace("clinical: no", "clinical: yes"),
        "handouts/second.yaml": definition(code="RBC-002"),
        HANDOUT: definition(sections="[{handout: second}]"),
    }
    told = [
        (runs_text(one.heading.runs), block_texts(one.blocks[0]))
        for one in evidence_sheet(document_of(files)).sections
        if one.heading
    ]
    words = {heading: [text for text, _ in texts] for heading, texts in told}
    assert words["First things"][0].startswith("It works\u00a0[1].")
    assert words["Second things"] == ["No sentence here cites a source, although the section is marked as clinical."]


def test_the_worksheet_has_every_item_and_a_place_to_sign() -> None:
    document = document_of(
        {ONE: section("Call your nurse.\n\n::: steps\n1. one\n:::"), TWO: section("Second.", "What we do not know")}
    )
    sheet = review_worksheet(document, measured={"reading-grade": "grade 5.1"})
    lists = [block for block in sheet.blocks if isinstance(block, CheckList)]
    assert (
        [len(block.items) for block in lists] == [24, 20, 16] == [len(instrument.items) for instrument in INSTRUMENTS]
    )
    words = [text for block in sheet.blocks for text, _ in block_texts(block)]
    assert "3. Common, everyday language. Seen: grade 5.1." in words
    assert "2. Nothing distracts from the purpose. Look yourself." in words
    assert any("the heading “What we do not know”" in text for text in words)
    assert any("Signature" in block.labels for block in sheet.blocks if isinstance(block, WriteIn))
    assert sheet.first_page.main_message.endswith("not an official or validated score.")
    assert "%" not in " ".join(words)
