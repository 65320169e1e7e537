"""Rounds of wrong inputs: from a seed, so that each can be had again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from tests.cli.approving import TODAY, set_today
from tests.fuzz.kinds import KINDS, arguments, library_with_every_kind, place_of, release_once
from tests.fuzz.mutators import mutated
from tests.fuzz.oracle import wrong_with
from tests.fuzz.readers import READERS, wrong_with_reader


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that did what none may: its kind and seed, the command, what it did, and the bytes."""

    kind: str
    seed: str
    command: tuple[str, ...]
    what: str
    data: bytes


@contextmanager
def sandbox(folder: Path) -> Iterator[Path]:
    """A library with one file of each kind below `folder`, in which commands are run until the end."""
    root = folder / "library"
    library_with_every_kind(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        set_today(patch, TODAY)
        release_once(root)
        yield root


def failures(root: Path, *, seed: str, kind: str) -> Iterator[Failure]:
    """What goes wrong with the one input of `kind` that `seed` gives."""
    random = Random(f"{kind} {seed}")  # noqa: S311  # no secret: the same again each time
    if kind == "arguments":
        typed = arguments(random)
        if what := _tried(root, typed, 0):
            yield Failure(kind, seed, tuple(typed), what, b"")
        return
    data = mutated(place_of(root, kind).read_bytes(), random, KINDS[kind].mutators)
    yield from tried(root, kind, data, seed=seed)


def good_files(root: Path) -> Mapping[str, tuple[bytes, ...]]:
    """Files to begin with for each reader: the one in the library at `root`, and those of the handouts that are shipped."""
    shipped = Path(__file__).parents[2]
    places = {
        "definition": "handouts/*.yaml",
        "clinic": "handouts/clinics/*.yaml",
        "section": "handouts/sections/*/*.md",
        "references": "handouts/references.yaml",
        "glossary": "handouts/glossary.yaml",
        "style": "styles/*.yaml",
        "png": "styles/logos/*.png",
        "xlsx": "tests/cases/*/*.xlsx",
        "svg": "tests/cases/*/handouts/figures/*.svg",
        "font": "src/wardleaf/fonts/*.ttf",
    }
    return {
        kind: (
            place_of(root, kind).read_bytes(),
            *(_few_entries(path.read_bytes()) for path in sorted(shipped.glob(places.get(kind, "-")))),
        )
        for kind in READERS
        if kind in KINDS
    }


def _few_entries(data: bytes) -> bytes:
    """`data`, or of a long list its first entries: wrong ones are as wrong beside a few others, and quicker read."""
    end = data.find(b"\n- ", 3000) + 1
    return data[:end] if end else data


def reader_failures(good: Mapping[str, tuple[bytes, ...]], scratch: Path, *, seed: str, kind: str) -> Iterator[Failure]:
    """What goes wrong in the reader of `kind` alone with the one input that `seed` makes of one of the `good` files."""
    random = Random(f"{kind} reader {seed}")  # noqa: S311
    data = mutated(random.choice(good[kind]), random, KINDS[kind].mutators)
    if what := wrong_with_reader(kind, data, scratch=scratch):
        yield Failure(kind, seed, ("reader",), what, data)


def tried(root: Path, kind: str, data: bytes, *, seed: str = "") -> Iterator[Failure]:
    """What goes wrong when the file of `kind` holds `data`; afterwards it is as it was."""
    file = place_of(root, kind)
    good = file.read_bytes()
    file.write_bytes(data)
    try:
        for command in KINDS[kind].commands:
            if what := _tried(root, list(command), len(data)):
                yield Failure(kind, seed, command, what, data)
    finally:
        file.write_bytes(good)


def _tried(root: Path, command: list[str], size: int) -> str:
    kept = root.parent / "kept"
    if command[0] in ("references", "new", "approve", "withdraw", "register"):
        shutil.copytree(root, kept)
    try:
        # Some commands write sources on purpose.
        places = (root,) if kept.exists() else (root / "out", root / "build")
        return wrong_with(command, sandbox=root.parent, may_write=places, size=size)
    finally:
        shutil.rmtree(root / "out", ignore_errors=True)
        if kept.exists():
            for path in root.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            shutil.copytree(kept, root, dirs_exist_ok=True)
            shutil.rmtree(kept)
