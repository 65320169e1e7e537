"""What a style names by file: its fonts, from those that Wardleaf ships or from `styles/fonts/`, and its logo. What
cannot be printed with is told at the style's line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.schema import Library
from wardleaf.style.schema import Style

if TYPE_CHECKING:
    from wardleaf.document.model import PictureData

SHIPPED = "wardleaf:"
FONTS = "styles/fonts"


def brand_fonts(root: Path, styles: Mapping[str, SourceFile], style: Style, findings: Findings) -> Mapping[str, bytes]:
    """The fonts that `style`, one of `styles`, names, by their names; those that cannot be used are told and left out."""
    from wardleaf.typeset import faults

    found: dict[str, bytes] = {}
    for key, name in font_names(style):
        if name in found:
            continue
        place = partial(
            place_of_setting, styles, style, key
        )  # asked for only where something is wrong, because every style file is parsed for it
        if name.startswith(SHIPPED):
            data = _shipped_font(name.removeprefix(SHIPPED))
            if data is None:
                message = f"the style `{style.name}` names the font `{name}`, which Wardleaf does not ship"
                findings.add(
                    faults.NO_SUCH_FONT.at(place(), message, hint=f"write one of {', '.join(_shipped_names())}")
                )
        else:
            data = _own_font(root, style.name, name, place, findings)
        if data is not None:
            found[name] = data
    return found


def letters() -> Mapping[str, bytes]:
    """The faces that every style falls back on, by their names."""
    from wardleaf.text.faces import LETTERS

    return {name: _shipped_bytes(name.removeprefix(SHIPPED)) for name in LETTERS.values()}


def font_names(style: Style) -> Iterator[tuple[str, str]]:
    """The keys of the fonts of `style` and what they name."""
    family = style.fonts.text
    yield "fonts.text.regular", family.regular
    yield "fonts.text.semibold", family.semibold
    yield "fonts.text.bold", family.bold
    yield "fonts.text.italic", family.italic
    yield "fonts.text.bold-italic", family.bold_italic
    yield "fonts.symbols", style.fonts.symbols
    yield "fonts.symbols-bold", style.fonts.symbols_bold


def place_of_setting(styles: Mapping[str, SourceFile], style: Style, key: str) -> Span | None:
    """Where the value of `key` was written last."""
    from wardleaf.style.explain import explain_style

    explained = explain_style(styles, name=style.name, edition=style.edition, key=key, findings=Findings())
    return explained[0].settings[-1].span if explained and explained[0].settings else None


def _shipped_font(name: str) -> bytes | None:
    return _shipped_bytes(name) if name in {shipped.removeprefix(SHIPPED) for shipped in _shipped_names()} else None


@lru_cache(maxsize=1)
def _shipped_names() -> tuple[str, ...]:
    return tuple(
        sorted(f"{SHIPPED}{entry.name}" for entry in files("wardleaf.fonts").iterdir() if entry.name.endswith(".ttf"))
    )


@lru_cache(maxsize=32)
def _shipped_bytes(name: str) -> bytes:
    return files("wardleaf.fonts").joinpath(name).read_bytes()


def _own_font(root: Path, style: str, name: str, place: Callable[[], Span | None], findings: Findings) -> bytes | None:
    """The font `name` of `styles/fonts/`, or None after telling at `place` what is wrong with it."""
    from wardleaf.source.suggest import did_you_mean
    from wardleaf.text.font_files import MOST_BYTES, font_problem
    from wardleaf.typeset import faults

    folder = root / FONTS
    there = _names_in(folder)
    if name not in there:
        message = f"the style `{style}` names the font `{name}`, which is not in {FONTS}/"
        hint = (
            did_you_mean(name, there)
            or f"copy the file into {FONTS}/, or write one that Wardleaf ships, such as `{_shipped_names()[0]}`"
        )
        findings.add(faults.NO_SUCH_FONT.at(place(), message, hint=hint))
        return None
    problem: tuple[str, str] | None
    data = b""
    try:
        file = (folder / name).resolve(strict=True)
        if not file.is_relative_to(folder.resolve()):
            problem = (f"is a link out of {FONTS}/", "copy the file itself there")
        elif not file.is_file():
            problem = ("is not a file", "copy the font file there")
        elif file.stat().st_size > MOST_BYTES:
            problem = (
                f"is larger than {MOST_BYTES // 1_000_000} MB",
                "ask for a version with the letters of your languages only",
            )
        else:
            data = file.read_bytes()
            problem = font_problem(data)
    except OSError as reason:
        problem = (
            f"cannot be read: {reason.strerror or 'the computer does not say why'}",
            f"copy it into {FONTS}/ again",
        )
    if problem is None:
        return data
    findings.add(faults.BAD_FONT.at(place(), f"the font {FONTS}/{name} {problem[0]}", hint=problem[1]))
    return None


def _names_in(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(place.name for place in folder.iterdir()))
    except OSError:
        return ()


def brand_logo(library: Library, style: Style, findings: Findings) -> PictureData | None:
    """The logo that `style` names; None when it names none, or after telling that it is not there or cannot be drawn."""
    if style.logo.file is None:
        return None
    path = f"logos/{style.logo.file}"
    picture = library.pictures.get(path)
    if picture is None:
        if path not in library.unread:
            from wardleaf.document import faults
            from wardleaf.source.suggest import did_you_mean

            there = [name.removeprefix("logos/") for name in library.pictures if name.startswith("logos/")]
            message = f"the style `{style.name}` names the logo `{style.logo.file}`, which is not in styles/logos/"
            span = place_of_setting(library.styles, style, "logo.file")
            findings.add(
                faults.UNKNOWN_PICTURE.at(
                    span, message, hint=did_you_mean(style.logo.file, there) or "copy the file into styles/logos/"
                )
            )
        return None
    from wardleaf.document.model import PictureData
    from wardleaf.library.pictures import picture_header

    header = picture_header(picture.data)
    return (
        PictureData(path=path, data=picture.data, kind=header.kind, width=header.width, height=header.height)
        if header
        else None
    )
