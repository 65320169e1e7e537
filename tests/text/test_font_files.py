"""Fonts of brands that cannot be printed with are told in words, whatever is in the file."""

from __future__ import annotations

import struct
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from reportlab.pdfbase import pdfdoc
from tests.test_cases import make_library

from wardleaf.findings import Findings
from wardleaf.pdf.fonts import embed_face
from wardleaf.pipeline import brand_files, open_library, resources_for, style_for
from wardleaf.text.faces import Face
from wardleaf.text.font_files import font_problem

GOOD = files("wardleaf.fonts").joinpath("AtkinsonHyperlegibleNext-Regular.ttf").read_bytes()
SIGNS = files("wardleaf.fonts").joinpath("WardleafSymbols.ttf").read_bytes()


def tables_of(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack(">H", data[4:6])
    entries = [struct.unpack(">4sIII", data[12 + 16 * number : 28 + 16 * number]) for number in range(count)]
    return {tag.decode(): data[start : start + length] for tag, _, start, length in entries}


def font_of(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of `tables`, with right sums."""
    directory, body = b"", b""
    start = 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        summed = table[:8] + bytes(4) + table[12:] if tag == "head" else table
        summed += bytes(-len(summed) % 4)
        total = sum(struct.unpack(f">{len(summed) // 4}I", summed)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag.encode(), total, start + len(body), len(table))
        body += padded
    return struct.pack(">IHHHH", 0x00010000, len(tables), 0, 0, 0) + directory + body


def changed(**tables: bytes | None) -> bytes:
    made = {
        **tables_of(GOOD),
        **{tag.replace("OS2", "OS/2"): table for tag, table in tables.items() if table is not None},
    }
    return font_of({tag: table for tag, table in made.items() if tables.get(tag, b"") is not None})


def symbol_map() -> bytes:
    cmap = bytearray(tables_of(GOOD)["cmap"])
    (count,) = struct.unpack(">H", cmap[2:4])
    for number in range(count):
        cmap[4 + 8 * number : 8 + 8 * number] = struct.pack(">HH", 3, 0)
    return bytes(cmap)


def permission(value: int) -> bytes:
    table = tables_of(GOOD)["OS/2"]
    return table[:8] + struct.pack(">H", value) + table[10:]


def empty_outlines() -> bytes:
    return bytes(len(tables_of(GOOD)["loca"]))


@pytest.mark.parametrize(
    ("data", "problem", "cure"),
    [
        (b"OTTO" + GOOD[4:], "has PostScript outlines (OpenType .otf)", "ask for the TrueType (.ttf) version"),
        (changed(**{"CFF ": b"x"}), "has PostScript outlines (OpenType .otf)", "ask for the TrueType (.ttf) version"),
        (b"wOFF" + GOOD[4:], "is a web font (.woff)", "ask for the TrueType (.ttf) version"),
        (b"wOF2" + GOOD[4:], "is a web font (.woff2)", "ask for the TrueType (.ttf) version"),
        (
            b"ttcf" + GOOD[4:],
            "is a collection of several fonts (.ttc)",
            "ask for each face as a TrueType (.ttf) file of its own",
        ),
        (
            changed(fvar=b"x"),
            "holds many weights in one file (a variable font)",
            "ask for the static TrueType (.ttf) files, one for each weight",
        ),
        (
            b"\n<!DOCTYPE html><title>404</title>",
            "is a web page, not a font",
            "the download went wrong: ask for the TrueType (.ttf) version",
        ),
        (b"", "is empty", "ask for the TrueType (.ttf) version"),
        (b"Hello", "is not a font", "ask for the TrueType (.ttf) version"),
        (b"PK\x03\x04zip", "is a packed file (.zip)", "unpack it, and copy the .ttf files"),
        (GOOD[:20_000], "is cut short", "copy it again, or ask for the TrueType (.ttf) version"),
        (GOOD[:-1], "is cut short", "copy it again, or ask for the TrueType (.ttf) version"),
        (GOOD[:14], "is damaged", "copy it again, or ask for the TrueType (.ttf) version"),
        (
            GOOD[:30_000] + b"\xff" + GOOD[30_001:],
            "is damaged",
            "copy it again, or ask for the TrueType (.ttf) version",
        ),
        (changed(hmtx=None), "lacks its table `hmtx`", "ask for the TrueType (.ttf) version"),
        (
            changed(cmap=symbol_map()),
            "has no letters, only a map of signs (a symbol font)",
            "name a font of letters here",
        ),
        (changed(name=struct.pack(">HHH", 0, 0, 6)), "has no name inside", "ask for the TrueType (.ttf) version"),
        (
            changed(OS2=permission(2)),
            "forbids being put into a PDF",
            "ask its maker for a licence and a file that allow embedding",
        ),
        (
            changed(OS2=permission(0x0100)),
            "forbids being put into a PDF",
            "ask its maker for a licence and a file that allow embedding",
        ),
        (changed(loca=empty_outlines()), "draws nothing for “A”", "ask for the TrueType (.ttf) version"),
        (SIGNS, "lacks the sign “A”", "ask for the whole font, not a part of it"),
    ],
)
def test_a_font_that_cannot_be_printed_with(data: bytes, problem: str, cure: str) -> None:
    assert font_problem(data) == (problem, cure)


@pytest.mark.parametrize(
    "name", [entry.name for entry in files("wardleaf.fonts").iterdir() if entry.name.startswith("Atkinson")]
)
def test_shipped_faces_and_such_as_may_be_edited_are_good(name: str) -> None:
    data = files("wardleaf.fonts").joinpath(name).read_bytes()
    assert font_problem(data) is None
    assert font_problem(font_of(tables_of(data))) is None
    assert font_problem(changed(OS2=permission(8))) is None


def test_a_mutated_font_is_told_or_can_be_printed_with() -> None:
    random = Random(400)  # noqa: S311  # the same every time
    told = 0
    for _ in range(400):
        data = bytearray(GOOD)
        for _ in range(random.choice((1, 3, 20))):
            data[random.randrange(random.choice((400, len(data))))] = random.randrange(256)
        if random.random() < 0.2:
            del data[random.randrange(len(data)) :]
        if font_problem(bytes(data)) is None:
            face = Face("own", bytes(data))
            embed_face(pdfdoc.PDFDocument(), face, "Call 0191 day", "F1")
        else:
            told += 1
    assert 200 < told < 400


def library_with(root: Path, font: bytes | None, *, name: str = "own.ttf") -> Path:
    make_library(root)
    (root / "styles" / "riverside.yaml").write_text(
        f"extends: base\nfonts:\n  text:\n    bold: {name}\n", encoding="utf-8"
    )
    folder = root / "styles" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    if font is not None:
        (folder / "own.ttf").write_bytes(font)
    return root


def told_of(root: Path) -> list[tuple[str, str, str, str]]:
    findings = Findings()
    workshop = open_library(root, findings)
    assert workshop
    style = style_for(workshop, "riverside", "standard", findings)
    assert style
    if not brand_files(workshop, style, findings):
        assert resources_for(workshop, style, Findings()) is None
    return [(finding.code, str(finding.span), finding.message, finding.hint) for finding in findings]


def test_a_font_is_told_at_the_line_of_the_style(tmp_path: Path) -> None:
    root = library_with(tmp_path / "library", b"OTTO" + GOOD[4:])
    message = "the font styles/fonts/own.ttf has PostScript outlines (OpenType .otf)"
    assert told_of(root) == [("T510", "styles/riverside.yaml:4:11", message, "ask for the TrueType (.ttf) version")]


def test_a_good_font_of_a_brand_is_used(tmp_path: Path) -> None:
    assert told_of(library_with(tmp_path / "library", GOOD)) == []


@pytest.mark.parametrize("name", ["onw.ttf", "../own.ttf", "wardleaf:Own.ttf", "x" * 300, "/dev/zero"])
def test_a_font_that_is_not_there(tmp_path: Path, name: str) -> None:
    ((code, place, _, hint),) = told_of(library_with(tmp_path / "library", GOOD, name=name))
    assert (code, place) == ("T506", "styles/riverside.yaml:4:11")
    assert hint


def test_a_link_out_of_the_folder_of_fonts_is_not_read(tmp_path: Path) -> None:
    root = library_with(tmp_path / "library", None)
    (tmp_path / "secret.ttf").write_bytes(GOOD)
    (root / "styles" / "fonts" / "own.ttf").symlink_to(tmp_path / "secret.ttf")
    code, _, message, hint = told_of(root)[-1]
    assert (code, message, hint) == (
        "T510",
        "the font styles/fonts/own.ttf is a link out of styles/fonts/",
        "copy the file itself there",
    )


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    root = library_with(tmp_path / "library", None)
    (root / "styles" / "fonts" / "own.ttf").mkdir()
    assert [message for _, _, message, _ in told_of(root)] == ["the font styles/fonts/own.ttf is not a file"]
