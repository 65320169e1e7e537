"""Files by other producers: each page looks on its sheet as it looks alone."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from wardleaf.imposition.impose import impose_pdf
from wardleaf.imposition.options import SCHEME_NAMES, ImpositionOptions
from wardleaf.units import PAPER_SIZES, Length

FOLDER = Path(__file__).parents[1] / "foreign"
FILES = sorted(FOLDER.glob("*.pdf"))
GRID = (60, 80)


def test_the_folder_is_small_and_every_file_is_explained() -> None:
    assert 0 < len(FILES) <= 10
    assert sum(file.stat().st_size for file in FILES) < 300_000
    explained = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`{file.name}`" in explained for file in FILES)


def rendered(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    made = [page.render(scale=2, grayscale=True, optimize_mode="print").to_pil().convert("L") for page in document]
    document.close()
    return made


def coarse(image: Image.Image) -> bytes:
    """The picture's greys on a coarse grid: shifts by a fraction of a dot do not matter, a missing word does."""
    return image.resize(GRID, Image.Resampling.BOX).tobytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("flip", ["long", "short"])
def test_pages_look_as_they_look_alone(path: Path, flip: str) -> None:
    data = path.read_bytes()
    options = ImpositionOptions(sheet=PAPER_SIZES["A4"], scaling="fit", flip=flip, paper_thickness=Length(0))  # type: ignore[arg-type]
    made = impose_pdf(data, options)
    with pikepdf.open(io.BytesIO(made.files[0].pdf)) as document:
        assert document.check_pdf_syntax() == []
    alone, sides = rendered(data), rendered(made.files[0].pdf)
    seen = 0
    for side, image in zip(made.plan.sides, sides):
        for place in side.places:
            if place.page is None:
                continue
            cut = image.crop(tuple(round(edge * 2) for edge in place.box.edges)).rotate(place.rotation)  # type: ignore[arg-type]
            one, two = coarse(alone[place.page]), coarse(cut)
            # Lines move within a cell of the grid by rounding; where words, pictures or fields are lost whole cells
            # differ by much.
            differing = sum(abs(a - b) for a, b in zip(one, two)) / len(one)
            assert min(one) < 200, "a guard: something must show on the page"
            assert differing < 3.0, f"page {place.page + 1} differs by {differing:.2f}"
            assert differing < 0.25 * sum(255 - grey for grey in one) / len(one)
            seen += 1
    assert seen == len(alone)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("scheme", SCHEME_NAMES)
def test_every_scheme_takes_them(path: Path, scheme: str) -> None:
    made = impose_pdf(path.read_bytes(), ImpositionOptions(scheme=scheme, scaling="fit"))  # type: ignore[arg-type]
    assert made.files[0].pdf.startswith(b"%PDF-1.7")
    assert made.plan.page_count >= 4
