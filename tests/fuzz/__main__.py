"""Longer rounds by hand: `python -m tests.fuzz --rounds 1000 --seed today`, from the root of the repository."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.kinds import KINDS
from tests.fuzz.rounds import failures, sandbox


def main() -> int:
    """Try each kind in turn; each kind of failure is told once, with its input kept in `--keep`."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--rounds", type=int, default=1000, help="inputs of each kind")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", action="append", choices=(*KINDS, "arguments"))
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--keep", type=Path, help="a folder for inputs that went wrong")
    chosen = parser.parse_args()
    tried: Counter[str] = Counter()
    told: set[str] = set()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, sandbox(Path(folder)) as root:
        for number in range(chosen.rounds):
            for kind in chosen.only or (*KINDS, "arguments"):
                if time.monotonic() - begun > chosen.seconds:
                    break
                if kind in KINDS and KINDS[kind].slow and number % 5:
                    continue
                tried[kind] += 1
                for failure in failures(root, seed=f"{chosen.seed} {number}", kind=kind):
                    last = failure.what.strip().splitlines()
                    if " ".join(last[-3:])[:200] in told:
                        continue
                    told.add(" ".join(last[-3:])[:200])
                    print(  # noqa: T201
                        f"--- {kind}, seed {failure.seed}: wardleaf {' '.join(failure.command)[:300]!r}\n{failure.what}",
                        flush=True,
                    )
                    if chosen.keep:
                        chosen.keep.mkdir(exist_ok=True)
                        (chosen.keep / f"{kind.replace(' ', '-')}-{len(told)}").write_bytes(failure.data)
    print(f"{sum(tried.values()):,} inputs, {len(told)} kinds of failure; {dict(tried)}")  # noqa: T201
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
