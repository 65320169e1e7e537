"""Excel workbooks written by hand, as lists come from clinics: sheets that are seen and hidden, and cells of every kind
as Excel keeps them.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from wardleaf.patient_lists.columns import column_letter

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_GENERAL, _DAY = "General", "dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as its XML says it: what stands in `<c>`, its type, the format it is shown in, and whether it is crossed
    out.
    """

    inner: str
    type: str = "n"
    format: str = _GENERAL
    crossed_out: bool = False


def number(value: str, format: str = _GENERAL) -> Raw:
    """A number as it is stored."""
    return Raw(f"<v>{value}</v>", format=format)


Value = str | float | datetime.date | Raw | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with `rows`, the first of them row 1; None is an empty cell. `columns` and `format` are XML of `<cols>`
    and attributes of `<sheetFormatPr>`.
    """

    rows: Sequence[Sequence[Value]]
    _: KW_ONLY
    name: str = "List"
    state: str = "visible"
    kind: str = "worksheet"
    hidden_rows: Collection[int] = ()
    columns: str = ""
    merged: Sequence[str] = ()
    format: str = ""


def workbook(rows: Sequence[Sequence[Value]]) -> bytes:
    """A workbook of one sheet with `rows`."""
    return book(Sheet(rows))


def book(
    *sheets: Sheet, shared: Sequence[str] = (), settings: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A workbook of `sheets`; `shared` are texts that cells share, as XML; `settings` is XML that stands before
    `<sheets>` or, with `calcPr`, after; `parts` come instead of others.
    """
    looks: list[tuple[str, bool]] = [(_GENERAL, False), (_DAY, False)]
    written = {f"xl/worksheets/sheet{place}.xml": _sheet(sheet, looks) for place, sheet in enumerate(sheets, 1)}
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{place}" state="{sheet.state}" r:id="rId{place}"/>'
        for place, sheet in enumerate(sheets, 1)
    )
    relations = [(sheet.kind, f"worksheets/sheet{place}.xml") for place, sheet in enumerate(sheets, 1)]
    relations += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    last = settings if "calcPr" in settings else ""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations_xml([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">{"" if last else settings}<sheets>{listed}</sheets>{last}</workbook>',
        "xl/_rels/workbook.xml.rels": relations_xml(relations),
        "xl/styles.xml": _styles(looks),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si>{text}</si>" for text in shared)}</sst>',
        **written,
    }
    return packed({**whole, **(parts or {})})


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """`parts` as an archive."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return data.getvalue()


def with_row(data: bytes, *texts: str) -> bytes:
    """The workbook `data` after somebody typed `texts` into the row below the headings of its first sheet."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    cells = "".join(
        f'<c r="{column_letter(place)}2" s="1" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for place, text in enumerate(texts)
    )
    parts[name] = parts[name].replace(b"</sheetData>", f'<row r="2">{cells}</row></sheetData>'.encode())
    return packed(parts)


def relations_xml(targets: Sequence[tuple[str, str]]) -> str:
    """What a part points at."""
    listed = "".join(
        f'<Relationship Id="rId{place}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def _sheet(sheet: Sheet, looks: list[tuple[str, bool]]) -> str:
    lines = []
    for row, values in enumerate(sheet.rows, 1):
        cells = "".join(
            _cell(f"{column_letter(column)}{row}", value, looks)
            for column, value in enumerate(values)
            if value is not None
        )
        lines.append(f'<row r="{row}" hidden="{int(row in sheet.hidden_rows)}">{cells}</row>')
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
    return (
        f'<worksheet xmlns="{MAIN}"><sheetFormatPr defaultRowHeight="15" {sheet.format}/>{f"<cols>{sheet.columns}</cols>" if sheet.columns else ""}'
        f"<sheetData>{''.join(lines)}</sheetData>{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>"
    )


def _cell(place: str, value: Value, looks: list[tuple[str, bool]]) -> str:
    match value:
        case Raw():
            look = (value.format, value.crossed_out)
            if look not in looks:
                looks.append(look)
            return f'<c r="{place}" s="{looks.index(look)}" t="{value.type}">{value.inner}</c>'
        case str():
            return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case datetime.date():
            return f'<c r="{place}" s="1"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
        case _:
            return f'<c r="{place}"><v>{value}</v></c>'


def _styles(looks: Sequence[tuple[str, bool]]) -> str:
    codes = list(dict.fromkeys(code for code, _ in looks if code != _GENERAL))
    formats = "".join(
        f'<numFmt numFmtId="{164 + place}" formatCode={quoteattr(code)}/>' for place, code in enumerate(codes)
    )
    used = "".join(
        f'<xf numFmtId="{0 if code == _GENERAL else 164 + codes.index(code)}" fontId="{int(crossed_out)}" applyNumberFormat="1"/>'
        for code, crossed_out in looks
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/><font><strike/></font></fonts><fills><fill/></fills><borders><border/></borders>'
        f"<cellXfs>{used}</cellXfs></styleSheet>"
    )
