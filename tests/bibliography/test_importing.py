"""Each format into the same fields, what is told of entries that cannot be taken over, and hostile files."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wardleaf.bibliography import faults
from wardleaf.bibliography.importing.bibtex import read_bibtex
from wardleaf.bibliography.importing.csl_json import read_csl_json
from wardleaf.bibliography.importing.entries import ImportedReference
from wardleaf.bibliography.importing.formats import READERS, Reader, read_imported
from wardleaf.bibliography.importing.nbib import read_nbib
from wardleaf.bibliography.importing.ris import read_ris
from wardleaf.findings import Findings, SourceFile
from wardleaf.library.dates import PartialDate
from wardleaf.library.schema import Name

NBIB = """\
PMID- 24347031
OWN - NLM
DP  - 2013 Dec 18
TI  - Combination versus sequential single agent chemotherapy for metastatic
      breast cancer.
PG  - CD008792
LID - 10.1002/14651858.CD008792.pub2 [doi]
FAU - Dear, Rachel F
AU  - Dear RF
FAU - McGeechan, Kevin
AU  - McGeechan K
FAU - Gilstrap, Larry C 3rd
AU  - Gilstrap LC 3rd
CN  - Cochrane Breast Cancer Group
LA  - eng
PT  - Journal Article
TA  - Cochrane Database Syst Rev
JT  - The Cochrane database of systematic reviews
VI  - 2013
IP  - 12
AID - CD008792 [pii]
AID - 10.1002/14651858.CD008792.pub2 [doi]
PMC - PMC8094913
SO  - Cochrane Database Syst Rev. 2013 Dec 18;2013(12):CD008792.

PMID- 29860917
DP  - 2018 Jul
TI  - Second.
PG  - 111-21
AU  - Müller HJ
AU  - Han PK Jr
TA  - N Engl J Med
VI  - 13 Suppl 2
"""
RIS = """\
TY  - JOUR
AU  - Dear, Rachel F.
AU  - Gilstrap, Larry C., III
AU  - Cochrane Breast Cancer Group
TI  - Combination versus sequential
 single agent chemotherapy
JO  - Cochrane Database Syst Rev
T2  - Cochrane Database of Systematic Reviews
PY  - 2013
DA  - 2013/12/18/
VL  - 12
IS  - Suppl 7
SP  - 105
EP  - 11
DO  - https://doi.org/10.1002/14651858.CD008792.pub2
AN  - 24347031
DB  - PubMed
UR  - https://doi.org/10.1002/14651858.CD008792.pub2
ER  -

TY  - BOOK
A1  - Doak, Cecilia
T1  - Teaching patients
PB  - Lippincott
CY  - Philadelphia
PY  - 1996///
ET  - 2nd
ER  -
TY  - CHAP
AU  - Meltzer, P.S.
A2  - Vogelstein, B.
TI  - Chromosome alterations
T2  - The genetic basis of human cancer
SP  - 93-113
PY  - 2002
"""
BIBTEX = r"""
@string{lancet = "Lancet"}
@comment{exported}
@article{muller2013,
  author = {M{\"u}ller, J{\'o}zef and {World Health Organization} and Sung-Dae van der Berg and Gilstrap, III, Larry C. and {\O}stberg, {\L}ukasz},
  title = {Response in {BRCA1}-positive tumours \& $\geq$70\% of ``cases''},
  journal = lancet,
  year = 2013, month = dec,
  volume = 12, number = {3}, pages = {1687--717},
  doi = {10.1002/(SICI)1097-0142(19990101)85:1<1::AID-CNCR1>3.0.CO;2-#},
  url = {https://example.org/a?b=c&d=e_f~g%20h},
  pmid = {24347031},
}
@book{doak, author = "Doak, Cecilia and Root, Jane", title = "Teaching patients", publisher = {Lippincott}, address = {Philadelphia}, edition = {Second}, year = 1996}
@misc{nice, author = {{National Institute for Health and Care Excellence}}, title = {Shared decision making}, howpublished = {\url{https://example.org/ng_197}}, date = {2021-06-17}, urldate = {2026-11-22}}
"""
CSL: list[dict[str, Any]] = [
    {
        "id": "a",
        "type": "article-journal",
        "title": "Combination versus sequential",
        "author": [
            {"family": "Berg", "given": "Sung-Dae", "non-dropping-particle": "van der"},
            {"literal": "ABC Group"},
        ],
        "issued": {"date-parts": [[2013, 12, 18]]},
        "container-title": ["Lancet"],
        "volume": 12,
        "issue": "2",
        "page": "111-121",
        "DOI": "10.1016/S0140-6736(05)66544-0",
        "PMCID": "6172658",
    },
    {
        "type": "report",
        "title": "Early breast cancer",
        "genre": "NICE guideline",
        "number": "NG101",
        "issued": {"date-parts": [["2018", "7"]]},
    },
    {
        "type": "webpage",
        "title": "Hair loss",
        "URL": "https://example.org/hair",
        "accessed": {"raw": "2026-11-22"},
        "issued": {"raw": "May 2024"},
    },
]


def read(reader: Reader, text: str, path: str = "export.txt") -> tuple[tuple[ImportedReference, ...], Findings]:
    findings = Findings()
    return reader(SourceFile(path, text), findings), findings


def codes(findings: Findings) -> list[tuple[str, int]]:
    return [(finding.code, finding.span.line if finding.span else 0) for finding in findings]


def test_nbib() -> None:
    (first, second), findings = read(read_nbib, NBIB)
    assert first.title == "Combination versus sequential single agent chemotherapy for metastatic breast cancer"
    assert first.author == (
        Name(family="Dear", given="Rachel F"),
        Name(family="McGeechan", given="Kevin"),
        Name(family="Gilstrap", given="Larry C", suffix="3rd"),
        Name(literal="Cochrane Breast Cancer Group"),
    )
    assert (first.container_title, first.container_title_short) == (
        "The Cochrane database of systematic reviews",
        "Cochrane Database Syst Rev",
    )
    assert (first.issued, first.volume, first.issue, first.page, first.number) == (
        PartialDate(2013, 12, 18),
        "2013",
        "12",
        "",
        "CD008792",
    )
    assert (first.doi, first.pmid, first.pmcid, first.url) == (
        "10.1002/14651858.CD008792.pub2",
        "24347031",
        "PMC8094913",
        "",
    )
    assert second.author == (Name(family="Müller", given="HJ"), Name(family="Han", given="PK", suffix="Jr"))
    assert (second.issued, second.volume, second.supplement, second.page) == (
        PartialDate(2018, 7),
        "13",
        "2",
        "111-121",
    )
    assert (second.container_title, second.container_title_short) == ("N Engl J Med", "")
    assert codes(findings) == []


def test_retracted_articles_are_left_out() -> None:
    entries, findings = read(read_nbib, NBIB.replace("PT  - Journal Article", "PT  - Retracted Publication"))
    assert [entry.title for entry in entries] == ["Second"]
    assert codes(findings) == [("L410", 1)]


def test_ris() -> None:
    (article, book, chapter), findings = read(read_ris, RIS)
    assert article.title == "Combination versus sequential single agent chemotherapy"
    assert article.author == (
        Name(family="Dear", given="Rachel F."),
        Name(family="Gilstrap", given="Larry C.", suffix="III"),
        Name(literal="Cochrane Breast Cancer Group"),
    )
    assert (article.container_title, article.container_title_short) == ("Cochrane Database of Systematic Reviews", "")
    assert (article.volume, article.issue, article.supplement, article.page) == ("12", "", "7", "105-111")
    assert (article.issued, article.doi, article.pmid, article.url) == (
        PartialDate(2013, 12, 18),
        "10.1002/14651858.CD008792.pub2",
        "24347031",
        "",
    )
    assert (book.type, book.edition, book.publisher, book.publisher_place, book.issued) == (
        "book",
        "2",
        "Lippincott",
        "Philadelphia",
        PartialDate(1996),
    )
    assert (chapter.type, chapter.editor, chapter.container_title, chapter.page) == (
        "chapter",
        (Name(family="Vogelstein", given="B."),),
        "The genetic basis of human cancer",
        "93-113",
    )
    assert codes(findings) == []


def test_bibtex() -> None:
    (article, book, page), findings = read(read_bibtex, BIBTEX)
    assert article.title == "Response in BRCA1-positive tumours & ≥70% of “cases”"
    assert article.author == (
        Name(family="Müller", given="Józef"),
        Name(literal="World Health Organization"),
        Name(family="van der Berg", given="Sung-Dae"),
        Name(family="Gilstrap", given="Larry C.", suffix="III"),
        Name(family="Østberg", given="Łukasz"),
    )
    assert (article.container_title, article.volume, article.issue, article.page) == ("Lancet", "12", "3", "1687-1717")
    assert article.issued == PartialDate(2013, 12)
    assert article.doi == "10.1002/(SICI)1097-0142(19990101)85:1<1::AID-CNCR1>3.0.CO;2-#"
    assert article.url == "https://example.org/a?b=c&d=e_f~g%20h"
    assert article.pmid == "24347031"
    assert (book.type, book.edition, book.publisher, book.publisher_place) == (
        "book",
        "2",
        "Lippincott",
        "Philadelphia",
    )
    assert (page.type, page.url, page.accessed) == ("webpage", "https://example.org/ng_197", PartialDate(2026, 11, 22))
    assert page.author == (Name(literal="National Institute for Health and Care Excellence"),)
    assert codes(findings) == []


def test_csl_json() -> None:
    (article, guideline, page), findings = read(read_csl_json, json.dumps(CSL))
    assert article.author == (Name(family="van der Berg", given="Sung-Dae"), Name(literal="ABC Group"))
    assert (article.container_title, article.volume, article.issue, article.page) == ("Lancet", "12", "2", "111-121")
    assert (article.issued, article.doi, article.pmcid) == (
        PartialDate(2013, 12, 18),
        "10.1016/S0140-6736(05)66544-0",
        "PMC6172658",
    )
    assert (guideline.type, guideline.genre, guideline.number, guideline.issued) == (
        "guideline",
        "NICE guideline",
        "NG101",
        PartialDate(2018, 7),
    )
    assert (page.url, page.accessed, page.issued) == (
        "https://example.org/hair",
        PartialDate(2026, 11, 22),
        PartialDate(2024, 5),
    )
    assert codes(findings) == []


def test_one_reference_without_a_list() -> None:
    entries, findings = read(read_csl_json, json.dumps(CSL[2]))
    assert [entry.title for entry in entries] == ["Hair loss"]
    assert codes(findings) == []


SAMPLES = ((".nbib", NBIB), (".ris", RIS), (".bib", BIBTEX), (".json", json.dumps(CSL, indent=2)))


@pytest.mark.parametrize(("ending", "text"), SAMPLES)
def test_line_ends_and_marks_change_nothing(ending: str, text: str) -> None:
    def plainly(text: str) -> list[str]:
        entries, findings = read(read_imported, text, f"export{ending}")
        assert codes(findings) == []
        return [repr(entry) for entry in entries]

    assert plainly(text)
    assert plainly("\ufeff" + text.replace("\n", "\r\n")) == plainly(text)


@pytest.mark.parametrize(("ending", "text"), SAMPLES)
def test_the_format_is_seen_without_an_ending(ending: str, text: str) -> None:
    assert len(read(read_imported, text, "export")[0]) == len(READERS[ending](SourceFile("a", text), Findings()))


@pytest.mark.parametrize("path", ["export.txt", "export.bib", "export.ris", "export.nbib", "export.json"])
@pytest.mark.parametrize("text", ["", "nothing here", "\n\n"])
def test_nothing_to_read_is_told(path: str, text: str) -> None:
    entries, findings = read(read_imported, text, path)
    assert entries == ()
    assert codes(findings) == [("L401", 1)]


# --- broken entries -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "text", "titles", "told"),
    [
        (
            read_bibtex,
            "@book{a, title={One}}\n@book{b, title={Two\n@book{c, title={Three}}\n@book{d, title={Four}, title={Four}}\n@book{e, year=2020}",
            ["One", "Three"],
            [("L402", 2), ("L402", 4), ("L402", 5)],
        ),
        (read_bibtex, "@book{a, title={One}}\n@book{a, title={Two}}", ["One", "Two"], []),
        (read_bibtex, "@book{a, author={A, B, C, D, E}, title={One}}\n@book{b, title={Two}}", ["Two"], [("L402", 1)]),
        (
            read_ris,
            "TY  - BOOK\nTI  - One\nER  - \nTY  - BOOK\nPY  - 2020\nER  - \nTY  - BOOK\nTI  - Two",
            ["One", "Two"],
            [("L402", 4)],
        ),
        (read_nbib, "PMID- 1\nTI  - One\n\nPMID- 2\nDP  - 2020\n\nPMID- 3\nTI  - Two", ["One", "Two"], [("L402", 4)]),
        (
            read_csl_json,
            '[\n {"type": "book", "title": "One"},\n {"type": "book", "title": Two},\n {"type": "book", "title": "Three"},\n 7,\n {"type": "book"}\n]',
            ["One", "Three"],
            [("L402", 3), ("L402", 5), ("L402", 6)],
        ),
        (read_csl_json, '[{"type": "book", "title": "One"},', ["One"], []),
        (read_csl_json, '[{"type": "book", "title": "One"}, {"type"', ["One"], [("L402", 1)]),
    ],
)
def test_the_others_are_still_offered(
    reader: Reader, text: str, titles: list[str], told: list[tuple[str, int]]
) -> None:
    entries, findings = read(reader, text)
    assert [entry.title for entry in entries] == titles
    assert codes(findings) == told


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (read_bibtex, "@book{a, title={One}, author={Dear, Rachel and others}}"),
        (read_bibtex, "@book{a, title={One}, author={Dear, Rachel and et al.}}"),
        (read_bibtex, "@book{a, title={One}, author={{Dear R, et al.}}}"),
        (read_ris, "TY  - BOOK\nTI  - One\nAU  - Dear, Rachel\nAU  - et al.\nER  - "),
        (read_ris, "TY  - BOOK\nTI  - One\nAU  - Dear, Rachel\nAU  - et al,\nER  - "),
        (read_nbib, "PMID- 1\nTI  - One\nAU  - Dear RF\nAU  - et al\n"),
        (read_csl_json, '[{"type": "book", "title": "One", "author": [{"family": "Dear"}, {"literal": "et al."}]}]'),
        (read_csl_json, '[{"type": "book", "title": "One", "author": [{"family": "others"}]}]'),
        (
            read_csl_json,
            '[{"type": "book", "title": "One", "author": [{"family": "Dear"}, {"literal": "et al. (KATHERINE Study Group)"}]}]',
        ),
    ],
)
def test_a_cut_author_list_is_told(reader: Reader, text: str) -> None:
    entries, findings = read(reader, text)
    assert entries == ()
    assert [code for code, _ in codes(findings)] == ["L403"]


def test_an_author_may_be_called_otherwise() -> None:
    (entry,), findings = read(read_ris, "TY  - BOOK\nTI  - One\nAU  - Others, Ann\nAU  - Etal, Bo\nER  - ")
    assert entry.author == (Name(family="Others", given="Ann"), Name(family="Etal", given="Bo"))
    assert codes(findings) == []


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ('"DOI": "not a doi"', "L409"),
        ('"PMID": "12a"', "L409"),
        ('"PMCID": "what"', "L409"),
        ('"URL": "javascript:alert(1)"', "L409"),
        ('"issued": {"raw": "in press"}', "L405"),
        ('"issued": {"date-parts": [[0]]}', "L405"),
        ('"issued": "2020 about Easter"', "L405"),
    ],
)
def test_doubtful_values_are_told_and_left_out(field: str, told: str) -> None:
    (entry,), findings = read(read_csl_json, f'[{{"type": "book", "title": "One", {field}}}]')
    assert (entry.doi, entry.pmid, entry.pmcid, entry.url) == ("", "", "", "")
    assert [code for code, _ in codes(findings)] == [told]


def test_a_kind_that_neither_style_prints_is_refused() -> None:
    kinds = ("patent", "personal_communication", "interview", "map", "legal_case", "manuscript", "")
    items = ", ".join(f'{{"type": "{kind}", "title": "One", "publisher": "X"}}' for kind in kinds)
    entries, findings = read(read_csl_json, f"[{items}]")
    assert entries == ()
    assert [code for code, _ in codes(findings)] == ["L428"] * len(kinds)
    assert "docs/authoring.md" in next(iter(findings)).help
    for reader, text in (
        (read_ris, "TY  - PAT\nTI  - One\nER  - "),
        (read_ris, "TY  - PAMP\nTI  - One\nPB  - X\nER  - "),
        (read_ris, "TY  - SOUND\nTI  - One\nER  - "),
        (read_bibtex, "@patent{a, title={One}, year=2020}"),
        (read_bibtex, "@misc{a, title={One}, year=2020}"),
        (read_bibtex, "@unpublished{a, title={One}, note={in preparation}}"),
    ):
        entries, findings = read(reader, text)
        assert (entries, [code for code, _ in codes(findings)]) == ((), ["L428"]), text


def test_a_source_without_a_kind_that_looks_like_an_article_is_told() -> None:
    (entry,), findings = read(read_csl_json, '[{"title": "One", "container-title": "J", "volume": 1}]')
    assert (entry.type, [code for code, _ in codes(findings)]) == ("article-journal", ["L406"])


def test_a_guessed_abbreviation_is_not_taken_for_verified() -> None:
    (entry,), findings = read(read_ris, "TY  - JOUR\nTI  - One\nJA  - J Clin Onc\nER  - ")
    assert (entry.container_title, entry.container_title_short) == ("J Clin Onc", "")
    assert [code for code, _ in codes(findings)] == ["L412"]


def test_faults_are_told_apart() -> None:
    assert (
        len({fault.code for fault in faults.FAULTS})
        == len({fault.name for fault in faults.FAULTS})
        == len(faults.FAULTS)
    )
    assert all(fault.code.startswith("L4") and fault.explanation for fault in faults.FAULTS)


@pytest.mark.parametrize(
    ("volume", "expected"),
    [
        ("1(2)", ("1", "2", "")),
        ("12 (3)", ("12", "3", "")),
        ("1(2 Suppl 3)", ("1", "2", "3")),
        ("83(Pt 2)", ("83", "", "")),
        ("42 Suppl 2", ("42", "", "2")),
    ],
)
def test_an_issue_in_brackets_behind_its_volume_is_read_as_one(volume: str, expected: tuple[str, str, str]) -> None:
    (entry,), findings = read(
        read_ris,
        f"TY  - JOUR\nTI  - One\nAU  - Dear, Ann\nJF  - The Journal\nVL  - {volume}\nSP  - 1\nPY  - 2020\nER  - ",
    )
    assert (entry.volume, entry.issue, entry.supplement) == expected
    assert codes(findings) == []
