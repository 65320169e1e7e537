"""A copy template: a file whose pages stand, and of which only the lines with values are set anew for each personal
copy.

A template takes values only when nothing but those lines can differ from a layout of its own: every paragraph with
values, on a page or tried and put aside, must give the layout the same answers that it gave before. Then the copy is,
byte for byte, the file that setting everything would have made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from wardleaf.display import Box, FieldLines, GlyphRun, LinkArea, Page, PageItem, Picture, Values, ink_of
from wardleaf.pdf.contents import Stretch, stream_of, write_items
from wardleaf.pdf.file import CutPage, FinishedPdf
from wardleaf.text.faces import Face
from wardleaf.typeset.field_text import FieldText, FieldWords
from wardleaf.typeset.layout import LaidDocument
from wardleaf.typeset.lines import Holds, Word, natural_width, widest_word
from wardleaf.typeset.runs import Setting


class RowWords:
    """The values of a row (by field, as printed), and what paragraphs are with them: composed and broken once, however
    many templates of one handout and style are asked.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._words: dict[FieldWords, Sequence[Word] | None] = {}
        self._counts: dict[tuple[FieldWords, float], int] = {}

    def words(self, made_of: FieldWords, setting: Setting) -> Sequence[Word] | None:
        """The words of a paragraph; None when no face has one of their signs."""
        if made_of not in self._words:
            words = made_of.words(self._values, setting)
            self._words[made_of] = None if setting.findings else words
            setting.findings.clear()
        return self._words[made_of]

    def line_count(self, made_of: FieldWords, words: Sequence[Word], width: float) -> int:
        """How many lines it has at `width` points with its `words`."""
        key = (made_of, width)
        if key not in self._counts:
            self._counts[key] = len(made_of.lines(words, width))
        return self._counts[key]


class _Answers(Struct, frozen=True):
    """What the layout was told of paragraphs made of the same: lines by width, widest words, widths on one line."""

    lines: Mapping[float, int]
    narrowest: frozenset[tuple[Holds, float]]
    natural: frozenset[float]

    def agree(self, made_of: FieldWords, words: Sequence[Word], row: RowWords) -> bool:
        """Whether `words`, which `row` gives, would have given the same."""
        return (
            all(row.line_count(made_of, words, width) == count for width, count in self.lines.items())
            and all(widest_word(words, holds) == told for holds, told in self.narrowest)
            and (not self.natural or self.natural == {natural_width(words)})
        )


class _Lines(Struct, frozen=True):
    """Lines with values: where they were placed and by which paragraph, of which of the kinds that is (an index), and
    how many marks they have.
    """

    values: Values
    text: FieldText
    kind: int
    marks: int


class _Page(Struct, frozen=True):
    """A page with values: its lines, what stands before, between and after them as written, with its first line's first
    MCID, and the box of that.

    `height` is the page's in points, `stream` the number of its contents.
    """

    lines: tuple[_Lines, ...]
    standing: tuple[tuple[str, ...], ...]
    marks: tuple[int, ...]
    stream: int
    still: Box | None
    height: float


class CopyTemplate:
    """Pages that stand, with lines that hold values; `file` is packed but for those pages, whose streams `late`
    numbers.

    Not `usable` when a value stands where it cannot be set anew: in a link, in a repeated heading, in letters that the
    file has for it alone.
    """

    def __init__(
        self, laid: LaidDocument, pages: Sequence[Page], lines: Sequence[FieldLines], made: FinishedPdf
    ) -> None:
        setting = laid.context.setting
        self.file = made.file
        self._names = made.names
        kinds = _kinds(setting.field_texts)
        known = {made_of: index for index, (made_of, _) in enumerate(kinds)}
        # Without its own values, a template asks of a row what others have asked already.
        self._kinds = tuple((made_of.emptied(), answers) for made_of, answers in kinds)
        self._letters = {face: frozenset(shown) | face.usual_letters() for face, shown in _shown(made.standing).items()}
        changing = [stretch for page in made.cut.values() for stretch in page.stretches[1::2]]
        self._faces = frozenset(_shown(changing))
        self._pages = {
            number: _page(cut, pages[number], [each for each in lines if each.page == number], known)
            for number, cut in made.cut.items()
        }
        inked = [(self._pages[each.page].still, pages[each.page].items[each.start : each.end]) for each in lines]
        self.usable = (
            made.tagged
            and not any(
                isinstance(item, GlyphRun) and item.look.value and item.values is None
                for page in pages
                for item in page.items
            )
            and all(self._showable(stretch.shown) for stretch in changing)
            and all(_can_stand_alone(items) and _inside(ink_of(items), still) for still, items in inked)
        )
        self._setting = Setting(setting.fonts, setting.inline, setting.floor)

    @property
    def pages(self) -> Mapping[int, int]:
        """The pages with values (by index), and the number of each one's stream."""
        return {number: page.stream for number, page in self._pages.items()}

    def fill(self, row: RowWords) -> Mapping[int, bytes] | None:
        """The streams of the pages with values, by number, with those of `row` in place; None when those need a layout
        of their own.
        """
        words: list[Sequence[Word]] = []
        for made_of, answers in self._kinds:
            found = row.words(made_of, self._setting)
            if found is None or not answers.agree(made_of, found, row):
                return None
            words.append(found)
        made: dict[int, bytes] = {}
        faces: set[Face] = set()
        for page in self._pages.values():
            operators = [*page.standing[0]]
            for lines, first_mark, after in zip(page.lines, page.marks, page.standing[1:]):
                items = lines.text.place_anew(words[lines.kind], lines.values)
                if any(isinstance(item, GlyphRun) and item.wide for item in items) or not _inside(
                    ink_of(items), page.still
                ):
                    return None
                written = write_items(items, page.height, self._names, surroundings=_NOTHING, first_mark=first_mark)
                if len(written.slots) != lines.marks or not self._showable(written.shown):
                    return None
                faces.update(written.shown)
                operators += (*written.operators, *after)
            made[page.stream] = stream_of(operators)
        return made if faces == self._faces else None

    def _showable(self, shown: Mapping[Face, set[str]]) -> bool:
        """Whether the file would have all that is `shown` if no value were shown."""
        return all(characters <= self._letters.get(face, face.usual_letters()) for face, characters in shown.items())


class _Nothing:
    """What surrounds lines with values: neither pictures nor links stand in them."""

    def show_picture(self, picture: Picture, height: float) -> Sequence[str]:
        raise AssertionError("a picture among values")

    def add_link(self, area: LinkArea) -> None:
        raise AssertionError("a link among values")


_NOTHING = _Nothing()


def _shown(stretches: Iterable[Stretch]) -> dict[Face, set[str]]:
    """The characters that `stretches` show of each face."""
    shown: dict[Face, set[str]] = {}
    for stretch in stretches:
        for face, characters in stretch.shown.items():
            shown.setdefault(face, set()).update(characters)
    return shown


def _can_stand_alone(items: Iterable[PageItem]) -> bool:
    """Whether `items` are written alone as they are within their page: text in no artifact, which leads nowhere."""
    return all(isinstance(item, GlyphRun) and item.owner is None and item.look.link is None for item in items)


def _kinds(texts: Sequence[FieldText]) -> tuple[tuple[FieldWords, _Answers], ...]:
    """What `texts` are made of, each once, with what the layout was told of all that are made of it."""
    found: dict[FieldWords, list[FieldText]] = {}
    for text in texts:
        found.setdefault(text.made_of, []).append(text)
    return tuple(
        (
            made_of,
            _Answers(
                {width: count for text in same for width, count in text.lines_told.items()},
                frozenset(told for text in same for told in text.narrowest_told),
                frozenset(told for text in same for told in text.natural_told),
            ),
        )
        for made_of, same in found.items()
    )


def _page(cut: CutPage, page: Page, placed: Sequence[FieldLines], known: Mapping[FieldWords, int]) -> _Page:
    marks: list[int] = []
    count = 0
    for index, stretch in enumerate(cut.stretches):
        if index % 2:
            marks.append(count)
        count += len(stretch.slots)
    lines = tuple(
        _Lines(place.values, place.values.text, known[place.values.text.made_of], len(stretch.slots))
        for place, stretch in zip(placed, cut.stretches[1::2])
        if isinstance(place.values.text, FieldText)
    )
    changing = {item for place in placed for item in range(place.start, place.end)}
    still = ink_of(item for index, item in enumerate(page.items) if index not in changing)
    # Joined as they are in the stream; no operators join to nothing, not to an empty line.
    standing = tuple(("\n".join(stretch.operators),) if stretch.operators else () for stretch in cut.stretches[::2])
    return _Page(lines, standing, tuple(marks), cut.stream, still, page.size[1])


def _inside(box: Box | None, still: Box | None) -> bool:
    """Whether `box` adds nothing to `still`."""
    if box is None:
        return True
    return still is not None and still[0] <= box[0] and still[1] <= box[1] and box[2] <= still[2] and box[3] <= still[3]
