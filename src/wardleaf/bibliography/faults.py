"""L4: what can be wrong with references that come from another program, and with the file that they are added to."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info, warning

UNREADABLE_IMPORT = error(
    "L401",
    "unreadable-import",
    "No reference could be read from this file. Wardleaf takes over four forms: BibTeX (.bib), RIS (.ris), PubMed's own form (.nbib, in PubMed "
    "“Send to: Citation manager”) and CSL-JSON (.json, Zotero's export). Export the references again in one of them.",
)
BROKEN_ENTRY = error(
    "L402",
    "broken-entry",
    "One reference in the file cannot be read or lacks its title, so it is left out; the others are taken over. Correct it in the program that "
    "it comes from and import it again, or write it into references.yaml by hand.",
)
AUTHORS_CUT = error(
    "L403",
    "authors-cut",
    "The list of authors ends in “et al.” or “and others”. Wardleaf keeps everybody's name and cuts the list only when it prints, by the clinic's "
    "style: a list that was cut before cannot be printed right in any other. Export the reference with all its authors, or add them by hand.",
)
DUPLICATE_REFERENCE = warning(
    "L404",
    "reference-known-already",
    "The library holds this source already: the DOI, the PubMed number or the title with its year is the same. It is left out, so that no "
    "handout prints one source under two numbers.",
)
UNCLEAR_DATE = warning(
    "L405",
    "unclear-date",
    "A date is written in a way that Wardleaf cannot be sure of, so it is left out, or only its sure part is kept. Look the date up and write it "
    "into references.yaml as 2013, 2013-12 or 2013-12-18.",
)
UNCLEAR_KIND = warning(
    "L406",
    "unclear-kind",
    "The file calls the source something that Wardleaf has no form for. It is taken over as the kind that fits best. Look at its `type:` in "
    "references.yaml and correct it.",
)
NOT_A_LIST = error(
    "L408",
    "not-a-list",
    "References are added at the end of references.yaml, below entries that each begin with a dash. This file has another form (one list in square "
    "brackets, or something after the list), so adding there would break it. Write the entries with dashes, one below the other.",
)
DOUBTFUL_VALUE = warning(
    "L409",
    "doubtful-value",
    "A DOI, a PubMed number or an address does not look like one. It is left out rather than printed as a link that leads nowhere. Look it up "
    "and write it into references.yaml.",
)
RETRACTED = error(
    "L410",
    "retracted",
    "PubMed says that this article was retracted: its findings no longer stand. It is left out. If a handout must speak of it, write the entry by "
    "hand and say in the text that it was retracted.",
)
ID_TAKEN = info(
    "L411",
    "id-taken",
    "Another source with the same first author and year is there already, so this one's id gets a letter. Look whether the two are the same.",
)
SHORT_NAME_ONLY = info(
    "L412",
    "short-name-only",
    "Programs that keep references often guess how a journal's name is abbreviated. Only PubMed's own abbreviation is taken over; otherwise the "
    "journal is printed by its full name. Where the file gives nothing else, its abbreviation is kept as the name: write the full one.",
)

FAULTS: tuple[Fault, ...] = (
    UNREADABLE_IMPORT,
    BROKEN_ENTRY,
    AUTHORS_CUT,
    DUPLICATE_REFERENCE,
    UNCLEAR_DATE,
    UNCLEAR_KIND,
    NOT_A_LIST,
    DOUBTFUL_VALUE,
    RETRACTED,
    ID_TAKEN,
    SHORT_NAME_ONLY,
)
