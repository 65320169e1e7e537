"""An earlier version of a library: from a revision of git, or from a release in an archive that a hash or a manifest
names.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from wardleaf.findings import Findings
from wardleaf.library.files import read_plain
from wardleaf.records import faults
from wardleaf.records.archive import Release, find_releases, released_sources
from wardleaf.records.history import KeptVersion, kept_files, kept_versions

_HASH = re.compile(r"(?:(?P<code>\S(?:.*[^-\s])?)[-\s]+)?(?P<first>[0-9a-fA-F]{4})[\s-]?(?P<second>[0-9a-fA-F]{4})")
_NUMBER = re.compile(r"[0-9]{1,6}")
_FOLDERS = ("handouts", "styles")
_SECONDS = 60


def code_and_digits(written: str) -> tuple[str, str] | None:
    """The code and the eight hex digits in "RBC-014-a41f09c2", "RBC-014 a41f 09c2" or the text of a QR code; the code
    may be missing; None for anything else.
    """
    written = written.strip()
    address = re.fullmatch(r"https?://\S+/([^/?\s]+)\?v=[^&\s]*&h=([0-9a-fA-F]{8})", written)
    if address:
        return address[1], address[2].lower()
    found = _HASH.fullmatch(written)
    return (found["code"] or "", (found["first"] + found["second"]).lower()) if found else None


def earlier_files(
    root: Path, since: str, *, handout: str, clinic: str, archive: Path, shown_archive: str, findings: Findings
) -> Mapping[str, bytes] | None:
    """The library's files as they were at `since`, by path: the number of a version that is kept, a manifest or a hash of a release in `archive`, or a
    revision of git; None after telling why not.
    """
    manifest = Path(since)
    if since.endswith(".json"):
        digits = _digits_of_manifest(manifest, handout, clinic) if manifest.is_file() else None
        if digits is None:
            message = f"`{since}` is no manifest that tells of the handout `{handout}`"
            findings.add(faults.NO_SUCH_VERSION.at(None, message))
            return None
        return _kept(archive, digits, since, clinic, shown_archive, findings)
    if _NUMBER.fullmatch(since) and (version := _version_kept(root, handout, int(since))):
        files = kept_files(root, version)
        if files is None:
            message = f"version {since} of `{handout}` is damaged: a file of it is missing or is not what it was"
            findings.add(faults.NO_SUCH_VERSION.at(None, message))
        return files
    named = code_and_digits(since)
    if named and find_releases(archive, digits=named[1]):
        return _kept(archive, named[1], since, clinic, shown_archive, findings)
    return _git_files(root, since, findings)


def _version_kept(root: Path, handout: str, number: int) -> KeptVersion | None:
    return next((version for version in kept_versions(root, handout) if version.number == number), None)


def _git_files(root: Path, revision: str, findings: Findings) -> Mapping[str, bytes] | None:
    """The library's files at `revision`, read from git without touching any file; None after telling why not."""
    git = shutil.which("git")
    if git is None:
        message = f"`{revision}` would be a revision of git, and git is not on this computer"
        help = (
            "name a release in an archive by its hash, or a manifest, or ask whoever looks after the computer for git"
        )
        findings.add(faults.NO_SUCH_VERSION.at(None, message, help=help))
        return None
    if not revision or revision.startswith("-"):
        findings.add(faults.NO_SUCH_VERSION.at(None, f"`{revision}` is no revision of git: it begins with a dash"))
        return None
    listed = _run(git, root, ["ls-tree", "-r", "-z", revision, "--", *(f"{folder}/" for folder in _FOLDERS)])
    if listed is None:
        message = f"`{revision}` is no release in the archive, and git knows no such revision of this library"
        help = "a revision is a tag, a branch or a commit, such as v3.0 or HEAD~1"
        findings.add(faults.NO_SUCH_VERSION.at(None, message, help=help))
        return None
    files: dict[str, bytes] = {}
    for entry in listed.split(b"\0"):
        head, tab, path = entry.partition(b"\t")
        kind = head.split()[1:2]
        if tab and kind == [b"blob"]:
            name = path.decode("utf-8", "surrogateescape")
            held = _run(git, root, ["show", f"{revision}:./{name}"])
            if held is not None:
                files[name] = held
    if not files:
        findings.add(faults.NO_SUCH_VERSION.at(None, f"this library has no files in the revision `{revision}` of git"))
        return None
    return files


def _run(git: str, root: Path, arguments: list[str]) -> bytes | None:
    try:
        done = subprocess.run([git, *arguments], cwd=root, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603  # git, found on the path
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _digits_of_manifest(manifest: Path, handout: str, clinic: str) -> str | None:
    """The content hash that a manifest, or the record of a release, gives for `handout`, that of `clinic` before
    others.
    """
    try:
        told = json.loads(read_plain(manifest))
        # A manifest lists files; the record of a release is one of them.
        entries = told.get("files", [told])
        found = [entry for entry in entries if entry.get("handout") == handout]
        found.sort(key=lambda entry: entry.get("clinic") != clinic)
        return str(found[0]["content-hash"]).replace(" ", "") if found else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _kept(
    archive: Path, digits: str, since: str, clinic: str, shown: str, findings: Findings
) -> Mapping[str, bytes] | None:
    releases = sorted(find_releases(archive, digits=digits), key=lambda release: release.clinic != clinic)
    if not releases:
        message = f"`{since}` names the version {digits[:4]} {digits[4:]}, whose words are in no archive"
        help = "name the archive with --archive DIR; `wardleaf build --archive DIR` keeps every released version"
        findings.add(faults.NO_SUCH_VERSION.at(None, message, help=help))
        return None
    release: Release = releases[0]
    return released_sources(archive, release, shown=shown, findings=findings)
