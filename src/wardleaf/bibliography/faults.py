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
    "style: a list that was cut before cannot be printed right in any other. Export the reference with all its authors, or add them by hand. In references.yaml `{literal: et al.}` as an "
    "author says that the other names are not known, and is a remark only.",
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
    "The article was retracted, as PubMed or its own title says: its findings no longer stand. It is left out. If a handout must speak of it, write the entry by "
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
    "journal is printed by its full name until somebody has looked the abbreviation up in the NLM Catalog and written it under `container-title-short`. Where the file gives nothing "
    "else, its abbreviation is kept as the name: write the full one.",
)

UNCLEAR_JOURNAL = warning(
    "L413",
    "unclear-journal",
    "The file gives two names for the journal, and neither abbreviates the other: one may be the name of a special issue. Look which is the journal's, and correct `container-title` "
    "in references.yaml.",
)
NOT_RETRACTIONS = error(
    "L420",
    "retraction-table-unread",
    "`wardleaf references check --retractions FILE.csv` reads the Retraction Watch table as Crossref publishes it. This file, or a row of it, is not as published: fetch it again, do "
    "not open and save it in a spreadsheet, and do not change its columns.",
)
RETRACTED_SOURCE = error(
    "L421",
    "source-retracted",
    "The journal took this paper back: its findings no longer stand. Take what rests on it out of the handouts, or find another source that bears it out.",
)
DOUBTED_SOURCE = warning(
    "L422",
    "source-doubted",
    "The journal published an expression of concern: it has doubts about this paper and has not decided. Let a clinician read the notice and decide whether it may still be cited.",
)
CORRECTED_SOURCE = warning(
    "L423",
    "source-corrected",
    "The journal corrected this paper, or took it back and published it again. Compare every number that the handouts print with the paper as it stands now.",
)
NOTICE_CITED = error(
    "L424",
    "notice-cited",
    "This source is a journal's notice about another paper (that it was retracted or corrected), not a study. Cite the paper that bears out what the text says.",
)
NOT_LOOKED_UP = info(
    "L425",
    "sources-not-looked-up",
    "The table of retractions is searched by DOI and by PubMed number. Web pages, guidelines and books often have neither: somebody must look whether they are still current.",
)
KIND_NOT_PRINTED = error(
    "L428",
    "kind-not-printed",
    "Neither AMA nor NLM has a form for this kind of source that Wardleaf could print rightly, so it is left out rather than printed as something else. Give it one of the kinds in "
    "docs/authoring.md in the program that it comes from, or write the entry into references.yaml by hand.",
)
ALL_CAPITALS = warning(
    "L429",
    "all-capitals",
    "A title or a name in capitals alone says nothing of what is written with a capital, and its letters could be taken for initials. It is taken over as it is; the words beside it are a "
    "proposal, in which names and abbreviations must be looked for.",
)
UNCLEAR_LANGUAGE = warning(
    "L430",
    "unclear-language",
    "The file says in which language the source is with a code that Wardleaf does not know. Both styles print the language's name: write it in English under `language:`.",
)
NOTED_CORRECTION = warning(
    "L431",
    "noted-correction",
    "PubMed notes that this article was corrected, doubted or updated. Both styles print where a correction stands: write it under `correction:`, and compare the numbers that the handouts print.",
)
NO_PLACE = info(
    "L432",
    "no-place-in-journal",
    "An article with a DOI but without volume, issue and pages is out ahead of print, or its record is incomplete. The first is printed as “Published online” and its day with "
    "`status: online-first`; nothing is guessed.",
)
NOT_PRINTED = info(
    "L433",
    "fact-not-printed",
    "The entry says something that neither AMA nor NLM prints of its kind: an edition of an article, an editor of a web page. Nothing is wrong with the line in print; but if a reader "
    "needs it, the entry may be of another kind, or the fact belongs under another key. docs/authoring.md lists what each kind has.",
)
MOVED_ADDRESS = warning(
    "L426",
    "address-in-an-old-form",
    "This address leads through a form that moves, is dropped or tracks readers: `http://`, a DOI or a PubMed number written as an address, an archive's old address, or "
    "marks that a mailing added. A source outlives its address when its DOI or PubMed number stands in its own key.",
)
CHECK_NOT_KEPT = warning(
    "L427",
    "check-not-recorded",
    "The day of a check is written under `checked:` in references.yaml, in entries that stand one key to a line. This entry has another form: write the date yourself.",
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
    UNCLEAR_JOURNAL,
    NOT_RETRACTIONS,
    RETRACTED_SOURCE,
    DOUBTED_SOURCE,
    CORRECTED_SOURCE,
    NOTICE_CITED,
    NOT_LOOKED_UP,
    MOVED_ADDRESS,
    CHECK_NOT_KEPT,
    KIND_NOT_PRINTED,
    ALL_CAPITALS,
    UNCLEAR_LANGUAGE,
    NOTED_CORRECTION,
    NO_PLACE,
    NOT_PRINTED,
)
