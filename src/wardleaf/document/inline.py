"""What stands inside a paragraph becomes runs: words, links, citations, facts, glossary words, each with its place.

Reads tokens that `markdown.py` made, by their shape only: no Markdown library is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from wardleaf.document import authored, faults
from wardleaf.document.attributes import read_attributes
from wardleaf.document.links import check_target, check_words
from wardleaf.document.typed import Typed, check_typed
from wardleaf.document.unread import NAMED, UNKNOWN, Piece, check_unread
from wardleaf.findings import Findings, Span
from wardleaf.source.keys import At
from wardleaf.source.near_places import is_first_word, near_places
from wardleaf.source.suggest import closest
from wardleaf.values import replace

_SOURCE = re.compile(r"@([A-Za-z0-9_][\w.:/+-]*)\Z")
_FACT = re.compile(r"clinic\.([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\Z")
_NAMED = re.compile(r"\b(?:clinic|field)\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_FIELD = re.compile(r"field\.([A-Za-z0-9_-]+)\Z")


class _InlineToken(Protocol):
    """A token inside a paragraph, as markdown-it makes it; `meta` holds the place where it began."""

    @property
    def type(self) -> str: ...
    @property
    def nesting(self) -> int: ...
    @property
    def content(self) -> str: ...
    @property
    def markup(self) -> str: ...
    @property
    def meta(self) -> Mapping[str, object]: ...
    @property
    def attrs(self) -> Mapping[str, str | int | float]: ...


_TokenT = TypeVar("_TokenT", bound=_InlineToken)


def groups(tokens: Sequence[_TokenT]) -> Iterator[tuple[_TokenT, Sequence[_TokenT]]]:
    """Each token of the outermost level with those that it holds."""
    index = 0
    while index < len(tokens):
        opening = tokens[index]
        end = index
        if opening.nesting == 1:
            depth = 1
            while depth:
                end += 1
                depth += tokens[end].nesting
        yield opening, tokens[index + 1 : end]
        index = end + 1


@contextmanager
def near_places_told(typed: Typed, findings: Findings) -> Iterator[Findings]:
    """Tell of what nearly names a fact in `typed`; the findings that come up inside about the same signs are not told
    besides.
    """
    near = [(place, typed.span(place.start, len(place.typed))) for place in near_places(typed.content)]
    if not near:
        yield findings
        return
    others = Findings()
    yield others
    findings.extend(other for other in others if not any(_meet(other.span, span) for _, span in near))
    for place, span in near:
        findings.add(faults.PLACE.at(span, place.message))


def _meet(one: Span | None, other: Span) -> bool:
    if one is None or (one.file, one.line) != (other.file, other.line):
        return False
    return one.column < other.column + other.width and other.column < one.column + one.width


class InlineReader:
    """Makes runs of tokens; holds where its findings go."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def runs(
        self, tokens: Sequence[_InlineToken], typed: Typed, line: int = 0, start: int = 0
    ) -> Iterator[authored.Run]:
        """The runs of one stretch; `line` counts the line ends before it, and its words stand at `start` or later."""
        first = line == 0
        after = start
        for opening, inside in groups(tokens):
            place = _place_of(opening)
            line = max(line, typed.content.count("\n", 0, place))
            after = max(after, place)
            match opening.type:
                case "text" | "text_special":
                    if opening.type == "text" and opening.content:
                        at = typed.content.find(opening.content, after)
                        after = at + len(opening.content) if at >= 0 else after
                        check_typed(
                            opening.content,
                            typed=typed,
                            line=typed.line + line,
                            at=at,
                            first=first,
                            findings=self.findings,
                        )
                        self._check_braces(opening.content, typed, typed.line + line, at)
                    if opening.content:
                        yield authored.Words(opening.content)
                case "softbreak":
                    line += 1
                    yield authored.Words(" ")
                case "hardbreak":
                    line += 1
                    yield authored.Break()
                case "strong_open" | "em_open":
                    runs = tuple(self.runs(inside, typed, line, after))
                    yield authored.Strong(runs) if opening.type == "strong_open" else authored.Emphasis(runs)
                    line += sum(token.type in ("softbreak", "hardbreak") for token in inside)
                case "link_open":
                    yield from self._link(opening, tuple(self.runs(inside, typed, line, after)), typed, place)
                case "span_open":
                    yield from self._span(opening, tuple(self.runs(inside, typed, line, after)), typed, place)
                case "citation":
                    yield from self._citation(opening.content, typed, place)
                case "place" | "open_place":
                    yield self._place(opening, typed, place)
                case "image":
                    message = "a picture does not stand inside a sentence; give it a paragraph of its own"
                    self.findings.add(faults.IMAGE_IN_SENTENCE.at(typed.span(place, 2), message))
                case "code_inline":
                    message = "words between backticks are code; delete the backticks, or write `**…**` for weight"
                    self.findings.add(faults.CODE.at(typed.span(place, len(opening.content) + 2), message))
                    yield authored.Words(opening.content)
                case _:
                    raise AssertionError(opening.type)
            first = False

    def check(self, tokens: Sequence[_InlineToken], typed: Typed, *, pipes: bool = True) -> None:
        """Tell of what is left among the words that print; without `pipes` signs `|` are told already, or were escaped."""
        pieces = _pieces(tokens, typed)
        kept = pieces if pipes else [replace(piece, text=piece.text.replace("|", UNKNOWN)) for piece in pieces]
        check_unread(kept, typed=typed, findings=self.findings)
        for place in _stars_between_numbers(tokens, typed):
            message = "this `*` sets the words up to the next `*` apart, and does not print; for “times” type `×`, or `\\*` to print the sign"
            self.findings.add(faults.STAR_BETWEEN_NUMBERS.at(typed.span(place), message))

    def _check_braces(self, text: str, typed: Typed, line: int, at: int) -> None:
        if "}}" in text:
            span = typed.span(at + text.find("}}"), 2) if at >= 0 else typed.find("}}", line)
            self.findings.add(
                faults.PLACE.at(span, "`}}` without `{{` before it; a fact is written `{{ clinic.name }}`")
            )

    def _link(self, opening: _InlineToken, runs: authored.Runs, typed: Typed, place: int) -> Iterator[authored.Run]:
        target = str(opening.attrs.get("href", ""))
        at = typed.content.find(target, place) if target else -1
        span = typed.span(at, len(target)) if at >= 0 else typed.span(place)
        if title := str(opening.attrs.get("title", "")):
            message = f"the words “{title}” behind the address of this link are not printed; write them into the sentence, or delete them"
            self.findings.add(
                faults.LINK_NOT_READ.at(typed.span(max(0, typed.content.find(title, max(0, at))), len(title)), message)
            )
        if not runs:
            self.findings.add(
                faults.EMPTY_LINK.at(typed.span(place), "this link has no words; write `[where it leads](https://…)`")
            )
        elif check_target(target, span=span, findings=self.findings):
            if opening.markup == "autolink":
                runs = (authored.Words(self._address_as_printed(authored.plain(runs), span)),)
            check_words(authored.plain(runs), target, span=span, findings=self.findings)
            yield authored.Link(runs=runs, target=target, span=span)
            return
        yield from runs

    def _address_as_printed(self, address: str, span: Span) -> str:
        """`address`, which stands between `<` and `>`, as paper shows it: the mailbox or the number alone."""
        scheme, _, rest = address.partition(":")
        kind = scheme.lower()
        if kind == "tel" and ";" in rest:
            self.findings.add(
                faults.LINK_NOT_READ.at(span, f"`{rest.partition(';')[2]}` would print as typed; {NAMED}")
            )
        return rest.partition("?")[0].replace(",", ", ") if kind in ("tel", "mailto") else address

    def _span(self, opening: _InlineToken, runs: authored.Runs, typed: Typed, place: int) -> Iterator[authored.Run]:
        attributes = read_attributes(opening.content)
        language = attributes.value("lang")
        words = authored.plain(runs)
        at = typed.content.find("{" + opening.content + "}", place)
        braces = typed.span(at, len(opening.content) + 2)
        unknown = [f".{word}" for word in attributes.words if word != "term"] + [
            key for key, _ in attributes.pairs if key != "lang"
        ]
        if attributes.rest or unknown or attributes.id or not (attributes.words or language):
            message = f"`{{{opening.content}}}` is not known here; write `[word]{{.term}}` for a glossary word, or `[words]{{lang=es}}`"
            self.findings.add(faults.UNKNOWN_ATTRIBUTE.at(braces, message))
            yield from runs
        elif "term" in attributes.words:
            yield authored.Term(text=" ".join(words.split()), span=typed.span(place + 1, len(words)))
        else:
            if not re.fullmatch(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
                message = f"`{language}` is not a language code; write `es` for Spanish, `cy` for Welsh"
                self.findings.add(faults.ATTRIBUTES.at(braces, message))
            yield authored.Foreign(runs=runs, language=language)

    def _citation(self, inside: str, typed: Typed, place: int) -> Iterator[authored.Run]:
        sources: list[At[str]] = []
        at = place + 1
        for part in inside.split(";"):
            lead = len(part) - len(part.lstrip())
            written = part.strip()
            span = typed.span(at + lead, max(1, len(written)))
            if found := _SOURCE.match(written):
                sources.append(At(found[1], span))
            else:
                self.findings.add(faults.CITATION.at(span, _citation_message(written)))
            at += len(part) + 1
        if sources:
            yield authored.Cited(sources=tuple(sources))

    def _place(self, token: _InlineToken, typed: Typed, place: int) -> authored.Run:
        inside = token.content.strip()
        span = typed.span(place, len(token.content) + 4 if token.type == "place" else 2)
        if token.type == "place" and (found := _FACT.match(inside)):
            return authored.Fact(path=found[1], span=span)
        if token.type == "place" and (found := _FIELD.match(inside)):
            return authored.Field(name=found[1], span=span)
        if token.type == "open_place":
            message = (
                "`{{` without `}}` after it; a fact is written `{{ clinic.name }}`, and to print braces write `\\{\\{`"
            )
        else:
            message = f"`{inside}` is neither a clinic fact (`clinic.…`) nor a field (`field.…`)"
        if token.type == "place" and (named := _NAMED.search(inside)):
            right = named[0].lower()
            said = (
                "the name of a fact has small letters"
                if named[0] == inside
                else "only the name of a fact stands in the braces"
            )
            self.findings.add(faults.PLACE.at(span, f"{said}; write `{{{{ {right} }}}}`"))
            return authored.Words("{{" + token.content + "}}")
        kind, _, rest = inside.partition(".")
        if token.type == "place" and rest and is_first_word(kind):
            self.findings.add(faults.PLACE.at(span, message, hint=f"did you mean `clinic.{inside.lower()}`?"))
            return authored.Words("{{" + token.content + "}}")
        meant = closest(kind, ("clinic", "field")) if token.type == "place" and rest else None
        self.findings.add(
            faults.PLACE.at(span, message, hint=f"did you mean `{meant}.{rest}`?" if meant and meant != kind else "")
        )
        return authored.Words("{{" + token.content + "}}" if token.type == "place" else "{{")


_EMPHASIS = ("em_open", "em_close", "strong_open", "strong_close")
_NUMBER_BEFORE, _NUMBER_AFTER = re.compile(r"[0-9]\s?\Z"), re.compile(r"\s?[0-9]")


def _stars_between_numbers(tokens: Sequence[_InlineToken], typed: Typed) -> Iterator[int]:
    """Where a star that was read as a sign of emphasis stands between two numbers, or inside a word with a number in
    it.
    """
    before, after = "", 0
    told: list[bool] = []  # of each pair that is open, whether its first star was told
    for index, token in enumerate(tokens):
        if token.type in _EMPHASIS:
            follows = next(
                (
                    other.content if other.type == "text" else ""
                    for other in tokens[index + 1 :]
                    if other.type not in _EMPHASIS
                ),
                "",
            )
            between = bool(
                _NUMBER_BEFORE.search(before[-2:]) and _NUMBER_AFTER.match(follows)
            ) and token.type.startswith("em")
            ends = before[-1:] + follows[:1]
            inside = token.type.endswith("open") and len(ends) == 2 and ends.isalnum() and not ends.isalpha()
            star = typed.content.find("*", after)
            opened = token.type.endswith("close") and told.pop()
            if token.type.endswith("open"):
                told.append(between or inside)
            if (between or inside) and not opened and star >= 0:
                yield star
        elif token.type == "text" and token.content:
            before = token.content
            place = typed.content.find(token.content, after)
            after = place + len(token.content) if place >= 0 else after
        else:
            before, after = "", max(after, _end_of(token))


def _pieces(tokens: Sequence[_InlineToken], typed: Typed) -> list[Piece]:
    """The words of `tokens` as they print, each with its place; what is no word stands as a sign that nothing is made
    of.
    """
    made: list[Piece] = []
    after, links = 0, 0
    for index, token in enumerate(tokens):
        after = max(after, _place_of(token))
        match token.type:
            case "text":
                place = typed.content.find(token.content, after)
                after = place + len(token.content) if place >= 0 else after
                made.append(Piece(token.content, place, linked=links > 0))
            case "text_special":
                ends = index + 1 == len(tokens) or tokens[index + 1].type in ("softbreak", "hardbreak")
                place = typed.content.find("\\", after)
                after = max(after, place + 2)
                typed_so = token.content.startswith("\\") and (len(token.content) > 1 or ends)
                made.append(Piece(token.content if typed_so else UNKNOWN, place))
            case "softbreak" | "hardbreak":
                made.append(Piece("\n", -1))
            case "strong_open" | "strong_close" | "em_open" | "em_close":
                pass
            case _:
                links += token.nesting if token.type.startswith("link") else 0
                made.append(Piece(UNKNOWN, -1))
        after = max(after, _end_of(token))
    return made


def _end_of(token: _InlineToken) -> int:
    end = token.meta.get("end", 0)
    return end if isinstance(end, int) else 0


def _place_of(token: _InlineToken) -> int:
    place = token.meta.get("place", 0)
    return place if isinstance(place, int) else 0


def _citation_message(written: str) -> str:
    if len(several := re.findall(r"@[A-Za-z0-9_][\w:/+-]*(?:\.[\w:/+-]+)*", written)) > 1:
        return f"between two sources stands `;`; write `[{'; '.join(several)}]`"
    if found := re.match(r"(@[\w.:/+-]+)\s*,\s*(.+)", written, re.DOTALL):
        return f"page numbers do not stand in a citation; write `[{found[1].rstrip(',')}]` and delete `{found[2]}`"
    if found := re.search(r"-?(@[A-Za-z0-9_][\w.:/+-]*)", written):
        return f"only ids stand in a citation; write `[{found[1]}]`"
    return "a citation is the source's id after `@`, several with `;` between: `[@dear2013; @moy2021]`"
