"""Files that nobody would write: no reader raises, whatever stands in them."""

from __future__ import annotations

import json
import time
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


_DEEP = 40


def _doubling(kind: str) -> str:
    entry = "@article{a, author = {Lee, A. B.}, journal = {Care}, year = 2020, title = "
    steps = range(_DEEP)
    match kind:
        case "strings":
            return (
                "\n".join(f"@string{{s{n} = s{n + 1} # s{n + 1}}}" for n in steps)
                + f'@string{{s{_DEEP} = "x"}}{entry}s0}}'
            )
        case "empty strings":
            return (
                "\n".join(f"@string{{s{n} = s{n + 1} # s{n + 1}}}" for n in steps)
                + f'@string{{s{_DEEP} = ""}}{entry}s0}}'
            )
        case "one string in all":
            return f"@string{{s = {{{'x' * 5000}}}}}" + "\n".join(f"{entry}s # s}}" for _ in range(1000))
        case "xdata":
            parents = "\n".join(f"@xdata{{x{n}, xdata = {{x{n + 1},x{n + 1}}}}}" for n in steps)
            return f"{parents}\n@xdata{{x{_DEEP}, note = {{y}}}}\n{entry}{{T}}, xdata = {{x0}}}}"
        case _:
            parents = "\n".join(f"@book{{x{n}, crossref = {{x{n + 1},x{n + 1}}}}}" for n in steps)
            return f"{parents}\n@book{{x{_DEEP}, title = {{y}}}}\n{entry}{{T}}, crossref = {{x0}}}}"


@pytest.mark.parametrize("kind", ["strings", "empty strings", "one string in all", "xdata", "crossref"])
def test_names_that_stand_for_one_another_cost_no_more_than_their_file(kind: str) -> None:
    begun = time.process_time()
    entries, findings = read(read_bibtex, _doubling(kind))
    assert time.process_time() - begun < 3
    if "string" in kind:
        assert any("names far more text than the file holds" in finding.message for finding in findings.sorted())
    else:
        assert [entry.title for entry in entries][-1:] == ["T"]


def test_a_bibliography_of_thousands_is_read_in_time_that_grows_with_it() -> None:
    seconds = []
    for count in (150, 1200):
        text = "\n".join(
            f"@article{{a{n}, title = {{Title {n} of one}}, author = {{Lee, A. B.}}, journal = {{Care}}, year = 2020, volume = 1, pages = {{{n}}}}}"
            for n in range(count)
        )
        begun = time.process_time()
        entries, _ = read(read_bibtex, text)
        seconds.append(time.process_time() - begun)
        assert len(entries) == count
    assert seconds[1] < 20 * seconds[0] + 0.2
