"""Benchmarks in parts, each of which can be run by itself, with the time that it took."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence

Part = Callable[[], None]


def asked_parts(text: str, parts: Sequence[str]) -> argparse.ArgumentParser:
    """What reads a command line of a benchmark that has `parts`; `text` describes it."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only",
        action="append",
        choices=parts,
        metavar="PART",
        help=f"this part, and others named so: {', '.join(parts)}",
    )
    return parser


def run_parts(parts: Mapping[str, Part], only: Sequence[str] | None) -> None:
    """Run those of `parts` that are named in `only`, or all."""
    for name in only or parts:
        start = time.perf_counter()
        parts[name]()
        print(f"  ({name}: {time.perf_counter() - start:.0f} s)", flush=True)
