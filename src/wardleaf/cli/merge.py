"""`wardleaf merge`: a personal copy of a handout for each row of a patient list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import MACHINE_FORMATS, Status, leave, say, show_findings
from wardleaf.cli.options import counted, format_option, known, library_option, open_workshop, shown_path

if TYPE_CHECKING:
    from wardleaf.batch.copies import CopiesInOneFile, PersonalCopy
    from wardleaf.findings import Finding, Findings
    from wardleaf.patient_lists.reading import PatientList
    from wardleaf.pipeline import Workshop
    from wardleaf.report import Format

SKIPPED = "skipped-rows.txt"


@click.command("merge")
@click.argument("handout", metavar="HANDOUT")
@click.option("--data", metavar="FILE", type=click.Path(path_type=Path), help="The patient list: CSV (UTF-8) or Excel.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write; a folder that only you can open.")
@click.option("--template", is_flag=True, help="Write an empty list for HANDOUT, to fill in, and nothing else.")
@click.option("--clinic", metavar="NAME", help="For this clinic. Without it: the library's own.")
@click.option("--edition", metavar="NAME", help="The edition of rows that name none. Without it: the first that the handout lists.")
@click.option(
    "--by", metavar="COLUMN", help="Name each file after this column, not after its row. Names of files are easily seen by others."
)
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="How many processes work at once.")
@click.option(
    "--one-file",
    is_flag=True,
    help="Booklets only: all print files as one, to send to the printer once; each booklet begins on a fresh sheet.",
)
@click.option("--skip-bad", is_flag=True, help="Leave out rows with mistakes, list them, and make the others.")
@click.option("--accept-shared-folder", is_flag=True, help="Write also where Wardleaf cannot keep others out of the folder (Windows).")
@format_option
@library_option
def command(
    *,
    handout: str,
    data: Path | None,
    out: Path | None,
    template: bool,
    clinic: str | None,
    edition: str | None,
    by: str | None,
    jobs: int,
    one_file: bool,
    skip_bad: bool,
    accept_shared_folder: bool,
    format: Format,
    library: Path | None,
) -> None:
    """Make a copy of HANDOUT for each row of a patient list.

    The list's columns are headed by the fields of the handout: Name, Hospital number, and those that its definition lists under `fields`; a column `edition` chooses the edition
    row by row. Everything wrong with the list is told at once, by row and column, and then nothing is written. What the list holds goes into the copies and nowhere else.

    \b
    wardleaf merge recurrence-options --template                 an empty list to fill in
    wardleaf merge recurrence-options --data clinic.xlsx --out copies --edition booklet
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.library.schema import EDITION_NAMES
    from wardleaf.pipeline import clinic_ids, editions_of

    workshop = open_workshop(library, format=format, err=format not in MACHINE_FORMATS)
    (named,) = known("handout", [handout], workshop.library.handouts)
    host = (known("clinic", [clinic], clinic_ids(workshop)) if clinic else (workshop.library.settings.default_clinic.value,))[0]
    known("edition", [edition] if edition else [], EDITION_NAMES)
    listed = editions_of(workshop, named)
    if edition and edition not in listed:
        raise click.UsageError(f"This handout has no edition `{edition}`; it has {', '.join(listed)}.")
    if template:
        _write_template(workshop, named, host, out)
        return
    if data is None or out is None:
        raise click.UsageError("Name the patient list with --data FILE and the folder for the copies with --out DIR.")
    if one_file and (by or (edition or listed[0]) != "booklet"):
        raise click.UsageError("--one-file joins the print files of booklets: use it with --edition booklet, and without --by.")
    run = _Merge(workshop, named, host, edition or listed[0], format, by=_field_named(workshop, named, host, by) if by else "")
    checked = run.check(data, skip_bad=skip_bad)
    run.write(checked, out, jobs=jobs, one_file=one_file, accept_shared_folder=accept_shared_folder)


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
    from wardleaf.patient_lists.reading import template
    from wardleaf.pipeline import fields_of
    from wardleaf.records.files import write_file

    path = (out or Path()) / f"{handout}-patients.csv"
    if path.exists():
        raise click.UsageError(f"{shown_path(path)} is there already. Nothing was written.")
    findings = Findings()
    if write_file(path, template(fields_of(workshop, handout, clinic)), shown=shown_path(path), findings=findings):
        say(shown_path(path))
    show_findings(findings, format="text", err=True)
    leave(findings)


class _Merge:
    """One run: the list checked, the handout built once without values, then a copy a row."""

    def __init__(self, workshop: Workshop, handout: str, clinic: str, edition: str, format: Format, *, by: str) -> None:
        from wardleaf.findings import Findings

        self._workshop, self._handout, self._clinic, self._edition, self._format, self._by = workshop, handout, clinic, edition, format, by
        self._findings: Findings = Findings()
        self._skipped: tuple[Finding, ...] = ()
        self._made = 0
        self._status = Status(0, wanted=False)

    def check(self, data: Path, *, skip_bad: bool) -> PatientList:
        """The list at `data`; leaves after telling everything wrong with it, unless only rows are wrong and those are to be skipped."""
        from wardleaf.library.label_files import read_profile
        from wardleaf.patient_lists.reading import check_list
        from wardleaf.patient_lists.skipping import skipped_rows
        from wardleaf.pipeline import characters_of, editions_of, fields_of

        fields = fields_of(self._workshop, self._handout, self._clinic)
        checked = check_list(
            data,
            fields,
            editions=editions_of(self._workshop, self._handout),
            profile=read_profile(self._workshop.library.clinics[self._clinic].profile.value),
            by=self._by,
            characters=characters_of(self._workshop, self._clinic, self._edition),
        )
        findings = checked.findings
        if skip_bad and checked.usable and checked.good_rows:
            findings = skipped_rows(findings)
            self._skipped = tuple(finding for finding in findings if finding.span and finding.span.line in checked.bad_rows)
        self._findings.extend(findings)
        self._leave_on_errors("Nothing was written.")
        return checked

    def write(self, checked: PatientList, out: Path, *, jobs: int, one_file: bool, accept_shared_folder: bool) -> None:
        """Make and write the copies; leaves with what there is to say."""
        from wardleaf.batch.copies import CopiesInOneFile, CopyOrder, blank_copies, error_codes, make_copies
        from wardleaf.patient_lists.reading import EDITION
        from wardleaf.pipeline import editions_of

        editions = [self._edition, *(editions_of(self._workshop, self._handout) if EDITION in checked.columns else ())]
        order = CopyOrder(handout=self._handout, clinic=self._clinic, edition=self._edition)
        blanks = blank_copies(self._workshop, order, editions)
        for blank in blanks.values():
            self._findings.extend(blank.findings)
        if not all(blank.files for blank in blanks.values()):
            self._leave_on_errors("Nothing was written.")
        self._prepare(out, accept_shared_folder=accept_shared_folder)
        known = frozenset(code for blank in blanks.values() for code in error_codes(blank.findings))
        order = CopyOrder(handout=order.handout, clinic=order.clinic, edition=order.edition, known=known)
        joined = CopiesInOneFile(self._workshop, order) if one_file else None
        rows = checked.rows()
        copies = map(joined.make, rows) if joined else make_copies(self._workshop, order, rows, jobs=jobs)
        self._write_copies(copies, out, count=checked.good_rows, joined=joined)

    def _prepare(self, out: Path, *, accept_shared_folder: bool) -> None:
        from wardleaf.patient_lists import faults
        from wardleaf.patient_lists.sheets import place
        from wardleaf.records.private import can_be_private, private_folder

        shown = shown_path(out)
        if not can_be_private() and not accept_shared_folder:
            message = f"Wardleaf cannot see who else may open `{shown}`; when only you can, say so with --accept-shared-folder"
            self._findings.add(faults.SHARED_FOLDER.at(place(Path(out.name)), message))
        elif private_folder(out, shown=shown, findings=self._findings):
            return
        self._leave_on_errors("Nothing was written.")

    def _write_copies(self, copies: Iterable[PersonalCopy], out: Path, *, count: int, joined: CopiesInOneFile | None) -> None:
        from wardleaf.patient_lists.skipping import skipped_text
        from wardleaf.records.private import write_private_file

        shown = shown_path(out)
        self._status = Status(count, wanted=self._format == "text")
        try:
            self._write_each(copies, out)
            if joined and joined.sides:
                self._write_one(joined, out)
        finally:
            self._status.clear()
            if self._format != "json":
                say(f"{shown}: {counted(self._made, 'personal copy', 'personal copies')}")
        if self._skipped:
            text = skipped_text(self._skipped).encode()
            if write_private_file(out / SKIPPED, text, shown=shown, findings=self._findings):
                say(f"{shown}/{SKIPPED}: {counted(len({finding.span.line for finding in self._skipped if finding.span}), 'row')} left out")
        show_findings(self._findings, format=self._format, err=self._format not in MACHINE_FORMATS)
        leave(self._findings)

    def _write_each(self, copies: Iterable[PersonalCopy], out: Path) -> None:
        from wardleaf.patient_lists import faults
        from wardleaf.records.private import write_private_file

        shown = shown_path(out)
        for copy in copies:
            if not copy.files and not copy.joined:
                message = f"row {copy.row.number}: the copy cannot be set ({', '.join(copy.codes)})"
                self._findings.add(faults.NOT_SET.at(None, message))
            name = _copy_name(self._handout, copy, self._by)
            done = [
                write_private_file(out / f"{name}{file.suffix}.pdf", file.data, shown=shown, findings=self._findings) for file in copy.files
            ]
            self._made += copy.joined or (bool(done) and all(done))
            self._status.step()

    def _write_one(self, joined: CopiesInOneFile, out: Path) -> None:
        from wardleaf.records.private import write_private_file

        name = f"{self._handout}-{self._edition}-all-print.pdf"
        if write_private_file(out / name, joined.finished(), shown=shown_path(out), findings=self._findings):
            say(f"{shown_path(out)}/{name}  {counted(joined.sides, 'side')}")

    def _leave_on_errors(self, words: str) -> None:
        from wardleaf.findings import has_errors

        if has_errors(self._findings):
            show_findings(self._findings, format=self._format, err=self._format not in MACHINE_FORMATS)
            say(words, err=True)
            leave(self._findings)


def _copy_name(handout: str, copy: PersonalCopy, by: str) -> str:
    from wardleaf.patient_lists.reading import file_name

    named = file_name(copy.row.values[by]) if by in copy.row.values else f"{copy.row.number:04d}"
    return f"{handout}-{copy.edition}-{named}"
