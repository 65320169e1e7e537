"""Ours beside Typst, WeasyPrint (both PDF/UA-1) and stock ReportLab (no tags): a twelve-page handout cold and warm, and
personal copies of it.

python -m benchmarks.peers [--only PART] [ROWS …]      PART: cold, warm, copies, differing or memory, each by itself
                                                       ROWS: lists whose memory is measured, 1000 and 10000 unless told;
                                                       a row of a booklet needs 320 KB of disk

Every candidate has its turn in every round, and ratios are taken round by round (median and quartiles). Aims stand
beside; nothing is asserted. A peer that is not installed (`requirements-bench.lock`) is told as such. Ours does more:
it reads and checks a library, links citations both ways, and makes each booklet's print file.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.engines import LOOKS, Engine, Story, engine, is_installed
from benchmarks.lists import BOOKLET, SHEETS, differing_rows, library_story, usual_rows, write_library, write_list
from benchmarks.parts import asked_parts, run_parts
from benchmarks.stories import CLINIC, ROOT
from benchmarks.timing import median, peak_of, rounds_of_calls, run_process, times_as_fast
from wardleaf import building, pipeline
from wardleaf.batch.copies import CopiesInOneFile, CopyMaker, CopyOrder
from wardleaf.findings import Findings
from wardleaf.patient_lists.reading import ListRow
from wardleaf.records.built import Target
from wardleaf.records.private import PrivateFile, private_folder, write_private_file

ROUNDS = 5
SLOW_ROUNDS = 3  # of what takes many seconds
SAMPLE = 20  # copies of a peer that are measured, of which its rate is taken
PEERS = ("typst", "weasyprint", "stock")
NAMES = {"typst": "Typst, ua-1", "weasyprint": "WeasyPrint, pdf/ua-1", "stock": "stock ReportLab, no tags"}
ORDER = CopyOrder(handout=BOOKLET, clinic=CLINIC, edition="booklet")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bench:
    """The folder with a library, and the peers' stories of its two handouts of twelve pages."""

    folder: Path
    stories: Mapping[str, Path]

    @property
    def library(self) -> str:
        return str(self.folder / "library")

    def story(self, look: str) -> Story:
        told: dict[str, Story] = json.loads(self.stories[look].read_text(encoding="utf-8"))
        return told["story"]


def prepared(folder: Path) -> Bench:
    """A bench in `folder`."""
    write_library(folder / "library")
    stories = {}
    for look, handout, edition in (("a4", SHEETS, "standard"), ("a5", BOOKLET, "booklet")):
        stories[look] = folder / f"{look}.json"
        stories[look].write_text(
            json.dumps({"look": look, "story": library_story(folder / "library", handout, edition)}), encoding="utf-8"
        )
    return Bench(folder, stories)


def line(
    what: str, seconds: Sequence[float], ours: Sequence[float] | None = None, note: str = "", *, many: int = 1
) -> None:
    """A row: what it is, the median time and, of a peer, how many times as fast ours is."""
    ratio = f"ours {times_as_fast(ours, seconds):>17} times as fast" if ours else ""
    rate = f"{many / median(seconds):9.1f} a second" if many > 1 else ""
    print(f"  {what:44} {median(seconds) * 1000:9.1f} ms {rate:18} {ratio:38} {note}".rstrip())


def absent() -> None:
    for peer in PEERS:
        if not is_installed(peer):
            print(f"  {NAMES[peer]}: not installed")


def installed() -> list[str]:
    return [peer for peer in PEERS if is_installed(peer)]


# --- one handout ---


def cold(bench: Bench) -> None:
    print("\nCold: a whole process, twelve pages of A4 from source to file (wall)")
    out = bench.folder / "cold"
    out.mkdir()
    build = [
        "-m",
        "wardleaf",
        "build",
        "--no-cache",
        SHEETS,
        "--clinic",
        CLINIC,
        "--edition",
        "standard",
        "--out",
        str(out),
    ]
    candidates = {"wardleaf build": build}
    candidates |= {
        peer: ["-m", "benchmarks.engines", peer, str(bench.stories["a4"]), str(out / "peer.pdf")]
        for peer in installed()
    }
    found: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(ROUNDS + 3):
        for name, arguments in candidates.items():
            wall = run_process(arguments, bench.library).wall
            if turn:
                found[name].append(wall)
    ours = found["wardleaf build"]
    aims = {"weasyprint": "aim: over 3"}
    for name, walls in found.items():
        peak = f"peak {peak_of(candidates[name], bench.library):4.0f} MB"
        line(NAMES.get(name, name), walls, ours if name in NAMES else None, f"{peak}   {aims.get(name, '')}")
    absent()


def warm(bench: Bench) -> None:
    print(
        "\nWarm: the same in a process that has done it before, other words on the first page each time (CPU of all threads)"
    )
    workshop = pipeline.open_library(Path(bench.library), Findings())
    assert workshop is not None
    rows = usual_rows(100_000)
    target = Target(handout=SHEETS, clinic=CLINIC, edition="standard")

    def set_one(values: Row) -> bytes:
        findings = Findings()
        style = pipeline.style_for(workshop, CLINIC, "standard", findings)
        document = pipeline.document_for(workshop, SHEETS, CLINIC, "standard", findings, field_values=values)
        assert style is not None
        assert document is not None
        made = pipeline.typeset_document(workshop, document, style, findings)
        assert made is not None
        return made.pdf

    engines: dict[str, Engine] = {"wardleaf: resolve, typeset": set_one}
    engines["wardleaf: a whole build, with its checks"] = lambda values: (
        building.build_handout(workshop, target, field_values=values).files[0].data
    )
    engines |= {peer: engine(peer, bench.story("a4"), LOOKS["a4"]) for peer in installed()}
    pages = {name: page_count(setter(next(rows))) for name, setter in engines.items()}
    calls: dict[str, Callable[[], object]] = {
        name: lambda setter=setter: setter(next(rows)) for name, setter in engines.items()
    }
    found = rounds_of_calls(calls, rounds=ROUNDS + 4)
    aims = {"typst": "aim: 1.5", "stock": "aim: 3", "weasyprint": "aim: 12"}
    for name, seconds in found.items():
        ours = found["wardleaf: resolve, typeset"] if name in NAMES else None
        line(NAMES.get(name, name), seconds, ours, f"{pages[name]} pages   {aims.get(name, '')}")
    absent()


def page_count(pdf: bytes) -> int:
    from io import BytesIO

    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)


# --- personal copies ---


def emptied(folder: Path) -> Path:
    """`folder`, empty and its owner's own."""
    shutil.rmtree(folder, ignore_errors=True)
    private_folder(folder, shown="copies", findings=Findings())
    return folder


class Ours:
    """Booklets made and written in this process, as the command does it."""

    def __init__(self, bench: Bench) -> None:
        workshop = pipeline.open_library(Path(bench.library), Findings())
        assert workshop is not None
        self.workshop = workshop
        self.set_in_full = 0

    def copies(self, rows: Iterable[Row], out: Path) -> None:
        """A reading copy and a print file for each of `rows`, in `out`."""
        maker = CopyMaker(self.workshop, ORDER)
        findings = Findings()
        for number, values in enumerate(rows, 2):
            for file in maker.make(ListRow(number=number, values=values)).files:
                write_private_file(out / file.name, file.data or b"", shown="copies", findings=findings)
        self.set_in_full = maker.set_in_full

    def one_file(self, rows: Iterable[Row], out: Path) -> None:
        """The print files of `rows` as one, in `out`."""
        file = PrivateFile(out / "all.pdf", shown="copies")
        joined = CopiesInOneFile(self.workshop, ORDER, file.write)
        for number, values in enumerate(rows, 2):
            joined.make(ListRow(number=number, values=values))
        joined.finish()
        file.finish()


_AT_WORK: list[Engine] = []


def _start_engine(peer: str, story: Story) -> None:
    _AT_WORK[:] = [engine(peer, story, LOOKS["a5"])]
    _AT_WORK[0]({"name": "Ann", "day": "Monday"})


def _set_and_write(values: Row, path: str) -> None:
    Path(path).write_bytes(_AT_WORK[0](values))


def wall_and_cpu(call: Callable[[], object]) -> tuple[float, float]:
    gc.collect()
    start, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - start, time.process_time() - cpu


class Stopwatch:
    """Times calls by name, wall and CPU of this process, each into an emptied folder."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self.wall: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}

    def __call__(self, what: str, call: Callable[[], object], times: float = 1) -> None:
        """Time `call` once more as `what`, and take it `times`."""
        emptied(self._out)
        wall, cpu = wall_and_cpu(call)
        self.wall.setdefault(what, []).append(wall * times)
        self.cpu.setdefault(what, []).append(cpu * times)

    def by_cpu(self, ours: str, theirs: str, aim: str = "") -> str:
        """How many times as fast ours is by processor time, which other work on the machine changes less."""
        return f"by CPU {times_as_fast(self.cpu[ours], self.cpu[theirs])}   {aim}"


class Peer:
    """A peer's copies, in this process and in two others, the files written."""

    def __init__(self, name: str, story: Story, out: Path) -> None:
        self._out = out
        self._engine = engine(name, story, LOOKS["a5"])
        self._engine({"name": "Ann", "day": "Monday"})
        self._pool = ProcessPoolExecutor(
            2, mp_context=get_context("spawn"), initializer=_start_engine, initargs=(name, story)
        )

    def copies(self, rows: Sequence[Row]) -> None:
        for number, values in enumerate(rows):
            (self._out / f"{number}.pdf").write_bytes(self._engine(values))

    def copies_by_two(self, rows: Sequence[Row]) -> None:
        paths = [str(self._out / f"{number}.pdf") for number in range(len(rows))]
        list(self._pool.map(_set_and_write, rows, paths))

    def warm_up(self) -> None:
        """Start both processes."""
        self.copies_by_two(list(usual_rows(6)))

    def close(self) -> None:
        self._pool.shutdown()


def merge(bench: Bench, data: Path, out: Path, *more: str) -> list[str]:
    wanted = ["--data", str(data), "--out", str(out), "--clinic", CLINIC, "--edition", "booklet"]
    return ["-m", "wardleaf", "merge", BOOKLET, *wanted, *more]


def copies(bench: Bench) -> None:
    ours = Ours(bench)
    out, theirs_out = bench.folder / "copies", emptied(bench.folder / "theirs")
    peers = {name: Peer(name, bench.story("a5"), theirs_out) for name in installed()}
    for peer in peers.values():
        peer.warm_up()
    rows, sample = list(usual_rows(1000)), list(usual_rows(SAMPLE))
    ours.copies(rows[:20], emptied(out))
    one_file = 0
    lists = {number: write_list(bench.folder / f"{number}.csv", usual_rows(number)) for number in (200, 1000)}
    timed = Stopwatch(out)
    found = timed.wall

    for turn in range(ROUNDS):
        timed("in process", lambda: ours.copies(rows, out))
        timed("in process, one file", lambda: ours.one_file(rows, out))
        one_file = (out / "all.pdf").stat().st_size
        for name, peer in peers.items():
            if name != "weasyprint" or turn < SLOW_ROUNDS:
                timed(name, lambda peer=peer: peer.copies(sample), 1000 / SAMPLE)
                timed(f"{name} by two", lambda peer=peer: peer.copies_by_two(sample), 1000 / SAMPLE)
        for number, data in lists.items() if turn < SLOW_ROUNDS else ():
            timed(f"merge, {number}", lambda data=data: run_process(merge(bench, data, out), bench.library))
            timed(
                f"merge --jobs 2, {number}",
                lambda data=data: run_process(merge(bench, data, out, "--jobs", "2"), bench.library),
            )
            timed(
                f"merge --one-file, {number}",
                lambda data=data: run_process(merge(bench, data, out, "--one-file"), bench.library),
            )
    for peer in peers.values():
        peer.close()
    print(
        f"\n1,000 personal booklets of twelve pages, written to disk (wall; a peer's from {SAMPLE}, without print files)"
    )
    line("in one process, after its start", found["in process"], many=1000)
    for name in peers:
        aim = "aim: 50" if name == "typst" else ""
        line(f"  {NAMES[name]}", found[name], found["in process"], timed.by_cpu("in process", name, aim), many=1000)
    line(
        "in one process, all print files as one",
        found["in process, one file"],
        note=f"{one_file / 1e6:.1f} MB",
        many=1000,
    )
    for number in lists:
        print(f"\nThe command from its start to its end, {number} rows")
        for what, against in (("merge", ""), ("merge --one-file", ""), ("merge --jobs 2", " by two")):
            took = found[f"{what}, {number}"]
            line(f"wardleaf {what}", took, many=number)
            for name in peers:
                share = [seconds * number / 1000 for seconds in found[f"{name}{against}"]]
                line(f"  {NAMES[name]}{', two processes' if against else ''}", share, took, many=number)
    absent()
    shutil.rmtree(out)


def differing(bench: Bench) -> None:
    """Copies of which each needs a layout of its own."""
    ours = Ours(bench)
    out, theirs_out = bench.folder / "copies", emptied(bench.folder / "theirs")
    typst = Peer("typst", bench.story("a5"), theirs_out) if is_installed("typst") else None
    few, many = 32, 96  # whole groups for two processes
    lists = {
        number: write_list(bench.folder / f"differing-{number}.csv", differing_rows(number)) for number in (few, many)
    }
    timed = Stopwatch(out)
    found = timed.wall

    if typst:
        typst.warm_up()
    set_in_full = 0
    for start in range(0, SAMPLE * SLOW_ROUNDS, SAMPLE):
        rows = list(differing_rows(SAMPLE, start))
        timed("ours", lambda rows=rows: ours.copies(rows, out), 1 / SAMPLE)
        set_in_full += ours.set_in_full
        if typst:
            timed("typst", lambda rows=rows: typst.copies(rows), 1 / SAMPLE)
            timed("typst by two", lambda rows=rows: typst.copies_by_two(rows), 1 / SAMPLE)
        for number, data in lists.items():
            timed(f"1, {number}", lambda data=data: run_process(merge(bench, data, out), bench.library))
            timed(f"2, {number}", lambda data=data: run_process(merge(bench, data, out, "--jobs", "2"), bench.library))
    print(
        "\nCopies whose body differs: a booklet with a layout of its own for each row, written to disk (wall, a copy)"
    )
    line("in one process, after its start", found["ours"], note=f"{set_in_full} of {SAMPLE * SLOW_ROUNDS} set in full")
    if typst:
        line(f"  {NAMES['typst']}", found["typst"], found["ours"], timed.by_cpu("ours", "typst", "aim: 1.5"))
        typst.close()
    absent()
    slopes = {
        jobs: [(long - short) / (many - few) for short, long in zip(found[f"{jobs}, {few}"], found[f"{jobs}, {many}"])]
        for jobs in "12"
    }
    line("wardleaf merge, a further copy", slopes["1"])
    line(
        "wardleaf merge --jobs 2, a further copy",
        slopes["2"],
        note=f"{times_as_fast(slopes['2'], slopes['1'])} times as fast   aim: 1.7",
    )
    if typst:
        line(f"  {NAMES['typst']}, two processes", found["typst by two"], slopes["2"])
    shutil.rmtree(out)


# --- memory ---


def memory(bench: Bench, lengths: Sequence[int]) -> None:
    print("\nMemory of the largest process (MB), 20 copies of a peer")
    for peer in installed():
        arguments = [
            "-m",
            "benchmarks.engines",
            peer,
            str(bench.stories["a5"]),
            str(bench.folder / "peer.pdf"),
            str(SAMPLE),
        ]
        print(f"  {NAMES[peer]:44} {peak_of(arguments, bench.library):6.0f}")
    absent()
    for rows in lengths:
        data = write_list(bench.folder / "memory.csv", usual_rows(rows))
        kinds = {"merge": (), "merge --jobs 2": ("--jobs", "2"), "merge --one-file": ("--one-file",)}
        for what, more in kinds.items():
            out = bench.folder / "copies"
            start = time.perf_counter()
            peak = peak_of(merge(bench, data, out, *more), bench.library)
            took = time.perf_counter() - start
            print(f"  wardleaf {what + f', {rows:,} rows':35} {peak:6.0f}    {took:6.1f} s   aim: under 100 a worker")
            shutil.rmtree(out)


PARTS = ("cold", "warm", "copies", "differing", "memory")


def main(lengths: Sequence[int] = (), only: Sequence[str] | None = None) -> None:
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as people have it: compiled modules are kept beside their source
    gc.set_threshold(200_000)  # as the command line sets it
    with tempfile.TemporaryDirectory() as name:
        bench = prepared(Path(name))
        parts = (
            lambda: cold(bench),
            lambda: warm(bench),
            lambda: copies(bench),
            lambda: differing(bench),
            lambda: memory(bench, lengths or (1000, 10_000)),
        )
        run_parts(dict(zip(PARTS, parts)), only)


if __name__ == "__main__":
    parser = asked_parts(__doc__, PARTS)
    parser.add_argument("rows", nargs="*", type=int)
    asked = parser.parse_args()
    main(asked.rows, asked.only)
