"""What may be told of a file from Word: F codes. Each is told with the paragraph's number and its first words."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info, warning

OTHER_KIND = error(
    "F101",
    "not-a-word-file",
    "`wardleaf import` reads Word files that end in .docx. Files of other programs and older ones (.doc, .odt, .rtf, .pdf, .pages) say less about headings and lists, or say it in ways of their own. Open such a "
    "file in Word, LibreOffice or Google Docs, choose “Save as” and “Word document (.docx)”, and import that one. What a file is, is told by what it holds, not by its name.",
)
UNREADABLE = error(
    "F102",
    "word-file-unreadable",
    "A Word file is a packed folder of texts. This one is damaged, or far larger than a leaflet can be, or made so that it would do harm. Nothing of it was read and nothing was written. Open it in Word "
    "and save it under another name; if Word cannot open it either, ask for the file again.",
)
UNSETTLED = error(
    "F103",
    "changes-not-settled",
    "Somebody changed the file with “Track changes”, or wrote comments, and nobody has said yet what holds. Wardleaf does not decide that: a dose may be among them. Accept or reject the changes in "
    "Word (“Review”), or say `--changes accept` or `--changes reject`; each change and each comment is then told in full.",
)
ALREADY_THERE = error(
    "F104",
    "import-already-there",
    "`wardleaf import` never writes over a file that is there. Nothing was written. Choose another name with `--name`, or move the files that were imported before away.",
)
NOTHING_IN_IT = error(
    "F105",
    "nothing-to-import",
    "The file holds no words and no pictures that a handout could be made of. Perhaps it is a picture of a leaflet, or the words stand in a file beside it.",
)
CHANGE_SETTLED = warning(
    "F111",
    "change-settled",
    "A tracked change was accepted or rejected as `--changes` said. Both wordings are told, with the author and the day, so that somebody compares them.",
)
COMMENT = warning(
    "F112",
    "comment-left-out",
    "A comment is no part of the words that patients read, so it is told here and not imported. Answer it before the leaflet is approved.",
)
HIDDEN = warning(
    "F113",
    "hidden-or-struck-words",
    "Words that Word hides, or that somebody crossed out by hand, are not imported: they may be old advice or a note among staff. If they still hold, type them into the section.",
)
RUNNING_WORDS = info(
    "F114",
    "header-or-footer",
    "Words in Word's headers and footers are not imported: Wardleaf prints title, code, version and page numbers itself. A code, a version and dates that stand there go into the definition.",
)
TEXT_BOX = warning(
    "F115",
    "text-box-placed",
    "A text box floats on the page, so Word does not say between which sentences it is read. It was put below the paragraph that it hangs on. Move it where it belongs.",
)
PHONE = warning(
    "F116",
    "typed-phone-number",
    "Phone numbers of the clinic stand in its file and are named in text, so that they are changed in one place. A number that the clinic's file has was replaced by its name; any other was left as it was typed. "
    "Compare it, and put it into the clinic's file if it is the clinic's.",
)
HEADING_GUESSED = info(
    "F117",
    "heading-by-its-look",
    "The line has no heading style in Word; it was taken as a heading because it is short and wholly bold, underlined or in capitals. Or the other way round: it looks like a heading and was kept as a paragraph.",
)
CITATION = error(
    "F118",
    "citation-without-source",
    "A number in the text points to a source, and the list of sources has none of that number. It is not printed as if it were there. Find out what was meant, and cite that.",
)
SOURCE = warning(
    "F119",
    "source-drafted",
    "A source was taken from words that somebody typed, or from what a reference program keeps in the file. It was looked up nowhere. Compare each entry in `references.yaml` with the source itself.",
)
ALTERNATIVE_TEXT = warning(
    "F120",
    "picture-without-alternative-text",
    "Somebody who cannot see a picture hears its alternative text. The file has none for this picture, or one that a machine wrote. Write in a sentence what the picture shows, or mark it as decorative.",
)
PICTURE_LEFT_OUT = warning(
    "F121",
    "picture-left-out",
    "The picture cannot be printed where it stands, or as it is: pictures are PNG, JPEG or SVG, stand in a paragraph of their own, and are kept in the library. A picture that lies elsewhere is never fetched.",
)
TABLE_GUESSED = warning(
    "F122",
    "table-guessed",
    "A table in Word may hold data or only place words on the page, and its cells may be merged. What was made of it is told, so that somebody compares it.",
)
TO_FILL_IN = warning(
    "F123",
    "words-to-fill-in",
    "The file has words that invite somebody to type, marked words, or lines to write on. Words to be replaced must not be printed; lines to write on become the component `write-in`.",
)
FOOTNOTE = warning(
    "F124",
    "footnote-moved",
    "Handouts have no footnotes: who reads large print or listens loses the place. A note that gives a source becomes a source; any other follows its paragraph as a note.",
)
TYPED_LIST = info(
    "F125",
    "typed-list",
    "The points of this list were typed with marks or numbers instead of being made a list in Word. They became a list. A number that repeats or is left out is told.",
)
LOOK_DROPPED = info(
    "F126",
    "look-left-out",
    "Colours, underlines, tabs, columns and breaks that only say how the page looked are not imported: a style says how handouts look.",
)
TITLE_GUESSED = info(
    "F127",
    "title-guessed",
    "The title, the sentence below it or a short form of it was taken from the first lines of the file by their look. Change it in the definition if it is another.",
)
TO_COMPLETE = info(
    "F128",
    "to-complete",
    "A definition needs more than a Word file says: who wrote and reviewed the words, and until when they hold. Those keys begin with `TODO`, and days that nobody knows are `9999-12-31`. `wardleaf check` tells "
    "each, and no handout is approved while one is left.",
)
WORDS_LOST = error(
    "F129",
    "words-lost",
    "Every word of the file must be in what was written or in this report. Wardleaf has counted, and these are in neither. That is a mistake in Wardleaf: please report it, and type the words yourself.",
)
CALL_BOX = warning(
    "F130",
    "call-box-proposed",
    "A box that says when to call became a call box. Its numbers are not imported: a call box prints those of the clinic's file. Compare both, for a wrong number is dangerous.",
)
UNCLEAR_NUMBER = warning(
    "F131",
    "unclear-number",
    "What stands here can be read in two ways, and a wrong number could do harm. It was left as it was typed. Say which is right.",
)
DETAILS = info(
    "F132",
    "details-read",
    "A code, a version, a date or an author was read from a line at the head or the foot of the file and put into the definition; the line itself is not imported.",
)
OBJECT = warning(
    "F133",
    "object-left-out",
    "Charts, drawings, equations and files inside the file cannot be taken over. Save a chart or drawing as a picture and add it, with its alternative text; write an equation out in words.",
)
NOT_IMPORTED = warning(
    "F134",
    "words-left-out",
    "These words stand in the file and not in the handout. The finding says why, and what to do if they are needed.",
)
LINK = warning(
    "F135",
    "link-left-out",
    "Only links to web pages, mail addresses and phone numbers are kept. A link to a file of somebody's computer, or to a place in the Word file, leads nowhere for a patient; its words are kept.",
)
POINTS_ELSEWHERE = warning(
    "F136",
    "place-by-its-number",
    "The words point to a page, a table, a figure or a section by its number. Pages fall otherwise here, and tables and figures have no numbers. Name the thing itself, or link to it: `[what to eat](#what-to-eat)`.",
)

FAULTS: tuple[Fault, ...] = (
    OTHER_KIND, UNREADABLE, UNSETTLED, ALREADY_THERE, NOTHING_IN_IT, CHANGE_SETTLED, COMMENT, HIDDEN, RUNNING_WORDS, TEXT_BOX, PHONE, HEADING_GUESSED, CITATION, SOURCE, ALTERNATIVE_TEXT,
    PICTURE_LEFT_OUT, TABLE_GUESSED, TO_FILL_IN, FOOTNOTE, TYPED_LIST, LOOK_DROPPED, TITLE_GUESSED, TO_COMPLETE, WORDS_LOST, CALL_BOX, UNCLEAR_NUMBER, DETAILS, OBJECT, NOT_IMPORTED, LINK, POINTS_ELSEWHERE,
)  # fmt: skip
