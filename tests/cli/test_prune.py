"""Files of handouts that were withdrawn, renamed or deleted are told, and removed when asked for; nothing else ever is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.approving import WHO, approve_all, real_library
from tests.cli.running import add_clinic, run

from wardleaf.records.stale import Shelf, stale_files

OUT = Path("build/riverside")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = real_library(tmp_path, monkeypatch)
    approve_all()
    assert run("build").exit_code == 0
    return root


def names(folder: Path = OUT) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".pdf")


BOOKLET, PRINT, STANDARD = "chemotherapy-booklet.pdf", "chemotherapy-booklet-print.pdf", "chemotherapy-standard.pdf"


def test_files_of_a_withdrawn_handout_are_told_and_removed_print_files_first(library: Path) -> None:
    assert run("withdraw", "RBC-001", "--reason", "A wrong dose", "--as", WHO).exit_code == 0
    for _ in range(2):  # also when the whole run comes from the cache
        done = run("build")
        assert (
            done.stderr.count(
                "warning[W111]: this is a file of the handout `chemotherapy`, which was withdrawn: do not give it out"
            )
            == 3
        )
    assert names() == [PRINT, BOOKLET, STANDARD, "second-standard.pdf"]
    pruned = run("build", "--prune")
    removed = [line for line in pruned.stdout.splitlines() if line.startswith("removed")]
    assert removed == [f"removed build/riverside/{name}" for name in (PRINT, BOOKLET, STANDARD)]
    assert names() == ["second-standard.pdf"]
    assert [entry["file"] for entry in json.loads((OUT / "manifest.json").read_text())["files"]] == names()
    assert "W111" not in run("build").stderr


def test_a_renamed_handout_and_a_clinic_that_is_gone(library: Path) -> None:
    place = add_clinic(library, "lakeside", "Lakeside Clinic")
    run("build", "second", "--clinic", "lakeside")
    place.unlink()
    (library / "handouts" / "second.yaml").rename(library / "handouts" / "third.yaml")
    done = run("build", "chemotherapy")
    assert "`second`, which is no handout of this library any more" in done.stderr
    assert done.stderr.count("W111") == 2
    assert run("build", "chemotherapy", "--prune").stdout.count("removed ") == 2
    assert names() == [PRINT, BOOKLET, STANDARD]
    assert names(Path("build/lakeside")) == []


def test_a_handout_with_a_mistake_and_a_pack_are_not_stale(library: Path) -> None:
    assert run("pack", "chemotherapy", "second").exit_code == 0
    before = names()
    text = (library / "handouts" / "second.yaml").read_text(encoding="utf-8")
    (library / "handouts" / "second.yaml").write_text(text.replace("title:", "titel:"), encoding="utf-8")
    assert "removed" not in run("build", "--prune").output
    assert names() == before


def test_what_wardleaf_did_not_make_is_never_removed(library: Path) -> None:
    (library / "handouts" / "second.yaml").unlink()
    own = OUT / "second-mine.pdf"
    own.write_bytes(b"%PDF mine")
    (library / "kept.pdf").write_bytes(b"%PDF kept")
    (OUT / "link.pdf").symlink_to(library / "kept.pdf")
    manifest = OUT / "manifest.json"
    told = json.loads(manifest.read_text())
    entry = next(one for one in told["files"] if one["handout"] == "second")
    for name in (
        "second-mine.pdf",
        "../../kept.pdf",
        str(library / "kept.pdf"),
        "link.pdf",
        "..\\..\\kept.pdf",
        "x" * 300 + ".pdf",
        "\x00.pdf",
    ):
        told["files"].append({**entry, "file": name})
    manifest.write_text(json.dumps(told), encoding="utf-8")
    done = run("build", "chemotherapy", "--prune")
    assert done.stdout.count("removed ") == 1
    assert "was changed since Wardleaf made it, so it is left" in done.stderr
    assert own.exists() and (library / "kept.pdf").exists() and (OUT / "link.pdf").is_symlink()


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"files": ' + "[" * 900 + "]" * 900 + "}", '{"files": {"a": 1}}', '{"files": [3]}', "", "\x00"],
)
def test_a_manifest_that_nobody_wrote_removes_nothing_and_is_written_anew(library: Path, text: str) -> None:
    (OUT / "manifest.json").write_text(text, encoding="utf-8")
    assert stale_files(Path("build"), Shelf(handouts=frozenset(), clinics=frozenset())) == ()
    done = run("build", "--prune")
    assert "warning[W104]" in done.stderr and done.exit_code == 0
    assert len(names()) == 4 == len(json.loads((OUT / "manifest.json").read_text())["files"])
