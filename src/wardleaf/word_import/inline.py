"""The pieces of a paragraph become lines of words with emphasis, citations and facts; what does not stay is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wardleaf.checks.placeholders import placeholders_in
from wardleaf.checks.typed_numbers import phone_numbers
from wardleaf.values import replace
from wardleaf.word_import import faults
from wardleaf.word_import.model import (
    Box,
    CommentMark,
    Field,
    FieldEnd,
    NoteMark,
    Object,
    Paragraph,
    Picture,
    Text,
)
from wardleaf.word_import.spans import Line, Span, tidy
from wardleaf.word_import.telling import Telling, quoted_list

_NOT_NUMBERS = re.compile(r"[^\d\s,;–-]")
_BRACKETED = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\]")
_UNIT_BEFORE = re.compile(r"(?:\d|(?<![^\W\d_])(?:mm|cm|dm|km|m|ft|in|kg|s|h))\s?\Z")
_RANGE = re.compile(r"(\d{1,3})\s?[–-]\s?(\d{1,3})")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "e", "o", "a", "ª", "º"))
_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ALLOWED_LINK = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|tel:\+?[\d])", re.IGNORECASE)
_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"', re.IGNORECASE)
_CITES = re.compile(
    r"CSL_CITATION|EN\.CITE(?!\.DATA)|^CITATION\b|ADDIN\s+(?:REFMGR|PAPERS2_CITATIONS|CITAVI)", re.IGNORECASE
)
_LISTS = re.compile(r"_BIBL|BIBLIOGRAPHY|EN\.REFLIST|CITAVI\.BIBLIO", re.IGNORECASE)
_DROPPED = {
    "PAGE": "the page number", "NUMPAGES": "the number of pages", "SECTIONPAGES": "the number of pages", "TOC": "the contents list, which Wardleaf makes itself",
    "INDEX": "the index", "XE": "a mark of the index", "TC": "a mark of the contents",
}  # fmt: skip
_TOLD = {
    "DATE": "a date that Word changes every day: the day of the last save stays", "TIME": "a time that Word changes: that of the last save stays",
    "SAVEDATE": "a date that Word keeps: it stays as it was", "PRINTDATE": "a date that Word keeps: it stays as it was", "CREATEDATE": "a date that Word keeps: it stays as it was",
    "MERGEFIELD": "a place that a mail merge fills: `fields` of the definition do that here", "FORMTEXT": "a place to type into", "FORMDROPDOWN": "a list to choose from", "FILLIN": "a place to type into",
    "IF": "words that depend on something: those of the last save stay",
}  # fmt: skip
_POINTING = {"REF": "another place", "PAGEREF": "another page", "NOTEREF": "a note"}
_POINTS = re.compile(
    r"\b(?:pages?|tables?|figures?|fig\.|sections?|chapters?|seiten?|tabellen?|abbildung|tableau|página|tabla|figura) \d{1,3}\b",
    re.IGNORECASE,
)
_MOST_CITED = 60
_OPEN_BRACKET = re.compile(r"\s{0,3}\([\d\s]{0,20}\Z")  # of what follows a number: 01632 960 711 (24 hours)


def is_citation(field_: Field) -> bool:
    """Whether a reference program, or Word, cites with it."""
    return _CITES.search(field_.instruction) is not None


def is_source_list(field_: Field) -> bool:
    """Whether it is the list of sources that a reference program keeps."""
    return _LISTS.search(field_.instruction) is not None


@dataclass(slots=True)
class Wording:
    """What the words of one file are read with: sources by the numbers of the list and by fields, facts by the digits
    of phone numbers; and what is counted while they are read.
    """

    telling: Telling
    numbered: Mapping[int, str] = field(default_factory=dict)
    cited: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    noted: Mapping[tuple[str, str], str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    has_list: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    field_words: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        """Count something that is told once for the whole file."""
        self.counts[what] = self.counts.get(what, 0) + number

    # --- paragraphs ---

    def lines(self, paragraph: Paragraph, *, heading: bool = False) -> tuple[Line, ...]:
        """The lines of `paragraph`, as its line breaks part them; empty ones are left out."""
        self.tell_dropped(paragraph, heading=heading)
        spans = list(self._spans(paragraph))
        lines: list[list[Span]] = [[]]
        for span in spans:
            if span.kind != "words" or "\n" not in span.text:
                lines[-1].append(span)
                continue
            first, *others = span.text.split("\n")
            lines[-1].append(replace(span, text=first))
            lines.extend([replace(span, text=text)] for text in others)
        return tuple(line for line in map(tidy, lines) if line)

    def tell_dropped(self, paragraph: Paragraph, *, heading: bool) -> None:
        """Tell what `paragraph` loses whichever way its words go: hidden and struck words, marks, and looks."""
        texts = [piece for piece in paragraph.pieces if isinstance(piece, Text)]
        hidden = "".join(one.text for one in texts if one.look.hidden)
        struck = "".join(one.text for one in texts if one.look.struck and not one.look.hidden)
        if hidden.strip():
            message = f"hidden text “{hidden.strip()}” was not imported"
            self.telling.tell(faults.HIDDEN, paragraph, message, lost=hidden)
        if struck.strip():
            message = f"“{struck.strip()}” was struck through by hand and is not imported"
            self.telling.tell(
                faults.HIDDEN,
                paragraph,
                message,
                lost=struck,
                help="if it still holds, type it into the section; if not, it goes",
            )
        seen = [one for one in texts if not one.look.hidden and not one.look.struck]
        marked = [one.text.strip() for one in seen if one.look.marked and one.text.strip()]
        if marked:
            self.telling.tell(
                faults.TO_FILL_IN,
                paragraph,
                f"{quoted_list(marked)} {'was' if len(marked) == 1 else 'were'} marked in colour; somebody may have to decide",
            )
        invited = [one.text.strip() for one in seen if one.placeholder and one.text.strip()]
        if invited:
            self.telling.tell(
                faults.TO_FILL_IN,
                paragraph,
                f"{quoted_list(invited)} invites somebody to type; write what belongs there",
            )
        if not heading:
            self.count(
                "underlined", sum(one.look.underlined and bool(one.text.strip()) and not one.link for one in seen)
            )
        self.count("coloured", sum(one.look.coloured and bool(one.text.strip()) for one in seen))
        if any("\u00a0" in one.text for one in seen):
            self.telling.tell(faults.LOOK_DROPPED, paragraph, "the no-break space became a space")
        for one in dict.fromkeys(one for text in seen for one in text.fields):
            if one.kind in _TOLD:
                self.telling.tell(faults.TO_FILL_IN, paragraph, _TOLD[one.kind])
            elif one.kind in _POINTING:
                message = f"a reference to {_POINTING[one.kind]} stays as it was printed; look whether it still holds"
                self.telling.tell(faults.POINTS_ELSEWHERE, paragraph, message)
        words = " ".join("".join(one.text for one in seen).split())
        if pointing := [found[0] for found in _POINTS.finditer(words) if found.start()]:  # not a caption's own
            message = f"{quoted_list(pointing)} may be another here; name the thing itself"
            self.telling.tell(faults.POINTS_ELSEWHERE, paragraph, message)
        if left := [found for found in placeholders_in(words, english=True) if "_" not in found]:
            message = f"{quoted_list(left)} was to be replaced; write what belongs there"
            self.telling.tell(faults.TO_FILL_IN, paragraph, message)

    def _spans(self, paragraph: Paragraph) -> Iterator[Span]:
        said = ""
        for piece in paragraph.pieces:
            match piece:
                case Text():
                    for span in self._of_text(piece, paragraph, said):
                        said += span.text
                        yield span
                case FieldEnd():
                    if ids := self.cited.get(piece.field):
                        yield Span("; ".join(ids), "citation")
                    elif is_citation(piece.field):
                        self.telling.tell(
                            faults.CITATION,
                            paragraph,
                            "a reference program cites something here that cannot be read; cite it anew",
                        )
                case NoteMark() if (piece.kind, piece.id) in self.noted:
                    yield Span(self.noted[piece.kind, piece.id], "citation")
                case Picture() | Box() | NoteMark() | CommentMark() | Object():
                    continue

    def _of_text(self, piece: Text, paragraph: Paragraph, said: str) -> Iterator[Span]:
        look = piece.look
        if look.hidden or look.struck:
            return
        if any(is_source_list(one) or (is_citation(one) and self._replaces(one)) for one in piece.fields):
            self.field_words.append(piece.text)
            return
        dropped = next((_DROPPED[one.kind] for one in piece.fields if one.kind in _DROPPED), "")
        if dropped:
            self.telling.tell(faults.LOOK_DROPPED, paragraph, f"{dropped} is not imported", lost=piece.text)
            return
        self.count("soft hyphens and unseen signs", len(_UNSEEN.findall(piece.text)))
        text = _UNSEEN.sub("", piece.text)
        base = Span("", bold=look.bold, italic=look.italic, link=self._link(piece, paragraph))
        if look.placement == "raised":
            yield from self._raised(text, base, paragraph, said)
        elif look.placement == "lowered":
            self.count("lowered")
            yield replace(base, text=text.translate(_LOWERED))
        elif base.link:
            yield replace(base, text=text)
        else:
            yield from self._with_numbers(text, base, paragraph)

    def _replaces(self, one: Field) -> bool:
        return one in self.cited

    def _link(self, piece: Text, paragraph: Paragraph) -> str:
        link = piece.link
        for one in piece.fields:
            found = _HYPERLINK.match(one.instruction)
            link = found[1] if found else link
        link = link.strip()
        if not link:
            return ""
        if link.startswith("#"):
            self.telling.tell(faults.LINK, paragraph, "a link to another place of the Word file became plain words")
            return ""
        if not _ALLOWED_LINK.match(link):
            self.telling.tell(
                faults.LINK, paragraph, f"the link to `{link}` leads to no web page, so only its words are kept"
            )
            return ""
        return link

    # --- numbers that cite, and numbers that are called ---

    def _raised(self, text: str, base: Span, paragraph: Paragraph, said: str) -> Iterator[Span]:
        bare = text.strip()
        if not _names_numbers(bare) or _UNIT_BEFORE.search(said):
            known = bare.casefold() in _ORDINALS
            if bare:
                shown = text if known or not _names_numbers(bare) else text.translate(_RAISED)
                before = (said.split() or [""])[-1] if said and not said[-1].isspace() else ""
                self.telling.tell(
                    faults.LOOK_DROPPED, paragraph, f"“{before}{shown.strip()}” has a raised part but cites nothing"
                )
                yield replace(base, text=shown)
            return
        yield from self._citing(bare, text, paragraph)

    def _citing(self, numbers: str, text: str, paragraph: Paragraph) -> Iterator[Span]:
        wanted = numbers_in(numbers)
        known = [self.numbered[one] for one in wanted if one in self.numbered]
        missing = [one for one in wanted if one not in self.numbered]
        self.used.update(wanted)
        if missing:
            some = f"number{'s' if len(missing) > 1 else ''} {', '.join(map(str, missing))}"
            why = (
                f"{some} {'have' if len(missing) > 1 else 'has'} no entry in the list of sources"
                if self.has_list
                else f"{some} may point to a source, and the file has no list of sources"
            )
            self.telling.tell(faults.CITATION, paragraph, f"{why}; it was left out", lost=text)
        if known:
            self.field_words.append(text)
            yield Span("; ".join(dict.fromkeys(known)), "citation")

    def _with_numbers(self, text: str, base: Span, paragraph: Paragraph) -> Iterator[Span]:
        start = 0
        for found in _BRACKETED.finditer(text) if self.has_list else ():
            yield from self._with_phones(text[start : found.start()], base, paragraph)
            yield from self._citing(found[1], found[0], paragraph)
            start = found.end()
        yield from self._with_phones(text[start:], base, paragraph)

    def _with_phones(self, text: str, base: Span, paragraph: Paragraph) -> Iterator[Span]:
        start = 0
        for found in phone_numbers(text):
            number = _OPEN_BRACKET.sub("", text[found.start : found.start + found.width])
            digits = "".join(filter(str.isdigit, number))
            fact = self.facts.get(digits)
            if fact:
                yield replace(base, text=text[start : found.start])
                yield Span(fact, "fact")
                self.telling.tell(
                    faults.PHONE,
                    paragraph,
                    f"{number} is the clinic's `{fact}`, which stands in its place",
                    lost=number,
                )
                start = found.start + len(number)
            else:
                self.telling.tell(
                    faults.PHONE,
                    paragraph,
                    f"the phone number {number} is typed; if it is the clinic's, its place is the clinic's file (`phones` or `services`)",
                )
        yield replace(base, text=text[start:])


def _names_numbers(text: str) -> bool:
    """Whether `text` is nothing but numbers, with commas and dashes between."""
    return any(map(str.isdecimal, text)) and _NOT_NUMBERS.search(text) is None


def numbers_in(written: str) -> tuple[int, ...]:
    """The numbers that `1,2` or `3–5` name."""
    numbers: list[int] = []
    for part in re.split(r"[,;\s]+", _RANGE.sub(r"\1–\2", written)):
        ends = [int(one) for one in part.replace("-", "–").split("–") if one.isdecimal()]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= _MOST_CITED:
            numbers.extend(range(ends[0], ends[1] + 1))
        else:
            numbers.extend(ends)
    return tuple(dict.fromkeys(numbers))
