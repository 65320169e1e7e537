"""How long publishing takes: 3,000 released handouts (1,000 in three languages are as many pages) from nothing, and
again with nothing changed. `python -m benchmarks.shelf [HANDOUTS]`.

The aim: under 60 s from nothing, under 2 s with nothing changed, on two cores.
"""

from __future__ import annotations

import datetime
import hashlib
import sys
import tempfile
import time
from pathlib import Path

from wardleaf.findings import Findings
from wardleaf.pipeline import document_for, open_library
from wardleaf.publishing.gathering import shelf_for
from wardleaf.publishing.pages import site_files
from wardleaf.publishing.unchanged import is_unchanged, note_written, site_key
from wardleaf.publishing.writing import write_site
from wardleaf.records.archive import keep_release
from wardleaf.records.manifest import FileRecord
from wardleaf.records.output import FinishedFile
from wardleaf.releases.sources import sources_of
from wardleaf.values import replace

ROOT = Path(__file__).parents[1]
CASE = ROOT / "tests" / "cases" / "_library"
SIZE = 60_000  # bytes of a released file
TODAY = datetime.date(2026, 11, 22)


def make_library(root: Path, count: int) -> None:
    """A library of `count` small handouts of one clinic, each released once."""
    for path in sorted(CASE.rglob("*")):
        if path.is_file():
            place = root / path.relative_to(CASE)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    (root / "styles" / "base.yaml").write_bytes((ROOT / "styles" / "base.yaml").read_bytes())
    first = root / "handouts" / "chemotherapy.yaml"
    text = first.read_text(encoding="utf-8")
    for number in range(1, count):
        other = text.replace("code: RBC-001", f"code: RBX-{number:04}")
        first.with_name(f"copy-{number:04}.yaml").write_text(other, encoding="utf-8")
    workshop = open_library(root, Findings())
    assert workshop is not None
    for handout in workshop.library.handouts:
        document = document_for(workshop, handout, "riverside", "standard", Findings())
        assert document is not None
        data = (document.code.encode() * SIZE)[:SIZE]
        record = FileRecord(
            file=f"{handout}-standard.pdf",
            sha256=hashlib.sha256(data).hexdigest(),
            pages=8,
            title=document.title,
            code=document.code,
            version=document.version,
            content_hash=document.hash,
            handout=handout,
            edition="standard",
            clinic="riverside",
            style="riverside",
            language=document.language,
            sections=(),
            references=(),
            built_with={},
        )
        sources = sources_of(workshop, handout, "riverside")
        keep_release(
            root / "archive", FinishedFile(data=data, record=record), sources, shown="archive", findings=Findings()
        )


def publish(root: Path) -> tuple[float, int, int]:
    """Seconds, files and files written of one run."""
    start = time.perf_counter()
    findings = Findings()
    key = site_key(root, root / "archive", clinics=(), today=TODAY)
    if is_unchanged(root / "site", key):
        return time.perf_counter() - start, 0, 0
    workshop = open_library(root, findings)
    assert workshop is not None
    workshop = replace(workshop, today=TODAY)
    shelf = shelf_for(workshop, ("riverside",), archive=root / "archive", shown="archive", findings=findings)
    files = site_files(shelf, findings)
    assert files is not None and all(item.state == "current" for item in shelf.items)
    written = write_site(root / "site", files, shown="site", findings=findings)
    assert written is not None
    note_written(root / "site", key, shown="site", findings=findings)
    return time.perf_counter() - start, written.files, written.written


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    with tempfile.TemporaryDirectory() as folder:
        make_library(Path(folder), count)
        for name in ("from nothing", "nothing changed"):
            seconds, files, written = publish(Path(folder))
            print(f"{count} handouts, {name}: {seconds:.1f} s, {files} files, {written} written")


if __name__ == "__main__":
    main()
