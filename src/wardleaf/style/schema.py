"""What designers may write in `styles/`, and the `Style` that typesetting reads: every key has a value here.

Three tiers: `palette` (raw colours), `tokens` (what a colour is for), and elements, which name tokens. A `Colour` below is
written as a token's name; `none` where no colour is meant. Lengths are written with their unit. No defaults: styles/base.yaml is complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from wardleaf.editions import edition_of
from wardleaf.units import Colour, Length

Weight = Literal["regular", "semibold", "bold", "italic", "bold-italic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a kind of text is set: size and leading, weight and colour. Always the text family, always ragged."""

    weight: Weight
    size: Length
    leading: Length
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line: a thickness of 0pt draws none."""

    thickness: Length
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A box behind or around something; no fill and no frame where `none`."""

    fill: Colour | None
    frame: Colour | None
    thickness: Length
    radius: Length
    padding: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFamily:
    """Five faces of one family: TrueType files that Wardleaf ships (`wardleaf:NAME.ttf`) or that lie in styles/fonts/."""

    regular: str
    semibold: str
    bold: str
    italic: str
    bold_italic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """The family of all text, and the two faces asked for signs it lacks."""

    text: FontFamily
    symbols: str
    symbols_bold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture in styles/logos/ (PNG, JPEG or SVG), or `none`; the width it is drawn at and its words."""

    file: str | None
    width: Length
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Nothing is printed smaller."""

    text: Length
    superscript: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Paper and margins. `inner` is the bound or start edge; `text_indent` is how far running text stands in from headings and panels.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposition:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Running text."""

    text: TextStyle
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPageStyle:
    """The first page. `band` is the strip of colour along the panel's top; `inset` is the panel's distance from the paper's edge."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingStyle:
    """A heading and its treatment: a rule above or below, a bar at the start, or plain."""

    text: TextStyle
    before: Length
    after: Length
    treatment: Literal["plain", "rule-above", "rule-below", "bar"]
    rule: Rule
    rule_gap: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStyle:
    """Bullets and numbers."""

    bullet: str
    marker: TextStyle
    indent: Length
    item_after: Length
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsStyle:
    """Steps to take: large numbers in discs."""

    number: TextStyle
    disc: Colour
    diameter: Length
    indent: Length
    item_after: Length
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckListStyle:
    """Boxes to tick."""

    box: Length
    line: Rule
    indent: Length
    item_after: Length
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class CalloutStyle:
    """A panel with a heading; `bar` is a strip of colour at its start edge."""

    panel: Panel
    bar: Rule
    heading: TextStyle
    text: TextStyle
    icon: Literal["none", "info", "warning", "star"]
    before: Length
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBoxStyle:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStyle:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class IconArrayStyle:
    """Figures of people: dark ones it happened to, light ones with an outline it did not.

    `gap` is between figures, `group_gap` between fives, `between` between groups; where they would not all stand side by side, figures
    shrink to `least_figure` and the groups come as close as `least_between`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteInStyle:
    """Lines to write on: `clear` is the room above each."""

    label: TextStyle
    clear: Length
    line: Rule
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryStyle:
    """Cells to write in."""

    header_fill: Colour
    header: TextStyle
    row_label: TextStyle
    row: Length
    rule: Rule
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsStyle:
    """Names and numbers."""

    name: TextStyle
    number: TextStyle
    text: TextStyle
    rule: Rule
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureStyle:
    """Pictures: the tallest one, and the caption."""

    caption: TextStyle
    tallest: Length
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class QrStyle:
    """QR codes: the size of one module."""

    module: Length
    colour: Colour
    words: TextStyle
    address: TextStyle
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsStyle:
    """The contents list."""

    heading: TextStyle
    entry: TextStyle
    number: TextStyle
    rule: Rule
    entry_after: Length
    after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesStyle:
    """The printed sources, hung on their numbers."""

    text: TextStyle
    number: TextStyle
    indent: Length
    item_after: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintStyle:
    """The imprint: label and value."""

    panel: Panel
    label: TextStyle
    value: TextStyle
    label_width: Length
    row_after: Length
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningStyle:
    """A running header or footer and its rule."""

    text: TextStyle
    rule: Rule
    gap: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineStyle:
    """Words inside running text."""

    link: Colour
    underline: Rule
    citation: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Words across or along a page: DRAFT, and that a clinic is a specimen."""

    draft: TextStyle
    specimen: TextStyle
    specimen_fill: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style for one edition, complete. `palette` and `tokens` hold every colour by name; `pairs` is what must be told apart."""

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
