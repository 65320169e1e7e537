"""What may be wrong with a patient list: M codes. No message holds anything that stands in the list."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info, warning

UNREADABLE = error(
    "M101",
    "list-not-readable",
    "A patient list is a CSV file or an Excel workbook (.xlsx). A file of another kind, one that is damaged, or one that has a password cannot be read. In Excel choose "
    "“Save as” and then “CSV UTF-8” or “Excel workbook”.",
)
ENCODING = error(
    "M102",
    "list-encoding",
    "A CSV file must be saved as UTF-8, or accents and letters of other languages would print as other signs. In Excel choose “Save as” and then “CSV UTF-8”.",
)
EMPTY = error(
    "M103",
    "empty-list",
    "A patient list has a first row with column headings, and below it one row for each patient. `wardleaf merge --template HANDOUT` writes one to fill in.",
)
UNKNOWN_COLUMN = error(
    "M104",
    "unknown-column",
    "Each column of a patient list is headed by the name or the label of a field of the handout, or by `edition` or `language`. Delete other columns: a list should hold no more about "
    "people than is printed. `wardleaf merge --template HANDOUT` writes the headings.",
)
MISSING_COLUMN = error(
    "M105",
    "missing-column",
    "The handout's definition marks a field as required, or `--by` names one, and no column of the list is headed by it.",
)
TWICE = error(
    "M106",
    "column-twice",
    "Two columns of a patient list fill the same field, so nobody can say which is right. Delete one.",
)
MISSING_VALUE = error(
    "M107", "missing-value", "The handout's definition says that every personal copy fills this field in, and in this row it is empty."
)
UNSUITABLE = error(
    "M108",
    "unsuitable-value",
    "What stands in this cell does not suit its field: it is no date, or longer than the place for it, or an edition or a language that the handout is not there in. The definition's `fields` say what each holds; "
    "`wardleaf list translations` lists the languages.",
)
SAME_ROW = error(
    "M109",
    "row-twice",
    "Two rows are the same in every column, so one patient would get two copies. Delete one of them, or skip it with `--skip-bad`.",
)
NUMERIC_ID = warning(
    "M110",
    "number-in-text-column",
    "Excel keeps numbers without the zeros that they begin with: 0012345 becomes 12345. For numbers that are names, such as hospital numbers, format the column as text "
    "before you type or paste them.",
)
NOT_SET = error(
    "M112",
    "copy-not-made",
    "The copy for this row could not be made as the others: a letter that the fonts do not have, or words that do not fit. What the list holds is not told here.",
)
SKIPPED = info("M113", "row-skipped", "With `--skip-bad` the rows with mistakes are left out, and everybody else's copies are made.")
SHARED_FOLDER = error(
    "M114",
    "folder-not-private",
    "Personal copies hold names, so only the person who makes them may open the folder: Wardleaf sets that, and asks the computer whether it is so. Drives that are shared, and USB "
    "sticks, often cannot keep others out. Choose a folder on the computer's own disk, or say `--accept-shared-folder` when you know who can open it.",
)
SAME_NAME = error(
    "M115",
    "file-name-twice",
    "With `--by` each file is named after the value of a column, and two rows with the same value would write one file. Use a column whose values are all different.",
)
OPEN_NETWORK = error(
    "M116",
    "names-on-an-open-network",
    "With `--executor` the rows of a patient list travel to other machines, so the scheduler must be reached over TLS (`tls://scheduler:8786`) or be on this machine "
    "(`tcp://127.0.0.1:8786`).",
)
NO_CLUSTER = error(
    "M117", "cluster-without-extra", 'Making copies on a Dask cluster needs the extra `cluster`: pip install "wardleaf[cluster]".'
)
NO_ANSWER = error(
    "M118",
    "no-scheduler",
    "No Dask scheduler with a worker answered within ten seconds. Ask whoever runs the cluster for its address; for TLS, its certificates must be named in Dask's configuration.",
)
SPILLS = error(
    "M119",
    "workers-spill-to-disk",
    "A worker that writes results to its disk when its memory fills would leave names there. Start workers with `distributed.worker.memory.target` and "
    "`distributed.worker.memory.spill` set to false.",
)
CREW_LOST = error(
    "M120",
    "workers-lost",
    "Workers died again and again over the same rows, for want of memory or because somebody stopped them. What was made before is whole. Use fewer processes, or mend the "
    "machine; the same command goes on.",
)
MORE = info(
    "M121",
    "more-mistakes",
    "Of a list with very many mistakes only the first are told, since most have one cause: a column moved by one, a date in another order, a whole list pasted twice. Mend what "
    "is told and run the command again. With `--skip-bad` the file `skipped-rows.txt` names every row.",
)

FAULTS: tuple[Fault, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Fault))
