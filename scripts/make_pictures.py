"""Makes the README's pictures from a fresh build: python scripts/make_pictures.py (needs the extra `preview` and a
build of all clinics).
"""

from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "first-page": ("riverside/metastatic-chemotherapy-standard.pdf", "Call now", 0),
    "numbers": ("riverside/metastatic-chemotherapy-standard.pdf", "with a cold cap", 1),
    "other-clinic": ("lakeside/metastatic-chemotherapy-standard.pdf", "Call now", 0),
}


def main() -> None:
    """Write one picture for each entry of PAGES: the first page, from the given one on, that holds the words."""
    for name, (file, words, start) in PAGES.items():
        document = pypdfium2.PdfDocument(ROOT / "build" / file)
        number = next(
            index for index in range(start, len(document)) if words in document[index].get_textpage().get_text_range()
        )
        page = document[number].render(scale=1.0).to_pil().convert("RGB")
        framed = Image.new("RGB", (page.width + 2, page.height + 2), "#9AA4AB")
        framed.paste(page, (1, 1))
        framed.quantize(96).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
