"""What a file says twice, in part or through another entry: taken over right, or told; never in silence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.bibliography.test_importing import codes, read

from wardleaf.bibliography.importing.bibtex import read_bibtex
from wardleaf.bibliography.importing.csl_json import read_csl_json
from wardleaf.bibliography.importing.nbib import read_nbib
from wardleaf.bibliography.importing.ris import read_ris
from wardleaf.library.dates import PartialDate, SourceDate
from wardleaf.library.schema import Name


def csl(**fields: Any) -> Any:
    (entry,), findings = read(
        read_csl_json, json.dumps([{"id": "a", "type": "article-journal", "title": "T", **fields}])
    )
    return entry, [code for code, _ in codes(findings)]


@pytest.mark.parametrize(
    ("issued", "date", "told"),
    [
        ({"date-parts": [[2020, 11], [2020, 12]]}, SourceDate(2020, 11, None, PartialDate(2020, 12)), []),
        ({"date-parts": [[2020, 11, 3], [2020, 11, 9]]}, SourceDate(2020, 11, 3, PartialDate(2020, 11, 9)), []),
        ({"date-parts": [[2019], [2020]]}, PartialDate(2019), ["L405"]),
        ({"date-parts": [[2020, 11], [2020, 11]]}, PartialDate(2020, 11), []),
        ({"date-parts": [[2020]], "season": 1}, PartialDate(2020), ["L405"]),
        ({"date-parts": [[2020]], "circa": True}, PartialDate(2020), ["L405"]),
        ({"date-parts": [[2020, 5, 1]]}, PartialDate(2020, 5, 1), []),
    ],
)
def test_dates_of_csl(issued: object, date: PartialDate, told: list[str]) -> None:
    entry, found = csl(issued=issued)
    assert (entry.issued, found) == (date, told)


def test_numbers_in_zoteros_note() -> None:
    entry, told = csl(volume="1", note="read twice\nPMID: 12345678\nPMCID: PMC99\nDOI: 10.1000/x\nother: y")
    assert (entry.pmid, entry.pmcid, entry.doi, told) == ("12345678", "PMC99", "10.1000/x", [])
    assert csl(note="PMID: 1", PMID="2")[0].pmid == "2"


@pytest.mark.parametrize(
    ("written", "date", "told"),
    [
        ("2020 Nov-Dec", SourceDate(2020, 11, None, PartialDate(2020, 12)), []),
        ("2020 Nov/Dec", SourceDate(2020, 11, None, PartialDate(2020, 12)), []),
        ("2020 May 30-Jun 2", SourceDate(2020, 5, 30, PartialDate(2020, 6, 2)), []),
        ("2020 Dec-Nov", PartialDate(2020), ["L405"]),
        ("2020 Foo-Bar", PartialDate(2020), ["L405"]),
        ("2020 Winter", PartialDate(2020), ["L405"]),
        ("2013 Dec 18-20", SourceDate(2013, 12, 18, PartialDate(2013, 12, 20)), []),
        ("2019 Dec-2020 Jan", PartialDate(2019), ["L405"]),
        ("2020 Nov", PartialDate(2020, 11), []),
        ("2020", PartialDate(2020), []),
        ("2013 Dec 18", PartialDate(2013, 12, 18), []),
    ],
)
def test_dates_of_pubmed(written: str, date: PartialDate, told: list[str]) -> None:
    (entry,), findings = read(read_nbib, f"PMID- 1\nTI  - One\nDP  - {written}\n")
    assert entry.issued == date
    assert [code for code, _ in codes(findings)] == told


@pytest.mark.parametrize(
    ("lines", "name", "told"),
    [
        ("JO  - The Lancet Oncology\nT2  - Special Issue on Breast Cancer", "The Lancet Oncology", ["L413"]),
        ("JO  - Lancet Oncol\nT2  - The Lancet Oncology", "The Lancet Oncology", []),
        ("JO  - Lancet Oncol.\nT2  - The Lancet Oncology", "The Lancet Oncology", []),
        ("JO  - The Lancet Oncology\nT2  - Lancet Oncol", "The Lancet Oncology", []),
        ("JF  - The Lancet Oncology\nT2  - Special Issue", "The Lancet Oncology", []),
        ("T2  - The Lancet Oncology", "The Lancet Oncology", []),
        ("JA  - Lancet Oncol", "Lancet Oncol", ["L412"]),
    ],
)
def test_the_journal_of_ris(lines: str, name: str, told: list[str]) -> None:
    (entry,), findings = read(read_ris, f"TY  - JOUR\nTI  - One\n{lines}\nER  - \n")
    assert (entry.container_title, [code for code, _ in codes(findings)]) == (name, told)


@pytest.mark.parametrize(
    ("lines", "date", "told"),
    [
        ("PY  - 2016\nY1  - 2016/10/19", PartialDate(2016, 10, 19), []),
        ("PY  - 2016/10/19/\nDA  - 2016", PartialDate(2016, 10, 19), []),
        ("PY  - 2016\nDA  - Oct 19", PartialDate(2016, 10, 19), []),
        ("PY  - 2016\nY1  - 2015/10/19", PartialDate(2015, 10, 19), ["L405"]),
        ("PY  - 2016//Winter", PartialDate(2016), ["L405"]),
        ("PY  - 2016///", PartialDate(2016), []),
    ],
)
def test_dates_of_ris(lines: str, date: PartialDate, told: list[str]) -> None:
    (entry,), findings = read(read_ris, f"TY  - JOUR\nTI  - One\n{lines}\nER  - \n")
    assert (entry.issued, [code for code, _ in codes(findings)]) == (date, told)


STRINGS = '@string{lanc = "The " # "Lancet"}\n@string{onc = lanc # { Oncology}}\n'


@pytest.mark.parametrize(
    ("value", "journal"),
    [
        ("lanc", "The Lancet"),
        ("onc", "The Lancet Oncology"),
        ('lanc # " Haematology"', "The Lancet Haematology"),
        ('{BMJ} # " " # {Open}', "BMJ Open"),
        ('"A # sign"', "A # sign"),
        ("{A # sign}", "A # sign"),
        ("LANC", "The Lancet"),
    ],
)
def test_strings_made_of_parts(value: str, journal: str) -> None:
    (entry,), findings = read(
        read_bibtex, f"{STRINGS}@article{{a, title={{T}}, journal={value}, year=2020, month=nov # {{~}} # 3}}"
    )
    assert entry.container_title == journal
    assert entry.issued == PartialDate(2020, 11, 3)
    assert codes(findings) == []


@pytest.mark.parametrize("value", ["unknown", '"The " # unknown'])
def test_a_string_that_is_not_there_is_told(value: str) -> None:
    entries, findings = read(read_bibtex, f"@article{{a, title={{T}}, journal={value}, year=2020}}")
    assert entries == ()
    assert codes(findings) == [("L402", 1)]


PARENT = "@proceedings{p, title={Proceedings}, subtitle={Of All}, year={2015}, publisher={ACM}, editor={Doe, Jane}}\n"


def test_a_chapter_has_what_its_parent_says() -> None:
    (child, _), findings = read(
        read_bibtex,
        f"@incollection{{b, author={{Roe, Ann}}, title={{A child}}, pages={{11--22}}, crossref={{P}}}}\n{PARENT}",
    )
    assert (child.title, child.container_title, child.issued) == ("A child", "Proceedings: Of All", PartialDate(2015))
    assert (child.editor, child.publisher) == ((Name(family="Doe", given="Jane"),), "ACM")
    assert codes(findings) == []


def test_what_a_child_says_itself_wins_and_data_of_several_are_joined() -> None:
    data = "@xdata{x, publisher={ACM}, location={New York}}\n"
    (child,), findings = read(
        read_bibtex,
        f"{data}@incollection{{b, title={{A}}, booktitle={{B}}, year=2016, publisher={{Own}}, xdata={{x}}}}",
    )
    assert (child.publisher, child.publisher_place, child.issued) == ("Own", "New York", PartialDate(2016))
    assert codes(findings) == []
    (child, _), _ = read(read_bibtex, f"@incollection{{b, title={{A}}, date={{2019-05}}, crossref={{p}}}}\n{PARENT}")
    assert child.issued == PartialDate(2019, 5)


@pytest.mark.parametrize("crossref", ["q", "b"])
def test_a_parent_that_is_not_there_is_told(crossref: str) -> None:
    entries, findings = read(read_bibtex, f"@incollection{{b, title={{A}}, crossref={{{crossref}}}}}")
    assert entries == ()
    assert codes(findings) == [("L402", 1)]


def test_looks_in_latex() -> None:
    title = r"Loss of \emph{TP53} in {\it E. coli} and CO$_2$ at 10\textsuperscript{-3} with \& and 5\% of p*"
    (entry,), _ = read(read_bibtex, f"@article{{a, title={{{title}}}, journal={{J}}, year=2020}}")
    assert entry.title == r"Loss of *TP53* in *E. coli* and CO~2~ at 10^-3^ with & and 5% of p\*"
