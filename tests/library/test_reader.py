"""Files as they come: odd bytes, links, names. Mistakes that are plain text are in tests/cases."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from tests.languages import sheet
from tests.test_cases import findings_of, make_library

from wardleaf.findings import Findings
from wardleaf.library.reader import find_library, read_library
from wardleaf.library.schema import AdviceDayNight, Library
from wardleaf.report import format_findings


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_library(tmp_path / "Bücher für Café")


def told(root: Path) -> str:
    return format_findings(findings_of(root), format="text")


def read(root: Path) -> Library:
    findings = Findings()
    library = read_library(root, findings=findings)
    assert library
    return library


def test_a_library_as_values(root: Path) -> None:
    library = read(root)
    assert library.settings.default_clinic.value == "riverside"
    assert list(library.handouts) == ["chemotherapy"]
    assert list(library.sections) == ["chemotherapy/how-it-works", "chemotherapy/when-to-call"]
    assert list(library.references) == ["who2020"]
    assert [word.word.value for word in library.glossary] == ["biopsy"]
    assert library.spelling == ({"en-GB": "tumour", "en-US": "tumor"},)
    assert sorted(library.styles) == ["base", "riverside"]
    assert library.unread == frozenset()
    section = library.sections["chemotherapy/how-it-works"]
    assert section.file.path == "handouts/sections/chemotherapy/how-it-works.md"
    assert section.file.line(section.body_line) == section.body.split("\n")[0]


def test_definitions_may_lie_in_folders(root: Path) -> None:
    (root / "handouts" / "breast").mkdir()
    (root / "handouts" / "chemotherapy.yaml").rename(root / "handouts" / "breast" / "chemotherapy.yaml")
    assert list(read(root).handouts) == ["chemotherapy"]
    assert told(root) == ""


def test_nearest_library_upward(root: Path) -> None:
    assert find_library(root / "handouts" / "sections") == root
    assert find_library(root) == root
    assert find_library(root.parent) is None


def test_windows_files_are_read_in_silence(root: Path) -> None:
    for file in [*root.rglob("*.yaml"), *root.rglob("*.md")]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert told(root) == ""


def test_a_file_with_a_mistake_is_left_out_and_the_others_are_read(root: Path) -> None:
    section = root / "handouts" / "sections" / "chemotherapy" / "how-it-works.md"
    section.write_text("no front matter\n", encoding="utf-8")
    (root / "handouts" / "chemotherapy.yaml").write_text("title: [\n", encoding="utf-8")
    references = root / "handouts" / "references.yaml"
    references.write_text(
        references.read_text(encoding="utf-8") + "- id: broken2021\n  type: song\n  title: x\n", encoding="utf-8"
    )
    (root / "handouts" / "glossary.yaml").write_text("- word: [\n", encoding="utf-8")
    library = read(root)
    assert library.unread == {"chemotherapy/how-it-works", "chemotherapy", "broken2021", "glossary.yaml"}
    assert list(library.sections) == ["chemotherapy/when-to-call"]
    assert list(library.references) == ["who2020"]


def test_files_in_other_encodings(root: Path) -> None:
    glossary, spelling = root / "handouts" / "glossary.yaml", root / "handouts" / "spelling.yaml"
    glossary.write_bytes(glossary.read_text(encoding="utf-8").encode("utf-16"))
    spelling.write_bytes("- {en-GB: naïve, en-US: naive}\n".encode("cp1252"))
    assert told(root) == (
        "error[L101]: this file is saved as UTF-16, not as UTF-8\n"
        "  --> handouts/glossary.yaml\n"
        "   = help: save it again and choose the encoding UTF-8\n"
        "\n"
        "error[L101]: this file is not saved as UTF-8\n"
        " --> handouts/spelling.yaml:1:13\n"
        "  |\n"
        "1 | - {en-GB: naïve, en-US: naive}\n"
        "  |             ^ this character cannot be read\n"
        "  = help: save it again and choose the encoding UTF-8; it is probably Windows-1252 (“ANSI”) now\n"
        "\n"
        "2 errors\n"
    )


def test_a_nul_character(root: Path) -> None:
    (root / "handouts" / "spelling.yaml").write_bytes(b"- {en-GB: tumour\x00, en-US: tumor}\n")
    assert told(root) == (
        "error[L103]: a character that cannot be printed (U+0000) stands here\n"
        " --> handouts/spelling.yaml:1:17\n"
        "  |\n"
        "1 | - {en-GB: tumour , en-US: tumor}\n"
        "  |                 ^ delete it, or retype the line\n"
        "\n"
        "1 error\n"
    )


def test_two_sections_with_one_address(root: Path) -> None:
    folder = root / "handouts" / "sections" / "chemotherapy"
    text = (folder / "how-it-works.md").read_text(encoding="utf-8")
    (folder / "How-It-Works.md").write_text(text, encoding="utf-8")
    if len(list(folder.iterdir())) < 3:  # this disk cannot tell capitals apart, so nobody can make this mistake on it
        return
    findings = [finding for finding in findings_of(root) if finding.code == "L306"]
    assert [finding.message for finding in findings] == ["the section `chemotherapy/how-it-works` is there twice"]
    assert findings[0].notes == ("the other is handouts/sections/chemotherapy/How-It-Works.md",)


def test_links_that_lead_out_of_the_library(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("secret\n", encoding="utf-8")
    sections = root / "handouts" / "sections"
    try:
        (sections / "chemotherapy" / "secret.md").symlink_to(tmp_path / "outside" / "secret.md")
        (sections / "outside").symlink_to(tmp_path / "outside", target_is_directory=True)
        (sections / "again").symlink_to(sections, target_is_directory=True)
        (sections / "chemotherapy" / "inside.md").symlink_to(sections / "chemotherapy" / "how-it-works.md")
        (sections / "chemotherapy" / "nowhere.md").symlink_to(root / "handouts" / "nothing.md")
    except OSError:  # some Windows computers let nobody make links, so nobody can make this mistake on them
        return
    assert [(finding.code, finding.span.file.path) for finding in findings_of(root) if finding.span] == [
        ("L316", "handouts/sections/again"),
        ("L304", "handouts/sections/chemotherapy/nowhere.md"),
        ("L316", "handouts/sections/chemotherapy/secret.md"),
        ("L316", "handouts/sections/outside"),
    ]
    assert "chemotherapy/inside" in read(root).sections


def test_a_file_that_cannot_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "glossary.yaml":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert told(root) == (
        "error[L304]: this file cannot be read: the computer does not give permission\n  --> handouts/glossary.yaml\n\n1 error\n"
    )


def test_pictures(root: Path) -> None:
    figures, logos = root / "handouts" / "figures", root / "styles" / "logos"
    figures.mkdir(exist_ok=True)
    logos.mkdir()
    (figures / "drip.png").write_bytes(png(40, 30))
    (figures / "notes.txt").write_text("where it comes from\n", encoding="utf-8")
    (logos / "riverside.svg").write_text('<svg viewBox="0 0 1 1"></svg>', encoding="utf-8")
    library = read(root)
    assert sorted(library.pictures) == ["figures/drip.png", "logos/riverside.svg"]
    assert told(root) == ""


def test_pictures_of_absurd_size(root: Path) -> None:
    figures = root / "handouts" / "figures"
    figures.mkdir(exist_ok=True)
    (figures / "wide.png").write_bytes(png(20000, 400))
    with (figures / "heavy.png").open("wb") as file:
        file.write(png(40, 30))
        file.truncate(20_000_001)
    assert told(root) == (
        "error[L315]: this picture's file is larger than 20 MB\n"
        "  --> handouts/figures/heavy.png\n"
        "   = help: scale the picture down; 2,000 pixels across fill a page\n"
        "\n"
        "error[L315]: this picture says it is 20,000 by 400 pixels; at most 10,000 a side can be used, and 50 million in all\n"
        "  --> handouts/figures/wide.png\n"
        "   = help: scale the picture down; 2,000 pixels across fill a page\n"
        "\n"
        "2 errors\n"
    )
    assert read(root).unread == {"figures/heavy.png", "figures/wide.png"}


def test_a_clinic_over_another(root: Path) -> None:
    clinics = root / "handouts" / "clinics"
    (clinics / "day-unit.yaml").write_text(
        "extends: riverside\nname: Day unit\nfever: {rule: 38 °C or higher}\nhelplines: []\n"
        'phones: {advice: {day: "01632 960141", night: "01632 960142"}}\n',
        encoding="utf-8",
    )
    clinic = read(root).clinics["day-unit"]
    assert clinic.name.value == "Day unit"
    assert str(clinic.fever.rule.span) == "handouts/clinics/day-unit.yaml:3:15"
    assert str(clinic.fever.source[0].span) == "handouts/clinics/riverside.yaml:15:12"
    assert isinstance(clinic.phones["advice"], AdviceDayNight)
    assert clinic.phones["switchboard"].span.file.path == "handouts/clinics/riverside.yaml"
    assert clinic.helplines == ()
    assert told(root) == ""


def test_a_clinic_that_only_others_extend_may_be_incomplete(root: Path) -> None:
    clinics = root / "handouts" / "clinics"
    whole = (clinics / "riverside.yaml").read_text(encoding="utf-8")
    (clinics / "trust.yaml").write_text("publisher: The trust\n", encoding="utf-8")
    (clinics / "riverside.yaml").write_text(f"extends: trust\n{whole}", encoding="utf-8")
    library = read(root)
    assert list(library.clinics) == ["riverside"]
    publisher = library.clinics["riverside"].publisher
    assert publisher and publisher.value == "The trust"
    assert told(root) == ""


def test_the_order_of_reading_is_the_order_of_names(root: Path) -> None:
    folder = root / "handouts" / "sections" / "chemotherapy"
    for name in ("b-second", "a-first", "z-last"):
        (folder / f"{name}.md").write_bytes((folder / "how-it-works.md").read_bytes())
    assert list(read(root).sections) == sorted(read(root).sections)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("spanish.yaml", "rename it to `handouts/labels/es.yaml`"),
        ("es-mx.yaml", "rename it to `handouts/labels/es-MX.yaml`"),
        ("new/es.yaml", "rename it to `handouts/labels/es.yaml`"),
        ("en-GB.yaml", "delete this file; another spelling, such as `en-AU.yaml`, may extend ours"),
    ],
)
def test_sheets_are_named_after_languages(root: Path, name: str, said: str) -> None:
    place = root / "handouts" / "labels" / name
    place.parent.mkdir(parents=True)
    place.write_text(sheet(), encoding="utf-8")
    assert "error[L324]" in told(root)
    assert said in told(root)
    assert read(root).sheets == {}
    place.rename(root / "handouts" / "labels" / "es.yaml")
    assert told(root) == ""
    assert list(read(root).sheets) == ["es"]


@pytest.mark.parametrize("choice", ["only: []", "when: {edition: []}", "when: {profile: []}"])
def test_an_empty_choice_is_told_because_it_would_print_everything(root: Path, choice: str) -> None:
    definition = root / "handouts" / "chemotherapy.yaml"
    text = definition.read_text(encoding="utf-8")
    assert "- chemotherapy/how-it-works\n" in text
    used = f"- {{use: chemotherapy/how-it-works, {choice}}}\n"
    definition.write_text(text.replace("- chemotherapy/how-it-works\n", used), encoding="utf-8")
    assert "error[L108]" in told(root)
    assert "write at least one item" in told(root)
