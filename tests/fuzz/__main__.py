"""Longer rounds by hand, from the root of the repository: `python -m tests.fuzz --rounds 1000 --seed today`, or with `--readers` a
hundred times as many through the readers alone.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.kinds import KINDS
from tests.fuzz.readers import READERS
from tests.fuzz.rounds import Failure, failures, good_files, reader_failures, sandbox


def main() -> int:
    """Try each kind in turn; each kind of failure is told once, with its input kept in `--keep`."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--rounds", type=int, default=1000, help="inputs of each kind")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", action="append", choices=(*KINDS, "arguments"))
    parser.add_argument("--readers", action="store_true", help="the readers alone, without commands")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--keep", type=Path, help="a folder for inputs that went wrong")
    chosen = parser.parse_args()
    tried: Counter[str] = Counter()
    told: set[str] = set()
    begun = said = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, sandbox(Path(folder)) as root:
        for kind, found in _rounds(root, chosen):
            tried[kind] += 1
            for failure in found:
                _tell(failure, told, chosen.keep)
            if time.monotonic() - begun > chosen.seconds:
                break
            if time.monotonic() - said > 300:
                said = time.monotonic()
                print(f"{sum(tried.values()):,} inputs, {len(told)} kinds of failure", flush=True)  # noqa: T201
    print(f"{sum(tried.values()):,} inputs, {len(told)} kinds of failure; {dict(tried)}")  # noqa: T201
    return 1 if told else 0


def _rounds(root: Path, chosen: argparse.Namespace) -> Iterator[tuple[str, Iterator[Failure]]]:
    good = good_files(root) if chosen.readers else {}
    kinds = [kind for kind in chosen.only or (*KINDS, "arguments") if not chosen.readers or kind in READERS]
    for number, kind in itertools.product(range(chosen.rounds), kinds):
        seed = f"{chosen.seed} {number}"
        if chosen.readers:
            yield kind, reader_failures(good, root / "scratch", seed=seed, kind=kind)
        elif kind not in KINDS or not KINDS[kind].slow or number % 5 == 0:
            yield kind, failures(root, seed=seed, kind=kind)


def _tell(failure: Failure, told: set[str], keep: Path | None) -> None:
    last = " ".join(failure.what.strip().splitlines()[-3:])[:200]
    if last in told:
        return
    told.add(last)
    command = " ".join(failure.command)[:300]
    print(f"--- {failure.kind}, seed {failure.seed}: wardleaf {command!r}\n{failure.what}", flush=True)  # noqa: T201
    if keep:
        keep.mkdir(exist_ok=True)
        (keep / f"{failure.kind.replace(' ', '-')}-{len(told)}").write_bytes(failure.data)


if __name__ == "__main__":
    sys.exit(main())
