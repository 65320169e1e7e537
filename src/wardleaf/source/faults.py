"""L1: what can be wrong with a file as a file, and with YAML as YAML, whatever it is about."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info

WRONG_ENCODING = error(
    "L101",
    "wrong-encoding",
    "Wardleaf reads text files that are saved as UTF-8, the form that every current editor writes. This file is saved in another form "
    "(UTF-16, Windows-1252, …), so letters with accents, dashes and quotation marks would come out wrong. Open it in your editor, choose "
    "“Save as”, and pick the encoding UTF-8.",
)
EMPTY_FILE = error(
    "L102",
    "empty-file",
    "The file is there but says nothing, or holds comments only. Perhaps it was saved before it was written, or cleared by mistake. Write it "
    "or delete it; docs/authoring.md shows what belongs in each file.",
)
CONTROL_CHARACTER = error(
    "L103",
    "control-character",
    "The file holds characters that cannot be printed, such as NUL. They come from copying out of other programs, or the file is not a text "
    "file at all. Delete the characters at the place shown, or retype the line.",
)
UNKNOWN_KEY = error(
    "L104",
    "unknown-key",
    "A key stands left of a colon, such as `title:`. Wardleaf knows a fixed list of keys for each file, so that a slip of the keyboard can never "
    "drop a part of a handout without anybody noticing. Correct the spelling, or delete the line. docs/authoring.md lists every key.",
)
MISSING_KEY = error(
    "L105",
    "missing-key",
    "A key that every file of this kind needs is not there. Nothing is filled in behind your back: what a handout says about its code, its "
    "version or who reviewed it must be written by somebody. Add the key with its value.",
)
WRONG_TYPE = error(
    "L106",
    "wrong-type",
    "What is written has another shape than what belongs here: a list where one text belongs, a text where a list belongs, or keys where there "
    "should be none. The finding shows how to write it.",
)
DUPLICATE_KEY = error(
    "L107",
    "duplicate-key",
    "The same key is written twice in one place. Only one could count, and nobody could tell which one was meant. Keep the right one and delete the other.",
)
EMPTY_VALUE = error(
    "L108",
    "empty-value",
    "A key is there without a value. Write the value after the colon, or delete the line when the key is not needed.",
)
UNQUOTED_COLOUR = error(
    "L109",
    "unquoted-colour",
    "In YAML, a `#` after a space begins a remark, so a colour written as `accent: #1D2B33` is read as a remark and the value is empty. Put the "
    'colour in quotes: `accent: "#1D2B33"`.',
)
YAML_SYNTAX = error(
    "L110",
    "yaml-syntax",
    "The file breaks a rule of YAML, the form that definitions are written in, so nothing after that place can be read. The usual reasons: a colon "
    "without a space after it, a text that holds a colon and is not in quotes, a quotation mark or bracket that is never closed, or a line "
    "that is not indented like its neighbours.",
)
TAB_INDENTATION = error(
    "L111",
    "tab-indentation",
    "A line begins with a tab. YAML counts spaces to see what belongs together, and a tab is not a number of spaces. Replace the tab with two "
    "spaces for each step; most editors can do this by themselves for .yaml files.",
)
LOOPING_ANCHOR = error(
    "L112",
    "looping-anchor",
    "A `*name` repeats a part of the file that contains itself, which would never end. Write the part out instead of repeating it.",
)
TOO_LARGE = error(
    "L113",
    "too-large",
    "The file holds far more than any handout needs: with everything that its `*names` repeat far more values, values nested far deeper, a section of more than 10,000 lines, or more than "
    "a thousand mistakes, which often have one cause. Wardleaf stops rather than fill the computer's memory. Write the file without repeated parts, part a long section, and mend the "
    "mistakes that are told first.",
)
YAML_TAG = error(
    "L114",
    "yaml-tag",
    "A value that begins with `!` is an instruction to a program in YAML. Wardleaf reads plain text, lists and keys only, and never runs anything. "
    "Delete the word that begins with `!`; when it is meant as text, put the text in quotes.",
)
SEVERAL_DOCUMENTS = error(
    "L115",
    "several-documents",
    "A line `---` in the middle of a YAML file begins a second document, which would be left out without a word. Make two files of it, or delete the line.",
)
MERGE_KEY = error(
    "L116",
    "merge-key",
    "`<<` copies keys from elsewhere in some programs; Wardleaf does not read it, so that what a file says can be seen in the file. Write the keys out. "
    "Clinics and styles have `extends` for what several share.",
)
KEY_NOT_TEXT = error(
    "L117",
    "key-not-text",
    "What stands left of the colon is a list or a group of keys. Most often a clinic fact in double braces is not in quotes: YAML uses braces "
    'too. Write `address: "{{ clinic.website }}"`.',
)
HIDDEN_CHARACTERS = info(
    "L118",
    "hidden-characters",
    "Text pasted from Word or a web page brought characters that cannot be seen, such as soft hyphens and zero-width spaces, or letters "
    "whose accents are characters of their own. They would break words in the wrong place and spoil searching, so Wardleaf cleans them. Nothing needs "
    "to be done.",
)
WRONG_VALUE = error(
    "L119",
    "wrong-value",
    "The value has the right shape, but it is not one that is possible here: a word that is not on the list, a date that does not exist, a length without a unit. "
    "The finding shows what can be written.",
)
UNKNOWN_ANCHOR = error(
    "L120",
    "unknown-anchor",
    "In YAML, a value that begins with `*` repeats a part of the file that was given that name, and there is no such part. When the star is meant as "
    'text, put the text in quotes: `"*Please* call us"`.',
)
NOT_ONE_CHOICE = error(
    "L121",
    "not-one-choice",
    "Exactly one of several keys belongs here, and none or several are written. An entry of `sections` that is written in place, for example, is one write-in space or "
    "one diary or one list of contacts. Put each on a list item of its own.",
)

CURLY_QUOTES = error(
    "L122",
    "curly-quotes",
    "Word turns the straight marks that YAML knows into curly ones, which are part of the text: a phone number would print with them. Write straight marks, or none. "
    'When the text is to print in curly marks, put straight ones round them: `"“Why me?”"`.',
)
UNFINISHED_MERGE = error(
    "L123",
    "unfinished-merge",
    "Git puts lines of `<<<<<<<`, `=======` and `>>>>>>>` round the two versions of a place that two people changed. Keep one of the two, or both, and delete the three lines.",
)

LONG_LINE = error(
    "L130",
    "line-too-long",
    "A line of a definition, section, clinic or style has at most 20,000 characters, some ten printed pages. A longer one is no writing: perhaps a picture or a database was pasted, or "
    "another file saved under this name.",
)

NEAR_PLACE = error(
    "L131",
    "fact-not-filled-in",
    "A fact of the clinic is named in two plain braces at either side, `{{ clinic.fever.rule }}`, a field of a personal copy as `{{ field.nurse }}`, in small letters and with nothing else inside. One brace, three, other "
    "brackets and the marks of other programs are not read, and would print as they stand, in a call box, too.",
)

CUT_BY_REMARK = error(
    "L132",
    "text-cut-by-a-remark",
    'In YAML a `#` after a space begins a remark: of `Ask at desk #2` only `Ask at desk` would print. Put the whole text in quotes: `"Ask at desk #2"`. A remark that is meant as one stands '
    "after two spaces and begins with a word: `code: DOC-001  # on every page`.",
)
FOREIGN_INDENTATION = error(
    "L133",
    "foreign-indentation",
    "A line begins with a blank that is no space, or has one after its colon or hyphen: a no-break space, as Word and web pages write it, or a wide or thin one. YAML counts plain spaces only, and nobody can see the "
    "difference. Delete the blanks at the place shown and type spaces.",
)


FAULTS: tuple[Fault, ...] = (
    WRONG_ENCODING,
    EMPTY_FILE,
    CONTROL_CHARACTER,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    DUPLICATE_KEY,
    EMPTY_VALUE,
    UNQUOTED_COLOUR,
    YAML_SYNTAX,
    TAB_INDENTATION,
    LOOPING_ANCHOR,
    TOO_LARGE,
    YAML_TAG,
    SEVERAL_DOCUMENTS,
    MERGE_KEY,
    KEY_NOT_TEXT,
    HIDDEN_CHARACTERS,
    WRONG_VALUE,
    UNKNOWN_ANCHOR,
    NOT_ONE_CHOICE,
    CURLY_QUOTES,
    UNFINISHED_MERGE,
    LONG_LINE,
    NEAR_PLACE,
    CUT_BY_REMARK,
    FOREIGN_INDENTATION,
)
