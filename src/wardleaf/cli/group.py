"""The group of all commands. Each is loaded when it is run, so that `--help` costs nothing and a command costs only itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from msgspec import Struct


class Entry(Struct, frozen=True):
    """Where a command is, and what it does in a line."""

    module: str
    does: str


# In the order in which people work.
COMMANDS: dict[str, Entry] = {
    "new": Entry("new", "Start a library, handout, section or clinic."),
    "import": Entry("import_word", "Make handouts of Word files."),
    "list": Entry("list", "List what the library holds."),
    "check": Entry("check", "Tell what is wrong, without building anything."),
    "build": Entry("build", "Build handouts as PDF files."),
    "pack": Entry("pack", "Build several handouts as one."),
    "merge": Entry("merge", "Make a personal copy for each row of a patient list."),
    "show": Entry("show", "Make a picture of one page."),
    "impose": Entry("impose", "Put the pages of any PDF onto sheets to print and fold."),
    "print-test": Entry("print_test", "Make a sheet that shows how a printer turns and places paper."),
    "inspect": Entry("inspect", "Tell what a finished PDF file holds."),
    "explain": Entry("explain", "Explain a finding by its code, such as L104."),
    "approve": Entry("approve", "Record that somebody approves a part as it is now."),
    "withdraw": Entry("withdraw", "Record that a handout must not be used any more."),
    "due": Entry("due", "List the handouts whose review is due."),
    "register": Entry("register", "Print every handout of every clinic as a table."),
    "uses": Entry("uses", "List every handout and line that a change would reach."),
    "history": Entry("history", "List the versions of a handout that are kept."),
    "restore": Entry("restore", "Bring the files of a handout back as they were."),
    "diff": Entry("diff", "Show which words changed since an earlier version."),
    "verify": Entry("verify", "Tell whether a printed or finished handout is current."),
    "publish": Entry("publish", "Make the pages that printed QR codes lead to, for any web server."),
    "papers": Entry("papers", "Make the evidence sheet and the review worksheet of a handout."),
    "style": Entry("style", "Show a style, and where its values come from."),
    "references": Entry("references", "Import references, and check whether they still stand."),
    "doctor": Entry("doctor", "Tell what is on this computer, and what is missing."),
    "schema": Entry("schema", "Write schemas that let an editor check while you type."),
}


@contextmanager
def _cleaned() -> Iterator[None]:
    """What is said meanwhile of wrong usage names arguments and files as they were typed, without what would do something to the console."""
    try:
        yield
    except click.ClickException as problem:
        from wardleaf.report import to_printable

        shown = "\n".join(to_printable(line) for line in problem.format_message().split("\n"))
        problem.format_message = lambda: shown  # type: ignore[method-assign]
        raise


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order in which people work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, loaded now; None when there is none."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = import_module(f"wardleaf.cli.{entry.module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; wrong usage, with the likeliest name, when there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from wardleaf.source.suggest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS).replace("did", "Did", 1) or "`wardleaf --help` lists all."
            raise click.UsageError(f"There is no command `{args[0]}`. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of this group's own arguments."""
        with _cleaned():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is asked for."""
        with _cleaned():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without loading it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.does) for name, entry in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="wardleaf", message="%(prog)s %(version)s")
@click.option(
    "--library",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The library's folder, here or after the command.",
)
def wardleaf(*, library: Path | None) -> None:
    """Build the handouts that a clinic gives its patients: branded, referenced, tagged PDF files.

    Words stand in `handouts/`, looks in `styles/`; the folder that holds both is a library. Run a command anywhere inside it.

    \b
    Build every handout for the library's own clinic, into build/:
      wardleaf build
    Build one handout in large print for another clinic:
      wardleaf build support-through-treatment --clinic lakeside --edition large-print

    `wardleaf COMMAND --help` tells more about one command, and `wardleaf doctor` what is missing on this computer. Where `wardleaf` itself is not found, write `python -m wardleaf`.
    """  # noqa: D301  # \b tells click to keep the lines as they are
