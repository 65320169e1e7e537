"""A finished PDF in print: the report of `wardleaf inspect`, its tags and page facts as YAML, its text in structure
order. Pure; prints nothing itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import assert_never

from wardleaf.page_facts import PageFact, PageFacts, PictureFact, TextFact
from wardleaf.readback.model import (
    Annotation,
    Declared,
    Element,
    FontFact,
    Mark,
    ReadBack,
    TagKid,
    element_text,
    elements,
)
from wardleaf.units import PAPER_SIZES

# Signs that nobody can see in a text, or that a YAML reader takes for a line end; and those that no terminal should be
# given.
_UNSEEN = re.compile("[\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")
_NEAR = 1.5  # points by which paper may differ from its standard
_INLINE = frozenset(
    {
        "Span",
        "Quote",
        "Reference",
        "Code",
        "Link",
        "Lbl",
        "BibEntry",
        "Note",
        "NonStruct",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
    }
)
_ROWS = frozenset({"TR"})
_CELLS = frozenset({"TH", "TD"})


def inspect_report(read: ReadBack) -> str:
    """What `wardleaf inspect` says of a file, for reading on a terminal or aloud; ends with a line end."""
    return "\n".join(
        [
            _plain(read.name),
            f"Title:     {_plain(read.title) or 'none'}",
            f"Language:  {_plain(read.language) or 'not declared'}",
            f"Pages:     {_page_sizes(read.page_facts)}",
            f"Declares:  {_declared(read.declared)}",
            f"Made with: {_plain(read.declared.producer) or 'not declared'}",
            "",
            *_fonts(read.fonts),
            "",
            *_tags(read),
            "",
            *_links(read),
            "",
            *_outline(read),
            "",
        ]
    )


def _page_sizes(facts: PageFacts) -> str:
    counted = Counter(_paper(page) for page in facts.pages)
    if len(counted) == 1:
        return f"{len(facts.pages)}, {next(iter(counted))}"
    return f"{len(facts.pages)}: " + ", ".join(f"{count} of {paper}" for paper, count in counted.items())


def _paper(page: PageFact) -> str:
    millimetres = f"{page.width * 25.4 / 72:.0f} × {page.height * 25.4 / 72:.0f} mm"
    for paper in PAPER_SIZES.values():
        for wide, tall, way in (
            (paper.width.pt, paper.height.pt, ""),
            (paper.height.pt, paper.width.pt, " on its side"),
        ):
            if abs(page.width - wide) < _NEAR and abs(page.height - tall) < _NEAR:
                return f"{paper.name}{way} ({millimetres})"
    return millimetres


def _declared(declared: Declared) -> str:
    said = [
        f"PDF {_plain(declared.version)}",
        "tagged" if declared.tagged else "not tagged",
        f"PDF/UA-{_plain(declared.pdf_ua)}" if declared.pdf_ua else "no PDF/UA",
        f"PDF/A-{_plain(declared.pdf_a)}" if declared.pdf_a else "no PDF/A",
        "shows its title" if declared.shows_title else "shows its file name",
        "protected" if declared.encrypted else "not protected",
    ]
    return ", ".join(said)


def _fonts(fonts: Sequence[FontFact]) -> Iterator[str]:
    yield f"Fonts: {len(fonts) or 'none'}"
    for font in fonts:
        held = "embedded" if font.embedded else "NOT embedded"
        sizes = ", ".join(_number(size) for size in font.sizes)
        shown = f"{sizes} pt" if sizes else "not used"
        yield f"  {_plain(font.name)}: {_plain(font.kind)}, {held}{', subset' if font.subset else ''}, {shown}"


def _tags(read: ReadBack) -> Iterator[str]:
    if not read.tree:
        if not any(text.text.strip() for page in read.page_facts.pages for text in page.texts):
            yield "Tags: none, and no words: the pages are pictures or empty, so a screen reader has nothing to say."
        elif all(text.hidden or not text.text.strip() for page in read.page_facts.pages for text in page.texts):
            yield "Tags: none. The pages are pictures; a screen reader says the words that a program recognised in them, and guesses their order."
        else:
            yield "Tags: none. A screen reader must guess headings, lists and reading order."
        return
    found = list(elements(read.tree))
    counted = Counter(element.role for element in found)
    yield f"Tags: {len(found)}"
    yield "  " + ", ".join(f"{_plain(role) or 'no role'} {count}" for role, count in sorted(counted.items()))
    headings = [element for element in found if re.fullmatch(r"H[1-6]?", element.standard)]
    for element in headings:
        indent = "  " * int(element.standard[1:] or 1)
        yield f"{indent}{_plain(element.standard)} {_plain(element_text(element))}"
    silent = sum(1 for element in found if element.standard == "Figure" and not (element.alt or element.actual_text))
    if silent:
        yield f"  Figures without words: {silent}"
    if read.unclaimed:
        yield f"  Marked content that no tag names: {read.unclaimed}"
    loose = [str(number) for number, count in enumerate(read.loose, start=1) if count]
    if loose:
        yield f"  Content outside tags on {'page' if len(loose) == 1 else 'pages'} {', '.join(loose)}"


def _links(read: ReadBack) -> Iterator[str]:
    yield f"Links: {len(read.links) or 'none'}"
    for link in read.links:
        words = f"“{_plain(link.words)}”" if link.words else "no words for a screen reader"
        yield f"  page {link.page}: {_plain(link.target) or 'leads nowhere'} ({words})"


def _outline(read: ReadBack) -> Iterator[str]:
    yield f"Outline: {len(read.outline) or 'none'}"
    for entry in read.outline:
        where = f"page {entry.page}" if entry.page is not None else "leads nowhere"
        yield f"{'  ' * entry.level}{_plain(entry.title)} ({where})"


# --- YAML ---


def tags_yaml(read: ReadBack) -> str:
    """The tag tree as YAML: each element is its role with its words, or with a list of what it holds; attributes where
    it has any.
    """
    if not read.tree:
        return "tags: none\n"
    roles = {element.role: element.standard for element in elements(read.tree) if element.role != element.standard}
    head = (
        [f"roles: {{{', '.join(f'{_key(own)}: {_key(standard)}' for own, standard in sorted(roles.items()))}}}"]
        if roles
        else []
    )
    return "\n".join([*head, "tags:", *(line for element in read.tree for line in _element(element))]) + "\n"


def _element(element: Element) -> list[str]:
    """An element as the lines of one list entry."""
    key = _key(element.role or "no role")
    attributes = [
        f"{name}: {_quoted(value)}"
        for name, value in (
            ("title", element.title),
            ("id", element.id),
            ("language", element.language),
            ("scope", element.scope),
            ("alt", element.alt),
            ("actual-text", element.actual_text),
            ("expansion", element.expansion),
            *((_key(name), value) for name, value in element.attributes),
        )
        if value
    ]
    words = _only_words(element.kids)
    if words is not None and not attributes:
        return [f"- {key}: {_quoted(words)}" if words else f"- {key}:"]
    inner = list(attributes)
    if words is not None:
        inner += [f"text: {_quoted(words)}"] if words else []
    elif attributes:
        inner += ["kids:", *_kids(element.kids)]
    else:
        return [f"- {key}:", *(f"  {line}" for line in _kids(element.kids))]
    return [f"- {key}:", *(f"    {line}" for line in inner)]


def _only_words(kids: Sequence[TagKid]) -> str | None:
    """The words of `kids` when they are nothing but words that are there."""
    found = [kid for kid in kids if isinstance(kid, Mark) and kid.found]
    return element_text(Element(role="Span", standard="Span", kids=tuple(found))) if len(found) == len(kids) else None


def _kids(kids: Sequence[TagKid]) -> list[str]:
    lines: list[str] = []
    for kid in kids:
        match kid:
            case Element():
                lines += _element(kid)
            case Mark():
                lines.append(
                    f"- {_quoted(kid.text)}"
                    if kid.found
                    else f"- missing: {{page: {kid.page or 'unknown'}, mcid: {kid.mcid}}}"
                )
            case Annotation():
                what = kid.kind.lower() or "object"
                lines.append(f"- {_key(what)}: {{to: {_quoted(kid.target)}, words: {_quoted(kid.words)}}}")
            case _:
                assert_never(kid)
    return lines


def facts_yaml(facts: PageFacts) -> str:
    """Page facts as YAML, one line a text or picture; lengths in points from the page's upper left corner."""
    lines: list[str] = []
    for number, page in enumerate(facts.pages, start=1):
        lines.append(f"- page: {number}")
        lines.append(f"  size: [{_number(page.width)}, {_number(page.height)}]")
        if page.ink is not None:
            lines.append(f"  ink: [{', '.join(map(_number, page.ink))}]")
        if page.texts:
            lines.append("  texts:")
        lines.extend(map(_text_line, page.texts))
        if page.pictures:
            lines.append("  pictures:")
        lines.extend(map(_picture_line, page.pictures))
    return "\n".join([*lines, ""])


def _text_line(text: TextFact) -> str:
    places = f"x0: {_number(text.x0)}, x1: {_number(text.x1)}, baseline: {_number(text.baseline)}, size: {_number(text.size)}"
    return f"  - {{text: {_quoted(text.text)}, {places}, font: {_quoted(text.font)}{', artifact: yes' if text.artifact else ''}{_turn(text)}{', hidden: yes' if text.hidden else ''}}}"


def _turn(text: TextFact) -> str:
    return f", turned: {_number(text.angle)}, length: {_number(text.length)}" if text.angle else ""


def _picture_line(picture: PictureFact) -> str:
    places = ", ".join(
        f"{side}: {_number(value)}"
        for side, value in zip(("x0", "top", "x1", "bottom"), (picture.x0, picture.top, picture.x1, picture.bottom))
    )
    return f"  - {{{places}, dots-per-inch: {picture.dots_per_inch:.0f}}}"


# --- text ---


def structure_text(read: ReadBack) -> str:
    """The words in the order of the tags, a line for each block, pictures by their words; for a file without tags as
    drawn, saying so.
    """
    if not read.tree:
        drawn = [f"Page {number}\n{_drawn(page)}" for number, page in enumerate(read.page_facts.pages, start=1)]
        return "\n\n".join(["No tags: this is the text in the order in which it is drawn.", *drawn]) + "\n"
    lines: list[str] = []
    for element in read.tree:
        _add_lines(element, lines)
    return "\n".join(lines).strip("\n") + "\n"


def _add_lines(element: Element, lines: list[str]) -> None:
    if element.standard in _ROWS:
        cells = [_plain(element_text(kid)).strip() for kid in element.kids if isinstance(kid, Element)]
        lines.append(" | ".join(cells))
        return
    if element.standard == "Figure":
        lines.append(f"[Picture: {_plain(element.alt or element_text(element)) or 'without words'}]")
        return
    if re.fullmatch(r"H[1-6]?", element.standard):
        lines.append("")
    if element.standard == "LI" and (label := _label(element)):
        at = len(lines)
        for kid in element.kids[1:]:
            if isinstance(kid, Element):
                _add_lines(kid, lines)
        lines[at : at + 1] = [f"{label} {lines[at]}" if at < len(lines) else label]
        return
    if element.actual_text or not _holds_blocks(element):
        words = _plain(element_text(element)).strip()
        if words:
            lines.append(words)
        return
    for kid in element.kids:
        match kid:
            case Element():
                _add_lines(kid, lines)
            case Mark():
                if kid.text.strip():
                    lines.append(_plain(kid.text).strip())
            case Annotation():
                pass
            case _:
                assert_never(kid)


def _label(item: Element) -> str:
    """The label that leads a list item."""
    first = item.kids[0] if item.kids else None
    return _plain(element_text(first)).strip() if isinstance(first, Element) and first.standard == "Lbl" else ""


def _holds_blocks(element: Element) -> bool:
    return any(isinstance(kid, Element) and (kid.standard not in _INLINE or _holds_blocks(kid)) for kid in element.kids)


def _drawn(page: PageFact) -> str:
    lines: list[str] = []
    before = None
    for text in page.texts:
        if before is not None and abs(before.baseline - text.baseline) < text.size * 0.4:
            apart = text.x0 - before.x1 > text.size * 0.18 and not lines[-1].endswith(" ")
            lines[-1] += f" {text.text}" if apart else text.text
        else:
            lines.append(text.text)
        before = text
    return "\n".join(_plain(line).strip() for line in lines)


# --- signs ---


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _plain(text: str) -> str:
    """`text` on one line, without signs that would steer a terminal."""
    return _CONTROL.sub(" ", text)


def _quoted(text: str) -> str:
    # JSON's quoting is YAML's.
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", text) else _quoted(text)
