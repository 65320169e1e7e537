"""Runs as they are printed: an author's runs, with facts, sources, words and ids followed, in the spelling of the
clinic.

One `PartResolver` resolves one part of a handout; all of a handout share what was said already, so that a word is
explained once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from msgspec import Struct, field

from wardleaf.document import authored, faults
from wardleaf.document.citations import Numbering, format_citation
from wardleaf.document.facts import Fact, find_fact
from wardleaf.document.headings import Targets
from wardleaf.document.links import ascii_target
from wardleaf.document.markdown import read_words
from wardleaf.document.model import (
    Break,
    Citation,
    Emphasis,
    Field,
    Foreign,
    Link,
    Plain,
    Run,
    Runs,
    Strong,
    Superscript,
    Term,
    runs_text,
)
from wardleaf.document.spelling import respell
from wardleaf.document.words import NO_BREAK, add_fahrenheit, bind_words, space_units, write_degrees
from wardleaf.findings import Findings, Span
from wardleaf.library.labels import Labels
from wardleaf.library.profiles import Profile
from wardleaf.library.schema import Clinic, GlossaryWord
from wardleaf.source.keys import At
from wardleaf.source.suggest import did_you_mean
from wardleaf.values import replace

_SEEN = 24  # characters on either side of where two runs meet
_MEETING = 120  # characters before a run that may be bound to its beginning
_SPACES = re.compile(r"[ \t\n]+")


class Scope(Struct, frozen=True, kw_only=True):
    """What names may stand for in one handout, whichever part they are in."""

    clinic: Clinic
    labels: Labels
    profile: Profile
    facts: Mapping[str, Fact]
    glossary: Mapping[str, GlossaryWord]
    numbering: Numbering
    targets: Targets
    unread: frozenset[str]
    fields: Mapping[str, Field]
    findings: Findings
    issue: int


class PartResolver(Struct, frozen=True, kw_only=True):
    """Resolves the runs of one part.

    `address` is its section's, `pairs` respell it, `explained` are the words explained so far; `verbatim` leaves words
    as written.
    """

    scope: Scope
    address: str = ""
    pairs: Mapping[str, str] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    verbatim: bool = False

    def prose(self, text: str) -> str:
        """Words of a section or definition as printed: spelled and measured for the clinic."""
        tidied = _SPACES.sub(" ", text.strip(" \t\n"))
        if self.verbatim:
            return bind_words(tidied)
        respelled = write_degrees(respell(tidied, self.pairs))
        return self.said(add_fahrenheit(respelled) if self.scope.profile.fahrenheit else respelled)

    def said(self, text: str) -> str:
        """Words of a clinic's file as printed: only spaced."""
        profile = self.scope.profile
        return bind_words(
            space_units(write_degrees(text), quantity=profile.quantity_space, degrees=profile.degree_space)
        )

    def line(self, written: At[str]) -> str:
        """A title or label of a YAML file as printed: one string, in which facts are put in; a citation there is told."""
        return self.text(read_words(written.value, span=written.span, findings=self.scope.findings))

    def text(self, runs: authored.Runs) -> str:
        """The words of `runs` as one string, for places that hold no runs; a citation or a field there is told."""
        self.refuse_fields(runs)
        for run in authored.flat(runs):
            if isinstance(run, authored.Cited):
                message = "a title or label holds no citation; cite the source in the text"
                self.scope.findings.add(faults.CITATION_PLACE.at(run.sources[0].span, message))
        return runs_text(tuple(run for run in self.runs(runs, explain=False) if not isinstance(run, Citation))).strip()

    def refuse_fields(self, runs: authored.Runs) -> None:
        """Tell of fields in `runs`, which are also kept where no value of a personal copy may be."""
        for run in authored.flat(runs):
            if isinstance(run, authored.Field):
                message = "a title, heading, label or link holds no field; put it in a sentence"
                self.scope.findings.add(faults.FIELD_PLACE.at(run.span, message))

    def runs(self, runs: authored.Runs, *, explain: bool = True) -> Runs:
        """`runs` as printed; without `explain` a glossary word prints alone and counts as not yet explained."""
        return self.resolved(self._expanded(runs), explain=explain, linked=False)

    def resolved(self, runs: Iterable[authored.Run], *, explain: bool, linked: bool) -> Runs:
        """Runs in which facts are put in already; `linked` when they stand inside a link, where no other may begin."""
        return tuple(_spaced(self._runs(_joined(runs), explain=explain, linked=linked)))

    def _expanded(self, runs: authored.Runs) -> Iterator[authored.Run]:
        """`runs` with facts put in, and their sources after them."""
        scope = self.scope
        for run in runs:
            match run:
                case authored.Fact():
                    fact = find_fact(run.path, scope.facts, clinic=scope.clinic, span=run.span, findings=scope.findings)
                    if fact:
                        yield from fact.runs
                        if fact.sources:
                            yield authored.Cited(sources=fact.sources)
                case authored.Strong() | authored.Emphasis():
                    yield type(run)(tuple(self._expanded(run.runs)))
                case authored.Link():
                    yield authored.Link(
                        runs=tuple(self._expanded(run.runs)), target=run.target, span=run.span, words=run.words
                    )
                case authored.Foreign():
                    yield authored.Foreign(runs=tuple(self._expanded(run.runs)), language=run.language)
                case (
                    authored.Words()
                    | authored.Said()
                    | authored.Cited()
                    | authored.Field()
                    | authored.Term()
                    | authored.Break()
                ):
                    yield run
                case _:
                    assert_never(run)

    def _runs(self, runs: Iterable[authored.Run], *, explain: bool, linked: bool) -> Iterator[Run]:
        for run in runs:
            match run:
                case authored.Words():
                    yield Plain(self._kept_ends(run.text))
                case authored.Said():
                    yield Plain(self.said(run.text))
                case authored.Strong():
                    yield Strong(self.resolved(run.runs, explain=explain, linked=linked))
                case authored.Emphasis():
                    yield Emphasis(self.resolved(run.runs, explain=explain, linked=linked))
                case authored.Foreign():
                    yield Foreign(
                        runs=self._verbatim().resolved(run.runs, explain=False, linked=linked), language=run.language
                    )
                case authored.Link():
                    yield from self._link(run, explain=explain, linked=linked)
                case authored.Cited():
                    citation = format_citation((source.value for source in run.sources), self.scope.numbering)
                    yield citation or Citation((), ())
                case authored.Field():
                    yield self._field(run.name, run.span)
                case authored.Term():
                    yield self._term(run, explain=explain)
                case authored.Break():
                    yield Break()
                case authored.Fact():
                    raise AssertionError(run.path)
                case _:
                    assert_never(run)

    def _verbatim(self) -> PartResolver:
        return replace(self, verbatim=True)

    def _kept_ends(self, text: str) -> str:
        """`text` as prose that keeps one space at each end where it had any."""
        start = " " if text[:1].isspace() else ""
        end = " " if text[-1:].isspace() and text.strip() else ""
        return start + self.prose(text) + end

    def _link(self, link: authored.Link, *, explain: bool, linked: bool) -> Iterator[Run]:
        self.refuse_fields(link.runs)
        target = link.target
        inside = target.startswith("#")
        if inside:
            found = self.scope.targets.resolve(
                target[1:], address=self.address, span=link.span, findings=self.scope.findings
            )
            target = f"#{found}" if found else ""
        else:
            target = ascii_target(target)
        # Words that lead elsewhere are often a title, and print as written.
        resolver = self if inside else self._verbatim()
        runs = resolver.resolved(link.runs, explain=explain and inside, linked=True)
        if linked or not target:
            yield from runs
        else:
            yield Link(runs=runs, target=target, words=link.words)

    def _field(self, name: str, span: Span) -> Run:
        fields = self.scope.fields
        if name in fields:
            return fields[name]
        message = f"this handout's definition lists no field `{name}`"
        self.scope.findings.add(faults.UNKNOWN_FIELD.at(span, message, hint=did_you_mean(name, fields)))
        return Plain("")

    def _term(self, term: authored.Term, *, explain: bool) -> Run:
        word = self.scope.glossary.get(term.text.casefold())
        if word is None and self.scope.unread & {term.text, term.text.casefold(), "glossary.yaml"}:
            message = f"the word `{term.text}` was not read because of errors in glossary.yaml; mend those first"
            self.scope.findings.add(faults.FILE_WITH_ERRORS.at(term.span, message))
        elif word is None:
            words = [known.word.value for known in self.scope.glossary.values()]
            message = f"`{term.text}` is not in glossary.yaml"
            self.scope.findings.add(faults.UNKNOWN_WORD.at(term.span, message, hint=did_you_mean(term.text, words)))
        elif explain and word.word.value not in self.explained:
            self.explained.add(word.word.value)
            return Term(text=self.prose(term.text), meaning=self.prose(word.meaning.value))
        return Plain(self.prose(term.text))


def _joined(runs: Iterable[authored.Run]) -> Iterator[authored.Run]:
    """`runs` with neighbouring words made one, and citations that only a space parts made one."""
    held: list[authored.Run] = []
    for run in runs:
        before = held[-1] if held else None
        if isinstance(run, authored.Words) and isinstance(before, authored.Words):
            held[-1] = authored.Words(before.text + run.text)
        elif isinstance(run, authored.Cited) and isinstance(before, authored.Cited):
            held[-1] = authored.Cited(sources=(*before.sources, *run.sources))
        elif (
            isinstance(run, authored.Cited)
            and _is_space(before)
            and len(held) > 1
            and isinstance(held[-2], authored.Cited)
        ):
            held.pop()
            held[-1] = (
                authored.Cited(sources=(*held[-1].sources, *run.sources))
                if isinstance(held[-1], authored.Cited)
                else run
            )
        else:
            held.append(run)
    return iter(held)


def _is_space(run: authored.Run | None) -> bool:
    return isinstance(run, authored.Words) and not run.text.strip()


def _spaced(runs: Iterable[Run]) -> Iterator[Run]:
    """`runs` with neighbouring words made one, a space that holds before each citation, and no citation that prints
    nothing.
    """
    held: list[Run] = []
    for run in runs:
        before = held[-1] if held else None
        if isinstance(run, Citation):
            if isinstance(before, Plain):
                kept = before.text.rstrip(f" {NO_BREAK}")
                held[-1] = Plain(kept + NO_BREAK if run.pieces and (kept or len(held) > 1) else kept)
            elif before is not None and run.pieces:
                held.append(Plain(NO_BREAK))
            if run.pieces:
                held.append(run)
        elif isinstance(run, Plain) and isinstance(before, Plain):
            held[-1] = Plain(_meet(before.text, run.text))
        elif not isinstance(run, Plain) or run.text:
            held.append(run)
    _bind_neighbours(held)
    return (run for run in held if not isinstance(run, Plain) or run.text)


def _bind_neighbours(held: list[Run]) -> None:
    """Let the space hold where a number and its unit stand in two runs: `**500** mg`."""
    for place in range(1, len(held)):
        one, other = held[place - 1], held[place]
        if isinstance(other, Plain) and other.text.startswith(" ") and not isinstance(one, Plain | Citation | Link):
            if bind_words(_end_of(one) + other.text[:_SEEN])[len(_end_of(one))] == NO_BREAK:
                held[place] = Plain(NO_BREAK + other.text[1:])
        elif isinstance(one, Plain) and one.text.endswith(" ") and not isinstance(other, Plain | Citation | Link):
            before = one.text[-_SEEN:]
            if bind_words(before + _said(other)[:_SEEN])[len(before) - 1] == NO_BREAK:
                held[place - 1] = Plain(one.text[:-1] + NO_BREAK)


def _end_of(run: Run) -> str:
    return _said(run)[-_SEEN:]


def _said(run: Run) -> str:
    """The words of `run`; a field counts as a number whatever its value, so that all copies are bound alike."""
    match run:
        case Field():
            return "1"
        case Strong() | Emphasis() | Link() | Foreign():
            return "".join(map(_said, run.runs))
        case Plain() | Superscript() | Citation() | Term() | Break():
            return runs_text((run,))
        case _:
            assert_never(run)


def _meet(one: str, other: str) -> str:
    """Two stretches of text as one, without a double space, and bound where they meet."""
    # Both are bound already, each by itself; binding all of it again for each run would take time by the square.
    cut = max(one.rfind(" ", 0, max(len(one) - _MEETING, 0)), 0)
    return one[:cut] + bind_words(one[cut:] + (other.lstrip(" ") if one.endswith(" ") else other))
