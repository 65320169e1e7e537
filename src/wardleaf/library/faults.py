"""L3: what can be wrong with the library as a whole: its folders, names, duplicates and pictures."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info, warning

MISSING_FOLDER = error(
    "L301",
    "missing-folder",
    "A library is a folder that holds two others: `handouts/` with the words and `styles/` with the looks. One of them is not there. Perhaps the command "
    "ran in the wrong folder; `wardleaf new library NAME` makes a new library that builds at once.",
)
MISSING_FILE = error(
    "L302",
    "missing-file",
    "A file that every library needs is not there. `handouts/library.yaml` says which clinic is built when none is named, and in which languages "
    "the sections are written.",
)
FOLDER_NOT_FILE = error(
    "L303",
    "folder-not-file",
    "A folder has a name that ends in .yaml or .md, where Wardleaf expects a file. It often comes from unpacking an archive or from a slip when making a "
    "folder. Rename the folder, or move the file out of it.",
)
NOT_A_FILE = error(
    "L390",
    "not-a-file",
    "Only files are read. This is something else that has a name: a pipe between two programs, a device or a socket, from which reading might never come back. Delete it, or put a file in "
    "its place.",
)
UNREADABLE_FILE = error(
    "L304",
    "unreadable-file",
    "The computer does not let Wardleaf read the file: the permission is missing, another program holds it, or the drive is gone. Close other programs, or ask "
    "whoever looks after the folder.",
)
WRONG_NAME = error(
    "L305",
    "wrong-name",
    "File and folder names are used as ids, in links and in output names, on Windows, Mac and Linux alike. So they use small letters a to z, digits and "
    "hyphens only. Rename the file, and the places that name it.",
)
DUPLICATE_SECTION = error(
    "L306",
    "duplicate-section",
    "Two section files have one address: their names differ only in capitals or in how an accent is stored, and on some computers that is the same "
    "file. Which one a handout gets would depend on the computer. Rename one.",
)
DUPLICATE_HANDOUT = error(
    "L307",
    "duplicate-handout",
    "A handout is named by its file, wherever the file lies below `handouts/`. Two definitions have the same file name in different folders. Rename one.",
)
DUPLICATE_CODE = error(
    "L308",
    "duplicate-code",
    "Two handouts carry the same document code. The code is printed on every page so that a sheet in somebody's hand can be traced to one handout. "
    "Give one of them another code. A translation is a handout of its own, with a code of its own, such as RBC-014-ES for RBC-014 in Spanish: otherwise a code would not say which sheet is meant.",
)
DUPLICATE_REFERENCE = error(
    "L309",
    "duplicate-reference",
    "Two entries in `references.yaml` have the same id, so a citation could mean either. Delete one when they are the same source; otherwise give one another id.",
)
DUPLICATE_WORD = error(
    "L310",
    "duplicate-word",
    "A word, or one of its `also` forms, is explained twice in `glossary.yaml`. Keep the better explanation.",
)
UNKNOWN_CLINIC = error(
    "L311",
    "unknown-clinic",
    "A clinic is named by its file in `handouts/clinics/`, without the ending. There is no such file. Correct the name, or add the clinic.",
)
CLINIC_LOOP = error(
    "L312",
    "clinic-loop",
    "`extends` takes over the keys of another clinic. Here the clinics extend one another in a circle, so no file comes first. Take `extends` out of one of them.",
)
FRONT_MATTER = error(
    "L313",
    "missing-front-matter",
    "A section begins with a line `---`, then its title and when it was reviewed, then another line `---`, then the text. Without these lines "
    "nobody can tell what the section is called and whether it is still current.",
)
NOT_A_PICTURE = error(
    "L314",
    "not-a-picture",
    "The file has the name of a picture, but what it holds is not a PNG, JPEG or SVG picture that Wardleaf can print. It may be damaged, renamed, animated, or in another "
    "format. Open it in a picture program and export it as PNG, JPEG or SVG.",
)
HUGE_PICTURE = error(
    "L315",
    "huge-picture",
    "The picture is larger than any printed page can use: more than 10,000 pixels a side, more than 50 million in all, or a file of more than 20 MB. It would make every PDF slow to "
    "open and send. 2,000 pixels across fill an A4 page sharply; scale the picture down.",
)
LINK_OUT = error(
    "L316",
    "link-out-of-library",
    "The file or folder is a link to a place outside the library. What a handout says must lie in the library itself, where it can be reviewed, copied and kept. "
    "Put a copy of the file here instead of the link.",
)
SVG_REACHES_OUT = error(
    "L317",
    "svg-reaches-out",
    "The SVG picture asks for something outside itself (another file, a web address, a document type) or runs a script. A printed picture must be complete. Export it "
    "again as a plain SVG with everything embedded, or as PNG.",
)
SVG_NOT_DRAWN = error(
    "L350",
    "svg-not-drawn",
    "SVG can do more than print can show. Shapes, colours, gradients, clip paths and simple style sheets are printed as they look; masks, patterns, filters, text, half clear groups and the like would be "
    "printed wrong, so they are refused. In the drawing program, turn text into paths and flatten such effects, or export the picture as PNG, 2,000 pixels across.",
)
FILE_NOT_READ = warning(
    "L318",
    "file-not-read",
    "The file lies in the library but has an ending or a place that Wardleaf does not read, so what it says is in no handout. Definitions end in .yaml, sections in .md "
    "and lie below `handouts/sections/`. Rename or move it.",
)
WRONG_PHONES = error(
    "L319",
    "wrong-phones",
    "`phones` holds `advice`, the number (or the day and the night number) that patients call when something is wrong, and further numbers, each with "
    "`number` and perhaps `hours`. Every call box prints the advice number, so no clinic is without it.",
)
DUPLICATE_CONTACT = error(
    "L320",
    "duplicate-contact",
    "Services and helplines are named in text by their ids, so no two of one clinic may share one.",
)
WRONG_NUMBER = error(
    "L321",
    "wrong-number",
    "A phone number is printed as it is written, and dialled by its digits. A letter O in the place of a 0, or words beside the number, would make a number that nobody "
    "answers. Write digits, with spaces, hyphens, brackets or a plus sign; what there is to say goes under `hours` or `for`.",
)
WRONG_WEBSITE = error(
    "L322",
    "wrong-website",
    "A clinic's addresses on the web (`website`, and that of its published pages) are printed, linked and put into QR codes, so each must be whole: `https://`, the name, and no slash at the end.",
)
NO_PUBLISHED_ADDRESS = error(
    "L362",
    "no-published-address",
    "`links: {qr: published}` of a clinic leads patients to the pages that `wardleaf publish` makes, so the clinic says where these stand: "
    "`publish: {address: https://leaflets.example.org}`. The address is printed below the code, for those who type it: keep it short.",
)
NO_QR = warning(
    "L363",
    "no-qr-code",
    "The QR code on a last page leads a patient to what is true today: whether the copy in hand still holds. A code that leads to a page nobody made is worse than none, so it is "
    "printed only for a clinic that says where it leads. `links: {qr: published}` with `publish: {address: https://…}`: to the pages that `wardleaf publish` makes. "
    "`links: {qr: website}`: to pages that somebody makes by hand on the clinic's website. `links: {qr: none}`: no code, on purpose.",
)
QR_BY_HAND = info(
    "L364",
    "qr-pages-by-hand",
    "With `links: {qr: website}` the code on the last page of the handout RBC-014 leads to `WEBSITE/rbc-014?v=3.1&h=a41f09c2`: the clinic's `website`, the code in small letters, and "
    "the version and digits of the copy. Somebody makes that page by hand, for every handout, before the first copy is given out, and changes it with every version: it says which "
    "version holds, what to do with an older copy, and whom to call. `links: {qr: published}` has the pages made by `wardleaf publish` instead.",
)
SHARED_ADDRESS = error(
    "L365",
    "shared-published-address",
    "A published page has one clinic's phone numbers. Two clinics that give the same handout need two addresses under `publish`, or a patient would read the numbers of "
    "the other one.",
)
REFERENCE_ID = error(
    "L323",
    "reference-id",
    "A source is cited as `[@id]`, so its id in `references.yaml` holds letters, digits and the signs _ . : / + - only, and no space: `dear2013`. Text that cites it has the "
    "same id.",
)

SHEET_LANGUAGE = error(
    "L324",
    "sheet-language",
    "A sheet in `handouts/labels/` holds the words that Wardleaf itself prints (“Call now”, “Page 2 of 12”) in one language, which its file is named after: `es.yaml`, `es-MX.yaml`. It has "
    "every word, or extends another sheet of the same language. `wardleaf new labels es` writes one to fill in. English is Wardleaf's own and is not written here.",
)
SHEET_PLACEHOLDER = error(
    "L325",
    "sheet-placeholder",
    "A name in braces, such as `{page}`, is the place where Wardleaf puts a number, a date or a name. A translation keeps each of them as it is in English, wherever it stands in the "
    "sentence, and has no others.",
)
SHEET_LIST = error(
    "L326",
    "sheet-list",
    "`months` are twelve names with commas between them, from January on; `appointment-columns` are the headings of a table. A list of another length would put a wrong month on every "
    "page.",
)
SCRIPT_NOT_SET = error(
    "L327",
    "script-not-set",
    "Wardleaf sets letters one after the other from left to right, with spaces between words: Latin, Greek and Cyrillic script. Arabic, Hebrew, and the scripts of South and East Asia need more, and "
    "would come out wrong; so they are refused until somebody has built and tested it.",
)

CLINIC_WORDS = error(
    "L328",
    "clinic-words",
    "A clinic gives its words in another language under `translations`, each by the path that text names it by: `translations: {es: {emergency.when: …, services.nurse.for: …}}`. Numbers and "
    "addresses are given once, for all languages. Where a clinic extends another and has a fact of its own, its translation is its own, too.",
)
UNKNOWN_ORIGINAL = error(
    "L329",
    "unknown-original",
    "`translation: {of: NAME}` names the handout that was translated by its id, the name of its file without the ending. There is no such handout.",
)
NO_ORIGINAL = error(
    "L330",
    "no-original",
    "A translation is made from the original, never from another translation: each step loses something, and nobody could tell which of them is out of step. Name the handout that was written first.",
)
SAME_LANGUAGE = error(
    "L331",
    "translation-in-same-language",
    "A handout and its translation are in two languages. Another spelling of one language, such as en-US, is no translation: it is put in by itself, for each clinic.",
)
TRANSLATED_TWICE = error(
    "L332",
    "translated-twice",
    "A handout has one translation into each language, or nobody could say which of them a patient gets. Delete one, or give it the code of its region: `es-MX`.",
)
DIFFERENT_FIELDS = error(
    "L333",
    "fields-unlike-original",
    "One patient list fills in a handout and its translations, row by row in the patient's language. So both have the same fields under `fields`: the same names, types, lengths and `required`. Their "
    "labels are translated.",
)

QUESTION_AND_ANSWER = error(
    "L340",
    "question-without-answer",
    "A section may give its heading as the reader's question, and the answer in one sentence. They come together: `question:` ends with a question mark, `answer:` is one "
    "sentence. The answer says nothing that the section's text does not say with its sources.",
)

FAULTS: tuple[Fault, ...] = (
    MISSING_FOLDER,
    MISSING_FILE,
    FOLDER_NOT_FILE,
    NOT_A_FILE,
    UNREADABLE_FILE,
    WRONG_NAME,
    DUPLICATE_SECTION,
    DUPLICATE_HANDOUT,
    DUPLICATE_CODE,
    DUPLICATE_REFERENCE,
    DUPLICATE_WORD,
    UNKNOWN_CLINIC,
    CLINIC_LOOP,
    FRONT_MATTER,
    NOT_A_PICTURE,
    HUGE_PICTURE,
    LINK_OUT,
    SVG_REACHES_OUT,
    SVG_NOT_DRAWN,
    FILE_NOT_READ,
    WRONG_PHONES,
    DUPLICATE_CONTACT,
    WRONG_NUMBER,
    WRONG_WEBSITE,
    NO_PUBLISHED_ADDRESS,
    NO_QR,
    QR_BY_HAND,
    SHARED_ADDRESS,
    REFERENCE_ID,
    SHEET_LANGUAGE,
    SHEET_PLACEHOLDER,
    SHEET_LIST,
    SCRIPT_NOT_SET,
    CLINIC_WORDS,
    UNKNOWN_ORIGINAL,
    NO_ORIGINAL,
    SAME_LANGUAGE,
    TRANSLATED_TWICE,
    DIFFERENT_FIELDS,
    QUESTION_AND_ANSWER,
)
