"""A booklet's print file after CUPS has made it ready for a printer, folded by coordinates: whatever the dialogue is
set to, the pages come out in reading order.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from tests.imposition.folding import Face, Piece, Vector, fold, read_leaves
from tests.imposition.making import A4, A5, label, numbered_pdf
from tests.imposition.reading import Label, read_labels
from tests.system_parts import PDFTOPDF_PROGRAM

from wardleaf.imposition.impose import impose_pdf
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.units import PAPER_SIZES

SETTINGS = {
    "as it is": "",
    "fit": "fit-to-page",
    "print-scaling fit": "print-scaling=fit",
    "fill": "print-scaling=fill",
    "none": "print-scaling=none",
    "landscape": "landscape",
    "landscape, fit": "landscape print-scaling=fit",
}
_HEADS: dict[int, Vector] = {0: (0, -1), 90: (1, 0), 180: (0, 1), 270: (-1, 0)}
_UP: Vector = (0, -1)


def ppd(paper: str) -> str:
    """A printer that has one paper, as CUPS describes printers."""
    size = PAPER_SIZES[paper]
    wide, tall = f"{size.width.pt:.2f}", f"{size.height.pt:.2f}"
    return f"""*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TEST.PPD"
*Manufacturer: "Test"
*Product: "(Test)"
*ModelName: "Test"
*ShortNickName: "Test"
*NickName: "Test"
*PSVersion: "(3010.000) 0"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: {paper}
*PageSize {paper}: "<</PageSize[{wide} {tall}]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*DefaultPageRegion: {paper}
*PageRegion {paper}: "<</PageSize[{wide} {tall}]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: {paper}
*ImageableArea {paper}: "12 12 {size.width.pt - 12:.2f} {size.height.pt - 12:.2f}"
*DefaultPaperDimension: {paper}
*PaperDimension {paper}: "{wide} {tall}"
*OpenUI *Duplex/Duplex: PickOne
*DefaultDuplex: DuplexNoTumble
*Duplex None/Off: "<</Duplex false>>setpagedevice"
*Duplex DuplexNoTumble/Long: "<</Duplex true/Tumble false>>setpagedevice"
*Duplex DuplexTumble/Short: "<</Duplex true/Tumble true>>setpagedevice"
*CloseUI: *Duplex
"""


def through_cups(pdf: bytes, setting: str, *, paper: str, folder: Path) -> bytes:
    """`pdf` as CUPS hands it to the driver of a printer with `paper`."""
    printer, file = folder / "printer.ppd", folder / "file.pdf"
    printer.write_text(ppd(paper), encoding="ascii")
    file.write_bytes(pdf)
    command = [
        str(PDFTOPDF_PROGRAM),
        "1",
        "somebody",
        "a booklet",
        "1",
        f"sides=two-sided-long-edge {setting}".strip(),
        str(file),
    ]
    made = subprocess.run(
        command, capture_output=True, check=True, timeout=60, env={"PPD": str(printer), "PATH": "/usr/bin:/bin"}
    )
    assert made.stdout.startswith(b"%PDF")
    return made.stdout


def shown(pdf: bytes, file: Path) -> list[tuple[float, float, dict[str, Label]]]:
    """Every side as paper shows it, the pages' own turn applied: width, height and labels."""
    file.write_bytes(pdf)
    sides: list[tuple[float, float, dict[str, Label]]] = []
    with pikepdf.open(file) as opened:
        for page, labels in zip(opened.pages, read_labels(pdf), strict=True):
            x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
            wide, tall, found = x1 - x0, y1 - y0, labels
            for _ in range(int(page.obj.get("/Rotate", 0)) // 90 % 4):
                found = {name: Label(one.y, wide - one.x, (one.angle + 90) % 360) for name, one in found.items()}
                wide, tall = tall, wide
            sides.append((wide, tall, found))
    return sides


def pieces(front: tuple[float, float, dict[str, Label]], back: tuple[float, float, dict[str, Label]]) -> list[Piece]:
    """The two halves of an upright sheet that is turned about its long edge, then laid with the front's pages upright."""
    wide, tall, _ = front
    assert wide < tall, "printers take this paper upright"
    made = []
    for top, bottom in ((0.0, tall / 2), (tall / 2, tall)):
        faces = []
        for _, _, labels in (front, back):
            here = [(name, one) for name, one in labels.items() if top <= tall - one.y < bottom]
            assert len(here) <= 1
            faces.append(Face(int(here[0][0][1:]), _HEADS[here[0][1].angle]) if here else Face(None, _UP))
        upper, lower = faces[0], Face(faces[1].page, (-faces[1].head[0], faces[1].head[1]))
        made.append(Piece((0.0, top, wide, bottom), upper, lower))
    while any(piece.upper.page is not None and piece.upper.head != _UP for piece in made):
        made, wide, tall = [_turned(piece, tall) for piece in made], tall, wide
    return made


def _turned(piece: Piece, tall: float) -> Piece:
    """A piece of a sheet `tall` points high after a quarter turn clockwise."""
    x0, y0, x1, y1 = piece.box
    upper, lower = (Face(face.page, (-face.head[1], face.head[0])) for face in (piece.upper, piece.lower))
    return Piece((tall - y1, x0, tall - y0, x1), upper, lower)


def folded(sides: Sequence[tuple[float, float, dict[str, Label]]]) -> list[int | None]:
    sheets = [pieces(*sides[number : number + 2]) for number in range(0, len(sides), 2)]
    pile = [piece for sheet in reversed(sheets) for piece in sheet]
    return read_leaves(fold(pile, sides[0][1] / 2, upright=True, part="before", to="under"))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("count", [4, 8, 13])
def test_a_booklet_printed_on_the_long_edge_reads_in_order(
    count: int, setting: str, paper: str, tmp_path: Path
) -> None:
    file = impose_pdf(numbered_pdf(count, A5), ImpositionOptions()).files[0].pdf
    assert label(1) in read_labels(file)[0]
    sides = shown(through_cups(file, setting, paper=paper, folder=tmp_path), tmp_path / "printed.pdf")
    assert len(sides) == 2 * -(-count // 4)
    pages = folded(sides)
    assert [page for page in pages if page] == list(range(1, count + 1))
    assert pages[-1] == count
    assert len(pages) == 4 * -(-count // 4)


def test_nothing_is_made_smaller_where_the_paper_is_the_file_s(tmp_path: Path) -> None:
    """At its own size a sheet keeps the folds where they were: labels as far apart as in the file."""
    file = impose_pdf(numbered_pdf(8, A5), ImpositionOptions()).files[0].pdf
    apart = abs(read_labels(file)[0][label(8)].x - read_labels(file)[0][label(1)].x)
    for setting in ("", "print-scaling=none"):
        (wide, tall, labels), *_ = shown(
            through_cups(file, setting, paper="A4", folder=tmp_path), tmp_path / "printed.pdf"
        )
        assert (round(wide), round(tall)) == tuple(round(side) for side in A4)
        assert abs(labels[label(8)].y - labels[label(1)].y) == pytest.approx(apart, abs=0.5)
