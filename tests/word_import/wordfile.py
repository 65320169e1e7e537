"""Word files written by hand, as they come from clinics: paragraphs, runs, tables and parts as XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for level in range(1, 5)
    )
)
_LISTS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def run(text: str, look: str = "") -> str:
    """A run; `look` is XML of its properties, such as `<w:b/>`. Tabs and line ends are Word's own."""
    parts = [
        f'<w:t xml:space="preserve">{escape(line)}</w:t>'
        if line not in ("\t", "\n")
        else "<w:tab/>"
        if line == "\t"
        else "<w:br/>"
        for line in _pieces(text)
    ]
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{''.join(parts)}</w:r>"


def _pieces(text: str) -> Sequence[str]:
    return [piece for piece in re.split(r"([\t\n])", text) if piece]


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain text is a run without a look."""
    inside = "".join(one if one.startswith(("<w:", "<m:")) else run(one) for one in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    """An item of a real list."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: Sequence[str], lined: bool = True) -> str:
    """A table whose cells hold XML of blocks, or plain text."""
    borders = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if lined else ""
    cells = ("".join(f"<w:tc>{one if one.startswith('<') else paragraph(one)}</w:tc>" for one in row) for row in rows)
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def picture(id: str, alt: str = "") -> str:
    """A run with a picture in the line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr={quoteattr(alt)}/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def field(instruction: str, shown: str) -> str:
    """A field with what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def changed(kind: str, inside: str) -> str:
    """`inside` as a tracked change of the kind `ins` or `del`."""
    return f'<w:{kind} w:id="1" w:author="A. Nurse" w:date="2026-05-01T10:00:00Z">{inside.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if kind == "del" else inside}</w:{kind}>'


def document(*blocks: str) -> str:
    """The main part."""
    return f"{_HEAD}<w:document {_SPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"


def word_file(
    *blocks: str,
    main: str | None = None,
    relations: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A Word file; `relations` is XML of further relations of its main part, `parts` are added or replace others."""
    kinds = "".join(
        f'<Relationship Id="{id}" Type="{_R}/{kind}" Target="{target}"/>'
        for id, kind, target in (("rS", "styles", "styles.xml"), ("rN", "numbering", "numbering.xml"))
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{_HEAD}<Relationships {space}><Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": main or document(*blocks),
        "word/_rels/document.xml.rels": f"{_HEAD}<Relationships {space}>{kinds}{relations}</Relationships>",
        "word/styles.xml": f"{_HEAD}<w:styles {_SPACES}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {_SPACES}>{_LISTS}</w:numbering>",
        **(parts or {}),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def relation(id: str, kind: str, target: str, *, outside: bool = False) -> str:
    """A relation of the main part."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{id}" Type="{_R}/{kind}" Target={quoteattr(target)}{mode}/>'


def notes(kind: str, *texts: str) -> str:
    """A part of footnotes, endnotes or comments, numbered from 1."""
    each = "".join(
        f'<w:{kind} w:id="{id}" w:author="A. Nurse" w:date="2026-05-01">{paragraph(text)}</w:{kind}>'
        for id, text in enumerate(texts, 1)
    )
    return f"{_HEAD}<w:{kind}s {_SPACES}>{each}</w:{kind}s>"


def running(kind: str, *blocks: str) -> str:
    """A part that is a header (`hdr`) or a footer (`ftr`)."""
    return f"{_HEAD}<w:{kind} {_SPACES}>{''.join(blocks)}</w:{kind}>"
