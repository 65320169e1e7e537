"""`manifest.json`: what lies in a folder of finished handouts, what each file was made of, and what made it.

A pure value and its JSON. The same build gives the same bytes: no clock, no path of this machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from msgspec import Struct, field

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.records import faults

NAME = "manifest.json"
_PACKAGES = ("wardleaf", "reportlab", "pypdf", "PyYAML", "markdown-it-py", "mdit-py-plugins", "segno", "svglib")


class FileRecord(Struct, frozen=True, kw_only=True):
    """One finished file: its name and SHA-256, and what it says of itself. `content_hash` is the one printed on every
    page.

    `issue` counts the printings of a version, from 1; `draft` says that DRAFT stands on every page; `as_printed` is
    what a print file will be on paper (sheets, creep, smallest type …), empty for files that are read in page order.
    """

    file: str
    sha256: str
    pages: int
    title: str
    code: str
    version: str
    content_hash: str
    handout: str
    edition: str
    clinic: str
    style: str
    language: str
    sections: tuple[str, ...]
    references: tuple[str, ...]
    built_with: Mapping[str, str]
    issue: int = 1
    draft: bool = False
    as_printed: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The record as JSON holds it, in the order of its fields."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "pages": self.pages,
            "title": self.title,
            "code": self.code,
            "version": self.version,
            "content-hash": self.content_hash,
            "handout": self.handout,
            "edition": self.edition,
            "clinic": self.clinic,
            "style": self.style,
            "language": self.language,
            "sections": list(self.sections),
            "references": list(self.references),
            "built-with": dict(self.built_with),
            **({"issue": self.issue} if self.issue > 1 else {}),
            **({"draft": True} if self.draft else {}),
            **({"as-printed": dict(self.as_printed)} if self.as_printed else {}),
        }


def record_of(entry: Mapping[str, object]) -> FileRecord:
    """The record that `as_json` made `entry` of; raises KeyError, TypeError or ValueError when it is none."""

    def words(key: str) -> str:
        value = entry[key]
        if not isinstance(value, str):
            raise TypeError(key)
        return value

    def several(key: str) -> tuple[str, ...]:
        value = entry[key]
        if not isinstance(value, list):
            raise TypeError(key)
        return tuple(map(str, value))

    built_with, as_printed = entry["built-with"], entry.get("as-printed", {})
    if not isinstance(built_with, dict) or not isinstance(as_printed, dict):
        raise TypeError("built-with")
    return FileRecord(
        file=words("file"),
        sha256=words("sha256"),
        pages=int(str(entry["pages"])),
        title=words("title"),
        code=words("code"),
        version=words("version"),
        content_hash=words("content-hash"),
        handout=words("handout"),
        edition=words("edition"),
        clinic=words("clinic"),
        style=words("style"),
        language=words("language"),
        sections=several("sections"),
        references=several("references"),
        built_with=built_with,
        issue=int(str(entry.get("issue", 1))),
        draft=bool(entry.get("draft", False)),
        as_printed=as_printed,
    )


@cache
def tool_versions() -> Mapping[str, str]:
    """What builds here: Wardleaf, Python, zlib and each package that has a part in the bytes, by name; those not
    installed are left out.
    """
    # Costs more than all the rest of a rebuild with nothing changed, which asks nobody.
    import platform
    import zlib
    from importlib.metadata import PackageNotFoundError, version

    found = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return {name: found[name] for name in sorted(found, key=str.casefold)}


def merged_manifest(
    before: bytes | None,
    records: Iterable[FileRecord],
    *,
    still_there: Callable[[str], bool],
    shown: str,
    findings: Findings,
) -> bytes:
    """The manifest's new bytes: `records`, and of `before` the entries of other files that `still_there` knows, by file
    name.

    A manifest that cannot be read is told, at the path `shown`, and left out.
    """
    entries: dict[str, object] = {
        name: entry for name, entry in _entries(before, shown, findings).items() if still_there(name)
    }
    entries |= {record.file: record.as_json() for record in records}
    told = {"files": [entries[name] for name in sorted(entries)]}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _entries(before: bytes | None, shown: str, findings: Findings) -> dict[str, object]:
    if before is None:
        return {}
    try:
        files = json.loads(before)["files"]
        json.dumps(files, indent=2)  # what is too deep to be written again is no manifest of ours
        return {str(entry["file"]): entry for entry in files}
    except (ValueError, TypeError, KeyError, RecursionError):
        message = f"`{shown}` could not be read, so it is written anew with the files of this build only"
        findings.add(faults.MANIFEST_UNREADABLE.at(Span(SourceFile(shown, ""), line=0), message))
        return {}
