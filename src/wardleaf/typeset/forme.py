"""The forme: a file whose pages stand, and of which only the lines with values are set anew for each personal copy.

A forme takes values only when nothing but those lines can differ from a layout of its own: every paragraph with values, on a page or tried and put aside, must give
the layout the same answers that it gave before. Then the copy is, byte for byte, the file that setting everything would have made.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wardleaf.pdf.marks import MarksAgain
from wardleaf.pdf.object_file import ObjectFile
from wardleaf.text.faces import Face
from wardleaf.typeset.canvas import Ink, Slug
from wardleaf.typeset.field_text import FieldText, FieldWords, count_values
from wardleaf.typeset.layout import LaidDocument
from wardleaf.typeset.lines import Holds, Word, natural_width, widest_word
from wardleaf.typeset.runs import Setting


class RowWords:
    """The values of a row (by field, as printed), and what paragraphs are with them: composed and broken once, however many formes of one handout and style are asked."""

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


@dataclass(frozen=True, slots=True)
class _Answers:
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


@dataclass(frozen=True, slots=True)
class _Slug:
    """A slug, the paragraph whose lines it has, and of which of the kinds that is (an index)."""

    slug: Slug
    text: FieldText
    kind: int


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with slugs: the slugs, the operators before, between and after them, the number of its stream, and the box of what is inked outside the slugs."""

    slugs: tuple[_Slug, ...]
    operators: tuple[tuple[str, ...], ...]
    stream: int
    still: tuple[float, ...]


class Forme:
    """Pages that stand, with slugs that hold values; `file` is packed but for the pages with slugs, whose streams `late` numbers.

    Not `usable` when a value stands where it cannot be set anew: in a link, in a repeated heading, in letters that the file has for it alone.
    """

    def __init__(self, laid: LaidDocument, ink: Ink, file: ObjectFile) -> None:
        setting = laid.context.setting
        self.file = file
        self._letters = {face: characters | face.usual_letters() for face, characters in ink.shown_without_slugs().items()}
        self._faces = frozenset(face for slug in ink.slugs for face in slug.shown)
        kinds = _kinds(setting.field_texts)
        known = {made_of: index for index, (made_of, _) in enumerate(kinds)}
        # Without its own values, a forme asks of a row what others have asked already.
        self._kinds = tuple((made_of.emptied(), answers) for made_of, answers in kinds)
        slugs = [_Slug(slug, slug.text, known[slug.text.made_of]) for slug in ink.slugs if isinstance(slug.text, FieldText)]
        self._pages = tuple(
            _page(ink, page, tuple(slug for slug in slugs if slug.slug.page == page), stream)
            for page, stream in zip(ink.pages_with_values, file.late)
        )
        self.usable = (
            ink.marks.wanted
            and ink.slugs_can_be_recast
            and len(slugs) == len(ink.slugs)
            and setting.values_set == sum(count_values(text.made_of.runs) for text in setting.field_texts)
            and all(self._showable(slug.shown) for slug in ink.slugs)
            and all(_inside(slug.slug.box, page.still) for page in self._pages for slug in page.slugs)
        )
        self._setting = Setting(setting.fonts, setting.inline, setting.floor)
        self._size = (laid.geometry.width, laid.geometry.height)

    @cached_property
    def _ink(self) -> Ink:
        """Where lines are set anew, one after the other; most files are made once, and need none."""
        ink = Ink(self._setting.fonts, MarksAgain(), page_numbers={})
        ink.start_page(*self._size)
        return ink

    @property
    def pages(self) -> Mapping[int, int]:
        """The pages with slugs (by index), and the number of each one's stream."""
        return {page.slugs[0].slug.page: page.stream for page in self._pages}

    def fill(self, row: RowWords) -> Mapping[int, bytes] | None:
        """The streams of the pages with slugs, by number, with the values of `row` in place; None when those need a layout of their own."""
        words: list[Sequence[Word]] = []
        for made_of, answers in self._kinds:
            found = row.words(made_of, self._setting)
            if found is None or not answers.agree(made_of, found, row):
                return None
            words.append(found)
        made: dict[int, bytes] = {}
        faces: set[Face] = set()
        for page in self._pages:
            code = ["", *page.operators[0]]
            for slug, after in zip(page.slugs, page.operators[1:]):
                drawn, operators = self._recast(slug, words[slug.kind])
                if self._ink.too_wide:
                    self._ink.too_wide.clear()
                    return None
                if drawn.marks != slug.slug.marks or not _inside(drawn.box, page.still) or not self._showable(drawn.shown):
                    return None
                faces.update(drawn.shown)
                code += (*operators, *after)
            made[page.stream] = zlib.compress("\n".join((*code, " ", "")).encode("ascii"))
        return made if faces == self._faces else None

    def _recast(self, slug: _Slug, words: Sequence[Word]) -> tuple[Slug, Sequence[str]]:
        """`slug` recast with `words`: what that inked, showed and marked, and its operators."""
        marks = self._ink.marks
        if isinstance(marks, MarksAgain):
            marks.next_mark = slug.slug.first_mark
        place = slug.slug
        with self._ink.slug(slug.text, place.x, place.top, place.width):
            slug.text.draw_anew(self._ink, words, place.x, place.top, place.width)
        return self._ink.slugs.pop(), self._ink.take_operators()

    def _showable(self, shown: Mapping[Face, set[str]]) -> bool:
        """Whether the file would have all that is `shown` if no value were shown."""
        return all(characters <= self._letters.get(face, face.usual_letters()) for face, characters in shown.items())


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


def _page(ink: Ink, page: int, slugs: tuple[_Slug, ...], stream: int) -> _Page:
    operators = ink.operators(page)
    starts = [0, *(slug.slug.end for slug in slugs)]
    ends = [*(slug.slug.start for slug in slugs), len(operators)]
    # Joined as they are in the stream; no operators join to nothing, not to an empty line.
    pieces = tuple(("\n".join(operators[start:end]),) if end > start else () for start, end in zip(starts, ends))
    return _Page(slugs, pieces, stream, ink.ink_without_slugs(page))


def _inside(box: Sequence[float], around: Sequence[float]) -> bool:
    """Whether `box` (x0, top, x1, bottom) adds nothing to `around`."""
    if not box:
        return True
    return bool(around) and around[0] <= box[0] and around[1] <= box[1] and box[2] <= around[2] and box[3] <= around[3]
