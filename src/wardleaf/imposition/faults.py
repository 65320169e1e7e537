"""What imposition may have to say: P codes."""

from __future__ import annotations

from wardleaf.findings import error, info, warning

NOT_A_PDF = error(
    "P601",
    "not-a-readable-pdf",
    "The file is no PDF, or is damaged so that its pages cannot be found. Open it in a PDF viewer and print it to a new PDF, or ask whoever made it for a fresh copy.",
)
LOCKED = error(
    "P602",
    "pdf-is-locked",
    "The file opens only with a password. Open it in a PDF viewer with the password and save a copy without one.",
)
ENCRYPTION_NOT_READ = error(
    "P603",
    "encryption-not-read",
    "The file needs no password, but it is encrypted in a way (AES) that needs the Python package `cryptography`. Install that package, or "
    "open the file in a PDF viewer and print it to a new PDF.",
)
TOO_LARGE = error(
    "P604",
    "pdf-too-large",
    "The file is larger, or has more pages, than a folded handout can have. Split it, or print it from a PDF viewer.",
)
NO_PAGES = error("P605", "pdf-without-pages", "The file has no pages, so there is nothing to print.")
PAGE_NOT_READ = error(
    "P606",
    "page-not-read",
    "A page of the file is damaged: its text or pictures cannot be copied. Open the file in a PDF viewer, look at that page, and print the file to a new PDF.",
)
DOES_NOT_FIT = error(
    "P607",
    "page-does-not-fit",
    "A page is larger than its place on the sheet. Pages are never made smaller without being asked, because small type cannot be read: choose a "
    "larger sheet, or ask for `--scaling fit` and look at the smallest type as printed. Better still, build the booklet edition, whose pages are made for this paper.",
)
PAGES_MISSING = error(
    "P608",
    "pages-missing",
    "The file says that it has more pages than can be found in it, so it is damaged or was cut short. Ask for a fresh copy.",
)
NO_ROOM_FOR_MARKS = info(
    "P609",
    "no-room-for-marks",
    "The pages fill the sheet, so there is no paper outside them for marks. On a larger sheet the marks are drawn.",
)
SMALL_TYPE = error(
    "P610",
    "small-type-as-printed",
    "As it comes out of the printer, some type is smaller than 12 pt, which many patients cannot read. Do not shrink a page made for larger paper: build "
    "the booklet edition, whose text is set anew for small pages, or choose a larger sheet.",
)
CUT_OFF = error(
    "P611",
    "content-cut-off",
    "Something on a page lies beyond the edge where the paper is folded or cut, so it would be lost. Move it in, choose a larger sheet, or ask for `--scaling fit`.",
)
NEAR_TRIM = warning(
    "P612",
    "content-near-trim",
    "Something stands less than 6 mm from an edge that is cut. Cutting is never exact, so it may be touched by the knife.",
)
NEAR_EDGE = warning(
    "P613",
    "content-in-unprintable-edge",
    "Something stands so near to the edge of the sheet that many office printers cannot print it; 6.35 mm (a quarter of an inch) is safe. The "
    "printer profile can say what yours can do.",
)
TOO_THICK = warning(
    "P614",
    "too-thick-to-staple",
    "More sheets lie in one fold than an office booklet stapler holds. Ask for `--signature auto`, which folds several thinner parts.",
)
PAGES_ADDED = info(
    "P615", "pages-added", "Blank pages were added, because each folded sheet holds a fixed number of pages."
)
LONG_LINES = warning(
    "P616",
    "long-lines-as-printed",
    "Lines of more than 80 characters are hard to follow: the eye loses the way back to the next line.",
)
NOT_DRAWN = warning(
    "P617",
    "form-entries-not-drawn",
    "Fields of a form in this file hold a value or a frame whose look cannot be known for certain: it is missing or old, or says something else than the value. Each viewer makes "
    "up its own; a print file cannot. Open the file in the program that it was filled in with, look at every field, and print it to a new PDF.",
)
NOTES_NOT_DRAWN = warning(
    "P621",
    "notes-not-drawn",
    "Notes on the pages of this file (marks, typed text, stamps) have no drawn look of their own; each viewer makes one up, a print file cannot. If they are to be on paper, "
    "open the file in a viewer that shows them and print it to a new PDF.",
)
SCREEN_ONLY = info(
    "P622",
    "notes-for-the-screen-only",
    "Notes or fields in this file show on the screen and say of themselves that they are not printed; no program prints them. If they are to be on paper, switch on “print” in "
    "their properties in the program that made them.",
)
PLACEHOLDER_FORM = error(
    "P623",
    "form-opens-only-in-acrobat",
    "The pages of this file are a placeholder (“Please wait…”) for a form that Adobe Acrobat draws itself. Open it in Acrobat and print it to a new PDF.",
)
PLACEHOLDER_FILES = warning(
    "P624",
    "portfolio-of-files",
    "The file is a portfolio: a folder of files with a cover page, and only the cover would be printed. Open it in Acrobat, and impose each of the files inside it.",
)
TRIMMED = info(
    "P625",
    "printers-marks-left-out",
    "The pages of this file have printer's marks around them, and say where they are to be cut (TrimBox). Only what lies inside is put on the sheets, with its bleed where there "
    "is room.",
)
NO_ROOM = error(
    "P618",
    "margins-too-large",
    "The margins leave no room for a page on this sheet. Choose smaller margins or a larger sheet.",
)
UNKNOWN_SCHEME = error(
    "P619", "unknown-scheme", "The style's `imposition:` names a way of folding or a sheet that there is not."
)
SMALL_WHEN_FITTED = info(
    "P620",
    "small-type-when-fitted",
    "Many print dialogs are set to “fit to printable area”, which makes a sheet up to 10 % smaller (A4 8 %, Letter 9 % with common drivers). Type that is only just 12 pt is then "
    "below it, and what stands beside a fold away from the middle of the sheet may run over it. Print at “actual size”.",
)

FAULTS = (
    NOT_A_PDF,
    LOCKED,
    ENCRYPTION_NOT_READ,
    TOO_LARGE,
    NO_PAGES,
    PAGE_NOT_READ,
    DOES_NOT_FIT,
    PAGES_MISSING,
    NO_ROOM_FOR_MARKS,
    SMALL_TYPE,
    CUT_OFF,
    NEAR_TRIM,
    NEAR_EDGE,
    TOO_THICK,
    PAGES_ADDED,
    LONG_LINES,
    NOT_DRAWN,
    NOTES_NOT_DRAWN,
    SCREEN_ONLY,
    PLACEHOLDER_FORM,
    PLACEHOLDER_FILES,
    TRIMMED,
    NO_ROOM,
    UNKNOWN_SCHEME,
    SMALL_WHEN_FITTED,
)
