"""`wardleaf merge`: a personal copy of a handout for each row of a patient list."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from wardleaf.batch.merge_run import MergeOrder, MergeRun, NothingWritten, Shard
from wardleaf.cli.console import MACHINE_FORMATS, STOPPED, Status, leave, say, show_findings
from wardleaf.cli.options import (
    clinic_names,
    counted,
    edition_names,
    format_option,
    handout_names,
    known,
    library_option,
    open_workshop,
    shown_path,
)
from wardleaf.cli.outputs import refuse_inputs

if TYPE_CHECKING:
    from wardleaf.pipeline import Workshop
    from wardleaf.report import Format


class _ShardType(click.ParamType[Shard]):
    """`2/5`: the second of five parts."""

    name = "shard"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        """The shard that was typed; wrong usage for anything else."""
        part, _, of = str(value).partition("/")
        if re.fullmatch(r"\d{1,6}", part) and re.fullmatch(r"\d{1,6}", of) and 1 <= int(part) <= int(of):
            return Shard(int(part), int(of))
        return self.fail(f"`{value}` is no part of a list; `2/5` is the second of five.", param, ctx)


@click.command("merge")
@click.argument("handout", metavar="HANDOUT", shell_complete=handout_names)
@click.option(
    "--data",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The patient list: an Excel workbook (.xlsx) or CSV (UTF-8).",
)
@click.option(
    "--sheet",
    metavar="NAME",
    help="The sheet of the workbook that holds the list. Without it: the only one that holds anything.",
)
@click.option(
    "--hidden-rows",
    type=click.Choice(["make", "leave"]),
    help="Make copies also for rows that Excel hides, or leave them out. Without it: they are told, and nothing is written.",
)
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write; a folder that only you can open."
)
@click.option("--template", is_flag=True, help="Write an empty Excel list for HANDOUT, to fill in, and nothing else.")
@click.option(
    "--clinic", metavar="NAME", shell_complete=clinic_names, help="For this clinic. Without it: the library's own."
)
@click.option(
    "--edition",
    metavar="NAME",
    shell_complete=edition_names,
    help="The edition of rows that name none. Without it: the first that the handout lists.",
)
@click.option(
    "--by",
    metavar="COLUMN",
    help="Name each file after this column, not after its row. Names of files are easily seen by others.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    help="At most so many processes at once; one, where more would not be quicker.",
)
@click.option(
    "--executor",
    metavar="ADDRESS",
    help="Make the copies on a Dask cluster: the address of its scheduler, by tls or on this machine. Without it: in processes of this machine.",
)
@click.option(
    "--shard",
    metavar="I/N",
    type=_ShardType(),
    help="Only the I-th of N equal parts of the list, for N machines that share the work.",
)
@click.option(
    "--one-file",
    is_flag=True,
    help="Booklets only: all print files as one, to send to the printer once; each booklet begins on a fresh sheet.",
)
@click.option("--skip-bad", is_flag=True, help="Leave out rows with mistakes, list them, and make the others.")
@click.option(
    "--accept-shared-folder",
    is_flag=True,
    help="Write also where the computer does not confirm that only you can open the folder.",
)
@format_option
@library_option
def command(
    *,
    handout: str,
    data: Path | None,
    sheet: str | None,
    hidden_rows: Literal["make", "leave"] | None,
    out: Path | None,
    template: bool,
    clinic: str | None,
    edition: str | None,
    by: str | None,
    jobs: int,
    executor: str | None,
    shard: Shard | None,
    one_file: bool,
    skip_bad: bool,
    accept_shared_folder: bool,
    format: Format,
    library: Path | None,
) -> None:
    """Make a copy of HANDOUT for each row of a patient list.

    The list's columns are headed by the fields of the handout: Name, Hospital number, and those that its definition lists under `fields`; a column `edition` chooses the edition
    row by row, a column `language` the translation (es, or Spanish). Everything wrong with the list is told at once, by row and column, and then nothing is written. What the list holds goes into the copies and nowhere else.

    \b
    wardleaf merge recurrence-options --template                 an empty list to fill in
    wardleaf merge recurrence-options --data clinic.xlsx --out copies --edition booklet

    A run that was stopped goes on where it was when the same command is given again.
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.editions import PRINTED_EDITIONS, edition_of
    from wardleaf.library.specialties import clinics_for
    from wardleaf.patient_lists.sheets import SheetChoice
    from wardleaf.pipeline import clinic_ids, editions_of

    workshop = open_workshop(library, format=format, err=format not in MACHINE_FORMATS)
    (named,) = known("handout", [handout], workshop.library.handouts)
    asked = (
        known("clinic", [clinic], clinic_ids(workshop)) if clinic else (workshop.library.settings.default_clinic.value,)
    )
    host = clinics_for(workshop.library, named, asked, default=not clinic)[0]
    known("edition", [edition] if edition else [], PRINTED_EDITIONS)
    listed = [name for name in editions_of(workshop, named) if name in PRINTED_EDITIONS]
    if not listed:
        raise click.UsageError("This handout has no edition that is printed, so there are no copies of it to make.")
    if edition and edition not in listed:
        raise click.UsageError(f"This handout has no edition `{edition}`; it has {', '.join(listed)}.")
    if template:
        _write_template(workshop, named, host, out)
        return
    if data is None or out is None:
        raise click.UsageError("Name the patient list with --data FILE and the folder for the copies with --out DIR.")
    if one_file and (by or executor or not edition_of(edition or listed[0]).folded):
        raise click.UsageError(
            "--one-file joins the print files of booklets: use it with --edition booklet, and without --by and --executor."
        )
    order = MergeOrder(
        handout=named,
        clinic=host,
        edition=edition or listed[0],
        by=_field_named(workshop, named, host, by) if by else "",
        one_file=one_file,
        shard=shard or Shard(1, 1),
    )
    talk = _MergeTalk(format)
    run = MergeRun(workshop, order, talk, shown=shown_path)
    refuse_inputs([out / name for name in run.fixed_names], [data], option="--out")
    try:
        checked = run.check(data, choice=SheetChoice(sheet or "", hidden_rows or ""), skip_bad=skip_bad)
        run.write(checked, out, jobs=jobs, executor=executor, accept_shared_folder=accept_shared_folder)
        talk.tell(run)
    except NothingWritten:
        talk.refuse(run)
    except KeyboardInterrupt:
        if not run.under_way:
            raise
        talk.stop(run, out, one_file=one_file)
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except Exception as problem:  # our own mistake, whose words could be those of the list
        from wardleaf.patient_lists.discretion import discreet

        raise discreet(problem, "merge") from None


class _MergeTalk:
    """What the command says of a run."""

    def __init__(self, format: Format) -> None:
        self._format = format
        self._status = Status(0, wanted=False)

    def began(self, count: int) -> None:
        self._status = Status(count, wanted=self._format == "text", doing="making copy")

    def stepped(self, *, slow: bool) -> None:
        self._status.step(slow=slow)

    def paused(self) -> None:
        self._status.clear()

    def joined(self, path: Path, sides: int) -> None:
        self._status.clear()
        say(f"{shown_path(path)}  {counted(sides, 'side')}")

    def made(self, out: Path, made: int, before: int) -> None:
        if self._format != "json":
            more = f", and {before} that were there from the run before" if before else ""
            say(f"{shown_path(out)}: {counted(made, 'personal copy', 'personal copies')}{more}")

    def left_out(self, path: Path, rows: int) -> None:
        """Say where rows are listed that were left out."""
        say(f"{shown_path(path)}: {counted(rows, 'row')} left out")

    def tell(self, run: MergeRun) -> None:
        """Print what was found, and leave with the exit code that says so."""
        show_findings(run.findings, format=self._format, err=self._format not in MACHINE_FORMATS)
        leave(run.findings)

    def refuse(self, run: MergeRun) -> None:
        """Print why nothing was written, and leave."""
        show_findings(run.findings, format=self._format, err=self._format not in MACHINE_FORMATS)
        say("Nothing was written.", err=True)
        leave(run.findings)

    def stop(self, run: MergeRun, out: Path, *, one_file: bool) -> NoReturn:
        """Say how far the run came before somebody stopped it, and leave with the exit code that says so."""
        if one_file and not run.made:
            say("Stopped: nothing was written.", err=True)
        else:
            done = f"{run.made + run.before} of {counted(run.count, 'personal copy', 'personal copies')}"
            next_time = "begins anew" if one_file else "goes on from there"
            say(
                f"Stopped: {done} made, each of them whole, in {shown_path(out)}. The same command {next_time}.",
                err=True,
            )
        raise click.exceptions.Exit(STOPPED)


def _field_named(workshop: Workshop, handout: str, clinic: str, by: str) -> str:
    from wardleaf.patient_lists.reading import column_named
    from wardleaf.pipeline import fields_of

    fields = fields_of(workshop, handout, clinic)
    found = column_named(by, fields)
    if found is None:
        raise click.UsageError(f"There is no field `{by}` to name files by; there are {', '.join(fields)}.")
    return found


def _write_template(workshop: Workshop, handout: str, clinic: str, out: Path | None) -> None:
    from wardleaf.findings import Findings
    from wardleaf.library.translations import handout_by_language
    from wardleaf.patient_lists.template import template
    from wardleaf.pipeline import editions_of, fields_of
    from wardleaf.records.files import write_file

    path = (out or Path()) / f"{handout}-patients.xlsx"
    if path.exists():
        raise click.UsageError(f"{shown_path(path)} is there already. Nothing was written.")
    findings = Findings()
    spoken = handout_by_language(workshop.library.handouts, handout)
    languages = tuple(language for language, id in spoken.items() if id != handout)
    made = template(fields_of(workshop, handout, clinic), editions=editions_of(workshop, handout), languages=languages)
    if write_file(path, made, shown=shown_path(path), findings=findings):
        say(shown_path(path))
    show_findings(findings, format="text", err=True)
    leave(findings)
