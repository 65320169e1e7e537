"""Files that nobody would write: no reader raises, whatever stands in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardleaf.bibliography.importing.bibtex import read_bibtex
from wardleaf.bibliography.importing.csl_json import read_csl_json
from wardleaf.bibliography.importing.entries import ImportedReference
from wardleaf.bibliography.importing.formats import Reader
from wardleaf.bibliography.importing.nbib import read_nbib
from wardleaf.bibliography.importing.ris import read_ris
from wardleaf.findings import Findings, SourceFile

KEYS = ["id", "type", "title", "author", "issued", "container-title", "volume", "issue", "page", "DOI", "PMCID"]


def read(reader: Reader, text: str) -> tuple[tuple[ImportedReference, ...], Findings]:
    findings = Findings()
    return reader(SourceFile("export", text), findings), findings


TOKENS: dict[Reader, list[str]] = {
    read_bibtex: [
        "@article{a,",
        "@string{",
        "@",
        "author = {",
        "title = {",
        "}",
        "{",
        '"',
        " and ",
        ",",
        "\\",
        "\\url{",
        "$",
        "#",
        "%",
        "month = ",
        "1{",
    ],
    read_ris: [
        "TY  - ",
        "TY  - JOUR\n",
        "ER  - \n",
        "TI  - ",
        "AU  - ",
        "DA  - ",
        "SP  - ",
        "IS  - ",
        "\n",
        ",",
        "-",
        "2020/13/45",
    ],
    read_nbib: [
        "PMID- ",
        "TI  - ",
        "AU  - ",
        "FAU - ",
        "LID - ",
        "DP  - ",
        "PG  - ",
        "[doi]",
        "\n",
        "      ",
        ", ",
        "2020 Dec 40",
    ],
    read_csl_json: [
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        '"title"',
        '"author"',
        '"issued"',
        '"date-parts"',
        "[[",
        "1e999",
        "NaN",
        "true",
        "\\ud800",
        '"',
        "9" * 5000,
    ],
}


@pytest.mark.parametrize("reader", list(TOKENS), ids=["bibtex", "ris", "nbib", "csl_json"])
@settings(deadline=None)
@given(data=st.data())
def test_hostile_files_never_raise(reader: Reader, data: st.DataObject) -> None:
    tokens = st.one_of(st.sampled_from(TOKENS[reader]), st.text(max_size=6))
    entries, findings = read(reader, data.draw(st.lists(tokens, max_size=30).map("".join)))
    assert all(entry.title for entry in entries)
    assert all(finding.message for finding in findings)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*KEYS, "date-parts", "family", "raw", "x"]), inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from([*KEYS, "accessed", "edition", "URL"]), JSON), max_size=3))
def test_any_json_is_read(items: list[dict[str, Any]]) -> None:
    read(read_csl_json, json.dumps(items))


def test_deep_nesting_is_a_finding() -> None:
    entries, findings = read(read_csl_json, "[" * 200_000)
    assert entries == ()
    assert findings.has_errors
    entries, findings = read(read_bibtex, "@book{a, title = {" + "{" * 5000 + "}" * 5000 + "}}")
    assert all(entry.title for entry in entries)
