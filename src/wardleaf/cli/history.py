"""`wardleaf history`: the versions of a handout that are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import say
from wardleaf.cli.options import counted, handout_names, known, library_option, open_workshop

if TYPE_CHECKING:
    from wardleaf.pipeline import Workshop


@click.command("history")
@click.argument("handout", metavar="HANDOUT", shell_complete=handout_names)
@library_option
def command(*, handout: str, library: Path | None) -> None:
    """List the versions of HANDOUT that are kept, the newest first.

    Each approval keeps what the handout was made of, in the folder history/ of the library; so does `restore`, of what it replaces. No other program is needed. The newest 50 of each handout are kept.

    \b
    wardleaf history eating-well
    wardleaf diff eating-well --since 3        which words have changed since version 3
    wardleaf restore eating-well 3             bring its files back as they were
    """  # noqa: D301  # \b tells click to keep the lines as they are
    workshop = open_workshop(library)
    (id,) = known("handout", [handout], workshop.library.handouts.keys() | kept_handouts(workshop.root))
    lines = version_lines(workshop, id)
    for line in lines or ("Nothing is kept yet: the first approval keeps the first version.",):
        say(line)


def kept_handouts(root: Path) -> frozenset[str]:
    """The handouts of which something is kept, also those whose files have errors now or are gone."""
    from wardleaf.records.history import HISTORY, kept_versions

    try:
        names = [path.name for path in (root / HISTORY).iterdir() if path.is_dir()]
    except OSError:
        return frozenset()
    return frozenset(name for name in names if kept_versions(root, name))


def version_lines(workshop: Workshop, handout: str) -> tuple[str, ...]:
    """A line for each version of `handout` that is kept, the newest first: number, day, version, why, and how many of its files differ from now."""
    import hashlib

    from wardleaf.records.history import kept_versions

    def differs(path: str, digest: str) -> bool:
        place = workshop.root / path
        try:
            return hashlib.sha256(place.read_bytes()).hexdigest() != digest
        except OSError:
            return True

    lines: list[str] = []
    for version in reversed(kept_versions(workshop.root, handout)):
        changed = sum(differs(path, digest) for path, digest in version.files.items())
        now = f"{counted(changed, 'file')} changed since" if changed else "as it is now"
        lines.append(f"{version.number:>4}  {version.day}  version {version.version:<6}  {now:<22}  {version.why}")
    return tuple(lines)
