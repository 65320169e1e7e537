"""Every kind of file that people give, as a good one, and the commands that read it."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image
from tests.cli.running import change, run, small_library
from tests.fuzz.mutators import HOSTILE, OF_BYTES, OF_TEXT, Mutator
from tests.patient_lists.workbook import workbook

import wardleaf

_CHECK = ("check", "--format", "json")
_VERIFY = ("verify", "a.pdf")
_RESTORE = ("verify", "a.pdf", "--restore", "out/restored")
_BUILD = ("build", "chemotherapy", "--edition", "standard", "--out", "out", "--no-cache")
_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60" viewBox="0 0 100 60"><style>.a{fill:#123456}</style><g transform="translate(2,3) scale(1.5)">
<rect class="a" x="1" y="2" width="50" height="9" rx="2"/><path d="M1 2L3 4C5 6 7 8 9 10z" stroke="rgb(1,2,3)" stroke-width="1.5" stroke-dasharray="1,2"/><circle cx="9" cy="9" r="2"/></g></svg>"""
_BIB = b"""@string{j = "Journal of Care"}
@article{smith2020, title = {A {T}itle of \\emph{some} length}, author = {Smith, Anna B. and others}, journal = j, year = 2020, volume = {1}, number = {2 Suppl 1},
  pages = {111--21}, doi = {10.1000/182}, pmid = {123}, month = mar, note = {\\url{https://a.org/x}}, crossref = {p}}
@book{p, title = "A book", editor = "M{\\"u}ller, Jos{\\'e}", publisher = {Press (GB)}, edition = {2nd}, year = 1999}
"""
_RIS = b"TY  - JOUR\nAU  - Smith, Anna B.\nTI  - A title\nJO  - Journal of Care\nPY  - 2020/03/01\nVL  - 1\nIS  - 2\nSP  - 111\nEP  - 21\nDO  - 10.1000/182\nER  - \n"
_NBIB = (
    b"PMID- 123\nDP  - 2020 Mar 1\nTI  - A title\n      of two lines.\nFAU - Smith, Anna B\nAU  - Smith AB\nTA  - J Care\nJT  - Journal of Care\nVI  - 1\nIP  - 2\n"
    b"PG  - 111-21\nAID - 10.1000/182 [doi]\nPT  - Journal Article\n"
)
_CSL = json.dumps(
    [
        {
            "id": "a", "type": "article-journal", "title": "A <i>title</i>", "author": [{"family": "Smith", "given": "Anna B."}], "container-title": "Journal of Care",
            "issued": {"date-parts": [[2020, 3, 1]]}, "volume": "1", "issue": 2, "page": "111-21", "DOI": "10.1000/182", "PMID": 123, "note": "PMCID: PMC12",
        }
    ]
).encode()  # fmt: skip
_LABELS = b"call-us: Ring us\ncontents: In these pages\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A file of a library with its place there, and what is run after it was made wrong."""

    path: str
    mutators: tuple[Mutator, ...]
    commands: tuple[tuple[str, ...], ...]
    slow: bool = False


def _merge(data: str) -> tuple[str, ...]:
    return ("merge", "chemotherapy", "--data", data, "--out", "out/copies", "--edition", "standard", "--format", "json")


KINDS: Mapping[str, Kind] = {
    "definition": Kind(path="handouts/chemotherapy.yaml", mutators=OF_TEXT, commands=(_CHECK,)),
    "clinic": Kind(path="handouts/clinics/riverside.yaml", mutators=OF_TEXT, commands=(_CHECK,)),
    "library": Kind(path="handouts/library.yaml", mutators=OF_TEXT, commands=(_CHECK,)),
    "references": Kind(path="handouts/references.yaml", mutators=OF_TEXT, commands=(_CHECK,)),
    "glossary": Kind(path="handouts/glossary.yaml", mutators=OF_TEXT, commands=(_CHECK,)),
    "labels": Kind(path="handouts/labels/de.yaml", mutators=OF_TEXT, commands=(_CHECK,)),
    "spelling": Kind(path="handouts/spelling.yaml", mutators=OF_TEXT, commands=(_CHECK,)),
    "approvals": Kind(path="handouts/approvals.yaml", mutators=OF_TEXT, commands=(_CHECK, _VERIFY)),
    "style": Kind(path="styles/riverside.yaml", mutators=OF_TEXT, commands=(_CHECK,)),
    "section": Kind(path="handouts/sections/chemotherapy/how-it-works.md", mutators=OF_TEXT, commands=(_CHECK,)),
    "section built": Kind(
        path="handouts/sections/chemotherapy/how-it-works.md", mutators=OF_TEXT, commands=(_BUILD,), slow=True
    ),
    "style built": Kind(path="styles/riverside.yaml", mutators=OF_TEXT, commands=(_BUILD,), slow=True),
    "csv": Kind(path="list.csv", mutators=OF_TEXT, commands=(_merge("list.csv"),)),
    "xlsx": Kind(path="list.xlsx", mutators=OF_BYTES, commands=(_merge("list.xlsx"),)),
    "csv copied": Kind(path="two.csv", mutators=OF_TEXT, commands=(_merge("two.csv"),), slow=True),
    "pdf": Kind(
        path="a.pdf",
        mutators=OF_BYTES,
        commands=(
            ("verify", "a.pdf"),
            ("inspect", "a.pdf"),
            ("impose", "a.pdf", "--scaling", "fit", "--output", "out/b.pdf"),
        ),
        slow=True,
    ),
    "png": Kind(path="handouts/figures/a.png", mutators=OF_BYTES, commands=(_BUILD,), slow=True),
    "jpeg": Kind(path="handouts/figures/a.jpg", mutators=OF_BYTES, commands=(_BUILD,), slow=True),
    "svg": Kind(path="handouts/figures/a.svg", mutators=OF_TEXT, commands=(_BUILD,), slow=True),
    "svg checked": Kind(path="handouts/figures/a.svg", mutators=OF_TEXT, commands=(_CHECK,)),
    "font": Kind(path="styles/fonts/A.ttf", mutators=OF_BYTES, commands=(_CHECK,)),
    "bib": Kind(path="a.bib", mutators=OF_TEXT, commands=(("references", "import", "a.bib"),)),
    "ris": Kind(path="a.ris", mutators=OF_TEXT, commands=(("references", "import", "a.ris"),)),
    "nbib": Kind(path="a.nbib", mutators=OF_TEXT, commands=(("references", "import", "a.nbib"),)),
    "csl-json": Kind(path="a.json", mutators=OF_TEXT, commands=(("references", "import", "a.json"),)),
    "manifest": Kind(
        path="build/riverside/manifest.json", mutators=OF_TEXT, commands=(_VERIFY, ("list",), ("build", "chemotherapy"))
    ),
    "archive": Kind(path="archive/RBC-001/*/*.json", mutators=OF_TEXT, commands=(_VERIFY, _RESTORE)),
    "archived source": Kind(path="archive/sources/*", mutators=OF_TEXT, commands=(_RESTORE,)),
    "archived file": Kind(path="archive/RBC-001/*/*.pdf", mutators=OF_BYTES, commands=(_VERIFY,)),
    "cache": Kind(
        path="build/.cache/builds/*.json",
        mutators=OF_TEXT,
        commands=(("build", "chemotherapy", "--edition", "standard"),),
        slow=True,
    ),
}


def place_of(root: Path, kind: str) -> Path:
    """Where the file of `kind` lies in the library at `root`."""
    return min(root.glob(KINDS[kind].path))


_COMMANDS = (
    ("check",), ("list",), ("due",), ("due", "--within"), ("uses",), ("explain",), ("show",), ("schema",), ("style",), ("verify",), ("diff",), ("papers",), ("pack",),
    ("build", "--out", "out"), ("build", "chemotherapy", "--out", "out", "--edition"), ("new", "handout"), ("new", "section"), ("new", "clinic"),
    ("impose", "a.pdf", "--output", "out/b.pdf", "--signature"), ("impose", "a.pdf", "--output", "out/b.pdf", "--sheet"), ("impose", "a.pdf", "--output", "out/b.pdf", "--paper-thickness"), ("inspect",),
    ("merge", "chemotherapy", "--out", "out/copies", "--data"), ("merge", "chemotherapy", "--out", "out/copies", "--data", "list.csv", "--edition"), ("withdraw", "RBC-001", "--reason", "x", "--as"),
    ("approve", "--as"), ("references", "import"), ("register",), ("print-test",), ("check", "--clinic"), ("check", "--select"), ("check", "--library"),
)  # fmt: skip


def arguments(random: Random) -> list[str]:
    """A command with arguments that nobody should type."""
    words = [word for word in HOSTILE if "\0" not in word]
    return [*random.choice(_COMMANDS), *(random.choice(words) for _ in range(random.choice((1, 1, 2))))]


def library_with_every_kind(root: Path) -> None:
    """The small library at `root` with one good file of each kind, of a clinic that exists."""
    small_library(root)
    change(root / "handouts" / "clinics" / "riverside.yaml", "specimen: yes\n", "")
    fonts = Path(wardleaf.__file__).parent / "fonts"
    picture = Image.new("RGB", (40, 30), (200, 30, 40))
    png, jpeg = io.BytesIO(), io.BytesIO()
    picture.save(png, "PNG")
    picture.save(jpeg, "JPEG")
    made: dict[str, bytes] = {
        "handouts/labels/de.yaml": _LABELS,
        # With a mistake, so that hardly any of them is made into copies.
        "list.csv": 'Name,Hospital number\nZoë Smith,0012\n"Lee, Ann",13\n#N/A,14\n'.encode(),
        "list.xlsx": workbook([["Name", "Hospital number"], ["Zoë Smith", "0012"], ["#N/A", "13"]]),
        "two.csv": 'Name,Hospital number\nZoë Smith,0012\n"Lee, Ann",13\n'.encode(),
        "handouts/figures/a.png": png.getvalue(),
        "handouts/figures/a.jpg": jpeg.getvalue(),
        "handouts/figures/a.svg": _SVG,
        "styles/fonts/A.ttf": (fonts / "WardleafLetters-Regular.ttf").read_bytes(),
        "a.bib": _BIB,
        "a.ris": _RIS,
        "a.nbib": _NBIB,
        "a.json": _CSL,
    }
    for path, data in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    section = root / "handouts/sections/chemotherapy/how-it-works.md"
    text = section.read_text("utf-8")
    section.write_text(
        text + '\n![One](figures/a.png "One")\n\n![Two](figures/a.jpg "Two")\n\n![Three](figures/a.svg "Three")\n',
        "utf-8",
    )


def release_once(root: Path) -> None:
    """Approve all and make the files that are read back: a PDF, its manifest and its place in the archive; the library is the folder that
    one stands in.
    """
    assert run("approve", "--all-waiting", "--yes", "--as", "J. Ellis, head of information").exit_code == 0
    made = run("build", "chemotherapy", "--edition", "standard", "--archive", "archive")
    assert made.exit_code == 0, made.output
    (root / "a.pdf").write_bytes((root / "build" / "riverside" / "chemotherapy-standard.pdf").read_bytes())
    verified = run("verify", "a.pdf")
    assert verified.stdout.startswith("CURRENT"), verified.output
