"""What others set the same story with: Typst and WeasyPrint, tagged as PDF/UA-1, and stock ReportLab, which has no
tags. Same words, paper, sizes and faces.

A story is `plain_story` with marks where a personal copy has its own words (`@name@`); an engine takes these and gives
a file. Run by itself it is a whole process:

    python -m benchmarks.engines ENGINE STORY.json OUT.pdf [COPIES]
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "src" / "wardleaf" / "fonts"
FAMILY = "Atkinson Hyperlegible Next"
_MARK = re.compile("@(name|day|note|letter)@")

Values = Mapping[str, str]
Engine = Callable[[Values], bytes]
Story = list[list[object]]


@dataclass(frozen=True, slots=True)
class Look:
    """Paper (ISO), margins in mm (top, inner, bottom, outer), sizes in pt with their leading."""

    paper: str
    margins: tuple[float, float, float, float]
    body: tuple[float, float]
    title: tuple[float, float]
    headings: tuple[tuple[float, float], tuple[float, float]]
    indent: float


A4 = Look("a4", (27, 22, 27, 22), (14, 19.5), (34, 38), ((20, 24), (15, 20)), 32)
A5 = Look("a5", (21, 18, 23.5, 14), (13, 18), (28, 32), ((18, 22), (14, 18)), 0)
LOOKS = {"a4": A4, "a5": A5}


def is_installed(engine: str) -> bool:
    """Whether the package of `engine` is there."""
    return importlib.util.find_spec({"stock": "reportlab"}.get(engine, engine)) is not None


def engine(name: str, story: Story, look: Look) -> Engine:
    """The engine called `name` (typst, weasyprint, stock), ready to set `story`."""
    return _ENGINES[name](story, look)


def filled(text: str, values: Values) -> str:
    """`text` with `values` in its marks."""
    return _MARK.sub(lambda mark: values.get(mark[1], ""), text)


# --- Typst ---


def _typst(story: Story, look: Look) -> Engine:
    import typst

    compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    source = _typst_source(story, look).encode()
    empty = dict.fromkeys(("name", "day", "note", "letter"), "")
    return lambda values: compiler.compile(source, format="pdf", sys_inputs={**empty, **values}, pdf_standards="ua-1")


def _typst_source(story: Story, look: Look) -> str:
    top, inner, bottom, outer = look.margins
    size, leading = look.body
    title = next(str(rest[0]) for kind, *rest in story if kind == "title")
    parts = [
        f'#set document(title: {_typst_text(title)})\n#set text(font: "{FAMILY}", size: {size}pt, lang: "en", region: "GB", hyphenate: false)',
        (
            f'#set page(paper: "{look.paper}", margin: (top: {top}mm, inside: {inner}mm, bottom: {bottom}mm, outside: {outer}mm), '
            'numbering: "1 of 1", header: [#text(12pt)[Chemotherapy]#line(length: 100%)])'
        ),
        f"#set par(leading: {leading - size * 0.72}pt, spacing: {leading - size * 0.72 + 8}pt)",
        f"#show std.title: set text({look.title[0]}pt)",
        *(
            f"#show heading.where(level: {level}): set text({sizes[0]}pt)"
            for level, sizes in enumerate(look.headings, 1)
        ),
        *(f"#show heading.where(level: {level}): set block(above: 24pt, below: 12pt)" for level in (1, 2)),
        '#let disc(on) = circle(radius: 5pt, stroke: 0.6pt, fill: if on { rgb("#0B5563") } else { white })',
    ]
    for kind, *rest in story:
        parts.append(_typst_block(str(kind), rest, look))
    return "\n\n".join(parts)


def _typst_text(text: str) -> str:
    """`text` as an expression, marks as inputs."""
    pieces = [
        f'sys.inputs.at("{piece}")' if number % 2 else json.dumps(piece, ensure_ascii=False)
        for number, piece in enumerate(_MARK.split(text))
    ]
    return "(" + " + ".join(piece for piece in pieces if piece != '""') + ")" if len(pieces) > 1 else pieces[0]


def _typst_block(kind: str, rest: list, look: Look) -> str:
    match kind:
        case "title":
            return "#title()\n\n#outline(depth: 1)"
        case "heading":
            return f"#heading(level: {min(rest[0], 3) - 1}, {_typst_text(rest[1])})"
        case "text":
            return f"#pad(left: {look.indent}mm, par({_typst_text(rest[0])}))"
        case "list":
            return f"#pad(left: {look.indent}mm, list({', '.join(map(_typst_text, rest[0]))}))"
        case "panel":
            inner = "\n\n".join(f"#{_typst_text(text)}" for text in rest[1])
            head = f'#text(weight: "bold", {_typst_text(rest[0])})'
            return f'#block(width: 100%, inset: 10pt, stroke: 1.4pt + rgb("#9C1136"))[{head}\n\n{inner}]'
        case "table":
            rows = [", ".join(f"[#{_typst_text(cell)}]" for cell in row) for row in rest[0]]
            return f"#table(columns: {len(rest[0][0])} * (1fr,), table.header({rows[0]}), {', '.join(rows[1:])})"
        case "figures":
            discs = [f"grid(columns: 10, gutter: 3pt, ..range(100).map(i => disc(i < {count})))" for count in rest[0]]
            return "\n\n".join(f'#figure(alt: "{count} of 100", {one})' for count, one in zip(rest[0], discs))
        case "lines":
            return "#v(34pt)\n#line(length: 100%)\n" * rest[0]
        case _:
            return ""


# --- WeasyPrint ---


def _weasyprint(story: Story, look: Look) -> Engine:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=_css(look), font_config=fonts)  # read once; a copy reads only its own words
    page = _html(story)

    def made(values: Values) -> bytes:
        text = filled(page, {name: escape(value) for name, value in values.items()})
        pdf = HTML(string=text).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        assert pdf is not None
        return pdf

    return made


def _css(look: Look) -> str:
    faces = (("Regular", 400, "normal"), ("Bold", 700, "normal"), ("Italic", 400, "italic"))
    top, inner, bottom, outer = look.margins
    size, leading = look.body
    sizes = [
        f"h{level} {{ font-size: {one[0]}pt; line-height: {one[1]}pt }}"
        for level, one in enumerate((look.title, *look.headings), 1)
    ]
    return "\n".join(
        [
            *(
                f'@font-face {{ font-family: "{FAMILY}"; src: url({(FONTS / f"AtkinsonHyperlegibleNext-{name}.ttf").as_uri()}); '
                f"font-weight: {weight}; font-style: {slope} }}"
                for name, weight, slope in faces
            ),
            (
                f"@page {{ size: {look.paper.upper()}; margin: {top}mm {outer}mm {bottom}mm {inner}mm; @top-left {{ content: 'Chemotherapy' }} "
                "@bottom-right { content: 'Page ' counter(page) ' of ' counter(pages) } }"
            ),
            f'html {{ font: {size}pt/{leading}pt "{FAMILY}" }} p, ul {{ margin: 0 0 8pt {look.indent}mm }} h2, h3 {{ margin: 24pt 0 8pt }}',
            *sizes,
            (
                ".panel { border: 1.4pt solid #9C1136; padding: 10pt } table { width: 100%; border-collapse: collapse } "
                "td, th { border-bottom: .6pt solid #B9CCCC; text-align: left; vertical-align: top; width: 1% } .line { border-bottom: .6pt solid; height: 34pt }"
            ),
            "nav li { list-style: none } nav a::after { content: leader('.') target-counter(attr(href), page) } a { color: inherit }",
        ]
    )


def _html(story: Story) -> str:
    body: list[str] = []
    contents: list[str] = []
    title = ""
    for kind, *rest in story:
        if kind == "title":
            title = escape(str(rest[0]))
        elif kind == "heading" and rest[0] == 2:
            contents.append(f'<li><a href="#h{len(contents)}">{escape(str(rest[1]))}</a></li>')
            body.append(f'<h2 id="h{len(contents) - 1}">{escape(str(rest[1]))}</h2>')
        else:
            body.append(_html_block(str(kind), rest))
    head = f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>'
    return f"{head}<nav><ul>{''.join(contents)}</ul></nav>{''.join(body)}</body></html>"


def _html_block(kind: str, rest: list) -> str:
    match kind:
        case "heading":
            return f"<h3>{escape(rest[1])}</h3>"
        case "text":
            return f"<p>{escape(rest[0])}</p>"
        case "list":
            return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in rest[0])}</ul>"
        case "panel":
            return f'<div class="panel"><h3>{escape(rest[0])}</h3>{"".join(f"<p>{escape(text)}</p>" for text in rest[1])}</div>'
        case "table":
            header, *rows = [[escape(cell) for cell in row] for row in rest[0]]
            head = "".join(f'<th scope="col">{cell}</th>' for cell in header)
            lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
        case "figures":
            return "".join(_svg(count) for count in rest[0])
        case "lines":
            return '<div class="line"></div>' * rest[0]
        case _:
            return ""


def _svg(count: int) -> str:
    discs = "".join(
        f'<circle cx="{7 + number % 10 * 13}" cy="{7 + number // 10 * 13}" r="5" stroke="#0B5563" fill="{"#0B5563" if number < count else "#FFF"}"/>'
        for number in range(100)
    )
    return f'<svg width="140" height="140" role="img" aria-label="{count} of 100">{discs}</svg>'


# --- stock ReportLab ---


def _stock(story: Story, look: Look) -> Engine:
    import io

    from benchmarks import stock

    stock.register_fonts()
    text = json.dumps(story)

    def made(values: Values) -> bytes:
        out = io.BytesIO()
        stock.build(
            json.loads(filled(text, {name: json.dumps(value)[1:-1] for name, value in values.items()})), out, look
        )
        return out.getvalue()

    return made


_ENGINES: dict[str, Callable[[Story, Look], Engine]] = {"typst": _typst, "weasyprint": _weasyprint, "stock": _stock}


def main() -> None:
    name, story, out, *copies = sys.argv[1:]
    told = json.loads(Path(story).read_text(encoding="utf-8"))
    setter = engine(name, told["story"], LOOKS[told["look"]])
    for number in range(int(copies[0]) if copies else 1):
        Path(out).write_bytes(setter({"name": f"Ann Baker {number}", "day": "30 November 2026"}))


if __name__ == "__main__":
    main()
