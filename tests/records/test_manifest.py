"""The manifest as bytes: stable, complete, and true about what lies beside it."""

from __future__ import annotations

import json

import pytest

from wardleaf.findings import Findings
from wardleaf.records.manifest import FileRecord, merged_manifest, tool_versions
from wardleaf.values import replace


def record(file: str, pages: int = 4) -> FileRecord:
    return FileRecord(
        file=file,
        sha256="00",
        pages=pages,
        title="Ein Blatt für Sie",
        code="RBC-001",
        version="1.0",
        content_hash="1234 5678",
        handout="leaflet",
        edition="standard",
        clinic="riverside",
        style="riverside",
        language="en-GB",
        sections=("a/b",),
        references=(),
        built_with={"python": "3.11"},
    )


def merge(before: bytes | None, *records: FileRecord, there: bool = True) -> tuple[bytes, list[str]]:
    findings = Findings()
    merged = merged_manifest(
        before, records, still_there=lambda _: there, shown="build/manifest.json", findings=findings
    )
    return merged, [finding.code for finding in findings]


def names(manifest: bytes) -> list[str]:
    return [entry["file"] for entry in json.loads(manifest)["files"]]


def test_every_field_in_a_fixed_order() -> None:
    made, told = merge(None, record("b.pdf"), record("a.pdf"))
    assert told == []
    assert names(made) == ["a.pdf", "b.pdf"]
    own = [field.replace("_", "-") for field in FileRecord.__struct_fields__]
    said_only_where_true = {"issue", "draft", "as-printed"}
    assert list(json.loads(made)["files"][0]) == [name for name in own if name not in said_only_where_true]
    full, _ = merge(None, replace(record("a.pdf"), issue=2, draft=True, as_printed={"sheets": 2}))
    assert sorted(json.loads(full)["files"][0]) == sorted(own)
    assert "für".encode() in made
    assert made.endswith(b"}\n")


def test_the_same_again_is_the_same() -> None:
    first, _ = merge(None, record("a.pdf"), record("b.pdf"))
    assert merge(first, record("b.pdf"), record("a.pdf"))[0] == first
    assert merge(first)[0] == first


def test_new_entries_replace_and_gone_files_drop_out() -> None:
    first, _ = merge(None, record("a.pdf"), record("b.pdf"))
    second, _ = merge(first, record("b.pdf", pages=8))
    assert names(second) == ["a.pdf", "b.pdf"]
    assert [entry["pages"] for entry in json.loads(second)["files"]] == [4, 8]
    assert names(merge(second, record("c.pdf"), there=False)[0]) == ["c.pdf"]


@pytest.mark.parametrize(
    "before", [b"", b"{", b"[]", b'{"files": 3}', b'{"files": [{}]}', b'{"files": ["a"]}', b"\xff\xfe", b"null"]
)
def test_a_manifest_that_is_none(before: bytes) -> None:
    made, told = merge(before, record("a.pdf"))
    assert names(made) == ["a.pdf"]
    assert told == ["W104"]


def test_what_builds_here() -> None:
    versions = tool_versions()
    assert list(versions) == sorted(versions, key=str.casefold)
    assert {
        "python",
        "zlib",
        "wardleaf",
        "reportlab",
        "pypdf",
        "PyYAML",
        "markdown-it-py",
        "mdit-py-plugins",
        "segno",
    } <= versions.keys()
