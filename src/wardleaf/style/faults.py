"""S: what can be wrong with styles, beyond their keys."""

from __future__ import annotations

from wardleaf.findings import Fault, error

UNKNOWN_STYLE = error(
    "S101",
    "unknown-style",
    "A style is named by its file in `styles/`, without the ending. There is no such file. Correct the name, or add the style; styles/riverside.yaml shows how "
    "little a brand needs to say.",
)
STYLE_LOOP = error(
    "S102",
    "style-loop",
    "`extends` takes over the keys of another style. Here the styles extend one another in a circle, so none comes first. Take `extends` out of one of them, or let it "
    "name `base`.",
)
UNKNOWN_EDITION = error(
    "S103",
    "unknown-edition",
    "An edition says on what paper and at what size a handout is printed. A style has the editions that it or the style it extends lists under `editions`.",
)
UNKNOWN_TOKEN = error(
    "S104",
    "unknown-token",
    "Elements name tokens, such as `ink` or `danger`, and never colours, so that one line changes a colour everywhere. Write the name of a token; the tokens stand under `tokens` in the "
    "style or in the one it extends.",
)
UNKNOWN_PALETTE_COLOUR = error(
    "S105",
    "unknown-palette-colour",
    "A token says which colour of the palette it is, such as `accent: teal`. Write the colour itself under `palette`, with a name, and that name here.",
)
BELOW_FLOOR = error(
    "S106",
    "below-floor",
    "`floor` is the smallest size that may be printed; many readers cannot read anything smaller. Make the text larger; where room is short, write fewer words.",
)
UNKNOWN_PAPER = error(
    "S107",
    "unknown-paper",
    "Paper is named A3, A4, A5, Letter, Half-letter, Legal or Tabloid.",
)
UNKNOWN_SETTING = error(
    "S108",
    "unknown-setting",
    "`wardleaf style NAME --explain KEY` shows one setting of a style: its keys from the outside in, with full stops between them, such as `heading.2.text.size`.",
)

LINES_OVERLAP = error(
    "S109",
    "lines-overlap",
    "`leading` is the distance from one line to the next. Below the size of the type, lines are printed over each other, and a word or a dose cannot be read. Write a leading of at least "
    "the size; 1.3 times the size reads well.",
)
LENGTH_OUT_OF_RANGE = error(
    "S110",
    "length-out-of-range",
    "A length of a style is below nothing, so small that what it measures cannot be seen or used, or larger than any page. Write one within the limit that is named.",
)
SAFETY_HIDDEN = error(
    "S111",
    "safety-hidden",
    "The call box, the word DRAFT, the notice that a clinic is a specimen and the code at the foot of the page keep readers safe, so no style can make them small, pale or invisible. Take a "
    "darker colour, or a larger size.",
)
NO_ROOM = error(
    "S112",
    "no-room-on-the-page",
    "Margins, indents and distances have to leave room for what stands between them; otherwise words would be printed over one another, or off the paper. Make the named length larger, or the others "
    "smaller.",
)

FAULTS: tuple[Fault, ...] = (
    UNKNOWN_STYLE,
    STYLE_LOOP,
    UNKNOWN_EDITION,
    UNKNOWN_TOKEN,
    UNKNOWN_PALETTE_COLOUR,
    BELOW_FLOOR,
    UNKNOWN_PAPER,
    UNKNOWN_SETTING,
    LINES_OVERLAP,
    LENGTH_OUT_OF_RANGE,
    SAFETY_HIDDEN,
    NO_ROOM,
)
