"""What may be wrong with a patient list: M codes. No message holds anything that stands in the list."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info, warning

UNREADABLE = error(
    "M101",
    "list-not-readable",
    "A patient list is an Excel workbook (.xlsx) or a CSV file. A file of another kind, one that is damaged or far too large, or one that has a password is not read. Workbooks of other kinds "
    "(.xls, .xlsb, .ods) do not tell Wardleaf which rows are hidden and which cells hold errors; in Excel or LibreOffice choose “Save as” and then “Excel workbook (.xlsx)”.",
)
ENCODING = error(
    "M102",
    "list-encoding",
    "A CSV file must say for certain which letters it holds: it is saved as UTF-8, or as Excel's “Unicode text” (UTF-16 with its mark). In any other, accents and letters of other languages would print as "
    "other signs. In Excel choose “File”, “Save as”, and under “Save as type” “CSV UTF-8 (comma delimited)”.",
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
    "M107",
    "missing-value",
    "The handout's definition says that every personal copy fills this field in, and in this row it is empty.",
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
    "The copy for this row could not be made as the others: a letter that the fonts do not have, words that do not fit, or a name without room on the front. What the list holds is not told here.",
)
SKIPPED = info(
    "M113",
    "row-skipped",
    "With `--skip-bad` the rows with mistakes are left out, and everybody else's copies are made.",
)
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
    "M117",
    "cluster-without-extra",
    'Making copies on a Dask cluster needs the extra `cluster`: pip install "wardleaf[cluster]".',
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

SHEET = error(
    "M122",
    "which-sheet",
    "A workbook may have several sheets, and only you know which holds today's patients. Wardleaf reads the one that holds something; where several do, say which with `--sheet NAME`. "
    "A sheet that Excel hides is never read.",
)
HIDDEN_ROWS = error(
    "M123",
    "hidden-rows",
    "Excel hides these rows, by hand or by a filter, so whoever looks at the list does not see them. Say `--hidden-rows leave` to make no copies for them, `--hidden-rows make` to make "
    "them all the same, or show the rows in Excel and delete those that are not meant.",
)
HIDDEN_COLUMN = error(
    "M124",
    "hidden-column",
    "What stands in a column that Excel hides would be printed though nobody sees it in the list. Show the column (select its neighbours, right click, “Unhide”) and look, or delete it.",
)
ERROR_CELL = error(
    "M125",
    "error-in-a-cell",
    "Excel shows an error such as #N/A in this cell, or the cell is a formula whose result the file does not hold, which happens when another program wrote the list. A blank line in its place "
    "would look as if there were nothing to fill in. Type what is to be printed, or open the list in Excel and save it.",
)
MERGED = error(
    "M126",
    "merged-cells",
    "Merged cells look like one, but what they hold belongs to their first row alone, and the others are empty. In a list each row says everything about one patient: undo the merging and fill in each row.",
)
SHOWN_OTHERWISE = error(
    "M127",
    "shown-otherwise",
    "Excel shows this cell in another way than it holds it: a percentage, a currency, thousands, TRUE or FALSE, a format that hides it. What is printed must be what you see, so format the "
    "column as text and type it again as it is to be printed. Zeros in front (format 0000000), decimals and dates with day, month and year are followed.",
)
DIGITS_LOST = error(
    "M128",
    "digits-lost",
    "Excel keeps fifteen digits of a number, and in CSV files writes long ones like 1.23457E+11. The digits that are gone cannot be found again: format the column as text, type or paste "
    "the numbers again, and save the list as a workbook (.xlsx).",
)
NO_DATE = error(
    "M129",
    "no-whole-date",
    "Excel holds a time of day or a duration here, or a date of which it shows only a part, such as `Nov-26`, and has made up the rest. Write the date with day, month and year; "
    "an appointment with its time is best typed as text, like 2026-11-24 10:30 Ward 4.",
)
READ = info(
    "M130",
    "what-was-read",
    "Which sheet of the workbook was read, how many rows it has below the headings, and what was left out. Compare the number with your list.",
)
UNSEEN = info(
    "M131",
    "unseen-signs",
    "Text pasted from Word or a web page brings signs that cannot be seen, such as zero-width spaces and soft hyphens. They are taken out, as in sections. It is told once a column.",
)
CROSSED_OUT = error(
    "M132",
    "crossed-out",
    "A line through a cell mostly says that a patient does not come, or that a text is no longer right. Wardleaf would print it without the line. Delete the row or the text, or take the line away.",
)
LETTERS_LOST = error(
    "M133",
    "letters-lost",
    "A program saved the list without letters that it did not know, so that Zoë reads `Zo?` or `ZoÃ«`. Type the names again, and save the list as a workbook (.xlsx) or as “CSV UTF-8”.",
)
APOSTROPHE = warning(
    "M134",
    "apostrophe-in-front",
    "Some programs put an apostrophe in front of what is to stay a text. Before a number Wardleaf takes it away; before letters it may be a part of a name, such as 't Hooft, and is printed. It is told once a column.",
)

NO_PATIENT = error(
    "M135",
    "row-of-no-patient",
    "A row that repeats the headings, as between two lists that were joined, or that counts the others (“Total: 12”) is no patient, and a copy would be made for it all the same. Delete the row, or leave it out "
    "with `--skip-bad`.",
)
SAME_PATIENT = warning(
    "M136",
    "patient-twice",
    "Two rows have the same hospital number or, where there is none, the same name. Where it is one patient, as in a list with a row for each appointment, they would get two copies: put the appointments into one "
    "cell with `;` between, and delete the other row. A second copy in large print or in another language is as it should be.",
)
NO_NAME = warning(
    "M137",
    "copy-without-name",
    "A copy on which no name stands cannot be told from another patient's. Head the column of names with `Name`, or fill in the name that is missing; where the name is to be written by hand, this may stay.",
)

FAULTS: tuple[Fault, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Fault))
