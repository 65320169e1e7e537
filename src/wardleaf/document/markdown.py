"""Markdown becomes an authored tree: CommonMark with tables, citations, clinic facts, glossary words and ids, each with
its place.

The only module that knows markdown-it. It follows no reference, and knows no component: `components.py` cuts those out
first. Raw HTML and entities are text. What a handout cannot print is told with what to write instead, and read as the
nearest thing it can.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, get_args

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, backtick, image, link
from markdown_it.token import Token

from wardleaf.document import authored, faults
from wardleaf.document.attributes import Attributes, read_attributes
from wardleaf.document.inline import InlineReader, groups, near_places_told
from wardleaf.document.joined_lines import check_lines
from wardleaf.document.list_signs import check_line_signs, read_list_signs
from wardleaf.document.pictures import TypedPicture, loose_picture
from wardleaf.document.typed import Typed, check_path
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.schema import ProfileName
from wardleaf.source.keys import At
from wardleaf.source.suggest import did_you_mean
from wardleaf.values import replace

_CITATION = re.compile(r"\[(?P<inside>(?:[^\[\]@]*\s)?-?@[A-Za-z0-9_][^\[\]]*)\](?![({])")
_PLACE = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
_BRACES = re.compile(r"\{(?P<inside>[^{}]*)\}")
_END_BRACES = re.compile(r"(?<![ \t])[ \t]*(?<![{\]])\{(?P<inside>[^{}]+)\}\s*\Z")
_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_CAPTION = re.compile(r"Table:[ \t]+")
_BAR = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"(?=[^-]*+(?:-[^-]++)*+--)[ \t|:-]*+\Z")
_NUMBER = re.compile(r"[ \t]*([0-9]{1,9})[.)]")
_DEEPEST_HEADING, _DEEPEST_LIST = 4, 3

_InlineRule = Callable[[StateInline, bool], bool]


# --- the parser -------------------------------------------------------------------------------------------------------


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["entity", "html_inline", "html_block", "text_join"])
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.before("link", "place", _place_rule)
    parser.inline.ruler.before("link", "span", _span_rule)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink), ("backticks", backtick)):
        parser.inline.ruler.at(name, _placed(rule))
    parser.block.ruler.before("paragraph", "caption", _caption_rule, {"alt": ["blockquote"]})
    parser.core.ruler.after("block", "end_braces", _end_braces_rule)
    # Every address is let through here, so that a forbidden one is told instead of printed as typed.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _push(state: StateInline, kind: str, nesting: Literal[-1, 0, 1], place: int, content: str = "") -> None:
    token = state.push(kind, "", nesting)
    token.content, token.meta = content, {"place": place}


def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    found = _CITATION.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if not found:
        return False
    if not silent:
        _push(state, "citation", 0, state.pos, found["inside"])
    state.pos = found.end()
    return True


def _place_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if not state.src.startswith("{{", state.pos):
        return False
    found = _PLACE.match(state.src, state.pos, state.posMax)
    if not silent:
        _push(state, "place" if found else "open_place", 0, state.pos, found["inside"] if found else "{{")
    state.pos = found.end() if found else state.pos + 2
    return True


def _span_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "[":
        return False
    start, most = state.pos, state.posMax
    end = state.md.helpers.parseLinkLabel(state, start)
    found = _BRACES.match(state.src, end + 1, most) if end >= 0 else None
    if not found:
        return False
    if not silent:
        _push(state, "span_open", 1, start, found["inside"])
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.posMax = most
        _push(state, "span_close", -1, end)
    state.pos = found.end()
    return True


def _caption_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Makes no block of its own: it only ends a table, which asks whether another block begins."""
    return (
        silent
        and state.parentType == "table"
        and state.src.startswith("Table: ", state.bMarks[start] + state.tShift[start])
    )


def _placed(rule: _InlineRule) -> _InlineRule:
    """`rule`, and its token remembers where it began."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        for token in state.tokens[count:] if matched and not silent else ():
            if token.type != "text" and "place" not in token.meta:
                token.meta["place"] = start
                break
        if matched and not silent and len(state.tokens) > count:
            state.tokens[-1].meta["end"] = state.pos
        return matched

    return placed


def _end_braces_rule(state: StateCore) -> None:
    """Takes `{…}` from the end of headings and of pictures that stand alone, before their words are parsed."""
    for opening, inline in zip(state.tokens, state.tokens[1:]):
        if inline.type != "inline" or opening.type not in ("heading_open", "paragraph_open"):
            continue
        if opening.type == "paragraph_open" and not re.match(r"!\[", inline.content):
            continue
        if found := _END_BRACES.search(inline.content):
            inline.meta["braces"] = found["inside"]
            inline.content = inline.content[: found.start()]


# --- the tree ---------------------------------------------------------------------------------------------------------


def read_markdown(
    lines: tuple[str, ...], *, file: SourceFile, first_line: int, findings: Findings
) -> tuple[authored.Block, ...]:
    """The blocks that `lines` make, the first of them line `first_line` of `file`; what may not be written is added to
    `findings`.
    """
    env: dict[str, object] = {}
    typed = read_list_signs(lines, file=file, first_line=first_line, findings=findings)
    tokens = _parser().parse("\n".join(typed.lines), env)
    reader = _Reader(file, first_line, typed.labels, findings)
    definitions = env.get("references")
    for definition in definitions.values() if isinstance(definitions, dict) else ():
        span = Span(file, first_line + definition["map"][0])
        if file.line(span.line).lstrip().startswith("[^"):
            findings.add(
                faults.FOOTNOTE.at(
                    span,
                    "handouts have no footnotes; cite a source as `[@id]`, or put the remark into the sentence, and delete this line",
                )
            )
            continue
        findings.add(
            faults.REFERENCE_LINK.at(
                span, "write the address where the link is, `[words](https://…)`, and delete this line"
            )
        )
    return tuple(reader.blocks(tokens, depth=0))


def read_words(text: str, *, span: Span, findings: Findings, prose: bool = True) -> authored.Runs:
    """The runs of one line of Markdown, such as a title or a label, written at `span`; without `prose` it is an
    address, which is no sentence.
    """
    tokens = _parser().parseInline(text)
    line = span.file.line(span.line)
    fallback = span if text.strip() not in line[max(0, span.column - 1) :] else None
    typed = Typed(file=span.file, line=span.line, content=text, column=max(0, span.column - 1), fallback=fallback)
    if not tokens:
        return ()
    if prose:
        check_line_signs(text, span=span, findings=findings)
    with near_places_told(typed, findings) as others:
        reader = InlineReader(others)
        if prose:
            reader.check(tokens[0].children or [], typed)
        return tuple(reader.runs(tokens[0].children or [], typed))


class _Reader:
    """Makes authored values of tokens; holds what every step needs, and changes nothing but the findings."""

    def __init__(
        self, file: SourceFile, first_line: int, labels: Mapping[int, tuple[str, int]], findings: Findings
    ) -> None:
        self.file = file
        self.first_line = first_line
        self.labels = labels
        self.findings = findings

    def span(self, token: Token) -> Span:
        return Span(self.file, self.first_line + (token.map[0] if token.map else 0))

    def blocks(self, tokens: Sequence[Token], *, depth: int) -> list[authored.Block]:
        made: list[authored.Block] = []
        for opening, inside in groups(tokens):
            span = self.span(opening)
            match opening.type:
                case "paragraph_open":
                    self._paragraph(inside[0], span, made)
                case "heading_open":
                    made.append(self._heading(opening, inside[0], span))
                case "bullet_list_open" | "ordered_list_open":
                    made += self._list(opening, inside, span, depth + 1)
                case "table_open":
                    made.append(self._table(inside, span))
                case "blockquote_open":
                    self.findings.add(
                        faults.BLOCK_QUOTE.at(
                            span, "a block quote; for a remark write `::: note`, the words, and `:::`"
                        )
                    )
                    made += self.blocks(inside, depth=depth)
                case "code_block" | "fence":
                    message = "this is read as code; begin the paragraph at the margin, without a tab, four spaces or backticks before it"
                    self.findings.add(faults.CODE.at(span, message))
                case "hr":
                    message = (
                        "a rule across the page; begin a part with a heading (`## …`), or a page with `::: page-break`"
                    )
                    self.findings.add(faults.THEMATIC_BREAK.at(span, message))
                case _:
                    raise AssertionError(opening.type)
        return made

    def _inline(self, token: Token, column: int = 0, *, pipes: bool = True) -> authored.Runs:
        typed = Typed(file=self.file, line=self.span(token).line, content=token.content, column=column)
        with near_places_told(typed, self.findings) as others:
            inline = InlineReader(others)
            inline.check(token.children or [], typed, pipes=pipes)
            return tuple(inline.runs(token.children or [], typed))

    def _paragraph(self, inline: Token, span: Span, made: list[authored.Block]) -> None:
        children = inline.children or []
        typed = Typed(file=self.file, line=span.line, content=inline.content)
        if len(children) == 1 and children[0].type == "image":
            picture: TypedPicture | None = self._picture(children[0], typed)
        else:
            picture = loose_picture(inline.content)
        if picture:
            made += self._figure(picture, inline, span)
            return
        broken = _broken_table(inline.content)
        runs = self._inline(inline, pipes=not broken)
        if not broken:
            check_lines(inline.content, span=span, findings=self.findings)
        if broken:
            bar = _BAR.search(inline.content)
            above = inline.content.count("\n", 0, bar.start() if bar else 0)
            self.findings.add(faults.BROKEN_TABLE.at(Span(self.file, span.line + above), broken))
        if _CAPTION.match(inline.content):
            before = made[-1] if made else None
            if isinstance(before, authored.Table) and not before.caption:
                made[-1] = replace(before, caption=_without_start(runs))
                return
            message = "this caption has no table right above it; it prints as a paragraph"
            self.findings.add(faults.CAPTION.at(span, message))
        made.append(authored.Paragraph(runs=runs, span=span))

    def _heading(self, opening: Token, inline: Token, span: Span) -> authored.Heading:
        level = int(opening.tag[1:])
        if opening.markup in ("=", "-"):
            line = "===" if opening.markup == "=" else "---"
            self.findings.add(
                faults.UNDERLINED_HEADING.at(
                    span, f"the line of `{line}` below makes this a heading; write `## …` before it"
                )
            )
            level = 2
        elif level == 1:
            message = "the section's title is in its front matter; headings here begin with `##`"
            self.findings.add(faults.HEADING_LEVEL.at(span, message))
            level = 2
        elif level > _DEEPEST_HEADING:
            self.findings.add(
                faults.HEADING_LEVEL.at(span, "the deepest heading is `####`; use a list, or another section")
            )
            level = _DEEPEST_HEADING
        runs = self._inline(inline)
        if not runs:
            self.findings.add(
                faults.EMPTY_HEADING.at(span, "this heading has no words; write some, or delete the line")
            )
        id, profile = self._heading_attributes(inline, span)
        return authored.Heading(level=level, runs=runs, id=id, profile=profile, span=span)

    def _heading_attributes(self, inline: Token, span: Span) -> tuple[str, str]:
        """The written id of a heading, and the profile that it is for."""
        attributes = self._braces(inline, span)
        if attributes.words or any(key != "profile" for key, _ in attributes.pairs):
            message = "a heading takes only an id and a profile, such as `{#biopsy}` or `{#gene-test-uk profile=uk}`"
            self.findings.add(faults.UNKNOWN_ATTRIBUTE.at(_braces_span(self.file, span), message))
        profile = attributes.value("profile")
        if profile and profile not in get_args(ProfileName):
            hint = f"profiles are {', '.join(get_args(ProfileName))}"
            self.findings.add(
                faults.UNKNOWN_ATTRIBUTE.at(
                    _braces_span(self.file, span), f"there is no profile `{profile}`", hint=hint
                )
            )
        if attributes.id and not _ID.match(attributes.id):
            message = f"the id `{attributes.id}` has other characters than small letters, digits and hyphens; write it like `{{#a-new-biopsy}}`"
            self.findings.add(faults.HEADING_ID.at(_braces_span(self.file, span), message))
        return attributes.id, profile

    def _braces(self, inline: Token, span: Span) -> Attributes:
        attributes = read_attributes(inline.meta.get("braces", ""))
        if attributes.rest:
            message = f"`{attributes.rest}` cannot be read here; an id is written `{{#biopsy}}`"
            self.findings.add(faults.ATTRIBUTES.at(_braces_span(self.file, span), message))
        return attributes

    def _list(self, opening: Token, inside: Sequence[Token], span: Span, depth: int) -> list[authored.Block]:
        if depth == _DEEPEST_LIST + 1:
            self.findings.add(
                faults.LIST_DEPTH.at(span, "lists stand at most three deep; split the list, or use headings")
            )
        items = tuple(
            authored.Item(blocks=tuple(self.blocks(held, depth=depth)), span=self.span(item))
            for item, held in groups(inside)
        )
        for item in items:
            for block in item.blocks:
                if isinstance(block, authored.Heading):
                    self.findings.add(
                        faults.HEADING_LEVEL.at(
                            block.span, "a heading does not stand inside a list; write `**…**` for weight"
                        )
                    )
        if opening.type == "bullet_list_open":
            return [authored.ItemList(style="bullet", items=items, span=span)]
        return self._numbered(opening, items)

    def _numbered(self, opening: Token, items: Sequence[authored.Item]) -> list[authored.Block]:
        """The lists that `items` are: where their labels change in form, another begins, which Markdown took for the
        same.
        """
        made: list[authored.Block] = []
        first = int(opening.attrs.get("start", 1))
        for form, group in groupby(
            enumerate(items, first), key=lambda numbered: self.labels.get(self._line(numbered[1]), ("", 0))[0]
        ):
            members = list(group)
            held = tuple(item for _, item in members)
            start = self.labels.get(self._line(held[0]), ("", members[0][0]))[1]
            if not form and made:  # it follows a list of another form, and counts for itself
                typed = _NUMBER.match(self.file.line(held[0].span.line))
                start = int(typed[1]) if typed else start
            if not form:
                self._check_numbers(held, start)
            made.append(
                authored.ItemList(
                    style="decimal", items=held, start=start, form=form or f"1{opening.markup}", span=held[0].span
                )
            )
        return made

    def _line(self, item: authored.Item) -> int:
        return item.span.line - self.first_line

    def _check_numbers(self, items: Sequence[authored.Item], start: int) -> None:
        """Tell of the first item whose typed number is not the one that prints; a list that is typed as `1.` throughout
        is counted.
        """
        typed = [_NUMBER.match(self.file.line(item.span.line)) for item in items]
        numbers = [int(found[1]) if found else start + place for place, found in enumerate(typed)]
        if len(set(numbers)) == 1:
            return
        for place, (item, found) in enumerate(zip(items, typed)):
            if found and numbers[place] != start + place:
                message = f"this item is typed as {numbers[place]} and would print as {start + place}; number the items one by one, or write `1.` before each"
                span = Span(self.file, item.span.line, found.start(1) + 1, len(found[1]))
                self.findings.add(faults.LIST_NUMBERS.at(span, message))
                return

    def _table(self, inside: Sequence[Token], span: Span) -> authored.Table:
        rows: list[tuple[authored.Runs, ...]] = []
        for _, part in groups(inside):
            rows += [self._row(row, cells, len(rows[0]) if rows else 0) for row, cells in groups(part)]
        if len(rows) == 1:
            self.findings.add(faults.TABLE_SHAPE.at(span, "this table has no row below its header; add one"))
        return authored.Table(header=rows[0], rows=tuple(rows[1:]), caption=(), span=span)

    def _row(self, row: Token, cells: Sequence[Token], wanted: int) -> tuple[authored.Runs, ...]:
        span = self.span(row)
        written = escapedSplit(self.file.line(span.line).strip().removeprefix("|").removesuffix("|"))
        if wanted and len(written) != wanted:
            count = f"{len(written)} cell{'s' if len(written) != 1 else ''}"
            message = f"this row has {count}, the header row has {wanted}; end each cell with `|`, and write `\\|` for the sign itself"
            self.findings.add(faults.TABLE_SHAPE.at(span, message))
        made: list[authored.Runs] = []
        column = 0
        for opening, held in groups(cells):
            column = max(column, self.file.line(span.line).find(held[0].content, column)) if held[0].content else column
            check_line_signs(held[0].content, span=Span(self.file, span.line, column + 1), findings=self.findings)
            made.append(self._inline(held[0], column, pipes=False))
            if not made[-1] and (opening.type == "th_open" or len(made) == 1):
                message = "the first cell of a row and each cell of the header row need words; people who listen hear them before the others"
                self.findings.add(faults.TABLE_SHAPE.at(span, message))
            column += len(held[0].content)
        return tuple(made)

    def _picture(self, token: Token, typed: Typed) -> TypedPicture:
        """The picture of a token; tells of what cannot be heard in its words."""
        children = token.children or []
        words_typed = Typed(file=self.file, line=typed.line, content=token.content)
        with near_places_told(words_typed, self.findings) as others:
            InlineReader(others).check(children, words_typed)
        for child in children:
            if (
                child.type not in ("text", "text_special", "softbreak", "hardbreak")
                and child.nesting >= 0
                and child.type not in ("strong_open", "em_open")
            ):
                message = "the words of a picture are read aloud as they stand; they hold no fact, link, source or other picture"
                self.findings.add(faults.PICTURE_WORDS.at(typed.span(0, len(typed.content)), message))
                break
        words = "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)
        return TypedPicture(alt=words, path=str(token.attrs.get("src", "")), title=str(token.attrs.get("title", "")))

    def _figure(self, picture: TypedPicture, inline: Token, span: Span) -> Iterator[authored.Figure]:
        attributes = self._braces(inline, span)
        unknown = [f".{word}" for word in attributes.words if word != "decorative"] + [
            key for key, _ in attributes.pairs
        ]
        for word in (*unknown, *([f"#{attributes.id}"] if attributes.id else [])):
            message = f"a picture does not know `{word}`; it knows `.decorative`, for a picture without meaning"
            self.findings.add(
                faults.UNKNOWN_ATTRIBUTE.at(
                    _braces_span(self.file, span), message, hint=did_you_mean(word, (".decorative",))
                )
            )
        path, title = picture.path, picture.title
        typed = Typed(file=self.file, line=span.line, content=inline.content)
        alt = " ".join(picture.alt.split())
        decorative = "decorative" in attributes.words
        if decorative == bool(alt):
            message = (
                "this picture has words and is marked `.decorative`; delete one or the other"
                if alt
                else "this picture has no words; say between `![` and `]` what it shows, or mark it `{.decorative}`"
            )
            self.findings.add(faults.PICTURE_WORDS.at(typed.span(0, len(inline.content)), message))
        where = typed.find(path, span.line)
        caption = read_words(title, span=typed.find(title, span.line), findings=self.findings) if title else ()
        if check_path(path, span=where, findings=self.findings):
            yield authored.Figure(path=At(path, where), alt=None if decorative else alt, caption=caption, span=span)


def _broken_table(content: str) -> str:
    """What keeps the lines of a paragraph from being a table, empty when they are not meant to be one."""
    if "|" not in content:
        return ""
    lines = content.split("\n")
    if any("|" in line and _DASHES.match(line) for line in lines):
        return (
            "this is not read as a table: the header row and the row of dashes below it need the same number of cells"
        )
    if all(line.strip().startswith("|") and line.strip().endswith("|") for line in lines) or (
        len(lines) > 1 and all("|" in line for line in lines)
    ):
        return "this is not read as a table: it needs a row of dashes, `| --- | --- |`, below its header row"
    return ""


def _braces_span(file: SourceFile, span: Span) -> Span:
    line = file.line(span.line)
    column = line.rfind("{")
    return Span(file, span.line, column + 1, len(line.rstrip()) - column) if column >= 0 else span


def _without_start(runs: authored.Runs) -> authored.Runs:
    """A caption's runs without the word that marks it, with which they begin."""
    rest = _CAPTION.sub("", authored.plain(runs[:1]), count=1)
    return (authored.Words(rest), *runs[1:]) if rest else runs[1:]
