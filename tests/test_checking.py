"""What a check says without building: everything that a build would refuse."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from tests.test_cases import make_library

from wardleaf import checking
from wardleaf.building import build_handout
from wardleaf.findings import Findings
from wardleaf.pipeline import clinic_ids, open_library, resources_for, style_for
from wardleaf.records.built import Target
from wardleaf.text.faces import font_book

SHIPPED = Path(__file__).parents[1]


def told(root: Path) -> list[tuple[str, str]]:
    findings = Findings()
    workshop = open_library(root, findings)
    assert workshop is not None
    return [(finding.code, str(finding.span)) for finding in checking.check_library(workshop)]


@pytest.mark.parametrize(
    ("path", "words", "letter"),
    [
        ("handouts/sections/chemotherapy/how-it-works.md", "Chemotherapy", "化"),
        ("handouts/chemotherapy.yaml", "Call us straight away", "☃"),
        ("handouts/clinics/riverside.yaml", "Riverside Breast", "河"),
        ("handouts/references.yaml", "about chemotherapy", "山"),
    ],
)
def test_a_letter_that_no_font_has_is_told_where_it_stands(path: str, words: str, letter: str, tmp_path: Path) -> None:
    root = make_library(tmp_path / "library")
    text = (root / path).read_text(encoding="utf-8")
    assert words in text
    (root / path).write_text(text.replace(words, f"{letter} {words}", 1), encoding="utf-8")
    line = text[: text.index(words)].count("\n") + 1
    assert ("T501", f"{path}:{line}") in [(code, span.rpartition(":")[0]) for code, span in told(root)]


def test_every_shipped_font_has_the_usual_letters() -> None:
    workshop = open_library(SHIPPED, Findings())
    assert workshop is not None
    for clinic in clinic_ids(workshop):
        style = style_for(workshop, clinic, "standard", Findings())
        assert style is not None
        resources = resources_for(workshop, style, Findings())
        assert resources is not None
        unseen = {"\n", "\u00ad"}
        assert (
            not {sign for sign in checking._USUAL - unseen if sign.isprintable()}
            - font_book(style.fonts, resources.fonts).common()
        )


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(made, kind)
    return made.getvalue()


PNG, JPEG = picture("PNG"), picture("JPEG")


@pytest.mark.parametrize(
    ("name", "data", "drawn"),
    [
        ("a.png", PNG, True),
        ("a.jpg", JPEG, True),
        ("a.png", PNG[: len(PNG) // 2], False),
        ("a.png", PNG[:9000] + bytes(byte ^ 255 for byte in PNG[9000:9100]) + PNG[9100:], False),
        ("a.jpg", JPEG[: len(JPEG) // 2], False),
        ("a.jpg", JPEG[:700], False),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='5' height='5'/></svg>",
            True,
        ),
    ],
)
def test_a_picture_that_a_build_cannot_draw_is_told_wherever_it_is_named(
    name: str, data: bytes, drawn: bool, tmp_path: Path
) -> None:
    root = make_library(tmp_path / "library")
    (root / "handouts" / "figures").mkdir()
    (root / "handouts" / "figures" / name).write_bytes(data)
    section = root / "handouts/sections/chemotherapy/how-it-works.md"
    figure = f'![A drip in a hand](figures/{name} "A drip")'
    section.write_text(
        section.read_text(encoding="utf-8") + f"\n{figure}\n\n- One thing\n\n  {figure}\n\n::: note\n{figure}\n:::\n",
        encoding="utf-8",
    )
    first = section.read_text(encoding="utf-8").split("\n").index(figure) + 1
    told_so = [span for code, span in told(root) if code == "T503"]
    assert told_so == (
        [] if drawn else [f"{section.relative_to(root).as_posix()}:{first + more}" for more in (0, 4, 7)]
    )
    findings = Findings()
    workshop = open_library(root, findings)
    assert workshop is not None
    built = build_handout(workshop, Target(handout="chemotherapy", clinic="riverside", edition="standard"))
    assert [str(finding.span) for finding in built.findings if finding.code == "T503"] == told_so


@pytest.mark.parametrize("data", [PNG[: len(PNG) // 2], JPEG[: len(JPEG) // 2]])
def test_a_logo_that_a_build_cannot_draw_is_told_at_the_line_of_the_style(data: bytes, tmp_path: Path) -> None:
    root = make_library(tmp_path / "library")
    name = "own.png" if data.startswith(b"\x89PNG") else "own.jpg"
    (root / "styles" / "logos").mkdir()
    (root / "styles" / "logos" / name).write_bytes(data)
    style = root / "styles" / "riverside.yaml"
    style.write_text(
        style.read_text(encoding="utf-8") + f"logo: {{file: {name}, width: 20mm, alt: Logo}}\n", encoding="utf-8"
    )
    place = f"styles/riverside.yaml:{style.read_text(encoding='utf-8').count(chr(10))}:14"
    assert [span for code, span in told(root) if code == "T503"] == [place]
    workshop = open_library(root, Findings())
    assert workshop is not None
    built = build_handout(workshop, Target(handout="chemotherapy", clinic="riverside", edition="standard"))
    assert [str(finding.span) for finding in built.findings if finding.code == "T503"] == [place]


@pytest.mark.parametrize(
    ("name", "data"), [("a.png", picture("GIF")), ("a.gif", picture("GIF")), ("a.png", b"words"), ("a.jpg", b"")]
)
def test_a_picture_of_another_kind_is_told_with_the_lines_that_name_it(name: str, data: bytes, tmp_path: Path) -> None:
    root = make_library(tmp_path / "library")
    (root / "handouts" / "figures").mkdir()
    (root / "handouts" / "figures" / name).write_bytes(data)
    section = root / "handouts/sections/chemotherapy/how-it-works.md"
    section.write_text(
        section.read_text(encoding="utf-8") + f'\n![A drip](figures/{name} "It drips")\n', encoding="utf-8"
    )
    line = section.read_text(encoding="utf-8").count("\n")
    workshop = open_library(root, Findings())
    assert workshop is not None
    (told_of,) = [finding for finding in checking.check_library(workshop) if finding.code == "L314"]
    assert told_of.related == (f"handouts/sections/chemotherapy/how-it-works.md:{line}",)


@pytest.mark.parametrize(
    ("written", "code", "key"),
    [
        ("sheet: A5", "P607", "sheet"),
        ("inner-margin: 60mm", "P607", "inner-margin"),
        ("binding: top", "P607", "binding"),
        ("scheme: two-up", "P619", "scheme"),
        ("outer-margin: 110mm", "P618", "outer-margin"),
    ],
)
def test_pages_that_no_sheet_holds_are_told_at_the_style_as_build_tells_them(
    written: str, code: str, key: str, tmp_path: Path
) -> None:
    root = make_library(tmp_path / "library")
    style = root / "styles/riverside.yaml"
    style.write_text(style.read_text(encoding="utf-8") + f"\nimposition: {{{written}}}\n", encoding="utf-8")
    findings = Findings()
    workshop = open_library(root, findings)
    assert workshop is not None
    checked = [finding for finding in checking.check_library(workshop) if finding.code.startswith("P")]
    built = build_handout(workshop, Target(handout="chemotherapy", clinic="riverside", edition="booklet"))
    assert [finding.code for finding in checked] == [code]
    assert checked == [finding for finding in built.findings if finding.code.startswith("P")]
    assert built.files == ()
    span = checked[0].span
    assert span is not None
    assert span.file.path == "styles/riverside.yaml"
    assert span.file.text.split("\n")[span.line - 1].startswith("imposition:")
    other = build_handout(workshop, Target(handout="chemotherapy", clinic="riverside", edition="standard"))
    assert other.files != ()


def test_a_sheet_that_holds_the_pages_is_let_pass(tmp_path: Path) -> None:
    root = make_library(tmp_path / "library")
    style = root / "styles/riverside.yaml"
    style.write_text(
        style.read_text(encoding="utf-8") + "\nimposition: {sheet: A3, inner-margin: 10mm}\n", encoding="utf-8"
    )
    assert not [code for code, _ in told(root) if code.startswith("P")]
