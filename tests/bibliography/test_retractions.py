"""A source that was retracted, doubted or corrected is told by DOI and by PubMed number; no other source is."""

from __future__ import annotations

import csv
import datetime
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibliography.making import reference

from wardleaf.bibliography.addresses import old_forms
from wardleaf.bibliography.checked_dates import record_checked
from wardleaf.bibliography.retractions import RetractionTable, judge_sources, read_retractions
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.schema import Reference
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes

COLUMNS = [
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
]
TABLE = Span(SourceFile("rw.csv", ""), 0)


def row(**cells: str) -> dict[str, str]:
    blank = {
        "RetractionDate": "8/21/2026 0:00",
        "RetractionDOI": "unavailable",
        "RetractionPubMedID": "0",
        "OriginalPaperDOI": "unavailable",
    }
    return {
        **dict.fromkeys(COLUMNS, ""),
        **blank,
        "OriginalPaperPubMedID": "0",
        "RetractionNature": "Retraction",
        **cells,
    }


def table(*rows: dict[str, str], columns: list[str] = COLUMNS) -> list[str]:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().splitlines(keepends=True)


def looked_up(lines: list[str], *references: Reference) -> tuple[list[str], tuple[str, ...], RetractionTable | None]:
    findings = Findings()
    found = read_retractions(lines, references, table=TABLE, findings=findings)
    clean = judge_sources(references, found, findings) if found else ()
    return [f"{finding.code} {finding.message}" for finding in findings.sorted()], clean, found


def study(id: str, doi: str = "", pmid: str = "") -> Reference:
    numbers = {name: value for name, value in (("doi", doi), ("pmid", pmid)) if value}
    return reference("article-journal", id=id, **numbers)


def test_found_by_doi_however_it_is_written_and_by_pubmed_number() -> None:
    rows = table(
        row(OriginalPaperDOI="10.1000/ABC.1", Reason="+Error in Data;+Concerns/Issues About Results;"),
        row(OriginalPaperPubMedID="123456", RetractionNature="Expression of concern"),
        row(
            OriginalPaperDOI="10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
            RetractionNature="Correction",
        ),
        row(OriginalPaperDOI="10.9/other", OriginalPaperPubMedID="99"),
    )
    told, clean, found = looked_up(
        rows,
        study("one", doi="https://doi.org/10.1000/abc.1"),
        study("two", pmid="123456"),
        study("three", doi="10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"),
        study("four", doi="10.1000/abc.12", pmid="1234567"),
    )
    assert told == [
        "L421 `one` was retracted on 2026-08-21",
        "L422 the journal warned of `two` on 2026-08-21: an expression of concern",
        "L423 `three` was corrected on 2026-08-21",
    ]
    assert clean == ("four",)
    assert found
    assert (found.rows, found.until) == (4, datetime.date(2026, 8, 21))


def test_several_numbers_in_one_cell_and_the_pubmed_number_of_a_spreadsheet() -> None:
    rows = table(
        row(OriginalPaperDOI="10.1/a; 10.1/b"), row(OriginalPaperPubMedID="77; 78"), row(OriginalPaperPubMedID="79.0")
    )
    told, _, _ = looked_up(
        rows,
        *(study(id, doi) for id, doi in (("a", "10.1/a"), ("b", "10.1/b"))),
        *(study(f"p{n}", pmid=n) for n in ("78", "79")),
    )
    assert [line.split("`")[1] for line in told] == ["a", "b", "p78", "p79"]


def test_a_source_that_is_the_notice_itself() -> None:
    told, clean, _ = looked_up(
        table(row(OriginalPaperDOI="10.1/paper", RetractionDOI="10.1/notice")), study("cited", doi="10.1/notice")
    )
    assert told == ["L424 `cited` is itself the journal's notice of a retraction on 2026-08-21, no study"]
    assert clean == ()


def test_a_paper_whose_notice_has_its_own_number_is_told_as_the_paper() -> None:
    told, _, _ = looked_up(
        table(row(OriginalPaperDOI="10.1/paper", RetractionDOI="10.1/paper")), study("cited", doi="10.1/paper")
    )
    assert told == ["L421 `cited` was retracted on 2026-08-21"]


def test_a_reinstatement_takes_an_earlier_retraction_back_and_no_later_one() -> None:
    back = row(OriginalPaperDOI="10.1/a", RetractionNature="Reinstatement", RetractionDate="1/5/2026 0:00")
    early = row(OriginalPaperDOI="10.1/a", RetractionDate="12/5/2025 0:00")
    told, _, _ = looked_up(table(early, back), study("a", doi="10.1/a"))
    assert [line[:4] for line in told] == ["L423", "L423"]
    told, _, _ = looked_up(table(back, row(OriginalPaperDOI="10.1/a")), study("a", doi="10.1/a"))
    assert [line[:4] for line in told] == ["L421", "L423"]


def test_sources_without_a_number_are_told_and_never_clean() -> None:
    told, clean, _ = looked_up(
        table(row(OriginalPaperDOI="10.1/a")), reference("webpage", id="page"), study("b", pmid="5")
    )
    assert told == ["L425 1 source has neither DOI nor PubMed number and was not looked up: `page`"]
    assert clean == ("b",)


def test_what_is_not_the_table_is_told_and_nothing_is_clean() -> None:
    few = [name for name in COLUMNS if name != "RetractionNature"]
    told, clean, found = looked_up(table(row(), columns=few), study("a", doi="10.1/a"))
    assert told == ["L420 this is not the Retraction Watch table: its first row has no `RetractionNature`"]
    assert (clean, found) == ((), None)
    whole = table(row(OriginalPaperDOI="10.1/x"))
    told, _, found = looked_up([*whole, "1,cut\n"], study("a", doi="10.1/a"))
    assert told == ["L420 row 3 of the table has 2 cells, fewer than its first row names"]
    assert found is None
    told, _, found = looked_up([*whole, '"never closed'], study("a", doi="10.1/a"))
    assert [line[:4] for line in told] == ["L420"]
    assert found is None
    assert looked_up([], study("a", doi="10.1/a"))[2] is None


def test_a_nature_that_is_not_known_is_told_of_our_sources_only() -> None:
    rows = table(
        row(OriginalPaperDOI="10.1/a", RetractionNature="Removed"),
        row(OriginalPaperDOI="10.1/z", RetractionNature="Removed"),
    )
    told, clean, _ = looked_up(rows, study("a", doi="10.1/a"), study("b", doi="10.1/b"))
    assert told == ["L420 row 2 of the table says “Removed” of `a`, which Wardleaf does not know"]
    assert clean == ("b",)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 60))
def test_every_seeded_case_is_found_and_no_other(chance: random.Random, count: int) -> None:
    """All of the kinds, by either number, among rows of other papers whose numbers are near."""
    numbers = [
        (f"10.{1000 + n}/{chance.randint(1, 9)}x", str(1_000_000 + 100 * n + chance.randint(0, 9)))
        for n in range(count)
    ]
    sources = [study(f"s{n:02}", doi=doi, pmid=pmid) for n, (doi, pmid) in enumerate(numbers)]
    seeded = {n for n in range(count) if chance.random() < 0.3}
    rows = [row(OriginalPaperDOI=f"{doi}0", OriginalPaperPubMedID=f"{pmid}1") for doi, pmid in numbers]
    for n in seeded:
        doi, pmid = numbers[n]
        by_doi = chance.random() < 0.5
        rows.append(
            row(
                OriginalPaperDOI=doi.upper() if by_doi else "unavailable", OriginalPaperPubMedID="0" if by_doi else pmid
            )
        )
    chance.shuffle(rows)
    told, clean, _ = looked_up(table(*rows), *sources)
    assert {int(line.split("`s")[1][:2]) for line in told} == seeded
    assert set(clean) == {f"s{n:02}" for n in range(count) if n not in seeded}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"url": "https://www.nice.org.uk/guidance/ng234"}, ""),
        ({"url": "https://doi.org/10.1/A", "doi": "10.1234/a"}, "look which is right, and take this line out"),
        ({"url": "https://doi.org/10.1234/A", "doi": "10.1234/a"}, ""),
        ({"url": "http://dx.doi.org/10.1234/a"}, "write `DOI: 10.1234/a` instead"),
        ({"url": "https://www.ncbi.nlm.nih.gov/pubmed/123/"}, 'write `PMID: "123"` instead'),
        ({"url": "https://pubmed.ncbi.nlm.nih.gov/123"}, 'write `PMID: "123"` instead'),
        ({"url": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC99/"}, "write `PMCID: PMC99` instead"),
        ({"url": "https://a.example/p?utm_source=x&id=7"}, "write `https://a.example/p?id=7`"),
        ({"url": "http://a.example/p"}, "open `https://a.example/p`; when it shows the page, write that"),
        ({"url": "https://[broken"}, "copy it again from the browser"),
        ({"doi": "https://doi.org/10.1234/a"}, "write `DOI: 10.1234/a`"),
        ({"doi": "1234"}, "look it up: a DOI begins with `10.` and a number, then a slash"),
    ],
)
def test_forms_that_move(keys: dict[str, str], told: str) -> None:
    assert [finding.hint for finding in old_forms(reference("webpage", **keys))] == ([told] if told else [])


YAML = """\
# ours
- id: old   # keep
  type: webpage
  title: One
  checked: 2025-01-01   # by Ann
- type: webpage
  id: none
  title: Two
- {id: flow, type: webpage, title: Three}
- id: newer
  type: webpage
  title: Four
  checked: 2026-11-30
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_day_of_a_check_is_written_and_nothing_else_changes(ends: str) -> None:
    node = compose_nodes(SourceFile("handouts/references.yaml", YAML), findings=Findings())
    assert node
    references = decode(node, tuple[Reference, ...], findings=Findings())
    assert references
    findings = Findings()
    ids = frozenset(("old", "none", "flow", "newer"))
    text, changed = record_checked(
        YAML.replace("\n", ends), references, ids=ids, day=datetime.date(2026, 11, 21), findings=findings
    )
    wanted = YAML.replace("2025-01-01", "2026-11-21").replace("  id: none\n", "  id: none\n  checked: 2026-11-21\n")
    assert text == wanted.replace("\n", ends)
    assert changed == 2
    assert [(finding.code, finding.span.line, finding.hint) for finding in findings if finding.span] == [
        ("L427", 9, "write `checked: 2026-11-21`")
    ]
