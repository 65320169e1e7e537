"""`wardleaf build`: handouts as PDF files, or one stage's value as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import MACHINE_FORMATS, Status, leave, say, say_value, show_findings
from wardleaf.cli.options import clinic_option, counted, edition_option, format_option, known, library_option, open_workshop, shown_path

if TYPE_CHECKING:
    from wardleaf.pipeline import Built, Stage, Target, Workshop
    from wardleaf.records.manifest import FileRecord
    from wardleaf.report import Format


@click.command("build")
@click.argument("handouts", metavar="[HANDOUT]...", nargs=-1)
@clinic_option
@click.option("--all-clinics", is_flag=True, help="For every clinic of the library.")
@edition_option
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write. Without it: build/ in the library.")
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also keep each finished file there with the sources it was made of; drafts are not kept.",
)
@click.option(
    "--emit",
    type=click.Choice(["document", "style", "tags", "plan", "facts"]),
    help="Print what one stage makes of one handout, and write nothing.",
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="How many processes work at once. Without it: all cores for larger builds."
)
@click.option("--open", "open_after", is_flag=True, help="Open what was built.")
@click.option("--no-tags", is_flag=True, help="Without tags for screen readers: faster, for drafts only.")
@format_option
@library_option
def command(
    *,
    handouts: tuple[str, ...],
    clinic: tuple[str, ...],
    all_clinics: bool,
    edition: tuple[str, ...],
    out: Path | None,
    archive: Path | None,
    emit: Stage | None,
    jobs: int | None,
    open_after: bool,
    no_tags: bool,
    format: Format,
    library: Path | None,
) -> None:
    """Build handouts as PDF files.

    Without a HANDOUT all are built. The files go to build/CLINIC/HANDOUT-EDITION.pdf, and build/CLINIC/manifest.json says what each was made of. A handout with an
    error in its files is not built; the others are. A handout's id is its file's name without the ending: `wardleaf list` shows all.

    \b
    wardleaf build                               everything, for the library's own clinic
    wardleaf build recurrence-options --open     one handout, all its editions
    wardleaf build --all-clinics --edition booklet
    wardleaf build recurrence-options --emit document    what its words became, as YAML
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.library.schema import EDITION_NAMES
    from wardleaf.pipeline import clinic_ids, handout_ids, targets_of

    workshop = open_workshop(library, format=format, err=format not in MACHINE_FORMATS)
    named = known("handout", handouts, handout_ids(workshop))
    editions = known("edition", edition, EDITION_NAMES)
    clinics = clinic_ids(workshop) if all_clinics else known("clinic", clinic, clinic_ids(workshop))
    clinics = clinics or (workshop.library.settings.default_clinic.value,)
    targets = targets_of(workshop, handouts=named, clinics=clinics, editions=editions)
    if emit:
        _emit(workshop, emit, targets, editions=editions, format=format)
        return
    run = BuildRun(workshop, out or workshop.root / "build", format, archive=archive)
    run.build(targets, jobs=jobs, tags=not no_tags)
    run.tell(named or handout_ids(workshop), clinics)
    if open_after and run.written:
        click.launch(str(run.written[0] if len(run.written) == 1 else run.written[0].parent))
    leave(run.findings)


def _emit(workshop: Workshop, stage: Stage, targets: tuple[Target, ...], *, editions: tuple[str, ...], format: Format) -> None:
    from wardleaf.findings import Findings
    from wardleaf.pipeline import stage_text

    if len({(target.handout, target.clinic) for target in targets}) > 1 or len(editions) > 1:
        raise click.UsageError("--emit prints one value: name one handout, at most one clinic and at most one edition.")
    findings = Findings()
    findings.extend(() if targets else workshop.told)
    # Only a booklet is folded, so its plan is meant where no edition is named.
    folded = [target for target in targets if target.edition == "booklet"] if stage == "plan" else []
    text = stage_text(workshop, (*folded, *targets)[0], stage, findings) if targets else ""
    show_findings(findings, format=format, err=True)
    say_value(text)
    leave(findings)


class BuildRun:
    """One build: what was written, what was not, and what there is to say."""

    def __init__(self, workshop: Workshop, out: Path, format: Format, *, archive: Path | None = None) -> None:
        from wardleaf.findings import Findings

        self._workshop, self._out, self._format, self._archive = workshop, out, format, archive
        self.findings = Findings()
        self.written: list[Path] = []
        self._not_built: list[Target] = []

    def build(self, targets: tuple[Target, ...], *, jobs: int | None, tags: bool) -> None:
        """Build and write `targets`, and say each file."""
        from wardleaf.batch.processes import build_many
        from wardleaf.records.output import write_manifest

        records: dict[str, list[FileRecord]] = {}
        status = Status(len(targets), wanted=self._format == "text")
        try:
            for built in build_many(self._workshop, targets, jobs=jobs, tags=tags):
                status.clear()
                records.setdefault(built.target.clinic, []).extend(self._write(built))
                status.step()
        finally:
            status.clear()
            # Also when somebody stops the build, the manifest tells the truth about what lies there.
            for clinic, written in records.items():
                if written:
                    write_manifest(self._out / clinic, written, shown=shown_path(self._out / clinic), findings=self.findings)

    def _write(self, built: Built) -> list[FileRecord]:
        from wardleaf.records.output import write_finished

        self.findings.extend(built.findings)
        if not built.files:
            self._not_built.append(built.target)
        folder = self._out / built.target.clinic
        shown = shown_path(folder)
        written = [file for file in built.files if write_finished(folder, file, shown=shown, findings=self.findings)]
        for file in written:
            record = file.record
            self.written.append(folder / record.file)
            if self._format != "json":
                say(f"{shown}/{record.file}  {counted(record.pages, 'side' if record.as_printed else 'page')}")
                for line in file.report.splitlines():
                    say(f"  {line}")
        if self._archive:
            self._keep(self._archive, built)
        return [file.record for file in written]

    def _keep(self, archive: Path, built: Built) -> None:
        """Put the finished files into the archive; drafts are no releases."""
        from wardleaf.records.archive import keep_release
        from wardleaf.releases.sources import sources_of

        released = [file for file in built.files if not file.record.draft]
        sources = sources_of(self._workshop, built.target.handout, built.target.clinic) if released else {}
        for file in released:
            keep_release(archive, file, sources, shown=shown_path(archive), findings=self.findings)

    def tell(self, handouts: tuple[str, ...], clinics: tuple[str, ...]) -> None:
        """Print the findings, then what was not built and what is wrong elsewhere."""
        from wardleaf.pipeline import told_about

        used = told_about(self._workshop, handouts=handouts, clinics=clinics)
        self.findings.extend(used)
        show_findings(self.findings, format=self._format, err=self._format not in MACHINE_FORMATS)
        if self._format == "json":
            return
        elsewhere = len(self._workshop.told) - len(used)
        for line in (*self._unbuilt_lines(), *_elsewhere(elsewhere)):
            say(line, err=True)

    def _unbuilt_lines(self) -> Iterator[str]:
        groups: dict[tuple[str, str], list[Target]] = {}
        for target in self._not_built:
            groups.setdefault((target.handout, target.clinic), []).append(target)
        for (handout, clinic), targets in groups.items():
            folder = self._out / clinic
            old = any((folder / f"{handout}-{target.edition}.pdf").exists() for target in targets)
            before = f"; {shown_path(folder)} still holds what an earlier build made" if old else ""
            yield f"not built: {handout} for {clinic} ({', '.join(target.edition for target in targets)}){before}"


def _elsewhere(count: int) -> Iterator[str]:
    if count:
        yield f"{counted(count, 'finding')} in files this build does not use: wardleaf check"
