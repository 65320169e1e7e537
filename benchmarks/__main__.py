"""Every figure as a table of plain text. Seven minutes on two calm cores, twice that on busy ones; each part says how
long it took.

python -m benchmarks [--only PART]      PART: stages, warm, cold, long, breaks, checks, imposition, runs, floor or peers, each by
itself
"""

from __future__ import annotations

import gc
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.checks import main as checks_by_themselves
from benchmarks.floor import main as beside_the_floor
from benchmarks.imposition import main as press_beside_pypdf
from benchmarks.parts import asked_parts, run_parts
from benchmarks.peers import main as beside_others
from benchmarks.runs import main as runs_as_a_whole
from benchmarks.stories import CLINIC, HANDOUT, ROOT, of_length, plain_story, shipped, write_story
from benchmarks.timing import median, peak_of, ratio, rounds_of_calls, rounds_of_processes
from wardleaf import pipeline
from wardleaf.document.model import Document
from wardleaf.findings import Findings
from wardleaf.style.schema import Style
from wardleaf.typeset import layout
from wardleaf.typeset.layout import Resources
from wardleaf.typeset.typesetter import typeset


def cold(folder: Path, document: Document) -> None:
    print("\nCold: a whole process, one handout (median of 7, in turn)")
    story = folder / "story.json"
    write_story(document, story)
    build = [
        "-m",
        "wardleaf",
        "build",
        "--no-cache",
        HANDOUT,
        "--clinic",
        CLINIC,
        "--edition",
        "standard",
        "--out",
        str(folder / "out"),
    ]
    candidates = {
        "stock ReportLab": ["-m", "benchmarks.stock", str(story), str(folder / "stock.pdf")],
        "wardleaf build --no-tags": [*build, "--no-tags"],
        "wardleaf build": build,
        "wardleaf --help": ["-m", "wardleaf", "--help"],
        "wardleaf list": ["-m", "wardleaf", "list"],
        "wardleaf check": ["-m", "wardleaf", "check"],
    }
    found = rounds_of_processes(candidates, str(ROOT), rounds=7)
    stock = found["stock ReportLab"]
    for name, runs in found.items():
        walls = [run.wall for run in runs]
        print(
            f"  {name:28} {median(walls) * 1000:7.0f} ms  CPU {median([run.cpu for run in runs]) * 1000:6.0f} ms"
            f"  peak {peak_of(candidates[name], str(ROOT)):5.0f} MB  ratio {ratio(walls, [run.wall for run in stock])}"
        )


def stages(folder: Path) -> None:
    print("\nStages of one handout in one process, second time round (CPU ms)")
    for _ in range(2):
        times: list[tuple[str, float]] = []
        findings = Findings()
        start = time.process_time()
        workshop = pipeline.open_library(ROOT, findings)
        assert workshop is not None
        times.append(("read", time.process_time() - start))
        start = time.process_time()
        style = pipeline.style_for(workshop, CLINIC, "standard", findings)
        times.append(("style", time.process_time() - start))
        start = time.process_time()
        document = pipeline.document_for(workshop, HANDOUT, CLINIC, "standard", findings)
        times.append(("resolve", time.process_time() - start))
        assert style is not None
        assert document is not None
        start = time.process_time()
        made = pipeline.typeset_document(workshop, document, style, findings)
        assert made is not None
        times.append(("typeset", time.process_time() - start))
        start = time.process_time()
        (folder / "stage.pdf").write_bytes(made.pdf)
        times.append(("write", time.process_time() - start))
    for name, seconds in times:
        print(f"  {name:10} {seconds * 1000:7.1f}")


def warm(document: Document, style: Style, resources: Resources, folder: Path) -> None:
    from benchmarks import stock

    stock.register_fonts()
    print(
        "\nWarm: the typeset stage against stock ReportLab's multiBuild of the same story (CPU, median of 5, in turn)"
    )
    print(
        f"  {'pages':>11} {'stock ms':>9} {'untagged':>9} {'tagged':>9} {'untagged/stock':>20} {'tagged/untagged':>20} {'ms a page':>10} {'KB a page':>10}"
    )
    for times in (0.4, 1.0, 1.8, 4.0, 8.2):
        long = of_length(document, times)
        story = plain_story(long)
        made = typeset(long, style, resources)
        pages = len(made.page_facts.pages)
        stock_pages = stock.build(json.loads(json.dumps(story)), str(folder / "warm.pdf"))
        found = rounds_of_calls(
            {
                "stock": lambda story=story: stock.build(story, str(folder / "warm.pdf")),
                "untagged": lambda long=long: typeset(long, style, resources, tags=False),
                "tagged": lambda long=long: typeset(long, style, resources),
            },
            rounds=5 if times < 4 else 3,
        )
        print(
            f"  {pages:4} ({stock_pages:4}) {median(found['stock']) * 1000:9.0f} {median(found['untagged']) * 1000:9.0f} "
            f"{median(found['tagged']) * 1000:9.0f} {ratio(found['untagged'], found['stock']):>20} "
            f"{ratio(found['tagged'], found['untagged']):>20} {median(found['untagged']) * 1000 / pages:10.2f} {len(made.pdf) / 1024 / pages:10.1f}"
        )


def long() -> None:
    print("\nLong: 200 pages in one process of its own")
    code = (
        "from benchmarks.stories import *; from wardleaf.typeset.typesetter import typeset; d, s, r = shipped(); "
        "m = typeset(of_length(d, 8.2), s, r, tags={tags})"
    )
    candidates = {"untagged": ["-c", code.format(tags=False)], "tagged": ["-c", code.format(tags=True)]}
    for kind, runs in rounds_of_processes(candidates, str(ROOT), rounds=3).items():
        print(
            f"  {kind:10} {median([run.wall for run in runs]):5.2f} s  peak {peak_of(candidates[kind], str(ROOT)):5.0f} MB"
        )


def breaks() -> None:
    """The breaker beside pages poured as they come; aim: at most 1.3 times their time at 200 pages, and linear."""
    print("\nBreaks: chosen over all pages, and as they come (CPU seconds of typeset, the best of 5 in turn)")
    document, style, resources = shipped()
    chosen = layout._better
    for times in (2.0, 4.1, 8.2, 16.4):
        story = of_length(document, times)
        found: dict[str, list[float]] = {"as they come": [], "chosen": []}
        pages = 0
        for _ in range(5):
            for name, seconds in found.items():
                layout._better = chosen if name == "chosen" else lambda *_, **__: None  # type: ignore[assignment]
                gc.collect()
                begun = time.process_time()
                pages = len(typeset(story, style, resources).display)
                seconds.append(time.process_time() - begun)
        layout._better = chosen
        plain, best = min(found["as they come"]), min(found["chosen"])
        print(f"  {pages:4} pages  as they come {plain:5.2f} s  chosen {best:5.2f} s  {best / plain:4.2f} times")


PARTS = ("stages", "warm", "cold", "long", "breaks", "checks", "imposition", "runs", "floor", "peers")


def main(only: Sequence[str] | None = None) -> None:
    gc.set_threshold(200_000)  # as the command line sets it; the stock script has the same here
    document, style, resources = shipped()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = (
            lambda: stages(folder),
            lambda: warm(document, style, resources, folder),
            lambda: cold(folder, document),
            long,
            breaks,
            checks_by_themselves,
            press_beside_pypdf,
            runs_as_a_whole,
            beside_the_floor,
            beside_others,
        )
        run_parts(dict(zip(PARTS, parts)), only)


if __name__ == "__main__":
    main(asked_parts(__doc__, PARTS).parse_args().only)
