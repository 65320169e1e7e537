"""What typesetting may have to say: T codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from wardleaf.document.model import PictureData
from wardleaf.findings import Finding, SourceFile, Span, error, info, warning

MISSING_GLYPH = error(
    "T501",
    "missing-glyph",
    "No font of this style has the character, so paper would show an empty box or nothing. Write the word in Latin letters, or say a sign in words; what is in a source's title may be written so, too. "
    "Or ask the designer to add a font with that script to the style.",
)
DOES_NOT_FIT = error(
    "T502",
    "does-not-fit",
    "Something cannot be broken over pages and is larger than a page of this edition. Make it shorter, or leave it out of this "
    "edition with `when:`.",
)
BAD_PICTURE = error(
    "T503",
    "picture-not-drawn",
    "The picture could not be drawn: it is damaged, or uses something that Wardleaf does not draw. Save it again as PNG.",
)
LOW_RESOLUTION = info(
    "T504",
    "picture-of-few-dots",
    "A picture printed with fewer than 200 dots an inch looks blurred on paper. Use a larger original.",
)
NO_SUCH_FONT = error(
    "T506",
    "font-not-found",
    "The style names a font file that is neither shipped with Wardleaf nor in styles/fonts/. Check the name in the style's `fonts:`.",
)

WORDS_BROKEN = warning(
    "T507",
    "table-too-wide",
    "The columns of a table or diary are together wider than the page, so that words in its cells are broken in the middle. Take fewer columns "
    "or shorter words, turn rows into columns, or leave the table out of this edition with `when:`.",
)

NUMBER_TOO_WIDE = error(
    "T509",
    "number-without-room",
    "A number with its unit (“1500 mg”), a date, a range or a phone number stands on one line, or it could be read as another one: “150 / 0 mg”. Here it is wider than its column. Take fewer columns, turn rows into columns, "
    "write a list instead of a table, or leave the table out of this edition with `when:`. A phone number that is wider than the page is better written without its country code.",
)

FITTED = info(
    "T508",
    "fitted-booklet",
    "The definition's `fit:` says what may give way so that a booklet fills its sheets. This tells which of it was done. Without `fit:`, pages to "
    "write on are added before the last page.",
)

BAD_FONT = error(
    "T510",
    "font-not-usable",
    "A font in styles/fonts/ cannot be printed with. Wardleaf prints with TrueType fonts (.ttf), one file for each weight: not with OpenType fonts of PostScript outlines (.otf), web fonts (.woff, .woff2), "
    "collections (.ttc) or variable fonts. Ask whoever made the brand for the static TrueType files, and copy them into styles/fonts/ as they are.",
)

NAME_WITHOUT_ROOM = error(
    "T511",
    "name-without-room",
    "On the front of a personal copy stands for whom it is, so that nobody hands it to another person. Title, message and telephone numbers leave no room for this name, also after all that can wait was "
    "moved to the next page. Shorten the title, or give the edition larger paper in the style.",
)

CALL_BOX_CUT = warning(
    "T512",
    "call-box-cut",
    "The box that says when to call has its emergency number at its end. Where a page ends inside it, a reader who is frightened sees half of it. Say the signs in fewer words, so that the box "
    "stands whole on a page below the heading before it.",
)

WORD_CUT = warning(
    "T513",
    "word-cut",
    "A word or an address is wider than its line and is cut where the line ends, between any two letters and without a sign. Write a hyphen where it may be cut, or another word; a long address is better as a link with words, or "
    "left out of this edition with `when:`. A patient's name that is so long goes on on the next line, without a word.",
)

NUMBERS_OFF_FRONT = error(
    "T515",
    "numbers-off-front",
    "The first page holds the numbers to call, for whoever has no time to turn pages. Here the title, with all that can wait moved to the next page, leaves no room for them. Shorten the title, or give the "
    "edition larger paper in the style.",
)

FIT_WOULD_HELP = info(
    "T514",
    "fit-would-help",
    "A booklet has a multiple of four pages, and where the text ends before, pages to write on are added. Here two or three were added, and a trial shows that with other numbers of lines to write on there would be "
    "none. The line `fit:` in the definition lets Wardleaf choose the number, for this clinic and for others.",
)

FAULTS = (
    MISSING_GLYPH,
    DOES_NOT_FIT,
    BAD_PICTURE,
    LOW_RESOLUTION,
    NO_SUCH_FONT,
    WORDS_BROKEN,
    FITTED,
    NUMBER_TOO_WIDE,
    BAD_FONT,
    NAME_WITHOUT_ROOM,
    CALL_BOX_CUT,
    NUMBERS_OFF_FRONT,
    WORD_CUT,
    FIT_WOULD_HELP,
)


def box_cut(span: Span | None, page: int) -> Finding:
    """The box written at `span`, which page `page` begins and does not end."""
    message = f"page {page} ends inside the box that says when to call, and its emergency number stands on the next"
    return CALL_BOX_CUT.at(span, message, hint="say the signs in fewer words")


def picture_not_drawn(picture: PictureData, span: Span | None) -> Finding:
    """The picture that is named at `span` cannot be drawn."""
    instead = "SVG or PNG" if picture.kind == "svg" else "PNG, not larger than 4,000 pixels a side"
    return BAD_PICTURE.at(
        span, f"“{picture.path}” could not be drawn, since the file is damaged; save it again as {instead}"
    )


def number_too_wide(words: str, span: Span | None, files: Sequence[SourceFile], *, edition: str) -> Finding:
    """`words`, written at `span` or in one of `files`, are wider than their column; they are left out where they are a
    patient's.
    """
    said = f"“{words}” is" if words else "what is filled in here is"
    message = f"{said} wider than its column in the edition `{edition}`, and a number is never broken over two lines"
    span = span or next(
        (Span(file, number, column + 1, len(words)) for file, number, column in _places(words, files)), None
    )
    return NUMBER_TOO_WIDE.at(span, message, help="write it shorter, or give it more room")


def word_cut(words: str, span: Span | None, files: Sequence[SourceFile], *, edition: str) -> Finding:
    """The word `words`, written at `span` or in one of `files`, is wider than its line."""
    words = words.strip(".,;:!?()“”‘’")
    places = _places(words, [span.file, *files] if span else files)
    found = next(
        (
            Span(file, number, column + 1, len(words))
            for file, number, column in places
            if not span or number >= span.line or file is not span.file
        ),
        span,
    )
    address = re.search(r"://|www\.|@|\w\.\w", words)
    advice = (
        "give a shorter address, or a link with words"
        if address
        else "write a hyphen where it may be cut, or another word"
    )
    return WORD_CUT.at(
        found,
        f"“{words}” is wider than its line in the edition `{edition}`, and is cut where the line ends",
        help=advice,
    )


def _places(words: str, files: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, int, int]]:
    """Where `words` stand in `files`: file, line and column."""
    for file in files:
        for number, line in enumerate(file.text.split("\n"), 1):
            column = line.find(words) if words else -1
            if column >= 0:
                yield file, number, column


def _instead(char: str) -> str:
    """What to write for a character that no face has."""
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and plain.isascii() and plain.isprintable():
        return f"write “{plain}”"
    kind = unicodedata.category(char)
    if kind.startswith("L"):
        return "write this word in Latin letters"
    if kind.startswith("M"):
        return "write the letter and its mark as one character, or without the mark"
    return "leave it out, or say it in words"


def name_without_room(span: Span | None, *, edition: str) -> Finding:
    """The name of whoever a copy is for does not fit on the front; which it is, is not told."""
    message = f"the name of the person whom this copy is for finds no room on the front of the edition `{edition}`"
    return NAME_WITHOUT_ROOM.at(span, message, help="shorten the title")


def numbers_off_front(span: Span | None, *, edition: str) -> Finding:
    """The numbers to call do not fit on the front."""
    message = f"the numbers to call find no room on the first page of the edition `{edition}`"
    return NUMBERS_OFF_FRONT.at(span, message, help="shorten the title")


def missing_glyph(char: str, text: str, span: Span | None, files: Sequence[SourceFile]) -> Finding:
    """No face has `char`, which stands in `text`, written at or after `span`, or in one of `files`."""
    message = (
        f"the font has no “{char}” (U+{ord(char):04X}, {unicodedata.name(char, 'a character without a name').lower()})"
    )
    places = [(span.file, span.line), *((file, 1) for file in files)] if span else [(file, 1) for file in files]
    for file, first in places:
        for number in range(first, file.text.count("\n") + 2):
            column = file.line(number).find(char)
            if column >= 0:
                return MISSING_GLYPH.at(Span(file, number, column + 1), message, hint=_instead(char))
    return MISSING_GLYPH.at(span, f"{message}, which stands in “{text[:40]}”", hint=_instead(char))
