"""The pen: text operators, from codes and matrices to words with a place and a size (ISO 32000-1, 9.3 and 9.4)."""

from __future__ import annotations

import math

from wardleaf.page_facts import TextFact
from wardleaf.pdf.matrices import IDENTITY, Matrix, multiplied
from wardleaf.readback.canvas import Act, Canvas, Operands, float_of, matrix_of
from wardleaf.readback.fonts import ReadFont
from wardleaf.readback.geometry import placed, rise_of

_GAP = 0.18  # of the type size: from here on a gap separates words
_NEW_LINE = 0.4
_LEVEL = 0.005  # a slope below this is no turn


class Pen:
    """Sets text on a canvas. `operators` maps the text operators to what they do; the font comes from `content.py`,
    which knows resources.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._last: tuple[float, float] | None = None
        self.operators: dict[bytes, Act] = {
            b"BT": self._begin_text,
            b"TL": self._set_leading,
            b"Tc": self._set_char_space,
            b"Tw": self._set_word_space,
            b"Tz": self._set_scale,
            b"Ts": self._set_rise,
            b"Tr": self._set_mode,
            b"Td": self._move,
            b"TD": self._move_leading,
            b"Tm": self._set_matrix,
            b"T*": self._next_line,
            b"Tj": self._show,
            b"TJ": self._show_spaced,
            b"'": self._show_next,
            b'"': self._show_next_spaced,
        }

    def start_page(self) -> None:
        """Begin a page: nothing was set before."""
        self._last = None

    def _begin_text(self, _: Operands) -> None:
        self._text = self._line = IDENTITY

    def _set_leading(self, operands: Operands) -> None:
        self.canvas.state.leading = float_of(operands[0])

    def _set_char_space(self, operands: Operands) -> None:
        self.canvas.state.char_space = float_of(operands[0])

    def _set_word_space(self, operands: Operands) -> None:
        self.canvas.state.word_space = float_of(operands[0])

    def _set_scale(self, operands: Operands) -> None:
        self.canvas.state.scale = float_of(operands[0]) / 100

    def _set_rise(self, operands: Operands) -> None:
        self.canvas.state.rise = float_of(operands[0])

    def _set_mode(self, operands: Operands) -> None:
        self.canvas.state.mode = int(float_of(operands[0]))

    def _move(self, operands: Operands) -> None:
        self._text = self._line = multiplied(
            (1.0, 0.0, 0.0, 1.0, float_of(operands[0]), float_of(operands[1])), self._line
        )

    def _move_leading(self, operands: Operands) -> None:
        self.canvas.state.leading = -float_of(operands[1])
        self._move(operands)

    def _set_matrix(self, operands: Operands) -> None:
        self._text = self._line = matrix_of(operands)

    def _next_line(self, _: Operands) -> None:
        self._text = self._line = multiplied((1.0, 0.0, 0.0, 1.0, 0.0, -self.canvas.state.leading), self._line)

    def _show_next(self, operands: Operands) -> None:
        self._next_line(())
        self._show(operands)

    def _show_next_spaced(self, operands: Operands) -> None:
        self.canvas.state.word_space, self.canvas.state.char_space = float_of(operands[0]), float_of(operands[1])
        self._show_next(operands[2:])

    def _show(self, operands: Operands) -> None:
        self._show_spaced(((operands[0],),))

    def _show_spaced(self, operands: Operands) -> None:
        """Show strings with shifts between them: one text fact; the spaces at its end are not part of its width."""
        state = self.canvas.state
        font = state.font or ReadFont()
        matrix = multiplied(self._text, state.matrix)
        size = state.size * rise_of(matrix)
        advance = end = 0.0
        words: list[str] = []
        for part in operands[0] if isinstance(operands[0], (list, tuple)) else ():
            if not isinstance(part, bytes):
                advance -= float_of(part) / 1000 * state.size * state.scale
                continue
            text: list[str] = []
            begun = advance
            for shown in font.read(part):
                extra = state.char_space + (state.word_space if shown.space else 0.0)
                advance += (shown.width * state.size / 1000 + extra) * state.scale
                text.append(shown.text)
                if shown.text != " ":
                    end = advance
            if text:
                gap = self._say("".join(text), placed(matrix, begun, 0.0), placed(matrix, advance, 0.0), size)
                words += [" ", *text] if gap and words and words[-1] != " " != text[0] else text
        self._text = multiplied((1.0, 0.0, 0.0, 1.0, advance, 0.0), self._text)
        if not words:
            return
        font.sizes.add(round(size, 2))
        start, stop = placed(matrix, 0.0, 0.0), placed(matrix, end, 0.0)
        angle = _angle(start, stop)
        self.canvas.add_text(
            TextFact(
                text="".join(words),
                x0=min(start[0], stop[0]),
                x1=max(start[0], stop[0]),
                baseline=start[1],
                size=size,
                font=font.name,
                artifact=self.canvas.marks.artifact,
                hidden=not state.paints_text,
                angle=angle,
                length=math.dist(start, stop) if angle else 0.0,
            )
        )

    def _say(self, text: str, start: tuple[float, float], stop: tuple[float, float], size: float) -> bool:
        """Give words to the mark under the pen; says whether there was a gap before them."""
        gap = False
        if self._last is not None:
            ahead, down = start[0] - self._last[0], abs(start[1] - self._last[1])
            gap = down > size * _NEW_LINE or ahead > size * _GAP or ahead < -size / 2
        self.canvas.marks.say(text, gap=gap)
        self._last = stop
        return gap


def _angle(start: tuple[float, float], stop: tuple[float, float]) -> float:
    """The direction of a line, clockwise in degrees; 0 for one that stands upright."""
    across, down = stop[0] - start[0], stop[1] - start[1]
    if abs(down) <= abs(across) * _LEVEL and across >= 0:
        return 0.0
    return round(math.degrees(math.atan2(down, across)), 2) % 360
