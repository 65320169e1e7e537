"""What reading a finished PDF may have to say: T7 codes."""

from __future__ import annotations

from wardleaf.findings import error, info, warning

NOT_A_PDF = error(
    "T701",
    "not-a-pdf",
    "The file does not begin like a PDF, so it is something else, whatever its name says. Perhaps it is a web page or a Word file that was saved "
    "with the ending .pdf, or a download that failed. Open it in the program that made it and export it as PDF.",
)
DAMAGED = error(
    "T702",
    "pdf-damaged",
    "The file begins like a PDF, but what should hold it together (the list of its parts, or the list of its pages) is missing or broken, often because a "
    "download or a copy stopped half way. Get the file again from where it came from, or export it again.",
)
LOCKED = error(
    "T703",
    "pdf-locked",
    "The file opens only with a password, so nothing in it can be read. Ask whoever made it for a copy without a password. A handout that patients "
    "should be able to open must not have one.",
)
UNKNOWN_LOCK = error(
    "T704",
    "pdf-protection-not-readable",
    "The file is protected in a way that Wardleaf cannot undo, even though other programs may show it without asking for a password. Save a copy without "
    "protection in the program that made it. Some screen readers cannot read protected files either.",
)
PART_NOT_READ = warning(
    "T705",
    "pdf-partly-read",
    "A part of the file is broken or far larger than any handout, so what is said about the file is true only for the rest. Export the file "
    "again from the program that made it.",
)
TREE_DAMAGED = warning(
    "T706",
    "tag-tree-damaged",
    "The tags of a PDF are a tree: every tag stands in one other tag. In this file some tags contain themselves, stand in two places, or lead nowhere. "
    "A screen reader may skip or repeat what is there. Export the file again, with tags, from the program that made it.",
)
MENDED = info(
    "T707",
    "pdf-mended",
    "The file breaks a rule of the PDF format, and Wardleaf guessed what was meant. Most programs do the same, so the file may look right on one computer "
    "and wrong on another. Export it again if it is to be given out.",
)

PLACEHOLDER = warning(
    "T708",
    "pdf-pages-are-a-placeholder",
    "The pages of the file only stand for what it holds: a form that Adobe Acrobat draws itself (then the page says “Please wait…”), or a portfolio of other files. Open it "
    "in Acrobat, and print the form, or each of the files, to a new PDF.",
)

FAULTS = (NOT_A_PDF, DAMAGED, LOCKED, UNKNOWN_LOCK, PART_NOT_READ, TREE_DAMAGED, MENDED, PLACEHOLDER)
