"""Versions: `build --archive`, making a release again, `verify`, `diff` and `papers`."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.approving import CLINIC, SECTION, WHO, approve_all, real_library, set_today, words_of
from tests.cli.running import change, files_below, run
from tests.languages import translate_library, verified

from wardleaf.building import build_handout
from wardleaf.findings import Findings
from wardleaf.records.archive import find_releases, released_sources
from wardleaf.records.built import Target
from wardleaf.releases.revisions import code_and_digits
from wardleaf.releases.sources import library_of

PDF = Path("build/riverside/chemotherapy-standard.pdf")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = real_library(tmp_path, monkeypatch)
    approve_all()
    assert run("build", "--archive", "archive").exit_code == 0
    return root


def digits(handout: str = "chemotherapy") -> str:
    entries = json.loads(Path("build/riverside/manifest.json").read_text())["files"]
    return next(str(entry["content-hash"]) for entry in entries if entry["handout"] == handout).replace(" ", "")


def real_picture() -> bytes:
    """A PNG of one grey square, large enough to print."""
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x80" * 600 for _ in range(600))
    header = struct.pack(">IIBBBBB", 600, 600, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def next_version(library: Path) -> None:
    """Version 1.1: a changed section and a changed title, approved and built."""
    change(library / SECTION, "kills growing cells", "harms fast-growing cells")
    change(library / "handouts" / "chemotherapy.yaml", 'version: "1.0"', 'version: "1.1"')
    assert run("approve", SECTION, "handout:chemotherapy", "--as", WHO).exit_code == 0
    assert run("build", "chemotherapy").exit_code == 0


# --- the archive ------------------------------------------------------------------------------------------------------


def test_every_release_is_kept_with_its_sources(library: Path) -> None:
    releases = find_releases(library / "archive", code="rbc-001")
    assert sorted(release.file for release in releases) == [
        "chemotherapy-booklet-print.pdf",
        "chemotherapy-booklet.pdf",
        "chemotherapy-standard.pdf",
    ]
    assert all(release.digits == digits() for release in releases)
    kept = {path: data for path, data in files_below(library / "archive").items() if path.endswith(".pdf")}
    built = {hashlib.sha256(path.read_bytes()).hexdigest() for path in library.glob("build/riverside/*.pdf")}
    assert {hashlib.sha256(data).hexdigest() for data in kept.values()} == built
    assert sorted(releases[0].sources) == [
        "handouts/approvals.yaml",
        "handouts/chemotherapy.yaml",
        "handouts/clinics/riverside.yaml",
        "handouts/glossary.yaml",
        "handouts/library.yaml",
        "handouts/references.yaml",
        "handouts/sections/chemotherapy/how-it-works.md",
        "handouts/sections/chemotherapy/when-to-call.md",
        "handouts/spelling.yaml",
        "styles/base.yaml",
        "styles/riverside.yaml",
    ]


def test_a_release_made_again_has_the_same_bytes(library: Path) -> None:
    released = {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in library.glob("build/riverside/chemotherapy*.pdf")
    }
    next_version(library)
    releases = [
        release for release in find_releases(library / "archive", code="RBC-001") if "print" not in release.file
    ]
    again: set[str] = set()
    for release in releases:
        findings = Findings()
        sources = released_sources(library / "archive", release, shown="archive", findings=findings)
        assert sources is not None
        with library_of(sources, findings) as earlier:
            assert earlier is not None
            built = build_handout(
                earlier, Target(handout=release.handout, clinic=release.clinic, edition=release.edition)
            )
            assert not any(finding.severity.value == "error" for finding in built.findings), built.findings
            again |= {hashlib.sha256(file.data).hexdigest() for file in built.files}
    assert again == released
    assert len(again) == 3


def add_section(library: Path, address: str, body: str) -> None:
    place = library / "handouts" / "sections" / f"{address}.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"---\ntitle: {address}\nreviewed: 2026-11-01\nclinical: no\n---\n{body}\n", encoding="utf-8")


def test_a_pack_is_kept_with_all_that_its_handouts_are_made_of(library: Path) -> None:
    """A pack's own file, each handout's, and sections that only some editions or sub-sections of them print."""
    add_section(library, "second/only-large", "You can ask for large print.")
    add_section(library, "second/some", "Words.\n\n## One {#one}\n\nYou can rest.\n\n## Two {#two}\n\nYou can walk.")
    add_section(library, "pack/own", 'You can call us.\n\n![A leaf](figures/leaf.png "A leaf")')
    (library / "handouts" / "figures").mkdir(exist_ok=True)
    (library / "handouts" / "figures" / "leaf.png").write_bytes(real_picture())
    second = library / "handouts" / "inner" / "second.yaml"
    second.parent.mkdir()
    (library / "handouts" / "second.yaml").rename(second)
    change(
        second,
        "sections:\n",
        "sections:\n  - {use: second/only-large, when: {edition: [large-print]}}\n  - {use: second/some, only: [two], heading: Some of it}\n",
    )
    change(second, 'version: "1.0"', 'version: "1.1"')
    head = (library / "handouts" / "chemotherapy.yaml").read_text(encoding="utf-8").replace("RBC-001", "RBC-009")
    before, _, rest = head.partition("sections:\n")
    pack = f"{before}sections:\n  - pack/own\n  - handout: chemotherapy\n  - handout: second\n{rest[rest.index('references:') :]}"
    (library / "handouts" / "pack.yaml").write_text(pack, encoding="utf-8")
    parts = ["second/only-large", "second/some", "pack/own", "handout:second", "handout:pack"]
    assert run("approve", *parts, "--as", WHO).exit_code == 0
    done = run("build", "pack", "--archive", "kept")
    assert done.exit_code == 0, done.output
    releases = find_releases(library / "kept", code="RBC-009")
    assert len(releases) == 3
    assert {
        "handouts/pack.yaml",
        "handouts/chemotherapy.yaml",
        "handouts/inner/second.yaml",
        "handouts/figures/leaf.png",
        "handouts/sections/chemotherapy/how-it-works.md",
        "handouts/sections/chemotherapy/when-to-call.md",
        "handouts/sections/pack/own.md",
        "handouts/sections/second/only-large.md",
        "handouts/sections/second/some.md",
    } <= releases[0].sources.keys()
    built = {path.name: path.read_bytes() for path in library.glob("build/riverside/pack-*.pdf")}
    digits = releases[0].digits
    restored = run("verify", f"RBC-009-{digits}", "--archive", "kept", "--restore", "old")
    assert restored.exit_code == 0, restored.output
    again = run("build", "pack", "--library", "old")
    assert again.exit_code == 0, again.output
    assert {path.name: path.read_bytes() for path in Path("old/build/riverside").glob("pack-*.pdf")} == built
    assert len(built) == 3


def test_a_release_can_be_restored_as_a_library(library: Path) -> None:
    before, old = PDF.read_bytes(), digits()
    next_version(library)
    done = run("verify", f"RBC-001-{old}", "--restore", "old")
    assert "restored to old; to make it again: wardleaf build chemotherapy --clinic riverside" in done.stdout
    assert run("build", "chemotherapy", "--edition", "standard", "--library", "old").exit_code == 0
    assert Path("old/build/riverside/chemotherapy-standard.pdf").read_bytes() == before
    assert run("verify", f"RBC-001-{old}", "--restore", "old").exit_code == 2


def test_keeping_again_changes_nothing_and_drafts_are_not_kept(library: Path) -> None:
    before = files_below(library / "archive")
    run("build", "--archive", "archive")
    assert files_below(library / "archive") == before
    change(library / SECTION, "growing", "other")
    assert run("build", "--archive", "archive").exit_code == 1
    assert files_below(library / "archive") == before


def test_a_damaged_archive_is_told(library: Path) -> None:
    release = find_releases(library / "archive", code="RBC-001")[0]
    for name, harm in (("handouts/chemotherapy.yaml", b"other"), ("handouts/glossary.yaml", None)):
        place = library / "archive" / "sources" / release.sources[name]
        place.unlink() if harm is None else place.write_bytes(harm)
    findings = Findings()
    assert released_sources(library / "archive", release, shown="archive", findings=findings) is None
    assert [finding.code for finding in findings] == ["W105", "W105"]
    assert find_releases(library / "nothing") == ()


# --- verify -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("RBC-014-a41f09c2", ("RBC-014", "a41f09c2")),
        ("RBC-014 a41f 09C2", ("RBC-014", "a41f09c2")),
        ("a41f 09c2", ("", "a41f09c2")),
        ("https://riverside.example/rbc-014?v=3.1&h=a41f09c2", ("rbc-014", "a41f09c2")),
        ("RBC-014", None),
        ("v3.0", None),
    ],
)
def test_how_code_and_hash_may_be_written(written: str, expected: object) -> None:
    assert code_and_digits(written) == expected


def test_a_current_copy(library: Path) -> None:
    for copy in (f"rbc-001-{digits()}", str(PDF), "build/riverside/chemotherapy-booklet-print.pdf"):
        done = run("verify", copy)
        assert done.exit_code == 0, done.output
        assert done.stdout.startswith("CURRENT\nRBC-001 version 1.0 (")
        assert "is the newest for Riverside Breast Clinic" in done.stdout
        assert ("This very file was released" in done.stdout) == copy.endswith(".pdf")


def test_a_superseded_copy_says_by_what_and_what_changed(library: Path) -> None:
    old = digits()
    Path("drawer.pdf").write_bytes(PDF.read_bytes())
    next_version(library)
    for copy in ("drawer.pdf", f"RBC-001-{old}"):
        done = run("verify", copy)
        assert done.exit_code == 1
        assert done.stdout.startswith("SUPERSEDED\n")
        assert (
            f"The current one for Riverside Breast Clinic is RBC-001 version 1.1 ({digits()[:4]} {digits()[4:]})"
            in done.stdout
        )
        assert "[removed: kills growing] [added: harms fast-growing]" in done.stdout
    # Without an archive the file still says which version it is.
    bare = run("verify", "drawer.pdf", "--archive", "nowhere")
    assert bare.stdout.startswith("SUPERSEDED\n")
    assert "What changed is not known" in bare.stdout


def test_a_withdrawn_copy(library: Path) -> None:
    run("withdraw", "RBC-001", "--reason", "The dose is wrong.", "--as", WHO)
    done = run("verify", str(PDF))
    assert done.exit_code == 1
    assert done.stdout.startswith("WITHDRAWN\n")
    assert "The dose is wrong." in done.stdout
    assert "Do not use it" in done.stdout


def test_an_unknown_copy(library: Path) -> None:
    done = run("verify", "RBC-001-00000000")
    assert (done.exit_code, done.stdout.split("\n")[0]) == (1, "UNKNOWN")
    assert run("verify", "XYZ-1-00000000").stdout.startswith(
        "UNKNOWN\nXYZ-1 (0000 0000) is unknown: this library has no handout"
    )
    assert run("verify", "nonsense").exit_code == 2


def test_the_newest_copy_that_is_overdue_unapproved_or_a_specimen_is_not_current(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_today(monkeypatch, datetime.date(2028, 1, 1))
    for copy in (str(PDF), f"RBC-001-{digits()}"):
        overdue = run("verify", copy)
        assert (overdue.exit_code, overdue.stdout.split("\n")[0]) == (1, "OVERDUE")
        assert "Its review was due on 2027-11-01: do not use it" in overdue.stdout
    set_today(monkeypatch, datetime.date(2027, 11, 1))
    assert run("verify", str(PDF)).stdout.startswith("CURRENT\n"), "the last day counts"
    Path("handouts/approvals.yaml").unlink()
    # The archive knows that somebody had approved it.
    assert run("verify", str(PDF)).stdout.startswith("CANNOT TELL\n")
    assert "error[R618]: `handouts/approvals.yaml` is gone" in run("check").stdout
    Path("archive").rename("elsewhere")
    draft = run("verify", f"RBC-001-{digits()}", "--archive", "nowhere")
    assert (draft.exit_code, draft.stdout.split("\n")[0]) == (1, "DRAFT")
    assert "Its state is draft: do not give it to patients before these are approved: handout:" in draft.stdout
    change(Path(CLINIC), "name: Riverside", "specimen: yes\nname: Riverside")
    build = run("build", "chemotherapy", "--no-cache")
    assert build.exit_code == 0, build.output
    specimen = run("verify", f"RBC-001-{digits()}", "--archive", "nowhere")
    assert (specimen.exit_code, specimen.stdout.split("\n")[0]) == (1, "SPECIMEN")


def test_a_file_of_another_program_is_unknown(library: Path) -> None:
    other = next((Path(__file__).parents[1] / "foreign").glob("*.pdf"))
    done = run("verify", str(other))
    assert done.exit_code == 1


# --- diff -------------------------------------------------------------------------------------------------------------


def test_diff_since_a_hash_and_a_manifest(library: Path) -> None:
    old = digits()
    Path("old.json").write_bytes(Path("build/riverside/manifest.json").read_bytes())
    next_version(library)
    for since in (old, "old.json"):
        done = run("diff", "chemotherapy", "--since", since, "--pdf", "changes.pdf")
        assert done.exit_code == 0, done.output
        lines = done.stdout.splitlines()
        assert lines[0].startswith("from RBC-001 version 1.0 (")
        assert (
            "  Chemotherapy is medicine that [removed: kills growing] [added: harms fast-growing] cells [1]." in lines
        )
    words = words_of(Path("changes.pdf"))
    assert "[removed: kills growing]" in words
    assert "[added: harms fast-growing]" in words
    assert "For staff, not for patients" in words


def test_diff_says_when_a_version_is_not_kept(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("old.json").write_bytes(Path("build/riverside/manifest.json").read_bytes())
    done = run("diff", "chemotherapy", "--since", "old.json", "--archive", "nowhere")
    assert done.exit_code == 1
    assert "whose words are in no archive" in done.stderr
    monkeypatch.setenv("PATH", "")
    bare = run("diff", "chemotherapy", "--since", "v1.0")
    assert bare.exit_code == 1
    assert "git is not on this computer" in bare.stderr


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Run git in a folder as nobody in particular: no configuration of this computer or its user, no repository but the
    test's.
    """
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    nobody = {"NAME": "Nobody", "EMAIL": "nobody@example.org", "DATE": "2026-11-01T12:00:00Z"}
    own = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in nobody.items()}
    own |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
        "HOME": str(tmp_path),
    }
    for name, value in own.items():
        monkeypatch.setenv(name, value)

    def run_git(*arguments: str, folder: Path) -> None:
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607

    return run_git


@pytest.mark.parametrize("above", [False, True], ids=["the library is the repository", "the library is a folder of it"])
def test_diff_since_a_revision_of_git(library: Path, git: Callable[..., None], above: bool) -> None:
    repository = library.parent if above else library
    own = "what the nurse wrote – ä.txt"
    (library / "handouts" / "figures").mkdir(exist_ok=True)
    (library / "handouts" / "figures" / own).write_text("x", encoding="utf-8")
    git("init", "-q", folder=repository)
    git("add", "handouts", "styles", folder=library)
    git("commit", "-q", "-m", "Version 1.0", folder=repository)
    git("tag", "v1.0", folder=repository)
    before = files_below(library)
    next_version(library)
    changed = files_below(library)
    for since in ("v1.0", "HEAD"):
        done = run("diff", "chemotherapy", "--since", since, "--pdf", "changes.pdf")
        assert done.exit_code == 0, done.output
        assert done.stdout.splitlines()[0].startswith("from RBC-001 version 1.0 (")
        assert (
            "  Chemotherapy is medicine that [removed: kills growing] [added: harms fast-growing] cells [1]."
            in done.stdout.splitlines()
        )
        assert "[added: harms fast-growing]" in words_of(Path("changes.pdf"))
        Path("changes.pdf").unlink()
    # Neither the library nor the repository was touched.
    assert files_below(library) == changed != before
    git("add", "handouts", "styles", folder=library)
    git("commit", "-q", "-m", "Version 1.1", folder=repository)
    assert run("diff", "chemotherapy", "--since", "HEAD").stdout.endswith("no word has changed\n")
    assert "[removed: kills growing]" in run("diff", "chemotherapy", "--since", "HEAD~1").stdout


def test_diff_since_what_git_does_not_know(library: Path, git: Callable[..., None]) -> None:
    outside = run("diff", "chemotherapy", "--since", "v9.9")
    assert outside.exit_code == 1
    assert "git knows no such revision" in outside.stderr
    git("init", "-q", folder=library)
    git("commit", "-q", "--allow-empty", "-m", "Nothing", folder=library)
    unknown = run("diff", "chemotherapy", "--since", "v9.9")
    assert (unknown.exit_code, unknown.stderr) == (1, outside.stderr)
    empty = run("diff", "chemotherapy", "--since", "HEAD")
    assert empty.exit_code == 1
    assert "this library has no files in the revision `HEAD` of git" in empty.stderr
    assert "begins with a dash" in run("diff", "chemotherapy", "--since=--output=x").stderr
    assert not Path("x").exists()


def test_nothing_changed(library: Path) -> None:
    assert run("diff", "chemotherapy", "--since", digits()).stdout.endswith("no word has changed\n")


# --- papers -----------------------------------------------------------------------------------------------------------


def test_papers_for_the_staff(library: Path) -> None:
    change(library / "handouts" / "chemotherapy.yaml", "references: full", "references: on-request")
    done = run("papers", "chemotherapy", "--out", "papers")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == ["papers/chemotherapy-evidence.pdf", "papers/chemotherapy-worksheet.pdf"]
    evidence = words_of(Path("papers/chemotherapy-evidence.pdf"))
    assert "Chemotherapy is medicine that kills growing cells [ 1 ]" in evidence
    assert "A report about chemotherapy" in evidence
    worksheet = words_of(Path("papers/chemotherapy-worksheet.pdf"))
    assert "Automated checks; not an official or validated score." in worksheet
    assert "Signature" in worksheet
    assert "Seen: the checks found no words to explain" in worksheet
    assert "sentences may not say who acts" in worksheet
    first = files_below(library / "papers")
    run("papers", "chemotherapy", "--out", "papers")
    assert files_below(library / "papers") == first


def test_the_evidence_sheets_alone_of_all_handouts_or_of_some(library: Path) -> None:
    done = run("papers", "evidence", "--out", "papers")
    assert (done.exit_code, done.stdout) == (0, "papers/chemotherapy-evidence.pdf\npapers/second-evidence.pdf\n")
    assert run("papers", "evidence", "second", "--out", "papers").stdout == "papers/second-evidence.pdf\n"
    assert run("papers", "evidense").exit_code == 2
    assert "`wardleaf papers evidence`" in run("papers").stderr


def test_the_release_of_a_translation_keeps_its_original(library: Path) -> None:
    translate_library(library, translation=verified(library))
    for part in ("section:es/how-it-works", "section:es/when-to-call", "clinic:riverside", "handout:chemotherapy-es"):
        assert run("approve", part, "--as", WHO).exit_code == 0
    done = run("build", "chemotherapy-es", "--archive", "archive")
    assert done.exit_code == 0, done.output
    (release,) = (
        release
        for release in find_releases(library / "archive", code="RBC-001-ES")
        if release.file.endswith("-standard.pdf")
    )
    findings = Findings()
    sources = released_sources(library / "archive", release, shown="archive", findings=findings)
    assert sources
    with library_of(sources, findings) as kept:
        assert kept
        made = build_handout(kept, Target(handout="chemotherapy-es", clinic="riverside", edition="standard"))
    assert hashlib.sha256(made.files[0].data).hexdigest() == release.sha256
    assert run("verify", f"RBC-001-ES-{digits('chemotherapy-es')}").stdout.startswith("CURRENT")
