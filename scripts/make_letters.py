"""Makes the faces of letters and signs that a brand's text lacks: python scripts/make_letters.py FOLDER (needs
fonttools).

FOLDER is the unpacked npm package `@expo-google-fonts/noto-sans` 0.4.2 (Noto Sans, OFL 1.1, without a reserved font
name). Each face is cut down to what medical English, Greek and the names of authors need, set as high as Atkinson
Hyperlegible Next, and given a name of its own.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "src" / "wardleaf" / "fonts"
FACES = {
    "Regular": "400Regular/NotoSans_400Regular.ttf",
    "Bold": "700Bold/NotoSans_700Bold.ttf",
    "Italic": "400Regular_Italic/NotoSans_400Regular_Italic.ttf",
    "BoldItalic": "700Bold_Italic/NotoSans_700Bold_Italic.ttf",
}
RANGES = (
    (0x00A1, 0x00FF),  # signs of Latin-1, where a brand's font has only letters
    (0x0100, 0x017F),
    (0x01A0, 0x01B0),  # Vietnamese
    (0x01CD, 0x01DC),  # Pinyin
    (0x0218, 0x021B),
    (0x02B9, 0x02BF),
    (0x0370, 0x03FF),  # Greek
    (0x1E00, 0x1EFF),  # Latin with further marks, in names of authors
    (0x2010, 0x2027),
    (0x2030, 0x2037),
    (0x2044, 0x2044),
    (0x2070, 0x2094),  # raised and lowered figures
    (0x20AC, 0x20AC),
    (0x2103, 0x2126),
    (0x2150, 0x215E),
    (0x2190, 0x2194),
    (0x2202, 0x2265),
)
LINES_HIGH = 0.496 / 0.536  # the x-height of Atkinson Hyperlegible Next over that of Noto Sans


def main(folder: Path) -> None:
    """Write one face for each entry of FACES."""
    for weight, path in FACES.items():
        font = TTFont(folder / path)
        options = Options()
        options.hinting, options.layout_features, options.name_IDs, options.notdef_outline = (
            False,
            [],
            [1, 2, 4, 6],
            True,
        )
        options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "DSIG", "meta"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
        subsetter.subset(font)
        font["head"].unitsPerEm = round(font["head"].unitsPerEm / LINES_HIGH)
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        for record in font["name"].names:
            record.string = {
                1: "Wardleaf Letters",
                2: weight,
                4: f"Wardleaf Letters {weight}",
                6: f"WardleafLetters-{weight}",
            }[record.nameID]
        font.save(OUT / f"WardleafLetters-{weight}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
