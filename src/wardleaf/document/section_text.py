"""A section's body becomes an authored tree: Markdown and components, in order, and what holds for the section as a
whole.

Knows which components there are, and what may stand inside each; the words in them are `markdown.py`'s and `source/`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never, get_args

from wardleaf.document import authored, faults
from wardleaf.document.acceptance import ALLOW, Acceptances
from wardleaf.document.divs import Div, Stretch, split_divs
from wardleaf.document.markdown import read_markdown, read_words
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.schema import (
    ComponentSpec,
    ContactsSpec,
    DiarySpec,
    IconArraySpec,
    PreparedForSpec,
    QrSpec,
    Section,
    WriteInSpec,
)
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes
from wardleaf.source.suggest import closest, did_you_mean

_TEXT_COMPONENTS: Mapping[str, authored.TextComponentName] = {
    name: name for name in get_args(authored.TextComponentName)
}
_SPEC_COMPONENTS: Mapping[str, type[ComponentSpec]] = {
    "icon-array": IconArraySpec,
    "write-in": WriteInSpec,
    "prepared-for": PreparedForSpec,
    "diary": DiarySpec,
    "contacts": ContactsSpec,
    "qr": QrSpec,
}
_COMPONENT_NAMES: tuple[str, ...] = (*_TEXT_COMPONENTS, *_SPEC_COMPONENTS, ALLOW)
_TITLED = ("note", "warning", "steps", "checklist")
_HEADED = ("write-in", "diary", "contacts")
_OF_ONE_LIST = ("key-points", "steps", "checklist")


def read_section(section: Section) -> authored.SectionText:
    """The parsed body of `section`, with everything that is wrong in it."""
    findings = Findings()
    lines = tuple(section.body.split("\n"))
    blocks: list[authored.Block] = []
    accepted = Acceptances(file=section.file, findings=findings)
    for piece in split_divs(lines, file=section.file, first_line=section.body_line, findings=findings):
        match piece:
            case Stretch():
                blocks += read_markdown(piece.lines, file=section.file, first_line=piece.first_line, findings=findings)
            case Div() if piece.name.value == ALLOW:
                accepted.read(piece, before=len(blocks))
            case Div():
                component = _component(piece, section.file, findings)
                if component:
                    blocks.append(component)
            case _:
                assert_never(piece)
    if not section.body.strip():
        message = "this section has no words below its front matter; it prints only its heading"
        line = min(section.body_line, len(section.file.lines))
        findings.add(faults.EMPTY_SECTION.at(Span(section.file, line), message))
    _check_headings(tuple(blocks), findings)
    return authored.SectionText(
        address=section.address,
        blocks=tuple(blocks),
        first_line=section.body_line,
        lines=accepted.told_lines(lines, first_line=section.body_line),
        allowances=accepted.of_blocks(tuple(blocks), last_line=section.body_line + len(lines) - 1),
        findings=findings.sorted(),
    )


def _component(div: Div, file: SourceFile, findings: Findings) -> authored.Block | None:
    name = div.name.value
    if name not in _COMPONENT_NAMES:
        message = (
            f"there is no component `{name}`; there are {_listed(_COMPONENT_NAMES)}"
            if name
            else "a component begins with its name: `::: note`"
        )
        findings.add(faults.UNKNOWN_COMPONENT.at(div.name.span, message, hint=did_you_mean(name, _COMPONENT_NAMES)))
        # Read all the same, so that what is wrong inside is told in the same run; YAML would be misread.
        if closest(name, _COMPONENT_NAMES) not in (*_SPEC_COMPONENTS, ALLOW):
            read_markdown(div.body.lines, file=file, first_line=div.body.first_line, findings=findings)
        return None
    _check_attributes(div, findings)
    if name in _TEXT_COMPONENTS:
        return _text_component(div, _TEXT_COMPONENTS[name], file, findings)
    if not div.closed:  # told already; the text after it would be misread as its keys
        return None
    nodes = compose_nodes(
        file, findings=findings, first_line=div.body.first_line, column=div.body.column, text="\n".join(div.body.lines)
    )
    if nodes is None:
        return None
    spec: ComponentSpec | None = decode(nodes, _SPEC_COMPONENTS[name], findings=findings)
    return authored.SpecComponent(spec=spec, id=div.attributes.id, span=div.span) if spec else None


def _check_attributes(div: Div, findings: Findings) -> None:
    name, attributes = div.name.value, div.attributes
    known = [
        *(["title"] if name in _TITLED else []),
        *([".short"] if name == "call-now" else []),
        *(["#id"] if name in _HEADED else []),
    ]
    written = (
        [f".{word}" for word in attributes.words]
        + [key for key, _ in attributes.pairs]
        + (["#id"] if attributes.id else [])
    )
    for attribute in written:
        if attribute in known:
            continue
        shown = f"#{attributes.id}" if attribute == "#id" else attribute
        column = div.span.file.line(div.span.line).find(shown) + 1
        message = (
            f"`{name}` does not know `{shown}`; it knows {_listed(tuple(known))}"
            if known
            else f"`{name}` takes no attributes, and here is `{shown}`"
        )
        span = Span(div.span.file, div.span.line, column, len(shown))
        findings.add(faults.UNKNOWN_ATTRIBUTE.at(span, message, hint=did_you_mean(attribute, known)))


def _text_component(
    div: Div, name: authored.TextComponentName, file: SourceFile, findings: Findings
) -> authored.TextComponent:
    own = Findings()
    blocks = read_markdown(div.body.lines, file=file, first_line=div.body.first_line, findings=own)
    findings.extend(own)
    short = "short" in div.attributes.words
    lists = [block for block in blocks if isinstance(block, authored.ItemList)]
    message = ""
    if name in _OF_ONE_LIST and (len(blocks) != 1 or not lists):
        sign = "`1. …` lines" if name == "steps" else "`- …` lines"
        message = f"`{name}` holds one list and nothing else: write {sign}"
    elif name == "call-now" and short and blocks:
        message = "the short form prints no symptoms; delete the lines inside, or `.short`"
    elif name == "call-now" and not short and (len(blocks) != 1 or not lists):
        message = "`call-now` holds one list, the symptoms: write `- …` lines, or `::: {.call-now .short}` without any"
    elif name == "page-break" and blocks:
        message = "`page-break` holds nothing; move the words after its `:::`"
    elif name in ("note", "warning") and not blocks:
        message = f"this `{name}` is empty; write its words before `:::`"
    elif name in ("steps", "checklist", "call-now") and lists and not lists[0].form.strip("(").startswith("1"):
        message = f"`{name}` prints no letters before its items, and other words may refer to them; write `1. …` lines, or the list without `:::`"
    # Not when the reason is told: a list item whose sign is not read, or a component that goes on over what is not its
    # own.
    told = not div.closed or any(finding.code == faults.SIGN_NOT_READ.code for finding in own)
    if message and not told:
        foreign = next((block.span for block in blocks if not isinstance(block, authored.ItemList)), None)
        findings.add(faults.COMPONENT_BODY.at(foreign if foreign and lists else div.span, message))
    for block in blocks if div.closed else ():
        if isinstance(block, authored.Heading):
            help = f'`{{.{name} title="…"}}`' if name in _TITLED else "a heading before the component"
            findings.add(
                faults.COMPONENT_BODY.at(block.span, f"a heading does not stand inside `{name}`; write {help}")
            )
    title = div.attributes.value("title")
    title_span = Span(file, div.span.line, file.line(div.span.line).find(title) + 1, max(1, len(title)))
    runs = read_words(title, span=title_span, findings=findings) if title else ()
    return authored.TextComponent(name=name, title=runs, short=short, blocks=blocks, span=div.span)


def _check_headings(blocks: tuple[authored.Block, ...], findings: Findings) -> None:
    level = 1
    seen: dict[str, Span] = {}
    for id, span in _written_ids(blocks):
        if id in seen:
            message = f"the id `{id}` is on line {seen[id].line} already; an id stands once in a section"
            column = span.file.line(span.line).rfind(f"#{id}") + 1
            findings.add(faults.HEADING_ID.at(Span(span.file, span.line, column, len(id) + 1), message))
        seen.setdefault(id, span)
    for block in blocks:
        if isinstance(block, authored.Heading):
            if block.level > level + 1:
                above = "the section's title" if level == 1 else f"`{'#' * level}`"
                message = f"`{'#' * block.level}` comes right after {above}; write `{'#' * (level + 1)}`, so that no level is left out"
                findings.add(faults.HEADING_LEVEL.at(block.span, message))
            level = block.level


def _written_ids(blocks: tuple[authored.Block, ...]) -> Iterator[tuple[str, Span]]:
    for block in blocks:
        if isinstance(block, (authored.Heading, authored.SpecComponent)) and block.id:
            yield block.id, block.span


def _listed(words: tuple[str, ...]) -> str:
    shown = [f"`{word}`" for word in words]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
