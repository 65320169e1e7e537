"""A small Excel workbook written by hand, as a list comes from a clinic: text, numbers and dates as Excel keeps them."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_OWN_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
_STYLES = (
    f'<?xml version="1.0"?><styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def workbook(rows: Sequence[Sequence[str | float | datetime.date | None]]) -> bytes:
    """A workbook of one sheet with `rows`; None is an empty cell."""
    lines = [f'<row r="{number}">{"".join(_cell(value) for value in row)}</row>' for number, row in enumerate(rows, 1)]
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, text in {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _OWN_RELATIONS,
            "xl/styles.xml": _STYLES,
            "xl/worksheets/sheet1.xml": sheet,
        }.items():
            file.writestr(name, text)
    return packed.getvalue()


def _cell(value: str | float | datetime.date | None) -> str:
    match value:
        case None:
            return "<c/>"
        case str():
            return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case datetime.date():
            return f'<c s="1"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
        case _:
            return f"<c><v>{value}</v></c>"
