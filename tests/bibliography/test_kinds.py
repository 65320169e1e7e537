"""The table of kinds in `cases/kinds.txt`: an export of each program comes out as its rule says, or is refused with
what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.bibliography.making import marked

from wardleaf.bibliography.formatting import format_reference
from wardleaf.bibliography.importing.append import append_entries
from wardleaf.bibliography.importing.formats import read_imported
from wardleaf.findings import Findings, SourceFile
from wardleaf.library.schema import Reference
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes

CASES = Path(__file__).parent / "cases" / "kinds.txt"
RESULTS = ("AMA ", "NLM ", "TOLD ")


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Format and kind, the export, and the lines that come of it."""
    for block in CASES.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, *lines = block.strip().splitlines()
        yield (
            head,
            "\n".join(line for line in lines if not line.startswith(RESULTS)),
            [line for line in lines if line.startswith(RESULTS)],
        )


def imported(ending: str, text: str) -> tuple[tuple[Reference, ...], Findings]:
    """What stands in references.yaml after the import, read back, and what was told."""
    findings, own = Findings(), Findings()
    entries = read_imported(SourceFile(f"export.{ending}", text), findings)
    written = append_entries(SourceFile("references.yaml", ""), entries, known=(), findings=findings)
    node = compose_nodes(SourceFile("references.yaml", written), findings=own) if written else None
    references = decode(node, tuple[Reference, ...], findings=own) if node else ()
    assert references is not None and not list(own), written
    return references, findings


@pytest.mark.parametrize(("head", "text", "expected"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_a_kind(head: str, text: str, expected: list[str]) -> None:
    references, findings = imported(head.split()[0], text)
    if expected[0].startswith("TOLD "):
        assert references == ()
        assert [finding.code for finding in findings] == expected[0].split()[1:]
        return
    (reference,) = references
    assert not list(findings), list(findings)
    printed = [marked(format_reference(reference, style=style)).replace("\u00a0", " ") for style in ("ama", "nlm")]
    assert [f"AMA {printed[0]}", f"NLM {printed[1]}"] == expected


def test_where_pubmed_says_that_an_article_was_corrected() -> None:
    (reference,), findings = imported(
        "nbib",
        "PMID- 1\nTI  - One.\nTA  - J\nJT  - J\nDP  - 2019\nVI  - 1\nEIN - J Clin Oncol. 2020 Jan 10;38(2):170-1. doi: 10.1/2. PMID: 2\n",
    )
    assert [finding.code for finding in findings] == ["L431"]
    assert "Published correction appears in *J Clin Oncol*. 2020;38(2):170-171." in marked(
        format_reference(reference, style="ama")
    )
    assert "Erratum in: J Clin Oncol. 2020 Jan 10;38(2):170-1." in marked(format_reference(reference, style="nlm"))
    (reference,), findings = imported(
        "nbib", "PMID- 1\nTI  - One.\nTA  - J\nJT  - J\nDP  - 2019\nVI  - 1\nECI - J. 2020.\nEIN - somewhere\n"
    )
    assert [finding.code for finding in findings] == ["L431", "L431"]
    assert reference.correction is None


def test_capitals_are_told_with_a_proposal() -> None:
    text = "TY  - JOUR\nAU  - SMITH-JONES, JOHN\nAU  - WHO\nTI  - EFFECTS OF REST ON WOMEN WITH CANCER\nT2  - J\nVL  - 1\nER  - "
    (reference,), findings = imported("ris", text)
    assert sorted((finding.code, finding.hint.split("”")[0]) for finding in findings) == [
        ("L429", "perhaps “Effects of rest on women with cancer"),
        ("L429", "perhaps “Smith-Jones, John"),
    ]
    assert reference.title.value == "EFFECTS OF REST ON WOMEN WITH CANCER"
    for title in ("HER2 and BRCA", "DNA", "WHO HIV CDC", "PEMAT-P (AHRQ)", "Rest IN CANCER"):
        _, findings = imported("ris", f"TY  - JOUR\nTI  - {title}\nT2  - J\nVL  - 1\nER  - ")
        assert not list(findings), title


@pytest.mark.parametrize(
    "title",
    [
        "Correction of deformity in children",
        "Retraction of the nipple: a sign",
        "Withdrawn patients in trials",
        "Expression of concern in waiting rooms",
        "Correction to normal weight",
        "Errors and their correction: a study",
    ],
)
def test_a_study_is_not_taken_for_a_notice(title: str) -> None:
    references, findings = imported("ris", f"TY  - JOUR\nTI  - {title}\nT2  - J\nVL  - 1\nER  - ")
    assert len(references) == 1 and not list(findings)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Retracted article: rest", "L410"),
        ("RETRACTED—rest", "L410"),
        ("Retracted: rest", "L410"),
        ("<b>RETRACTED</b>: rest", "L410"),
        ("Withdrawn: rest", "L410"),
        ("Retraction: rest", "L424"),
        ("Retraction notice to “Rest”", "L424"),
        ("Retraction of “Rest”", "L424"),
        ("Correction to: Rest", "L424"),
        ("Correction", "L424"),
        ("Corrigendum to “Rest”", "L424"),
        ("Author Correction: rest", "L424"),
        ("Expression of concern: rest", "L424"),
    ],
)
@pytest.mark.parametrize(
    ("ending", "form"),
    [
        ("ris", "TY  - JOUR\nTI  - {}\nT2  - J\nVL  - 1\nER  - "),
        ("nbib", "PMID- 1\nTI  - {}\nJT  - J\nVI  - 1\n"),
        ("bib", "@article{{a, title={{{}}}, journal={{J}}, volume=1}}"),
        ("json", '{{"type": "article-journal", "title": "{}", "container-title": "J", "volume": 1}}'),
    ],
)
def test_retracted_articles_and_notices_are_refused_in_every_format(
    ending: str, form: str, title: str, code: str
) -> None:
    references, findings = imported(ending, form.format(title))
    assert (references, [finding.code for finding in findings]) == ((), [code])


def test_a_language_that_is_not_known_is_told() -> None:
    (reference,), findings = imported("ris", "TY  - JOUR\nTI  - One\nT2  - J\nVL  - 1\nLA  - qqq\nER  - ")
    assert (reference.language, [finding.code for finding in findings]) == ("", ["L430"])


def test_a_guessed_abbreviation_is_told_and_not_printed() -> None:
    text = '[{"type": "article-journal", "title": "One", "volume": "1", "container-title": "The Lancet Oncology", "journalAbbreviation": "Lancet. Oncol."}]'
    (reference,), findings = imported("json", text)
    assert (reference.container_title, reference.container_title_short) == ("The Lancet Oncology", "")
    (told,) = findings
    assert (told.code, told.hint) == (
        "L412",
        "where the NLM Catalog says the same, write `container-title-short: Lancet Oncol`",
    )
