"""What commands share: the options that several take, the library they work in, and names that must be known."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wardleaf.cli.console import FORMATS, leave, show_findings

if TYPE_CHECKING:
    from wardleaf.pipeline import Workshop
    from wardleaf.report import Format

F = TypeVar("F", bound=Callable[..., Any])


def library_option(function: F) -> F:
    """`--library DIR`, given as `library`."""
    return click.option(
        "--library",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=_named_before,
        help="The library's folder. Without it: the nearest folder at or above this one that holds handouts/ and styles/.",
    )(function)


def _named_before() -> Path | None:
    """The library that was named before the command: `wardleaf --library DIR check`."""
    named: Path | None = click.get_current_context().find_root().params.get("library")
    return named


def handout_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The handouts whose names begin so, for a shell to complete."""
    return [name for name in _files_in(ctx, "handouts", deep=True) if name.startswith(incomplete)]


def clinic_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The clinics whose names begin so, for a shell to complete."""
    return [name for name in _files_in(ctx, "handouts/clinics") if name.startswith(incomplete)]


def edition_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The editions whose names begin so, for a shell to complete."""
    from wardleaf.editions import EDITION_NAMES

    return [name for name in EDITION_NAMES if name.startswith(incomplete)]


def _files_in(ctx: click.Context, folder: str, *, deep: bool = False) -> list[str]:
    """The names of the YAML files in a folder of the library, read from the disk alone: a shell waits for them."""
    from wardleaf.library.files import find_library
    from wardleaf.library.reader import RESERVED

    root = ctx.params.get("library") or ctx.find_root().params.get("library") or find_library(Path())
    if root is None:
        return []
    among = Path(root, folder)
    found = among.rglob("*.yaml") if deep else among.glob("*.yaml")
    apart = {"clinics", "labels", "sections", "figures"} if deep else set()
    return sorted(
        path.stem for path in found if path.name not in RESERVED and path.relative_to(among).parts[0] not in apart
    )


def format_option(function: F) -> F:
    """`--format`, given as `format`."""
    return click.option(
        "--format",
        type=click.Choice(FORMATS),
        default=_usual_format,
        help="How findings are told: text (with the line), plain (for screen readers), json or github (for programs). "
        "Without it: github inside GitHub Actions, text elsewhere.",
    )(function)


def _usual_format() -> Format:
    # Actions sets this for every step (docs.github.com, "Default environment variables").
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def clinic_option(function: F) -> F:
    """`--clinic NAME`, once or more, given as `clinic`."""
    return click.option(
        "--clinic",
        metavar="NAME",
        multiple=True,
        shell_complete=clinic_names,
        help="For this clinic; may be given again.",
    )(function)


def edition_option(function: F) -> F:
    """`--edition NAME`, once or more, given as `edition`."""
    return click.option(
        "--edition",
        metavar="NAME",
        multiple=True,
        shell_complete=edition_names,
        help="Only this edition; may be given again. Without it: those that the handout lists.",
    )(function)


def library_root(library: Path | None) -> Path:
    """The library's folder: `library`, or the nearest one upward; wrong usage when there is none."""
    from wardleaf.library.files import find_library

    root = library or find_library(Path())
    if root is None:
        message = (
            "There is no library here: neither this folder nor one above it holds `handouts/` and `styles/`. "
            "Go into your library's folder, or name it with --library DIR. `wardleaf new library NAME` starts one."
        )
        raise click.UsageError(message)
    return root


def open_workshop(library: Path | None, *, format: Format = "text", err: bool = True) -> Workshop:
    """The library at `library`, or the nearest one upward; leaves after telling why it cannot be read."""
    from wardleaf.cli import clock
    from wardleaf.findings import Findings
    from wardleaf.pipeline import open_library

    findings = Findings()
    root = library_root(library)
    workshop = open_library(root, findings)
    if workshop is None:
        show_findings(findings, format=format, err=err, root=root)
        leave(findings)
        raise click.exceptions.Exit(1)
    workshop.today = clock.today()
    return workshop


def known(kind: str, names: Sequence[str], among: Collection[str]) -> tuple[str, ...]:
    """`names` as ids, the name of a file taken for its id; wrong usage when there is no such `kind`."""
    from wardleaf.source.suggest import did_you_mean

    ids: list[str] = []
    for name in names:
        id = name if name in among else Path(name).stem
        if id not in among:
            hint = did_you_mean(name, among).replace("did", "Did", 1)
            listed = f"There are: {', '.join(sorted(among))}." if among else f"This library has no {kind} yet."
            raise click.UsageError(" ".join(part for part in (f"There is no {kind} `{name}`.", hint, listed) if part))
        ids.append(id)
    return tuple(dict.fromkeys(ids))


def shown_path(path: Path) -> str:
    """`path` as somebody in this folder would type it, with forward slashes: from here, or in full where that is shorter."""
    try:
        told = min(os.path.relpath(path), str(path), key=len)
    except ValueError:  # another drive on Windows
        told = str(path)
    return told.replace(os.sep, "/")


def counted(count: int, one: str, many: str = "") -> str:
    """`count` with its noun, such as "1 page" or "3 pages"."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"
