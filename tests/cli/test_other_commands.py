"""`show`, `style`, `references`, `schema`, `explain` and `inspect`."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from PIL import Image
from tests.cli.running import REPOSITORY, change, files_below, run, small_library

from wardleaf.explanations import all_faults


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    return root


# --- show -------------------------------------------------------------------------------------------------------------


def test_show_makes_a_picture_of_a_page(library: Path) -> None:
    done = run("show", "chemotherapy", "--page", "2")
    assert done.exit_code == 0
    assert done.stdout == "build/riverside/chemotherapy-standard-page-2.png\n"
    picture = Image.open(io.BytesIO((library / done.stdout.strip()).read_bytes()))
    assert picture.size == (1241, 1754)
    assert sorted(files_below(library / "build")) == ["riverside/chemotherapy-standard-page-2.png"]


def test_show_writes_where_it_is_told(library: Path) -> None:
    assert (
        run("show", "chemotherapy", "--edition", "booklet", "--clinic", "riverside", "--out", "page.png").exit_code == 0
    )
    assert Image.open(io.BytesIO((library / "page.png").read_bytes())).size == (875, 1241)


def test_show_knows_how_many_pages_there_are(library: Path) -> None:
    done = run("show", "chemotherapy", "--page", "99")
    assert done.exit_code == 2
    assert "There is no page 99: this edition has " in done.stderr


def test_show_without_its_extra(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    done = run("show", "chemotherapy")
    assert done.exit_code == 2
    assert 'python -m pip install "wardleaf[preview]"' in done.stderr


def test_show_tells_what_is_wrong(library: Path) -> None:
    change(library / "handouts/sections/chemotherapy/how-it-works.md", "@who2020", "@who2021")
    assert run("show", "chemotherapy").exit_code == 1
    change(library / "handouts/chemotherapy.yaml", "kind: general", "kind: chemo")
    done = run("show", "chemotherapy")
    assert done.exit_code == 1
    assert "error[L119]" in done.stderr


# --- style ------------------------------------------------------------------------------------------------------------


def test_style_prints_every_value(library: Path) -> None:
    done = run("style", "riverside")
    assert done.exit_code == 0
    assert done.stdout.startswith("!Style\nname: riverside\nedition: standard\n")
    assert run("style", "riverside", "--edition", "booklet").stdout.startswith(
        "!Style\nname: riverside\nedition: booklet\n"
    )


def test_style_explains_a_value(library: Path) -> None:
    lines = run("style", "riverside", "--explain", "tokens.accent").stdout.splitlines()
    assert lines[0] == "tokens.accent: teal"
    assert lines[1].split() == [lines[1].split()[0], "all", "editions", "steel"]
    assert lines[1].split()[0].startswith("styles/base.yaml:")
    assert lines[2].split() == ["styles/riverside.yaml:8:11", "all", "editions", "teal"]
    assert lines[3] == "palette.teal: #0B5563"


def test_style_with_an_unknown_key_or_name(library: Path) -> None:
    done = run("style", "riverside", "--explain", "tokens.acent")
    assert done.exit_code == 1
    assert "did you mean `tokens.accent`?" in done.stderr
    done = run("style", "riversied")
    assert done.exit_code == 2
    assert "There is no style `riversied`. Did you mean `riverside`?" in done.stderr


def test_style_specimen(library: Path) -> None:
    done = run("style", "riverside", "--specimen", "--edition", "standard")
    assert done.exit_code == 0
    assert done.stdout == "build/riverside-specimen.pdf\n"
    assert (library / "build/riverside-specimen.pdf").read_bytes().startswith(b"%PDF-")


def test_style_specimen_of_a_style_with_a_mistake(library: Path) -> None:
    change(library / "styles/riverside.yaml", "accent: teal", "accent: teel")
    done = run("style", "riverside", "--specimen")
    assert done.exit_code == 1
    assert done.stderr.count("error[S105]") == 1
    assert not (library / "build").exists()


# --- references -------------------------------------------------------------------------------------------------------

RIS = "TY  - JOUR\nTI  - A study of something\nAU  - Smith, Jane\nPY  - 2020\nJO  - A journal\nDO  - 10.1000/abc\nER  - \n"


def test_references_are_added_and_the_rest_is_kept(library: Path) -> None:
    target = library / "handouts/references.yaml"
    before = b"# our sources\r\n" + target.read_bytes().replace(b"\n", b"\r\n")
    target.write_bytes(before)
    (library / "export.ris").write_text(RIS, encoding="utf-8")
    done = run("references", "import", "export.ris")
    assert done.exit_code == 0
    assert done.stdout == "handouts/references.yaml  1 reference added\n"
    assert target.read_bytes().startswith(before)
    assert b"- id: smith2020\r\n" in target.read_bytes()
    assert run("check").exit_code == 0
    again = run("references", "import", "export.ris")
    assert again.stdout == "handouts/references.yaml  0 references added\n"
    assert "warning[L404]" in again.stderr


def test_references_with_errors_are_left_alone(library: Path) -> None:
    change(library / "handouts/references.yaml", "type: report", "type: rapport")
    (library / "export.ris").write_text(RIS, encoding="utf-8")
    before = files_below(library)
    done = run("references", "import", "export.ris")
    assert done.exit_code == 1
    assert "handouts/references.yaml:2:9" in done.stderr
    assert done.stdout == ""
    assert files_below(library) == before


@pytest.mark.parametrize("data", [b"no references at all", b"\xff\xfeT\x00Y\x00", b""])
def test_a_file_that_holds_no_references(library: Path, data: bytes) -> None:
    (library / "export.txt").write_bytes(data)
    done = run("references", "import", "export.txt")
    assert done.exit_code == 1
    assert "export.txt" in done.stderr


def test_references_into_a_library_without_any(library: Path) -> None:
    change(library / "handouts/sections/chemotherapy/how-it-works.md", " [@who2020]", "")
    (library / "handouts/references.yaml").unlink()
    (library / "export.ris").write_text(RIS, encoding="utf-8")
    assert run("references", "import", "export.ris").exit_code == 0
    assert "smith2020" in run("list", "references").stdout


# --- schema -----------------------------------------------------------------------------------------------------------


def _documents(schema: str) -> list[object]:
    patterns = {
        "handout": "handouts/*-*.yaml",
        "section": "handouts/sections/*/*.md",
        "clinic": "handouts/clinics/*.yaml",
        "library": "handouts/library.yaml",
        "references": "handouts/references.yaml",
        "glossary": "handouts/glossary.yaml",
        "spelling": "handouts/spelling.yaml",
        "style": "styles/*.yaml",
    }
    texts = [path.read_text(encoding="utf-8") for path in sorted(REPOSITORY.glob(patterns[schema]))]
    if schema == "section":
        texts = [text.split("---\n")[1] for text in texts]
    # Editors read dates as text.
    loader = type(
        "Loader",
        (yaml.SafeLoader,),
        {
            "yaml_implicit_resolvers": {
                sign: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
                for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
            }
        },
    )
    return [yaml.load(text, Loader=loader) for text in texts]  # noqa: S506  # a safe loader


@pytest.mark.parametrize(
    "name", ["handout", "section", "clinic", "library", "references", "glossary", "spelling", "style"]
)
def test_schemas_are_valid_and_accept_the_shipped_library(library: Path, name: str) -> None:
    done = run("schema")
    assert done.exit_code == 0
    assert f"schemas/{name}.schema.json" in done.stdout.splitlines()
    schema = json.loads((library / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    documents = _documents(name)
    assert documents
    for document in documents:
        jsonschema.Draft202012Validator(schema).validate(document)


def test_schema_tells_how_to_use_them(library: Path) -> None:
    done = run("schema", "--out", "editor")
    assert (
        "handouts/clinics/NAME.yaml\n  # yaml-language-server: $schema=../../editor/clinic.schema.json\n" in done.stdout
    )
    assert len(list((library / "editor").iterdir())) == 9


# --- explain ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", all_faults(), ids=lambda fault: fault.code)
def test_every_code_has_its_page(fault: object) -> None:
    assert hasattr(fault, "code")
    assert hasattr(fault, "name")
    assert hasattr(fault, "explanation")
    done = run("explain", fault.code)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{fault.code}  {fault.name}  (")
    assert " ".join(fault.explanation.split()) in " ".join(done.stdout.split())
    assert run("explain", fault.code.lower()).stdout == done.stdout


@pytest.mark.parametrize("wanted", ["docs/authoring.md", "authoring", r"docs\authoring.md", "decisions/spelling"])
def test_explain_prints_the_pages_that_findings_name(wanted: str) -> None:
    done = run("explain", wanted)
    assert done.exit_code == 0
    assert done.stdout.startswith("# ")


@pytest.mark.parametrize("wanted", ["docs/../pyproject", "../docs/word", "docs/nothing.md", "/etc/passwd", ""])
def test_explain_prints_no_other_file(wanted: str) -> None:
    assert run("explain", wanted).exit_code == 2


def test_the_wheel_carries_every_page_that_is_named() -> None:
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    named = {page for fault in all_faults() for page in re.findall(r"docs/[a-z0-9/-]+\.md", fault.explanation)}
    assert len(named) > 1
    for path in {*(f"docs/{page.name}" for page in (REPOSITORY / "docs").glob("*.md")), *named}:
        assert f'"{path}" = "wardleaf/pages/{path.removeprefix("docs/")}"' in project, path


def test_explain_by_name_and_as_a_list() -> None:
    assert run("explain", "unknown-key").stdout.startswith("L104  unknown-key")
    assert len(run("explain").stdout.splitlines()) == len(all_faults())


def test_explain_something_unknown() -> None:
    done = run("explain", "unknwon-key")
    assert done.exit_code == 2
    assert "Did you mean L104 unknown-key" in done.stderr
    assert "`wardleaf explain` lists all." in run("explain", "qqqqqq").stderr


# --- inspect ----------------------------------------------------------------------------------------------------------


def test_inspect_tells_what_a_file_holds(library: Path) -> None:
    run("build", "--edition", "standard")
    file = "build/riverside/chemotherapy-standard.pdf"
    report = run("inspect", file)
    assert report.exit_code == 0
    assert report.stdout.startswith(f"{file}\nTitle:     Chemotherapy (RBC-001)\n")
    assert "H1 Chemotherapy" in run("inspect", file, "--tags").stdout.replace('H1: "', "H1 ")
    assert "Chemotherapy is medicine that kills growing cells" in run("inspect", file, "--text").stdout
    assert run("inspect", file, "--facts").stdout.startswith("- page: 1\n")


def test_inspect_something_else(library: Path) -> None:
    done = run("inspect", "handouts/library.yaml")
    assert done.exit_code == 1
    assert "error[T701]" in done.stderr
    assert run("inspect", "nothing.pdf").exit_code == 2


# --- impose -----------------------------------------------------------------------------------------------------------


def test_a_booklet_is_imposed_and_reported(library: Path) -> None:
    run("build", "--edition", "booklet")
    done = run("impose", "build/riverside/chemotherapy-booklet.pdf", "--output", "print.pdf", "--paper", "80gsm")
    assert done.exit_code == 0
    assert done.stdout.startswith("print.pdf\nPaper:         ")
    assert "Fold the whole pile once" in done.stdout
    assert (library / "print.pdf").read_bytes().startswith(b"%PDF-")


def test_small_type_as_printed_gives_no_file(library: Path) -> None:
    run("build", "--edition", "standard")
    file = "build/riverside/chemotherapy-standard.pdf"
    refused = run("impose", file)
    assert refused.exit_code == 1
    assert "error[P607]" in refused.stderr
    before = files_below(library)
    small = run("impose", file, "--scaling", "fit")
    assert small.exit_code == 1
    assert "error[P610]" in small.stderr
    assert files_below(library) == before
    allowed = run("impose", file, "--scaling", "fit", "--allow-small-type", "for the file only")
    assert allowed.exit_code == 0
    assert (library / "build/riverside/chemotherapy-standard-print.pdf").is_file()


def test_fronts_and_backs_as_two_files(library: Path) -> None:
    run("build", "--edition", "booklet")
    done = run(
        "impose", "build/riverside/chemotherapy-booklet.pdf", "--manual-duplex", "face-down", "--output", "p.pdf"
    )
    assert done.exit_code == 0
    assert sorted(path.name for path in library.glob("p*.pdf")) == ["p-backs.pdf", "p-fronts.pdf"]


def test_the_plan_is_printed_and_nothing_written(library: Path) -> None:
    run("build", "--edition", "booklet")
    before = files_below(library)
    planned = run("impose", "build/riverside/chemotherapy-booklet.pdf", "--plan", "--sheet", "A3")
    assert planned.stdout.startswith("scheme: saddle-stitch\nsheet: {name: A3, ")
    emitted = run("build", "chemotherapy", "--emit", "plan")
    assert emitted.exit_code == 0
    assert emitted.stdout.startswith("scheme: saddle-stitch\nsheet: {name: A4, ")
    assert files_below(library) == before
    assert run("build", "chemotherapy", "--emit", "plan", "--edition", "standard").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--sheet", "B4"], "there is no sheet `B4`"),
        (["--paper", "thick"], "`thick` is no thickness of paper"),
        (["--signature", "0"], "`0` is neither a number of sheets nor `auto`"),
        (["--inner-margin", "3"], "`3` is not a length such as"),
    ],
)
def test_impose_with_wrong_values(library: Path, arguments: list[str], sentence: str) -> None:
    done = run("impose", "handouts/library.yaml", *arguments)
    assert done.exit_code == 2
    assert sentence in " ".join(done.stderr.split())


def test_impose_something_else_and_a_printer_with_a_mistake(library: Path) -> None:
    assert "error[P601]" in run("impose", "handouts/library.yaml").stderr
    (library / "printer.yaml").write_text("name: Ward 3\noutput: sideways\n", encoding="utf-8")
    done = run("impose", "handouts/library.yaml", "--printer", "printer.yaml")
    assert done.exit_code == 1
    assert "printer.yaml:2:9" in done.stderr
