"""New entries below the old ones, which stay byte for byte; what is written reads back the same."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibliography.making import reference
from tests.bibliography.test_importing import SAMPLES

from wardleaf.bibliography.formatting import format_reference
from wardleaf.bibliography.importing.append import append_entries
from wardleaf.bibliography.importing.entries import ImportedReference
from wardleaf.bibliography.importing.formats import read_imported
from wardleaf.bibliography.importing.identifiers import make_id
from wardleaf.bibliography.importing.writing import quoted
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.dates import PartialDate
from wardleaf.library.schema import Name, Reference
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes
from wardleaf.values import replace

FILE = SourceFile("export.ris", "")
DEAR = ImportedReference(
    type="article-journal",
    title="Combination versus sequential: a review",
    author=(Name(family="Dear", given="R. F."), Name(literal="A group, of sorts")),
    container_title="Cochrane Database of Systematic Reviews",
    issued=PartialDate(2013, 12, 18),
    volume="12",
    page="105-111",
    doi="10.1002/14651858.CD008792.pub2",
    pmid="24347031",
    span=Span(FILE, 7),
)
WRITTEN = """\
- id: dear2013
  type: article-journal
  title: "Combination versus sequential: a review"
  author:
    - {family: Dear, given: R. F.}
    - {literal: "A group, of sorts"}
  container-title: Cochrane Database of Systematic Reviews
  issued: 2013-12-18
  volume: "12"
  page: 105-111
  DOI: 10.1002/14651858.CD008792.pub2
  PMID: "24347031"
"""
OLD = "# Checked by Ann, March\n- id: moy2021   # keep\n  title:   'As it is'\n\n- {id: poe, title: \"x\"}\n# the end"


def append(existing: str, *imported: ImportedReference, known: tuple[Reference, ...] = ()) -> tuple[str, list[str]]:
    findings = Findings()
    text = append_entries(SourceFile("references.yaml", existing), imported, known=known, findings=findings)
    return text, [finding.code for finding in findings]


@pytest.mark.parametrize("existing", ["", "\ufeff"])
def test_into_an_empty_file(existing: str) -> None:
    assert append(existing, DEAR) == (existing + WRITTEN, [])


def test_what_stands_there_stays() -> None:
    text, told = append(OLD, DEAR)
    assert text == f"{OLD}\n\n{WRITTEN}"
    assert told == []


def test_line_ends_and_mark_stay() -> None:
    old = "\ufeff" + OLD.replace("\n", "\r\n") + "\r\n"
    text, _ = append(old, DEAR)
    assert text == old + "\r\n" + WRITTEN.replace("\n", "\r\n")


def test_indented_lists_and_lists_without_empty_lines() -> None:
    text, _ = append("---\n  - id: a\n  - id: b\n", DEAR)
    assert text == "---\n  - id: a\n  - id: b\n" + "".join(f"  {line}\n" for line in WRITTEN.splitlines())
    assert [entry["id"] for entry in yaml.safe_load(text)] == ["a", "b", "dear2013"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[]", WRITTEN),
        ("[]\n", WRITTEN),
        ("# ours\n[ ] # none yet\n# end\n", "# ours\n# none yet\n\n" + WRITTEN + "# end\n"),
        ("# only words\n", "# only words\n\n" + WRITTEN),
        ("---\n", "---\n\n" + WRITTEN),
    ],
)
def test_into_an_empty_list(old: str, new: str) -> None:
    assert append(old, DEAR) == (new, [])


@pytest.mark.parametrize("old", ["[{id: a}]\n", "id: a\n", "- id: a\n...\n", "- id: a\n---\n- id: b\n", "--- [a]\n"])
def test_a_file_of_another_form_is_told_and_kept(old: str) -> None:
    assert append(old, DEAR) == (old, ["L408"])


@pytest.mark.parametrize(
    "known",
    [
        reference("book", "Other", doi="10.1002/14651858.cd008792.PUB2"),
        reference("book", "Other", doi="https://doi.org/10.1002/14651858.CD008792.pub2"),
        reference("book", "Other", pmid="24347031"),
        reference("book", "Combination versus sequential – a review.", issued="2013"),
    ],
)
def test_duplicates_are_told_and_left_out(known: Reference) -> None:
    assert append(OLD, DEAR, known=(known,)) == (OLD, ["L404"])


def test_duplicates_within_the_import() -> None:
    text, told = append("", DEAR, replace(DEAR, title="Another", issued=None, pmid=""))
    assert text == WRITTEN
    assert told == ["L404"]


def test_one_title_with_two_dois_is_two_sources() -> None:
    known = replace(
        reference("book", DEAR.title, doi="10.1/other", issued="2013"), id=reference("book", id="dear2013").id
    )
    text, told = append("", DEAR, known=(known,))
    assert text.startswith("- id: dear2013a\n")
    assert told == ["L411"]


def test_ids_taken_in_the_file_get_letters() -> None:
    other = replace(DEAR, title="Other", doi="", pmid="")
    third = replace(other, title="Third")
    text, told = append("- id: dear2013\n", DEAR, other, third, known=())
    assert [entry["id"] for entry in yaml.safe_load(text)] == ["dear2013", "dear2013a", "dear2013b", "dear2013c"]
    assert told == ["L411"] * 3


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "dear2013"),
        ({"issued": None}, "dear"),
        ({"author": (Name(family="Østergård-Łuk ßen", given="A."),)}, "ostergardlukssen2013"),
        ({"author": (Name(literal="World Health Organization"),)}, "who2013"),
        ({"author": (Name(literal="Early Breast Cancer Trialists' Collaborative Group (EBCTCG)"),)}, "ebctcg2013"),
        ({"author": (Name(literal="Macmillan"),)}, "macmillan2013"),
        ({"author": ()}, "combination2013"),
        ({"author": (Name(family="王", given="明"),), "title": "化疗"}, "source2013"),
    ],
)
def test_ids(changes: dict[str, Any], expected: str) -> None:
    assert make_id(replace(DEAR, **changes), set()) == expected


def test_ids_never_run_out() -> None:
    taken: set[str] = set()
    for _ in range(30):
        taken.add(make_id(DEAR, taken))
    assert {"dear2013", "dear2013a", "dear2013z", "dear2013aa", "dear2013ab"} <= taken
    assert len(taken) == 30


PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(
    lambda text: " ".join(text.split())
)


@settings(deadline=None)
@given(PRINTABLE)
def test_quoted_text_reads_back(text: str) -> None:
    written = quoted(text) or "''"
    assert yaml.safe_load(f"- a: {written}\n- {{b: {written}, c: d}}\n") == [{"a": text}, {"b": text, "c": "d"}]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "null",
        "~",
        "12",
        "1e3",
        "0x1F",
        "012",
        "8:30",
        "2013-12-18",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "[a]",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "a,b",
        "'",
        '"',
        "\\",
        "a\u00a0b",
        "\U0001f600",
        "=",
        "<<",
        "|",
        "- ",
        "a ",
    ],
)
def test_text_that_yaml_would_take_for_something_else(text: str) -> None:
    assert yaml.safe_load(f"a: {quoted(text)}") == {"a": text}


NAMES = st.lists(
    st.one_of(st.builds(Name, family=PRINTABLE, given=PRINTABLE, suffix=PRINTABLE), st.builds(Name, literal=PRINTABLE)),
    max_size=3,
).map(tuple)


@settings(deadline=None)
@given(
    st.builds(
        ImportedReference,
        type=st.sampled_from(["article-journal", "book"]),
        title=PRINTABLE.filter(bool),
        author=NAMES.map(
            lambda names: tuple(name for name in names if name.family or name.given or name.literal or name.suffix)
        ),
        container_title=PRINTABLE,
        issued=st.sampled_from([None, PartialDate(2020), PartialDate(2020, 5), PartialDate(2020, 5, 17)]),
        volume=PRINTABLE,
        page=PRINTABLE,
        doi=PRINTABLE,
        url=PRINTABLE,
        span=st.just(Span(FILE, 1)),
    ),
    st.sampled_from(["", OLD, "  - id: a\n", "[]", OLD.replace("\n", "\r\n")]),
)
def test_entries_read_back(entry: ImportedReference, existing: str) -> None:
    text, _ = append(existing, entry)
    loaded = yaml.safe_load(text)[-1]
    names = [
        {key: getattr(name, key) for key in ("family", "given", "suffix", "literal") if getattr(name, key)}
        for name in entry.author
    ]
    expected = {
        "type": entry.type,
        "title": entry.title,
        "author": names,
        "container-title": entry.container_title,
        "issued": str(entry.issued or ""),
        "volume": entry.volume,
        "page": entry.page,
        "DOI": entry.doi,
        "URL": entry.url,
    }
    read_back = {key: str(value) if key == "issued" else value for key, value in loaded.items() if key != "id"}
    assert read_back == {key: value for key, value in expected.items() if value}
    assert text.startswith(existing.replace("[]", ""))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["- id: a", "  - b", "[]", "#", "---", "...", "x: 1", "", "|", "\r", "\ufeff", "%YAML 1.1", "\t"]
        ),
        max_size=8,
    ).map("\n".join)
)
def test_any_existing_text_is_kept(existing: str) -> None:
    text, told = append(existing, DEAR)
    assert text == existing or text.startswith(existing) or "[" in existing
    assert (text == existing) == (told == ["L408"])


@pytest.mark.parametrize(("ending", "sample"), SAMPLES)
def test_the_library_reads_what_is_written(ending: str, sample: str) -> None:
    findings = Findings()
    imported = read_imported(SourceFile(f"export{ending}", sample), findings)
    file = SourceFile(
        "references.yaml", append_entries(SourceFile("references.yaml", ""), imported, known=(), findings=findings)
    )
    node = compose_nodes(file, findings=findings)
    assert node
    known = decode(node, tuple[Reference, ...], findings=findings)
    assert isinstance(known, tuple)
    assert len(known) == len(imported) > 1
    assert [finding.code for finding in findings] == []
    assert [(entry.title, entry.author, str(entry.issued)) for entry in imported] == [
        (entry.title.value, entry.author, str(entry.issued)) for entry in known
    ]
    for entry in known:
        assert format_reference(entry, style="ama") and format_reference(entry, style="nlm")
    # a second import of the same file finds everything there
    text, told = append(file.text, *imported, known=known)
    assert text == file.text
    assert told == ["L404"] * len(imported)


def test_from_file_to_file() -> None:
    findings = Findings()
    ris = "TY  - JOUR\nTI  - Hair: “loss” & more\nAU  - O'Neil, Ann\nT2  - Lancet\nPY  - 2020\nDO  - 10.1/a<b>;2-#\nER  - \n"
    imported = read_imported(SourceFile("export.ris", ris), findings)
    text = append_entries(SourceFile("references.yaml", ""), imported, known=(), findings=findings)
    assert [finding.code for finding in findings] == ["L409", "L432"]
    imported = read_imported(SourceFile("export.ris", ris.replace("10.1/", "10.1002/")), findings)
    text = append_entries(SourceFile("references.yaml", ""), imported, known=(), findings=findings)
    assert yaml.safe_load(text) == [
        {
            "id": "oneil2020",
            "type": "article-journal",
            "title": "Hair: “loss” & more",
            "author": [{"family": "O'Neil", "given": "Ann"}],
            "container-title": "Lancet",
            "issued": 2020,
            "DOI": "10.1002/a<b>;2-#",
        }
    ]
