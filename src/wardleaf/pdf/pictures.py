"""Pictures made of dots: as image objects, and how a page shows them."""

from __future__ import annotations

from wardleaf.packed_pictures import Dots, PackedPicture
from wardleaf.pdf.objects import StreamObject

_TURNS = {  # Exif 2.3, 4.6.4: the unit square of what is stored, onto that of what is shown
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def image_object(picture: PackedPicture, dots: Dots, *, mask: int = 0) -> StreamObject:
    """A picture's dots as an image XObject (ISO 32000-1, 8.9.5), clear where the image `mask`, by its number, says so."""
    clear = f" /SMask {mask} 0 R" if mask else ""
    below = "/Subtype /Image /Type /XObject" if mask else "/Type /XObject"
    first = "" if mask else " /Subtype /Image"
    entries = f"/BitsPerComponent 8 /ColorSpace /{dots.space} /Filter /{dots.packing} /Height {picture.tall}{clear}{first} \n  {below} /Width {picture.wide}"
    return StreamObject(entries.encode("ascii"), dots.data)


def placed(turn: int, x: float, y: float, width: float, height: float) -> str:
    """The matrix that draws a picture of the Exif orientation `turn` upright in a rectangle whose lower left corner is
    (x, y).
    """
    across_x, across_y, up_x, up_y, right, above = _TURNS[turn]
    sides = (across_x * width, across_y * height, up_x * width, up_y * height)
    return " ".join(
        [*(f"{side:.3f}" if side else "0" for side in sides), f"{x + right * width:.3f} {y + above * height:.3f}"]
    )
