"""Which of the four formats a file is in, told by its ending or, where that says nothing, by its first words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from wardleaf.bibliography import faults
from wardleaf.bibliography.importing.bibtex import read_bibtex
from wardleaf.bibliography.importing.csl_json import read_csl_json
from wardleaf.bibliography.importing.entries import ImportedReference, whole
from wardleaf.bibliography.importing.nbib import read_nbib
from wardleaf.bibliography.importing.ris import read_ris
from wardleaf.findings import Findings, SourceFile

Reader: TypeAlias = Callable[[SourceFile, Findings], tuple[ImportedReference, ...]]

READERS: Final[Mapping[str, Reader]] = {
    ".bib": read_bibtex,
    ".bibtex": read_bibtex,
    ".ris": read_ris,
    ".nbib": read_nbib,
    ".json": read_csl_json,
}
_FIRST_WORDS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = (
    (re.compile(r"^PMID *- ", re.MULTILINE), read_nbib),
    (re.compile(r"^TY {1,3}- ", re.MULTILINE), read_ris),
    (re.compile(r"\A\s*[\[{]"), read_csl_json),
    (re.compile(r"^[^\S\n]*@\w++\s*+[{(]", re.MULTILINE), read_bibtex),
)


def read_imported(file: SourceFile, findings: Findings) -> tuple[ImportedReference, ...]:
    """The references in `file`, in whichever format it is; a file in none of them is a finding."""
    ending = re.search(r"\.\w+\Z", file.path)
    by_name = READERS.get(ending[0].casefold()) if ending else None
    text = file.text.removeprefix("\ufeff")
    reader = by_name or next((reader for words, reader in _FIRST_WORDS if words.search(text)), None)
    if reader is None:
        message = "this file holds no references that can be read; BibTeX, RIS, PubMed's NBIB and CSL-JSON can"
        findings.add(faults.UNREADABLE_IMPORT.at(whole(file), message))
        return ()
    return reader(file, findings)
