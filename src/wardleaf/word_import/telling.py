"""The report of one import: what was lost or guessed, each with its place in the Word file, and the words that are told
instead of being imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardleaf.findings import Fault, Findings, Severity, SourceFile, Span
from wardleaf.word_import.model import Paragraph, Text, WordFile, paragraphs_in

_FIRST_WORDS, _MOST_LETTERS = 4, 40
_MOST_NAMED = 12


class Telling:
    """Collects what is to be told of the Word file `shown`; `words` are all that were told in full."""

    def __init__(self, shown: str, word: WordFile | None = None) -> None:
        lines = [_shown(one) for one in paragraphs_in(word.blocks)] if word else []
        self._file = SourceFile(shown, "\n".join(lines))
        self._texts = dict(enumerate(lines, 1))
        self.findings = Findings()
        self.words: list[str] = []

    def tell(
        self,
        fault: Fault,
        place: Paragraph | int | str,
        message: str,
        *,
        lost: str = "",
        help: str = "",
        severity: Severity | None = None,
    ) -> None:
        """Tell `message` of a paragraph, by itself or by its number, or of a part by what it is called; `lost` are words
        that are not imported, in full.
        """
        notes: tuple[str, ...] = ()
        if words := " ".join(lost.split()):
            self.words.append(words)
            notes = (f"the words: “{words}”",)
        where = place.number or place.place if isinstance(place, Paragraph) else place
        line = where if isinstance(where, int) else 0
        said = f"{self.called(where)}: {message}"
        self.findings.add(fault.at(Span(self._file, line), said, notes=notes, help=help, severity=severity))

    def tell_all(self, fault: Fault, places: Sequence[int], message: str, *, help: str = "") -> None:
        """Tell `message` once of several paragraphs."""
        numbers = sorted(dict.fromkeys(places))
        if len(numbers) == 1:
            self.tell(fault, numbers[0], message, help=help)
        elif numbers:
            said = f"{in_words(numbers)}, {self._first_words(numbers[0])}: {message}"
            self.findings.add(fault.at(Span(self._file, numbers[0]), said, help=help))

    def called(self, where: int | str) -> str:
        """What a sentence calls a place: paragraph 9, “Do not drink more”."""
        if isinstance(where, str):
            return where or "the file"
        return f"paragraph {where}, {self._first_words(where)}" if where else "the file"

    def _first_words(self, number: int) -> str:
        words = self._texts.get(number, "").split()
        short = " ".join(words[:_FIRST_WORDS])[:_MOST_LETTERS].rstrip(" .,;:")
        return f"“{short}”" if short else "without words"


def _shown(paragraph: Paragraph) -> str:
    """The words of `paragraph` on one line, without those that somebody deleted."""
    texts = (one for one in paragraph.pieces if isinstance(one, Text))
    left = (one.text for one in texts if not one.change or one.change.kind not in ("deleted", "moved-from"))
    return " ".join("".join(left).split()) or " ".join(paragraph.text.split())


def in_words(numbers: Sequence[int]) -> str:
    """`paragraphs 4–7 and 10–13`: `numbers`, which rise, in words."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    named = [str(first) if first == last else f"{first}–{last}" for first, last in stretches[:_MOST_NAMED]]
    if len(stretches) > _MOST_NAMED:
        named.append("others")
    listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    return f"paragraph{'s' if len(numbers) > 1 else ''} {listed}"


def quoted_list(words: Iterable[str], most: int = 6) -> str:
    """`“one”, “two” and 3 more`."""
    listed = [f"“{word}”" for word in words]
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
