"""From the kids of an element to words for the line breaker: each stretch in its face, size and colour, with the slot
that it fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from wardleaf.display import TextLook
from wardleaf.findings import Finding, SourceFile, Span
from wardleaf.reading.tree import Gap, Kid, LinkSlot, Slot, StructElem
from wardleaf.style.schema import Floor, InlineStyle, TextStyle, Weight
from wardleaf.text.faces import FontBook
from wardleaf.typeset import faults
from wardleaf.typeset.lines import Fragment, Hold, Word
from wardleaf.units import Colour
from wardleaf.values import replace

if TYPE_CHECKING:
    from wardleaf.typeset.field_text import FieldText

_PARTS = re.compile(r"[^ ]+| +")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}[-–—])(?=[^\W\d_]{2})")
_MAY_BREAK = re.compile(r"[-–—]|://|www\.")  # in no other text is there a place to break inside a word
_FIGURE = re.compile(r"[\d¼½¾⅓⅔⅛]")
_LOCATOR = re.compile(
    r"://|www\.|@|[a-z]{2}\.[a-z]{2}|10\.\d{4,9}/"
)  # an address of the web or of e-mail, a DOI: their figures are no number
_DOI = re.compile(r"10\.\d{4,9}/")
_BEFORE_HYPHEN = re.compile(r"(?<=[^-])(?=-)")
_BARE_ADDRESS = re.compile(r"[a-z]{2}\.[a-z]{2,}/|@\w")
# After a slash, else before a sign: a hyphen at the end of a line would be taken for ours, and left out when the
# address is copied.
_ADDRESS = re.compile(r"(?<=[^/:]/)(?=[^/])|(?<=[^/?&=_~#%-])(?=[?&=_~#%-])")
_SOLID: dict[Weight, Weight] = {
    "bold": "bold",
    "semibold": "bold",
    "italic": "bold-italic",
    "regular": "bold",
    "bold-italic": "bold-italic",
}
_LEANING: dict[Weight, Weight] = {
    "bold": "bold-italic",
    "semibold": "bold-italic",
    "regular": "italic",
    "italic": "regular",
    "bold-italic": "bold",
}


@dataclass(slots=True)
class Setting:
    """What a walk over runs needs to know: faces, colours and floors; and where it collects what no face can show.

    `files` are those in which words without a place of their own were written. `field_texts` are the paragraphs that
    hold values of a personal copy, whether they found a place on a page or not.
    """

    fonts: FontBook
    inline: InlineStyle
    floor: Floor
    findings: list[Finding] = field(default_factory=list)
    files: Sequence[SourceFile] = ()
    field_texts: list[FieldText] = field(default_factory=list)


class _Manner(Struct, frozen=True):
    weight: Weight
    size: float
    colour: Colour
    rise: float = 0.0
    link: LinkSlot | None = None
    underline: float = 0.0
    outline: float = 0.0
    value: bool = False


@dataclass(slots=True)
class _Words:
    """Words under construction: text arrives in stretches, and a word may go on from one stretch into the next."""

    setting: Setting
    span: Span | None
    words: list[Word] = field(default_factory=list)
    open: Word | None = None
    citing: bool = False

    def close(self) -> None:
        if self.open is not None:
            self.words.append(self.open)
            self.open = None

    def add_fragment(self, text: str, look: TextLook, width: float) -> None:
        if self.open is None:
            self.open = Word([Fragment(text, look, width)], width)
        else:
            last = self.open.fragments[-1]
            if last.look is look:
                self.open.fragments[-1] = Fragment(last.text + text, look, last.width + width)
            else:
                self.open.fragments.append(Fragment(text, look, width))
            self.open.width += width

    def add_text(self, text: str, looks: _Looks) -> None:
        look = looks.text
        measure, scale = look.face.measure, look.size / 1000
        whole = not _MAY_BREAK.search(text)
        figures = not self.citing and _FIGURE.search(text) is not None
        for part in _PARTS.findall(text):
            if part[0] == " ":
                if self.open is not None:
                    self.open.space = _space_after(self.open)
                    self.close()
                elif self.words and not self.words[-1].must_break and not self.words[-1].space:
                    self.words[-1].space = _space_after(self.words[-1])
                continue
            hold: Hold = "word"
            if figures and _FIGURE.search(part):
                hold = "address" if _LOCATOR.search(part) else "figures"
            elif not whole and _is_address(part):
                hold = "address"
            for index, piece in enumerate((part,) if whole else _pieces(part)):
                if index:
                    self.close()
                try:
                    width = measure(piece) * scale
                except KeyError:  # a sign that this face lacks
                    for stretch, sign_look in looks.stretches(piece, self):
                        self.add_fragment(stretch, sign_look, sign_look.face.measure(stretch) * scale)
                    self.add_fragment("", look, 0.0)  # so that a space after it is set in a face that has one
                else:
                    self.add_fragment(piece, look, width)
                if hold != "word" and self.open is not None:
                    self.open.hold = hold

    def glue(self) -> None:
        """Let what follows stand on the line of the last word: its space no longer breaks."""
        if self.open is None and self.words and self.words[-1].space and not self.words[-1].must_break:
            word = self.words.pop()
            last = word.fragments[-1]
            word.fragments[-1] = Fragment(last.text + "\u00a0", last.look, last.width + word.space)
            word.width += word.space
            word.space = 0.0
            self.open = word

    def break_line(self) -> None:
        self.close()
        if self.words:
            self.words[-1].must_break = True
            self.words[-1].space = self.words[-1].space or _space_after(self.words[-1])


def _space_after(word: Word) -> float:
    """The width of a space in the look that it is drawn in: that of the word before it."""
    look = word.fragments[-1].look
    return look.face.measure(" ") * look.size / 1000


def _is_address(part: str) -> bool:
    return "://" in part or part.startswith("www.")


def _pieces(part: str) -> list[str]:
    """`part` cut where a line may break inside it: after hyphens between letters, in addresses after a slash or before
    a sign.
    """
    if _is_address(part):
        return [piece for piece in _ADDRESS.split(part) if piece]
    if _DOI.search(part):
        return [part]
    if _BARE_ADDRESS.search(part):
        return [piece for piece in _BEFORE_HYPHEN.split(part) if piece]
    if "-" in part or "–" in part or "—" in part:
        return [piece for piece in _HYPHEN.split(part) if piece]
    return [part]


@dataclass(slots=True)
class _Looks:
    """The look of one stretch, and, made when a sign asks for it, that of the face for signs its own face lacks."""

    text: TextLook
    weight: Weight

    def stretches(self, text: str, words: _Words) -> Iterator[tuple[str, TextLook]]:
        """`text` cut by the face that has each character; what no face has becomes a finding, and is set as a question
        mark.
        """
        missing = words.setting.fonts.missing(text, self.weight)
        for char in missing:
            words.setting.findings.append(faults.missing_glyph(char, text, words.span, words.setting.files))
        looks = (self.text, *(replace(self.text, face=face) for face in words.setting.fonts.fallbacks(self.weight)))
        known = ["?" if char in missing else char for char in text]
        shown = [(char, next((look for look in looks if char in look.face.glyphs), looks[-1])) for char in known]
        for look, group in groupby(shown, key=itemgetter(1)):
            yield "".join(char for char, _ in group), look


def set_kids(
    kids: Sequence[Kid], style: TextStyle, setting: Setting, *, span: Span | None = None, role: str = "P"
) -> tuple[Word, ...]:
    """The words of `kids`, those of an element whose role in the content stream is `role`, in `style`."""
    words = _Words(setting, span)
    _set(kids, _Manner(style.weight, style.size.pt, style.colour), words, role)
    words.close()
    return tuple(words.words)


def artifact_words(text: str, style: TextStyle, setting: Setting, *, outline: float = 0.0) -> tuple[Word, ...]:
    """The words of `text` in `style`, in no element: for running lines and other furniture. With an `outline` in
    points, letters show as lines.
    """
    words = _Words(setting, None)
    looks = _looks(_Manner(style.weight, style.size.pt, style.colour, outline=outline), None, "P", setting)
    words.add_text(text, looks)
    words.close()
    return tuple(words.words)


def _looks(manner: _Manner, slot: Slot | None, role: str, setting: Setting) -> _Looks:
    face = setting.fonts.face(manner.weight)
    text = TextLook(
        face,
        manner.size,
        manner.colour,
        slot,
        role,
        manner.rise,
        manner.link,
        manner.underline,
        manner.outline,
        manner.value,
    )
    return _Looks(text, manner.weight)


def _set(kids: Sequence[Kid], manner: _Manner, words: _Words, role: str) -> None:
    """Add the words of `kids`; what the last link of a citation stands in is no more than a place."""
    for kid in kids:
        match kid:
            case Slot() | Gap():
                looks = _looks(manner, kid if isinstance(kid, Slot) else None, role, words.setting)
                for number, line in enumerate(kid.words.split("\n")):
                    if number:
                        words.break_line()
                    if line:
                        words.add_text(line, looks)
            case LinkSlot():
                pass  # where its words can be followed, which are its neighbours
            case StructElem():
                _set_inline(kid, manner, words)
            case _:
                assert_never(kid)


def _set_inline(element: StructElem, manner: _Manner, words: _Words) -> None:
    inline = words.setting.inline
    match element.role:
        case "Strong":
            _set(element.kids, replace(manner, weight=_SOLID[manner.weight]), words, "Span")
        case "Em":
            _set(element.kids, replace(manner, weight=_LEANING[manner.weight]), words, "Span")
        case "Link":
            (slot,) = (kid for kid in element.kids if isinstance(kid, LinkSlot))
            linked = replace(manner, link=slot)
            if not words.citing and not slot.target.startswith("tel:"):
                linked = replace(linked, colour=inline.link, underline=inline.underline.thickness.pt)
            _set(element.kids, linked, words, "Link")
        case "Reference":
            words.glue()
            words.citing = True  # its figures make no number of the word before them
            weight = "regular" if manner.weight == "italic" else manner.weight
            _set(element.kids, replace(manner, weight=weight, colour=inline.citation), words, "Reference")
            if words.open is not None:
                words.open.numbers = (*words.open.numbers, *element.cites)
            words.citing = False
        case _:
            _set(element.kids, _for_purpose(element, manner, words.setting), words, "Span")


def _for_purpose(element: StructElem, manner: _Manner, setting: Setting) -> _Manner:
    match element.purpose:
        case "":
            return manner
        case "value":
            return replace(manner, value=True)
        case "raised":
            size = max(manner.size * 0.65, setting.floor.superscript.pt)
            return replace(manner, size=size, rise=manner.size * 0.33)
        case _:
            assert_never(element.purpose)
