"""One run of personal copies: the list checked, the handout built once without values, then a copy a row, written and
recorded.

It prints nothing: a `MergeListener` hears each step, and whoever runs it says what there is to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from wardleaf.batch.interrupts import uninterrupted
from wardleaf.findings import Findings, Rejected, has_errors
from wardleaf.values import replace

if TYPE_CHECKING:
    from wardleaf.batch.cluster import Cluster
    from wardleaf.batch.copies import CopyOrder, PersonalCopy
    from wardleaf.patient_lists.reading import ListRow, PatientList
    from wardleaf.patient_lists.sheets import SheetChoice
    from wardleaf.pipeline import Workshop
    from wardleaf.records.built import Built
    from wardleaf.records.run_record import RunRecord

Shown = Callable[[Path], str]
"""How people know a path."""


class NothingWritten(Exception):  # noqa: N818  # no error of ours: what was found says why
    """A run ended before it wrote anything."""


class MergeListener(Protocol):
    """What hears the steps of a run."""

    def began(self, count: int) -> None:
        """`count` copies are to be made."""

    def stepped(self, *, slow: bool) -> None:
        """One more is there; it was made now, or before."""

    def paused(self) -> None:
        """Something may be said now."""

    def joined(self, path: Path, sides: int) -> None:
        """All booklets are in the file at `path`."""

    def made(self, out: Path, made: int, before: int) -> None:
        """So many copies were made in `out`, and so many were there from the run before."""

    def left_out(self, path: Path, rows: int) -> None:
        """So many rows were left out, and are listed at `path`."""


SKIPPED = "skipped-rows"


class Shard(Struct, frozen=True):
    """Part `part` (from 1) of `of` equal parts of a list, its rows in one stretch."""

    part: int
    of: int

    def rows(self, rows: Iterable[ListRow], count: int) -> Iterator[ListRow]:
        return islice(rows, *self._ends(count))

    def count(self, count: int) -> int:
        """How many of `count` rows are its own."""
        start, end = self._ends(count)
        return end - start

    def _ends(self, count: int) -> tuple[int, int]:
        return count * (self.part - 1) // self.of, count * self.part // self.of

    @property
    def suffix(self) -> str:
        """What tells its own files from those of the other parts; nothing when it is the whole list."""
        return f"-{self.part}-of-{self.of}" if self.of > 1 else ""


class MergeOrder(Struct, frozen=True, kw_only=True):
    """What was asked for: a handout for a clinic, the edition of rows that name none, the field that names files, all
    in one file or not, which part of the list.
    """

    handout: str
    clinic: str
    edition: str
    by: str
    one_file: bool
    shard: Shard


class MergeRun:
    """One run, and what was found; `listener` hears its steps, `shown` says how people know a path."""

    def __init__(self, workshop: Workshop, order: MergeOrder, listener: MergeListener, *, shown: Shown) -> None:
        self._workshop, self._order, self._listener, self._shown = workshop, order, listener, shown
        self.findings = Findings()
        self._skipped: PatientList | None = None
        self.under_way = False  # whether copies are being made
        self.made = self._joined = self.before = self.count = self._not_set = 0
        self._record: RunRecord | None = None
        self._translations: Mapping[str, str] = {}

    def check(self, data: Path, *, choice: SheetChoice, skip_bad: bool) -> PatientList:
        """The list at `data`. Raises `NothingWritten` when something is wrong with it, unless only rows are and those
        are to be skipped.
        """
        from wardleaf.library.label_files import read_profile
        from wardleaf.library.translations import handout_by_language
        from wardleaf.patient_lists.reading import check_list
        from wardleaf.patient_lists.skipping import skipped_rows
        from wardleaf.pipeline import characters_of, editions_of, fields_of

        order, workshop = self._order, self._workshop
        self._translations = handout_by_language(workshop.library.handouts, order.handout)
        checked = check_list(
            data,
            fields_of(workshop, order.handout, order.clinic),
            editions=editions_of(workshop, order.handout),
            profile=read_profile(workshop.library.clinics[order.clinic].profile.value),
            by=order.by,
            characters=characters_of(workshop, order.clinic, order.edition),
            languages={language: editions_of(workshop, handout) for language, handout in self._translations.items()},
            edition=order.edition,
            choice=choice,
        )
        findings = checked.findings
        if skip_bad and checked.usable and checked.good_rows:
            findings = skipped_rows(findings)
            self._skipped = checked if checked.bad_rows else None
        self.findings.extend(findings)
        self._refuse_on_errors()
        return checked

    def write(
        self, checked: PatientList, out: Path, *, jobs: int, executor: str | None, accept_shared_folder: bool
    ) -> None:
        """Make and write the copies, and the list of rows that were left out. Raises `NothingWritten` when that cannot
        begin; Ctrl-C ends it between two copies.
        """
        from wardleaf.batch.copies import CopiesInOneFile, CopyOrder, blank_copies, error_codes
        from wardleaf.records.private import PrivateFile
        from wardleaf.records.unfinished import remove_left_behind, remove_own_unfinished

        remove_left_behind((out,))  # of a run that was killed: names are in it
        asked = self._order
        cluster = self._join(executor)
        order = CopyOrder(
            handout=asked.handout,
            clinic=asked.clinic,
            edition=asked.edition,
            by=asked.by,
            translations=self._translations,
        )
        blanks = blank_copies(self._workshop, (order.target_of(*kind) for kind in sorted(checked.kinds)))
        for blank in blanks.values():
            self.findings.extend(blank.findings)
        if not all(blank.files for blank in blanks.values()):
            self._refuse_on_errors()
        known = frozenset(code for blank in blanks.values() for code in error_codes(blank.findings))
        order = replace(order, known=known)
        self._prepare(out, accept_shared_folder=accept_shared_folder)
        self.count = asked.shard.count(checked.good_rows)
        rows = asked.shard.rows(checked.rows(), checked.good_rows)
        finished, file, joined = False, None, None
        self.under_way = True
        try:
            if asked.one_file:
                file = PrivateFile(out / self._one_file, shown=self._shown(out))
                joined = CopiesInOneFile(self._workshop, order, file.write)
            else:
                self._begin_record(checked, out, blanks.values())
                rows = self._not_yet_made(order, rows, out)
            copies = map(joined.make, rows) if joined else self._copies(order, rows, out, jobs=jobs, cluster=cluster)
            self._listener.began(self.count)
            self._write_each(copies, out)
            if joined and file and joined.sides:
                with uninterrupted():  # so that what is said is what is there
                    joined.finish()
                    file.finish()
                    self.made += self._joined
                    self._listener.joined(out / self._one_file, joined.sides)
            finished = True
        except (
            Rejected
        ) as rejected:  # the list cannot be read or a file not be written any more: the drive is gone or full
            self.findings.extend(rejected.findings)
        finally:
            self._listener.paused()
            if cluster:
                cluster.close()
            if file:
                file.discard()
            remove_own_unfinished(out)
            if self._record:
                self._record.close(finished=finished and not has_errors(self.findings))
        self._listener.made(out, self.made, self.before)
        self._list_skipped(out)

    def _prepare(self, out: Path, *, accept_shared_folder: bool) -> None:
        """Make `out` a folder of the owner's own. Raises `NothingWritten` when it is not."""
        from wardleaf.patient_lists import faults
        from wardleaf.patient_lists.places import place
        from wardleaf.records.private import private_folder

        shown, new = self._shown(out), not out.exists()
        own = Findings()
        state = private_folder(out, shown=shown, findings=own)
        if state == "shared" and not accept_shared_folder:
            message = f"others may be able to open `{shown}`: this computer does not confirm that only you can"
            help = "choose a folder on this computer's own disk; when you know who can open it, say so with --accept-shared-folder"
            own.add(faults.SHARED_FOLDER.at(place(Path(out.name)), message, help=help))
            with suppress(OSError):
                if new:
                    out.rmdir()
        if has_errors(own):
            self.findings.extend(own)
            self._refuse_on_errors()

    def _join(self, executor: str | None) -> Cluster | None:
        """The cluster at `executor`, if one is named. Raises `NothingWritten` when rows cannot be given to it."""
        if executor is None:
            return None
        from wardleaf.batch.cluster import join_cluster

        try:
            return join_cluster(executor)
        except Rejected as rejected:
            self.findings.extend(rejected.findings)
        self._refuse_on_errors()
        return None

    def _copies(
        self, order: CopyOrder, rows: Iterable[ListRow], out: Path, *, jobs: int, cluster: Cluster | None
    ) -> Iterator[PersonalCopy]:
        from wardleaf.batch.many_copies import copies_by_workers, copies_here
        from wardleaf.batch.workers import WorkersLostError, local_pool
        from wardleaf.patient_lists import faults

        workshop = self._workshop
        try:
            if cluster:
                yield from copies_by_workers(
                    workshop, order, rows, hire=cluster.hire, count=cluster.workers, lost=cluster.lost
                )
            else:
                yield from copies_here(
                    workshop, order, rows, count=self.count, jobs=jobs, hire=lambda: local_pool(jobs - 1), out=out
                )
        except WorkersLostError as lost:
            self.findings.add(faults.CREW_LOST.at(None, str(lost)))

    # --- what was made before ---

    def _begin_record(self, checked: PatientList, out: Path, blanks: Iterable[Built]) -> None:
        """Open the record of this run, which goes on with that of the same run if it was stopped."""
        from wardleaf.records.run_record import RunRecord

        try:
            status = checked.path.stat()
        except OSError:  # reading the rows will tell why
            return
        order = self._order
        head = {
            "blank": [file.record.sha256 for blank in blanks for file in blank.files],
            "edition": order.edition,
            "list": [status.st_size, status.st_mtime_ns],
            "by": order.by,
        }
        record = RunRecord(out / f".unfinished{order.shard.suffix}", head)
        own = Findings()
        if record.open(last_row=checked.last_row, shown=self._shown(out), findings=own):
            self._record = record
        else:
            self.findings.extend(own)

    def _not_yet_made(self, order: CopyOrder, rows: Iterable[ListRow], out: Path) -> Iterator[ListRow]:
        """`rows` without those whose copies a run before this one made and which are still there."""
        from wardleaf.batch.copies import written_hash

        record = self._record
        for row in rows:
            if (
                record
                and record.names(row.number)
                and record.holds(row.number, [written_hash(out, name) for name in order.file_names(row)])
            ):
                self.before += 1
                self._listener.stepped(slow=False)
            else:
                yield row

    # --- what is written ---

    def _write_each(self, copies: Iterable[PersonalCopy], out: Path) -> None:
        from wardleaf.patient_lists import faults
        from wardleaf.patient_lists.reading import MOST_TOLD
        from wardleaf.records.private import write_private_file

        shown = self._shown(out)
        for copy in copies:
            if not copy.files and not copy.joined:
                self._not_set += 1
                if self._not_set <= MOST_TOLD:
                    message = f"row {copy.row}: the copy cannot be set ({', '.join(copy.codes)})"
                    help = f"`wardleaf explain {copy.codes[0]}` says what stands in the way" if copy.codes else ""
                    self.findings.add(faults.NOT_SET.at(None, message, help=help))
            with uninterrupted():  # so that what is written and recorded is the same
                done = [
                    file.data is None
                    or write_private_file(out / file.name, file.data, shown=shown, findings=self.findings)
                    for file in copy.files
                ]
                if self._record and done and all(done):
                    self._record.add(copy.row, [file.sha256 for file in copy.files])
                self.made += bool(done) and all(done)
                self._joined += copy.joined
            self._listener.stepped(slow=True)
        if self._not_set > MOST_TOLD:
            self.findings.add(
                faults.MORE.at(None, f"{self._not_set - MOST_TOLD:,} more rows whose copies cannot be set")
            )

    @property
    def fixed_names(self) -> tuple[str, ...]:
        """The names of the files that it writes beside one a row."""
        return self._one_file, self._skipped_rows

    @property
    def _skipped_rows(self) -> str:
        """The name of the list of rows that were left out."""
        return f"{SKIPPED}{self._order.shard.suffix}.txt"

    @property
    def _one_file(self) -> str:
        """The name of the file that all booklets are in."""
        return f"{self._order.handout}-{self._order.edition}-all-print{self._order.shard.suffix}.pdf"

    # --- what is left out ---

    def _list_skipped(self, out: Path) -> None:
        from wardleaf.patient_lists.skipping import skipped_lines
        from wardleaf.records.private import write_private_file

        if self._skipped:
            path = out / self._skipped_rows
            lines = skipped_lines(self._skipped.mistakes())
            with suppress(Rejected):  # told when the copies were made
                if write_private_file(path, lines, shown=self._shown(out), findings=self.findings):
                    self._listener.left_out(path, len(self._skipped.bad_rows))

    def _refuse_on_errors(self) -> None:
        if has_errors(self.findings):
            raise NothingWritten
