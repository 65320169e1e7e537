"""Markdown of other programs: what was typed is printed, or told, or is a form that was understood; and no picture is
lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.document.making import parse

from wardleaf.document import authored
from wardleaf.document.numbering import counted, label
from wardleaf.document.pictures import loose_picture

_STARTS = (
    *(
        "",
        "",
        "",
        "- ",
        "* ",
        "+ ",
        "• ",
        "– ",
        "— ",
        "· ",
        "o\t",
        "§\t",
        "\uf0b7\t",
        "a) ",
        "b) ",
        "c) ",
        "(a) ",
        "(b) ",
        "1) ",
        "2) ",
        "(1) ",
        "(2) ",
    ),
    *(
        "1. ",
        "2. ",
        "3. ",
        "i. ",
        "ii. ",
        "iii) ",
        "A. ",
        "B. ",
        "-",
        "*",
        "–",
        "1.",
        "2.",
        "## ",
        "##",
        "#",
        "> ",
        "  ",
        " ",
        " - ",
        "   - ",
        "  • ",
    ),
    *("Table: ", "| ", ": ", "☐ ", "✓ ", "-\xa0", "##\xa0", "1.\xa0"),
)
_FORMS = (
    *(
        "{}",
        "{}",
        "**{}**",
        "*{}*",
        "~~{}~~",
        "CO~{}~",
        "x^{}^",
        "=={}==",
        "++{}++",
        "^[{}]",
        "{}[^1]",
        "<!-- {} -->",
        "{}<br>",
        "<sup>{}</sup>",
        "{}&nbsp;",
    ),
    *(
        ":{}:",
        "${}$",
        "a | {}",
        "[{}](https://x.example/{})",
        "[{}] (https://x.example/{})",
        "[{}](tel:0 1 {})",
        "[{}](figures/{}.png)",
        "({})[https://x.example]",
    ),
    *(
        '![{}](figures/{} a.png "{}")',
        "![{}](figures/{}.png “{}”)",
        "![{}] (figures/{}.png)",
        "![{}](figures/{}.png)",
        "![{}]",
        '<img alt="{}">',
        "![[{}]]",
    ),
    *(
        "** {} **",
        "**{}",
        "*{}",
        "_{}",
        "{}*",
        "https://x.example/{}",
        "www.x.example/{}",
        "{}@x.example",
        "<{}@x.example>",
        "\\{}",
        "`{}`",
        "{}\\\\",
        "{}\\",
    ),
    *(
        "{{{{ clinic.{} }}}}",
        "[{}]{{.term}}",
        "[@{}]",
        "[{}]",
        "[{}][{}]",
        "{}: {}",
        "({})",
        "“{}”",
        "{},",
        "{}.",
        "{{.{}}}",
        "\\{} ",
        "[[{}]]",
        "{}\\|{}",
        "*{} _{}* {}_",
    ),
)
_ENDS = ("\n", "\n", "\n", "\n\n", "  \n", "\n***\n", "\n| --- | --- |\n")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A few lines of words that occur once each, in forms that people type."""
    count = 0
    text = ""
    for _ in range(draw(st.integers(1, 6))):
        text += draw(st.sampled_from(_STARTS))
        for form in draw(st.lists(st.sampled_from(_FORMS), min_size=1, max_size=3)):
            names = [f"w{count + place}q" for place in range(3)]
            count += 3
            text += form.format(*names) + " "
        text = text.rstrip(" ") + draw(st.sampled_from(_ENDS))
    return text.rstrip("\n")


def _said(blocks: tuple[authored.Block, ...]) -> Iterator[str]:
    """Everything of `blocks` that is printed, heard, or followed."""
    for runs in authored.runs_of(blocks):
        yield authored.plain(runs)
        for run in authored.flat(runs):
            match run:
                case authored.Link():
                    yield run.target
                case authored.Cited():
                    yield from (source.value for source in run.sources)
                case authored.Fact():
                    yield run.path
                case _:
                    pass
    for figure in _figures(blocks):
        yield from (figure.path.value, figure.alt or "")


def _figures(blocks: tuple[authored.Block, ...]) -> Iterator[authored.Figure]:
    for block in blocks:
        if isinstance(block, authored.Figure):
            yield block
        elif isinstance(block, authored.ItemList):
            for item in block.items:
                yield from _figures(item.blocks)


def _told_lines(text: authored.SectionText) -> set[int]:
    return {finding.span.line for finding in text.findings if finding.span}


@settings(max_examples=120, deadline=None)
@given(documents())
def test_every_word_is_printed_or_told(body: str) -> None:
    text, _ = parse(body)
    said = " ".join(_said(text.blocks))
    told = _told_lines(text)
    code = [finding.span.line for finding in text.findings if finding.name == "code" and finding.span]
    for number, line in enumerate(body.split("\n"), text.first_line):
        for word in re.findall(r"w\d+q", line):
            in_code = any(start <= number for start in code)
            assert word in said or number in told or in_code, (word, body)


# Signs that no printed word begins or ends with unless its author is told.
_RAW = re.compile(
    r"!\[|\]\(|~~|\*\*|<!--|</?(?:br|sup|img)|==w|\+\+w|\[\^|\^\[|\{\.w|&nbsp;|:w\d+q:|\$w\d+q\$|\w\|\w| \| "
)


@settings(max_examples=120, deadline=None)
@given(documents())
def test_no_sign_prints_in_silence(body: str) -> None:
    text, _ = parse(body)
    lines = body.split("\n")
    told = _told_lines(text)
    for finding in text.findings:  # a table that is none is told once, at its first line
        first = finding.span.line - text.first_line if finding.name == "broken-table" and finding.span else len(lines)
        told |= {
            number + text.first_line
            for number in range(first, len(lines))
            if all(line.strip() for line in lines[first:number])
        }
    for runs in authored.runs_of(text.blocks):
        for found in _RAW.finditer("".join(run.text for run in authored.flat(runs) if isinstance(run, authored.Words))):
            places = [
                number for number, line in enumerate(lines, text.first_line) if found[0] in line.replace("\\", "")
            ]
            assert (
                not places
                or any(number in told for number in places)
                or all("\\" in lines[number - text.first_line] for number in places)
            ), (
                found[0],
                body,
            )


@settings(max_examples=120, deadline=None)
@given(documents())
def test_no_picture_is_lost(body: str) -> None:
    text, _ = parse(body)
    told = _told_lines(text)
    shown = {figure.span.line for figure in _figures(text.blocks)}
    code = [finding.span.line for finding in text.findings if finding.name == "code" and finding.span]
    for number, line in enumerate(body.split("\n"), text.first_line):
        if re.search(r"(?<!\\)!\[|<img", line):
            assert number in shown or number in told or any(start <= number for start in code), body


_LABELS = st.sampled_from(["{}.", "{})", "({})"])
_SCRIPTS = st.sampled_from(["123456789", "abcdefghi", "ABCDEFGHI", ("i", "ii", "iii", "iv", "v", "vi")])


@settings(max_examples=80, deadline=None)
@given(_LABELS, _SCRIPTS, st.lists(st.integers(0, 5), min_size=2, max_size=5), st.sampled_from(["\n", "\n\n"]))
def test_labels_print_as_they_were_typed_or_are_told(form: str, script: str, places: list[int], between: str) -> None:
    typed = [form.format(script[place]) for place in places]
    text, told = parse(between.join(f"{written} word" for written in typed))
    lists = [block for block in text.blocks if isinstance(block, authored.ItemList)]
    printed = [label(block.form, block.start + place) for block in lists for place, _ in enumerate(block.items)]
    words = [authored.plain(runs) for runs in authored.runs_of(text.blocks)]
    counted_for_us = len(set(typed)) == 1 and typed[0][0].isdigit()
    in_words = words == [f"{written} word" for written in typed]
    assert told or printed == typed or counted_for_us or in_words or _initials(typed)


def _initials(typed: list[str]) -> bool:
    """Large letters with full stops that do not go on are somebody's initials."""
    return all(re.fullmatch(r"[A-Z]\.", written) for written in typed)


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ("a) x\nb) y", ["a)", "b)"]),
        ("(i) x\n(ii) y\n(iii) z", ["(i)", "(ii)", "(iii)"]),
        ("See b):\na. x\nb. y", ["a.", "b."]),
        ("A) x\n\nB) y", ["A)", "B)"]),
        ("3) x\n4) y", ["3)", "4)"]),
        ("(1) x\n(2) y", ["(1)", "(2)"]),
        ("1.x one\n2.y two".replace("x ", "xx ").replace("y ", "yy "), ["1.", "2."]),
        ("1.\xa0x\n2.\xa0y", ["1.", "2."]),
        ("c) x\nd) y", ["c)", "d)"]),
        ("i. x\nj. y", ["i.", "j."]),
    ],
)
def test_a_list_keeps_its_labels(body: str, labels: list[str]) -> None:
    text, told = parse(body)
    assert told == ()
    block = text.blocks[-1]
    assert isinstance(block, authored.ItemList)
    assert [label(block.form, block.start + place) for place in range(len(block.items))] == labels


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        ("• a\n• b", "- a\n- b"),
        ("– a\n– b", "- a\n- b"),
        ("— a\n— b", "- a\n- b"),
        ("· a\n· b", "- a\n- b"),
        ("·\xa0\xa0\xa0 a\n·\xa0\xa0\xa0 b", "- a\n- b"),
        ("•\ta\no\tb\n§\tc\n•\td", "- a\n  - b\n    - c\n- d"),
        ("\uf0b7\ta\n\uf0b7\tb", "- a\n- b"),
        ("-a\n-b".replace("a", "aa").replace("b", "bb"), "- aa\n- bb"),
        ("*aa\n*bb", "- aa\n- bb"),
        ("-\xa0a\n-\xa0b", "- a\n- b"),
        ("- a\n-bb\n- c", "- a\n- bb\n- c"),
        ("1. a\n  - b\n2. c", "1. a\n   - b\n2. c"),
        ("1. a\n - b\n2. c", "1. a\n   - b\n2. c"),
        ("1. a\na) b\nb) c\n2. d", None),
        ("Take:\n• a\n• b\n\nThen", "Take:\n\n- a\n- b\n\nThen"),
        ("• a\n  - b\n• c", "- a\n  - b\n- c"),
        ("• a long\n  item\n• b", "- a long\n  item\n- b"),
    ],
)
def test_a_pasted_list_is_the_list_that_was_meant(body: str, levels: str | None) -> None:
    text, told = parse(body)
    assert told == ()
    if levels is not None:
        assert _outline(text.blocks) == _outline(parse(levels)[0].blocks)


def _outline(blocks: tuple[authored.Block, ...]) -> list[object]:
    return [
        [_outline(item.blocks) for item in block.items]
        if isinstance(block, authored.ItemList)
        else "".join(map(authored.plain, authored.runs_of((block,))))
        for block in blocks
    ]


@pytest.mark.parametrize(
    "body",
    [
        "We – the team\n– are here.",
        "A. Morgan will call you.",
        "It was in\n1990. Then more.",
        "o paciente\nnão",
        "-5 °C",
        "*Not* for\n*children*",
        "5 * 3 * 2",
        "§ 12",
    ],
)
def test_words_that_only_look_like_lists_stay_words(body: str) -> None:
    text, told = parse(body)
    assert told == ()
    assert [type(block) for block in text.blocks] == [authored.Paragraph]


@pytest.mark.parametrize(
    ("typed", "path", "title"),
    [
        ('![a](figures/a box.png "Cap.")', "figures/a box.png", "Cap."),
        ("![a](figures/a.png “Cap (two), “in” it”)", "figures/a.png", "Cap (two), “in” it"),
        ("![a](figures/a (1).png)", "figures/a (1).png", ""),
        ('![a](figures/a.png "He said "yes".")', "figures/a.png", 'He said "yes".'),
        ("![a](figures/nurse's box.png ‘It’s so’)", "figures/nurse's box.png", "It’s so"),
    ],
)
def test_a_picture_in_a_paragraph_of_its_own_is_read(typed: str, path: str, title: str) -> None:
    text, told = parse(typed)
    assert told == ()
    (figure,) = text.blocks
    assert isinstance(figure, authored.Figure)
    assert (figure.path.value, authored.plain(figure.caption)) == (path, title)


@pytest.mark.parametrize(
    "typed",
    ["![a](x.png) more", "![a](nothing", "![a]", "see ![a](b c.png)", "![a](x.png)(y.png)", "![a](https://x.example)"],
)
def test_what_may_be_something_else_is_no_picture(typed: str) -> None:
    assert loose_picture(typed) is None


@given(st.sampled_from(["1.", "1)", "(1)", "a)", "A.", "(i)", "I."]), st.integers(1, 9), st.integers(1, 9))
def test_what_is_counted_is_written_the_same(form: str, start: int, count: int) -> None:
    labels = [label(form, start + place) for place in range(count)]
    found = counted(labels)
    assert found is not None
    assert [label(found[0], found[1] + place) for place in range(count)] == labels
