"""What a source of each kind cannot be printed rightly without, and what is told of entries that stand in the library."""

from __future__ import annotations

from typing import Any

import pytest
from tests.bibliography.making import people, reference

from wardleaf.bibliography.doubts import doubtful_words
from wardleaf.bibliography.forms import missing_facts
from wardleaf.findings import Severity
from wardleaf.library.schema import Name
from wardleaf.values import replace


@pytest.mark.parametrize(
    ("kind", "fields", "lacks"),
    [
        (
            "preprint",
            {"issued": "2026-03-04", "doi": "10.1101/1"},
            ["the preprint server (`container-title`), and its DOI or address"],
        ),
        (
            "preprint",
            {"issued": "2026-03-04", "container_title": "medRxiv"},
            ["the preprint server (`container-title`), and its DOI or address"],
        ),
        (
            "preprint",
            {"issued": "2026", "container_title": "medRxiv", "doi": "10.1101/1"},
            ["the month, and the day where there is one (`issued`)"],
        ),
        ("preprint", {"container_title": "medRxiv", "doi": "10.1101/1"}, ["its date (`issued`)"]),
        ("article-newspaper", {"issued": "2026-03-04"}, ["the newspaper's name (`container-title`)"]),
        (
            "article-newspaper",
            {"issued": "2026", "container_title": "Times"},
            ["the month, and the day where there is one (`issued`)"],
        ),
        ("article-magazine", {"issued": "2026-03"}, ["the magazine's name (`container-title`)"]),
        ("post-weblog", {"issued": "2026-03"}, ["the blog's name (`container-title`)"]),
        ("podcast", {"issued": "2026-03"}, ["the podcast's name (`container-title`)"]),
        ("thesis", {"issued": "2026"}, ["the university (`publisher`)"]),
        (
            "paper-conference",
            {"issued": "2026"},
            ["the meeting (`event-title`) or the proceedings (`container-title`)"],
        ),
        ("dataset", {"issued": "2026"}, ["the repository (`container-title`)"]),
        (
            "article-journal",
            {"issued": "2026", "container_title": "J"},
            ["pages, article number, DOI or PubMed number"],
        ),
        ("article-journal", {"issued": "2026", "container_title": "J", "status": "in-press"}, []),
        (
            "article-journal",
            {"issued": "2026", "container_title": "J", "status": "online-first"},
            ["the day it came out online (`issued`)"],
        ),
        ("article-journal", {"issued": "2026-03-04", "container_title": "J", "status": "online-first"}, []),
        ("legislation", {"issued": "2018", "container_title": "USC", "volume": "29", "section": "2601"}, []),
        ("book", {}, []),
        ("video", {}, []),
    ],
)
def test_what_a_kind_lacks(kind: str, fields: dict[str, Any], lacks: list[str]) -> None:
    assert list(missing_facts(reference(kind, **fields))) == lacks


@pytest.mark.parametrize("code", ["", "USC", "c 9", "Hansard", "Pub L"])
def test_law_without_a_form_is_told(code: str) -> None:
    (told,) = missing_facts(
        reference("legislation", "Mental Capacity Act 2005", issued="2005", container_title=code, volume="1")
    )
    assert "cite any other law as the `webpage`" in told


def test_what_references_check_says_of_words() -> None:
    def said(title: str, *names: str) -> list[str]:
        return [
            finding.code
            for finding in doubtful_words(replace(reference("article-journal", title), author=people(*names)))
        ]

    assert said("Retracted: rest") == ["L421"]
    assert said("Erratum: rest") == ["L424"]
    assert said("EFFECTS OF REST ON WOMEN", "SMITH, J.", "Who, A.", "WHO") == ["L429", "L429"]
    assert said("Effects of rest", "Smith, J.", "Ng, A.", "LI, A.") == []


@pytest.mark.parametrize(
    ("names", "lacks"),
    [
        (({"literal": "et al. (KATHERINE Study Group)"},), "a name in the place of “et al. (KATHERINE Study Group)”"),
        (({"family": "Dear R, et al"},), "a name in the place of “Dear R, et al”"),
        (({"family": "Dear", "given": "R."}, {"literal": "Smith J et al"}), "a name in the place of “Smith J et al”"),
        (({"literal": "et al."},), "the names of its authors"),
        (({"family": "Dear", "given": "R."}, {"literal": "et al."}), ""),
        (({"family": "Others", "given": "Ann"},), ""),
    ],
)
def test_words_for_the_other_authors_that_would_print_as_a_name_are_told(
    names: tuple[dict[str, str], ...], lacks: str
) -> None:
    source = replace(
        reference(type="article-journal", issued="2026", container_title="J", page="1-9"),
        author=tuple(Name(**name) for name in names),
    )
    told = list(missing_facts(source))
    assert [lack[: len(lacks)] for lack in told] == ([lacks] if lacks else [])
    cut = not any(name.get("given") == "Ann" for name in names)
    told_of = list(doubtful_words(source))
    assert [finding.code for finding in told_of] == (["L403"] if cut else [])
    stated = any(name == {"literal": "et al."} for name in names)  # who writes that says that nobody knows the rest
    assert [finding.severity for finding in told_of] == ([Severity.INFO if stated else Severity.WARNING] if cut else [])
