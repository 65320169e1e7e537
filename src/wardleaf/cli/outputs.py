"""What a command writes is never one of the files that it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import click

from wardleaf.cli.options import shown_path


def refuse_inputs(outputs: Iterable[Path], inputs: Iterable[Path], *, option: str) -> None:
    """Leave as wrong usage when one of `outputs`, which `option` chooses, is one of `inputs`: by the same path, another spelling of it, or a link."""
    read = list(inputs)
    for output in outputs:
        for source in read:
            if _is_same(output, source):
                itself = f"`{shown_path(source)}`, which this command reads"
                raise click.UsageError(f"{option} would write over {itself}. Choose another name. Nothing was written.")


def refuse_library_files(output: Path, root: Path, *, option: str) -> None:
    """Leave as wrong usage when `output` is a file that the library at `root` is written in."""
    if output.exists():
        refuse_inputs([output], _library_files(root), option=option)


def _library_files(root: Path) -> Iterator[Path]:
    for folder in ("handouts", "styles"):
        yield from (path for path in (root / folder).rglob("*") if path.is_file())


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError):  # one of them is not there, so it cannot be the other
        return one.samefile(other)
    return False
