"""The mistakes that the resolve stage tells: L2, what may not be written in a section, and D, names that lead nowhere."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info, warning

# --- L2: what stands in a section -------------------------------------------------------------------------------------

BLOCK_QUOTE = error(
    "L201",
    "block-quote",
    "A line that begins with `>` is a block quote. Readers cannot tell whose voice it is. For a remark beside the text write a note: "
    "`::: note`, the words, `:::`.",
)
CODE = error(
    "L202",
    "code",
    "Words between backticks, or lines set in by four spaces, are code in Markdown. Handouts have none. For words of weight use `**…**`; "
    "begin a paragraph at the margin.",
)
THEMATIC_BREAK = error(
    "L203",
    "thematic-break",
    "A line of dashes, stars or underscores is a rule across the page. It says nothing to somebody who listens. Begin a new part with a "
    "heading (`## …`), or a new page with `::: page-break`.",
)
HEADING_LEVEL = error(
    "L204",
    "heading-level",
    "The section's title is in its front matter, so headings inside a section begin with `##`. No level is left out, because people who "
    "listen move from heading to heading; `####` is the deepest.",
)
UNDERLINED_HEADING = error(
    "L205",
    "underlined-heading",
    "A line of `---` or `===` right below words makes them a heading in Markdown, often by accident. Write `## …` before the heading.",
)
REFERENCE_LINK = error(
    "L206",
    "reference-style-link",
    "A link whose address stands elsewhere is easily parted from it. Write the address where the link is: `[words](https://…)`.",
)
IMAGE_IN_SENTENCE = error(
    "L207",
    "image-in-sentence",
    "A picture inside a sentence changes the height of its line. Give the picture a paragraph of its own, with an empty line before and after.",
)
TYPED_MARKUP = warning(
    "L208",
    "markup-prints-as-typed",
    "HTML and its entities are not read: `<b>` and `&nbsp;` print as they were typed. Write `**…**` for weight, and type the character itself.",
)
UNKNOWN_COMPONENT = error(
    "L209",
    "unknown-component",
    "The word after `:::` names a component. docs/authoring.md lists them all.",
)
COMPONENT_NOT_CLOSED = error(
    "L210",
    "component-not-closed",
    "A component begins with `::: name` and ends with `:::` on a line of its own. Components do not stand inside each other.",
)
UNKNOWN_ATTRIBUTE = error(
    "L211",
    "unknown-attribute",
    "What stands between braces is read word by word; each component, heading, picture or span knows only a few such words.",
)
ATTRIBUTES = error(
    "L212",
    "attributes",
    'Attributes are written between braces: `{.note title="Worth knowing"}` at a component, `{#biopsy}` at a heading, `{.term}` or '
    "`{lang=es}` at words in square brackets.",
)
COMPONENT_PLACE = error(
    "L213",
    "component-place",
    "Components stand at the margin, between paragraphs: not inside a list, and not inside each other. `allow` stands right above the block that it is about.",
)
PLACE = error(
    "L214",
    "malformed-place",
    "Double braces name something that is filled in: `{{ clinic.fever.rule }}` a fact of the clinic, `{{ field.nurse }}` a field of a "
    "personal copy. To print two braces, write `\\{\\{`.",
)
CITATION = error(
    "L215",
    "malformed-citation",
    "A citation is the source's id in square brackets: `[@dear2013]`, several as `[@dear2013; @moy2021]`. Page numbers and words do not "
    "stand inside.",
)
LINK_SCHEME = error(
    "L216",
    "link-scheme",
    "A printed and shared file may lead only to places that readers can trust to open: https, http, mailto or tel addresses, or `#id`, "
    "another part of this handout.",
)
PATH_OUTSIDE = error(
    "L217",
    "path-outside-library",
    "Pictures lie in the library and are named by their path from `handouts/`, so that the library can be copied whole. Links do not lead "
    "to files: the reader does not have them.",
)
HEADING_ID = error(
    "L218",
    "heading-id",
    "The id of a heading is written `{#biopsy}`: small letters, digits and hyphens, once in a section.",
)
TABLE_SHAPE = error(
    "L219",
    "table-shape",
    "Every row of a table has as many cells as its header row, and every column and row has a heading: people who listen hear it before "
    "each cell. A table has at least one row below its header.",
)
CAPTION = warning(
    "L220",
    "caption-without-table",
    "A paragraph that begins `Table: ` is the caption of the table right above it.",
)
PICTURE_WORDS = error(
    "L221",
    "picture-without-words",
    "A picture says what it shows: `![A drip in the back of a hand](figures/drip.png)`. One that carries no meaning is marked: "
    "`![](figures/leaf.png){.decorative}`.",
)
COMPONENT_BODY = error(
    "L222",
    "component-body",
    "Each component says what may stand inside it: a list in `call-now`, `steps`, `checklist` and `key-points`, nothing in `page-break`, "
    "YAML in `icon-array`, `write-in`, `prepared-for`, `diary`, `contacts`, `qr` and `allow`.",
)
PRINTS_AS_TYPED = warning(
    "L223",
    "prints-as-typed",
    "Signs that mean something in Markdown, but not as they stand here, print as they were typed. Usually a space is in the wrong place.",
)
LIST_DEPTH = error(
    "L224",
    "list-too-deep",
    "Lists stand at most three deep. Nobody follows a fourth level on paper: split the list, or use headings.",
)
EMPTY_SECTION = warning(
    "L225",
    "empty-section",
    "A section without words prints only its heading.",
)
FENCE_WITHOUT_START = error(
    "L226",
    "fence-without-start",
    "`:::` alone ends a component; here none has begun.",
)
BARE_CITATION = warning(
    "L227",
    "citation-without-brackets",
    "A citation stands in square brackets: `[@dear2013]`. Without them it prints as it was typed.",
)
FOOTNOTE = error(
    "L228",
    "footnote",
    "Handouts have no footnotes. Cite a source as `[@id]`; put a remark into the sentence, or into `::: note`.",
)
TASK_LIST = error(
    "L229",
    "task-list",
    "For boxes to tick write a check list: `::: checklist`, a list, `:::`.",
)
EMPTY_LINK = error(
    "L230",
    "link-without-words",
    "A link needs words that say where it leads: `[How to reach us](https://…)`.",
)
BROKEN_TABLE = error(
    "L231",
    "broken-table",
    "A table needs a header row, and below it a row of dashes with just as many cells: `| Day | Dose |` and `| --- | --- |`. Without it the "
    "lines print as they were typed.",
)
EMPTY_HEADING = error(
    "L232",
    "empty-heading",
    "A heading has words; an empty one leaves a gap on the page and a silence for people who listen.",
)

CITATION_PLACE = error(
    "L233",
    "citation-place",
    "Titles, headings in YAML, labels and captions of components are short names, printed in places where no number can stand. Cite the "
    "source in the text, or under `source` of an icon array.",
)

SIGN_NOT_READ = error(
    "L234",
    "sign-not-read",
    "Markdown knows lists and headings by the sign they begin with, and a space after it: `- ` or `1. ` for a list item, `## ` for a heading. A bullet that came along from Word, or a sign "
    "without its space, is read as words: it prints as typed, and the lines run together.",
)

LIST_NUMBERS = error(
    "L240",
    "list-numbers",
    "Numbered items print as 1, 2, 3 from the first number on. Where other numbers were typed, the page would show another number than the author saw, and words that refer to "
    "“step 4” would point to the wrong one.",
)

PICTURE_NOT_READ = error(
    "L241",
    "picture-not-read",
    'A picture stands in a paragraph of its own, and is written `![what it shows](figures/name.png "Caption")`. Written in another way it would be lost, and its file\'s name '
    "would print in its place.",
)
LINK_NOT_READ = error(
    "L242",
    "link-not-read",
    "A link is written `[words](https://…)`: no space between `]` and `(`, and none in the address. A phone number is written `[the ward](tel:01632960150)`. Written in another way "
    "it prints with its brackets, and words in quotation marks behind the address are not printed at all.",
)
BARE_ADDRESS = warning(
    "L243",
    "bare-address",
    "An address that stands in the text prints, but it is no link for somebody who reads on a screen. `<https://www.example.org>` prints the address as a link; "
    "`[words](https://…)` prints words that lead there.",
)
STRUCK_OUT = error(
    "L244",
    "struck-out-words",
    "Handouts hold no struck-out words: on paper nobody can tell whether `~~3~~ 2 tablets` means three or two. Delete what no longer holds.",
)
COMMENT = error(
    "L245",
    "remark-that-would-print",
    "Remarks for colleagues are not read as such: between `<!--` and `-->` they would print for patients. Keep them in another file.",
)

STAR_BETWEEN_NUMBERS = error(
    "L246",
    "star-between-numbers",
    "Two stars in a paragraph set the words between them apart, and do not print: `2*500 mg, then 4*250 mg` would read “2500 mg, then 4250 mg”. For “times” type `×`, or say it in words.",
)
LINK_SAYS_ANOTHER = error(
    "L247",
    "link-says-another",
    "The words of a link are a number or an address, and it leads to another one: on paper readers would dial what is printed, on a screen they would reach what is behind it.",
)
LINES_RUN_TOGETHER = warning(
    "L248",
    "lines-run-together",
    "Lines that follow each other without an empty line are one paragraph, and print as one: a list, an address or a table that was typed so runs together. Begin the items of a list with `- ` or `1. `, "
    "end a line with `\\` to break it there, or leave an empty line.",
)

# --- D: names that lead nowhere ---------------------------------------------------------------------------------------

UNKNOWN_SECTION = error(
    "D101",
    "unknown-section",
    "A section is named by its path below `handouts/sections`, without the ending: `chemotherapy/what-it-does`. `wardleaf list sections` shows all.",
)
UNKNOWN_HANDOUT = error(
    "D102",
    "unknown-handout",
    "A handout's id is its file's name without the ending. `wardleaf list handouts` shows all.",
)
UNKNOWN_CLINIC = error(
    "D103",
    "clinic-not-found",
    "A clinic's id is its file's name without the ending. `wardleaf list clinics` shows all.",
)
UNKNOWN_EDITION = error(
    "D104", "edition-not-listed", "The editions of a handout are listed in its definition, under `editions`."
)
UNKNOWN_REFERENCE = error(
    "D105",
    "unknown-reference",
    "A citation names the `id` of an entry in `references.yaml`. `wardleaf list references` shows all.",
)
UNKNOWN_FACT = error(
    "D106",
    "unknown-fact",
    "`{{ clinic.… }}` names a fact in the clinic's file, such as `clinic.fever.rule`. Phone numbers, hours and the fever rule come only from there.",
)
UNKNOWN_FIELD = error(
    "D107", "unknown-field", "`{{ field.… }}` and `prepared-for` name a field that the definition lists under `fields`."
)
UNKNOWN_WORD = error(
    "D108",
    "unknown-word",
    "`[word]{.term}` prints a medical word with its meaning; the word, or one of its other forms under `also`, is in `glossary.yaml`.",
)
UNKNOWN_HEADING = error(
    "D109",
    "unknown-heading",
    "A link to `#id` leads to a heading with that written id, `## A new biopsy {#biopsy}`, in a section that this handout prints.",
)
AMBIGUOUS_HEADING = error(
    "D110",
    "ambiguous-heading",
    "Two sections of this handout have a heading with this id. Give one of them another id.",
)
UNKNOWN_PART = error(
    "D111",
    "unknown-sub-section",
    "`only` lists written ids of the section's own headings: `## A new biopsy {#biopsy}` is `biopsy`.",
)
SECTION_TWICE = warning("D112", "section-twice", "A handout prints a section once. The second entry is left out.")
UNKNOWN_CONTACT = error(
    "D113",
    "unknown-contact",
    "`show` lists `clinic`, `services`, `helplines`, or single ids of the services and helplines in the clinic's file.",
)
UNKNOWN_PICTURE = error(
    "D114", "unknown-picture", "A picture is named by its path from `handouts/`, such as `figures/drip.png`."
)
ICON_ARRAY = error(
    "D115",
    "icon-array-numbers",
    "An icon array shows how many of 100 or of 1000 people: one denominator for one to four groups, and no count larger than it.",
)
QR_ADDRESS = error(
    "D116", "qr-address", 'A QR code holds an https address, or a clinic fact that is one: `"{{ clinic.website }}"`.'
)
HANDOUT_INSIDE = error(
    "D117",
    "handout-inside-definition",
    "A definition that takes whole handouts (`- handout: NAME`) is a pack. A pack takes handouts, not other packs and not itself.",
)
NO_LABELS = error(
    "D118",
    "unknown-language",
    "Wardleaf prints words of its own, such as “Call now” and “Page 2 of 12”. It has them in English; a library has them in other languages, in a sheet such as `handouts/labels/es.yaml`. "
    "`wardleaf new labels es` writes the sheet for a translator. Scripts that are read from right to left, or that our fonts lack, cannot be printed yet.",
)
FILE_WITH_ERRORS = error(
    "D119",
    "file-with-errors",
    "This handout uses a file that was not read because of the errors told elsewhere. Mend those first.",
)
WRITE_IN = error(
    "D120", "write-in-space", "`write-in` has either `lines`, a number from 1 to 60, or `fields`, a list of labels."
)
DIARY = error("D121", "diary-size", "A diary has one to eight columns, each with a heading, and one to 100 rows.")
UNGIVEN_FACT = error(
    "D122",
    "fact-not-given",
    "The text names a fact that this clinic's file does not give. Add it there, or leave it out of the text.",
)
NOBODY_TO_SHOW = warning(
    "D136",
    "nobody-to-show",
    "The component `contacts` shows people of the clinic's file: its services, or its helplines. This clinic's file lists none of them, so the place stays empty. Write them there, or delete the entry.",
)
EMPTY_HANDOUT = error("D123", "nothing-printed", "No entry of `sections` is printed in this edition for this clinic.")
UNKNOWN_VALUE = error(
    "D124",
    "unknown-field-value",
    "A personal copy fills only fields that the definition lists under `fields`, or name, hospital-number and nurse.",
)
HIDDEN_SOURCES = info(
    "D125",
    "no-key-sources",
    "The handout asks for `references: short`, but none of its sources has `key: true`, so none is printed.",
)
FIT_RANGE = error(
    "D126",
    "write-in-lines-range",
    "`fit: {write-in-lines: 4–12}` says how few and how many ruled lines a write-in space may have so that a booklet's pages come out even.",
)

PRINTED_ONCE = info(
    "D127",
    "printed-once-in-pack",
    "Handouts of one pack often share sections. A pack prints each of them once, in the first handout that has it, with the sub-sections that any of its handouts takes.",
)
FIELD_VALUE = error(
    "D128",
    "unsuitable-field-value",
    "A field of a personal copy is a text, a date, or a list of appointments that each begin with their date, and has room for as much as its `max-length` says.",
)
FIELD_PLACE = error(
    "D129",
    "field-in-a-title",
    "Titles, headings, labels and links are also kept outside the page, in bookmarks and in what the file says of itself, where anybody can read them. A field of a "
    "personal copy belongs in a sentence, a table, `prepared-for`, or a row of a `diary` that is nothing but the field.",
)
FIELD_LENGTH = error(
    "D130",
    "field-length",
    "`max-length` is how many characters of a field, or of one appointment, there is room for: from 1 to 500. Longer words belong in the text of the handout.",
)
UNTRANSLATED_FACTS = error(
    "D131",
    "untranslated-facts",
    "What a clinic's file says in words (when to call the emergency number, the rule on fever, hours, what services are for) is printed in every handout. A handout in another language needs those "
    "words in that language, or its reader would be told in English when to call. They stand in the clinic's file under `translations`, once for all handouts.",
)
OTHER_SPECIALTY = error(
    "D135",
    "other-specialty",
    "A handout with a `specialty` is for the clinics whose file names the same one, and a handout without one is for those without. The call box, the emergency advice and the temperature come from the "
    "clinic's file, so another ward's would tell the reader to call for the wrong things. Build it for a clinic of its specialty, or change `specialty` in one of the two files.",
)

FAULTS: tuple[Fault, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Fault))
