"""An empty list to fill in: a workbook whose columns are text, so that Excel keeps zeros in front and turns nothing
into a date (ECMA-376 part 1, 18.3).
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from wardleaf.document.fields import HandoutField
from wardleaf.patient_lists.columns import column_letter

_LAST_ROW = 1_048_576
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/></Types>'
)
_BOOK = f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Patients" sheetId="1" r:id="rId1"/></sheets></workbook>'
# Format 49 is text. The second style is that of the headings.
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF3"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_HEAD = "Leave these headings as they are. Below them, write one row for each patient. Columns that you do not need can stay empty or be deleted."
_EDITION_PROMPT = "Empty: the edition that the command names. Otherwise choose from the list, such as large-print."
_LANGUAGE_PROMPT = (
    "Empty: the language of the handout itself. Otherwise choose the code of the translation from the list."
)
_PROMPTS = {
    "text": "As it is to be printed, up to {most} characters.",
    "date": "Day, month and year, like 2026-11-24.",
    "appointments": "Each begins with its date: 2026-11-24 10:30 Ward 4. Several stand on lines of their own (Alt and Enter) or have a semicolon between them.",
}


class Column(Struct, frozen=True, kw_only=True):
    """A column: its heading, what Excel says beside a cell of it that is chosen, and what may be chosen there, if that
    is fixed.
    """

    heading: str
    prompt: str
    choices: tuple[str, ...] = ()
    wide: bool = False


def template(
    fields: Mapping[str, HandoutField], *, editions: Sequence[str] = (), languages: Sequence[str] = ()
) -> bytes:
    """The empty list for `fields`: their labels as headings, and for each column what belongs in it, which Excel shows
    beside the cell that is chosen. Where there are several `editions` or any `languages` beside the handout's own, a
    column for each is there to choose from. The same fields, the same bytes.
    """
    columns = [
        Column(
            heading=found.label,
            prompt=_PROMPTS[found.type].format(most=found.max_length),
            wide=found.type == "appointments",
        )
        for found in fields.values()
    ]
    taken = {name.casefold() for found in fields.values() for name in (found.name, found.label)}
    for heading, choices, prompt in (
        ("edition", editions if len(editions) > 1 else (), _EDITION_PROMPT),
        ("language", languages, _LANGUAGE_PROMPT),
    ):
        if choices and heading not in taken:
            columns.append(Column(heading=heading, prompt=prompt, choices=tuple(choices)))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _relations({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}),
            "xl/styles.xml": _STYLES,
            "xl/worksheets/sheet1.xml": _sheet(columns),
        }.items():
            entry = zipfile.ZipInfo(name)  # without a date
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, text)
    return packed.getvalue()


def _relations(targets: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def _sheet(columns: Sequence[Column]) -> str:
    letters = [column_letter(index) for index in range(len(columns))]
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{max(18, len(column.heading) + 4, 34 if column.wide else 0)}" style="1" customWidth="1"/>'
        for number, column in enumerate(columns, 1)
    )
    heads = "".join(
        f'<c r="{letter}1" s="2" t="inlineStr"><is><t xml:space="preserve">{escape(column.heading)}</t></is></c>'
        for letter, column in zip(letters, columns)
    )
    prompts = [_prompt(f"A1:{letters[-1]}1", "One row for each patient", _HEAD)]
    prompts += [
        _prompt(f"{letter}2:{letter}{_LAST_ROW}", column.heading, column.prompt, column.choices)
        for letter, column in zip(letters, columns)
    ]
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData><row r="1">{heads}</row></sheetData>'
        f'<dataValidations count="{len(prompts)}">{"".join(prompts)}</dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        # Numbers as text are what is wanted here, not a mistake.
        f'<ignoredErrors><ignoredError sqref="A1:{letters[-1]}{_LAST_ROW}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _prompt(cells: str, title: str, words: str, choices: Sequence[str] = ()) -> str:
    said = f'allowBlank="1" showInputMessage="1" sqref="{cells}" promptTitle={quoteattr(title[:32])} prompt={quoteattr(words[:255])}'
    if not choices:
        return f"<dataValidation {said}/>"
    wrong = f"Choose one of: {', '.join(choices)}, or leave the cell empty."
    listed = escape(f'"{",".join(choices)}"')
    return (
        f'<dataValidation type="list" showErrorMessage="1" error={quoteattr(wrong[:225])} {said}>'
        f"<formula1>{listed}</formula1></dataValidation>"
    )
