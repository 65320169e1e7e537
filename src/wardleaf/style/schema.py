"""What designers may write in `styles/`, and the `Style` that typesetting reads: every key has a value here.

Three tiers: `palette` (raw colours), `tokens` (what a colour is for), and elements, which name tokens. A `Colour` below
is written as a token's name; `none` where no colour is meant. Lengths are written with their unit. No defaults:
styles/base.yaml is complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from wardleaf.editions import edition_of
from wardleaf.units import Colour, Length

Weight = Literal["regular", "semibold", "bold", "italic", "bold-italic"]


class TextStyle(Struct, frozen=True, kw_only=True):
    """How a kind of text is set: size and leading, weight and colour. Always the text family, always ragged."""

    weight: Weight
    size: Length
    leading: Length
    colour: Colour


class Rule(Struct, frozen=True, kw_only=True):
    """A line: a thickness of 0pt draws none."""

    thickness: Length
    colour: Colour


class Panel(Struct, frozen=True, kw_only=True):
    """A box behind or around something; no fill and no frame where `none`."""

    fill: Colour | None
    frame: Colour | None
    thickness: Length
    radius: Length
    padding: Length


class FontFamily(Struct, frozen=True, kw_only=True):
    """Five faces of one family: TrueType files that Wardleaf ships (`wardleaf:NAME.ttf`) or that lie in styles/fonts/."""

    regular: str
    semibold: str
    bold: str
    italic: str
    bold_italic: str


class Fonts(Struct, frozen=True, kw_only=True):
    """The family of all text, and the two faces asked for signs it lacks."""

    text: FontFamily
    symbols: str
    symbols_bold: str


class Logo(Struct, frozen=True, kw_only=True):
    """A picture in styles/logos/ (PNG, JPEG or SVG), or `none`; the width it is drawn at and its words."""

    file: str | None
    width: Length
    alt: str


class Floor(Struct, frozen=True, kw_only=True):
    """Nothing is printed smaller."""

    text: Length
    superscript: Length


class Page(Struct, frozen=True, kw_only=True):
    """Paper and margins. `inner` is the bound or start edge; `text_indent` is how far running text stands in from
    headings and panels.

    `gap` is what the running header and footer keep from the text; `measure` is the widest running text.
    """

    paper: str
    sides: Literal["one", "two"]
    top: Length
    bottom: Length
    inner: Length
    outer: Length
    text_indent: Length
    measure: Length
    header: Length
    footer: Length


class Imposition(Struct, frozen=True, kw_only=True):
    """How a booklet's pages come onto sheets; read by `impose`."""

    scheme: str
    sheet: str
    binding: Literal["left", "right", "top"]
    flip: Literal["long", "short"]
    paper_thickness: Length
    scaling: Literal["none", "fit"]
    inner_margin: Length
    outer_margin: Length
    marks: tuple[Literal["crop", "fold", "staple"], ...] | None
    text: Literal["black", "in-colour"]


class Body(Struct, frozen=True, kw_only=True):
    """Running text."""

    text: TextStyle
    after: Length


class FirstPageStyle(Struct, frozen=True, kw_only=True):
    """The first page. `band` is the strip of colour along the panel's top; `inset` is the panel's distance from the
    paper's edge.
    """

    panel: Panel
    inset: Length
    band: Rule
    head: Literal["panel", "open"]
    clinic: TextStyle
    part_of: TextStyle
    audience: TextStyle
    title: TextStyle
    purpose: TextStyle
    main_message: TextStyle
    column_heading: TextStyle
    column_rule: Rule
    columns: Literal["one", "two"]
    code_line: TextStyle
    gap: Length


class HeadingStyle(Struct, frozen=True, kw_only=True):
    """A heading and its treatment: a rule above or below, a bar at the start, or plain."""

    text: TextStyle
    before: Length
    after: Length
    treatment: Literal["plain", "rule-above", "rule-below", "bar"]
    rule: Rule
    rule_gap: Length


class ListStyle(Struct, frozen=True, kw_only=True):
    """Bullets and numbers."""

    bullet: str
    marker: TextStyle
    indent: Length
    item_after: Length
    after: Length


class StepsStyle(Struct, frozen=True, kw_only=True):
    """Steps to take: large numbers in discs."""

    number: TextStyle
    disc: Colour
    diameter: Length
    indent: Length
    item_after: Length
    after: Length


class CheckListStyle(Struct, frozen=True, kw_only=True):
    """Boxes to tick."""

    box: Length
    line: Rule
    indent: Length
    item_after: Length
    after: Length


class CalloutStyle(Struct, frozen=True, kw_only=True):
    """A panel with a heading; `bar` is a strip of colour at its start edge."""

    panel: Panel
    bar: Rule
    heading: TextStyle
    text: TextStyle
    icon: Literal["none", "info", "warning", "star"]
    before: Length
    after: Length


class CallBoxStyle(Struct, frozen=True, kw_only=True):
    """The box that says when to call: a frame all round and a solid band with a telephone sign."""

    panel: Panel
    band: Colour
    heading: TextStyle
    label: TextStyle
    number: TextStyle
    text: TextStyle
    bullet: Colour
    item_after: Length
    rule: Rule
    before: Length
    after: Length


class TableStyle(Struct, frozen=True, kw_only=True):
    """Tables: a solid header row, hairlines between rows, light bands."""

    header_fill: Colour
    header: TextStyle
    cell: TextStyle
    first_column: Weight
    rule: Rule
    band: Colour | None
    padding_x: Length
    padding_y: Length
    caption: TextStyle
    before: Length
    after: Length


class IconArrayStyle(Struct, frozen=True, kw_only=True):
    """Figures of people: dark ones it happened to, light ones with an outline it did not.

    `gap` is between figures, `group_gap` between fives, `between` between groups; where they would not all stand side
    by side, figures shrink to `least_figure` and the groups come as close as `least_between`.
    """

    dark: Colour
    light: Colour
    outline: Rule
    figure: Length
    least_figure: Length
    gap: Length
    group_gap: Length
    between: Length
    least_between: Length
    number: TextStyle
    label: TextStyle
    text: TextStyle
    about: TextStyle
    after: Length


class WriteInStyle(Struct, frozen=True, kw_only=True):
    """Lines to write on: `clear` is the room above each."""

    label: TextStyle
    clear: Length
    line: Rule
    after: Length


class DiaryStyle(Struct, frozen=True, kw_only=True):
    """Cells to write in."""

    header_fill: Colour
    header: TextStyle
    row_label: TextStyle
    row: Length
    rule: Rule
    after: Length


class ContactsStyle(Struct, frozen=True, kw_only=True):
    """Names and numbers."""

    name: TextStyle
    number: TextStyle
    text: TextStyle
    rule: Rule
    after: Length


class FigureStyle(Struct, frozen=True, kw_only=True):
    """Pictures: the tallest one, and the caption."""

    caption: TextStyle
    tallest: Length
    after: Length


class QrStyle(Struct, frozen=True, kw_only=True):
    """QR codes: the size of one module."""

    module: Length
    colour: Colour
    words: TextStyle
    address: TextStyle
    after: Length


class ContentsStyle(Struct, frozen=True, kw_only=True):
    """The contents list."""

    heading: TextStyle
    entry: TextStyle
    number: TextStyle
    rule: Rule
    entry_after: Length
    after: Length


class ReferencesStyle(Struct, frozen=True, kw_only=True):
    """The printed sources, hung on their numbers."""

    text: TextStyle
    number: TextStyle
    indent: Length
    item_after: Length


class ImprintStyle(Struct, frozen=True, kw_only=True):
    """The imprint: label and value."""

    panel: Panel
    label: TextStyle
    value: TextStyle
    label_width: Length
    row_after: Length
    rule: Rule


class RunningStyle(Struct, frozen=True, kw_only=True):
    """A running header or footer and its rule."""

    text: TextStyle
    rule: Rule
    gap: Length


class InlineStyle(Struct, frozen=True, kw_only=True):
    """Words inside running text."""

    link: Colour
    underline: Rule
    citation: Colour


class Notice(Struct, frozen=True, kw_only=True):
    """Words across or along a page: DRAFT, and that a clinic is a specimen."""

    draft: TextStyle
    specimen: TextStyle
    specimen_fill: Colour


class Style(Struct, frozen=True, kw_only=True):
    """A style for one edition, complete. `palette` and `tokens` hold every colour by name; `pairs` is what must be told
    apart.
    """

    name: str
    edition: str
    palette: Mapping[str, Colour]
    tokens: Mapping[str, Colour]
    fonts: Fonts
    logo: Logo
    floor: Floor
    page: Page
    imposition: Imposition
    body: Body
    first_page: FirstPageStyle
    heading: Mapping[str, HeadingStyle]
    list: ListStyle
    steps: StepsStyle
    checklist: CheckListStyle
    callout: Mapping[str, CalloutStyle]
    call_box: CallBoxStyle
    table: TableStyle
    icon_array: IconArrayStyle
    write_in: WriteInStyle
    diary: DiaryStyle
    contacts: ContactsStyle
    figure: FigureStyle
    qr: QrStyle
    contents: ContentsStyle
    references: ReferencesStyle
    imprint: ImprintStyle
    running_header: RunningStyle
    running_footer: RunningStyle
    inline: InlineStyle
    notice: Notice

    @property
    def folded(self) -> bool:
        """Whether its pages are folded, so that a print file goes with them."""
        return edition_of(self.edition).folded

    @property
    def large(self) -> bool:
        """Whether all of its text is large."""
        return edition_of(self.edition).large
