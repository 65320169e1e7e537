"""Reading a finished PDF: bytes in, a `ReadBack` and findings out. Never raises, whatever the bytes are."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import DictionaryObject

from wardleaf.findings import Findings
from wardleaf.page_facts import PageFact, PageFacts
from wardleaf.readback import faults
from wardleaf.readback.boxes import PLAIN_PAGE, page_box
from wardleaf.readback.content import Interpreter
from wardleaf.readback.declared import (
    Targets,
    links_of,
    placeholder,
    placeholder_words,
    read_annotations,
    read_declared,
    read_metadata,
    read_outline,
    read_title,
)
from wardleaf.readback.fields import Fields
from wardleaf.readback.fonts import ReadFont
from wardleaf.readback.layers import Layers
from wardleaf.readback.model import Annotation, FontFact, ReadBack, heard_links
from wardleaf.readback.notes import notes_on
from wardleaf.readback.objects import Reference, dictionary, entry, overheard, raw_entry, text
from wardleaf.readback.structure import read_tree

_HEADER_WITHIN = 1024  # bytes: where a reader looks for %PDF- (ISO 32000-1, annex H, note 13)
_MOST_PAGES = 2_000
_MOST_NOTES = 5


def read_pdf(data: bytes, *, name: str, findings: Findings, trimmed: bool = False) -> ReadBack | None:
    """Everything that the PDF in `data` declares and shows on paper, or `None` after telling why it cannot be read;
    `name` stands in messages.

    `trimmed` measures pages as they are once printer's marks are cut away.
    """
    with overheard() as messages:
        try:
            read = _read(data, name, findings, trimmed=trimmed)
        except Exception:  # pypdf meets new kinds of damage with new kinds of exception
            findings.add(faults.DAMAGED.at(None, f"`{name}` is damaged: what holds its parts together cannot be read"))
            return None
    if messages and read is not None:
        told = tuple(messages)[:_MOST_NOTES]
        findings.add(
            faults.MENDED.at(None, f"`{name}` breaks a rule of the PDF format; what was meant was guessed", notes=told)
        )
    return read


def _read(data: bytes, name: str, findings: Findings, *, trimmed: bool) -> ReadBack | None:
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        findings.add(faults.NOT_A_PDF.at(None, f"`{name}` is not a PDF: it does not begin like one"))
        return None
    try:
        reader = PdfReader(io.BytesIO(data))
        encrypted = reader.is_encrypted
        # Viewers try an empty password before they ask for one.
        opened = not encrypted or reader.decrypt("") is not PasswordType.NOT_DECRYPTED
    except (DependencyError, NotImplementedError):
        findings.add(
            faults.UNKNOWN_LOCK.at(
                None, f"`{name}` is protected in a way that cannot be undone here; save a copy without protection"
            )
        )
        return None
    if not opened:
        findings.add(faults.LOCKED.at(None, f"`{name}` opens only with a password"))
        return None
    catalog = dictionary(raw_entry(reader.trailer, "/Root"))
    pages = _pages(reader, name, findings)
    if catalog is None or not pages:
        findings.add(faults.DAMAGED.at(None, f"`{name}` is damaged: its list of pages is missing"))
        return None
    instead = placeholder(catalog)
    if instead:
        findings.add(
            faults.PLACEHOLDER.at(None, f"{placeholder_words(instead)}; what is said here is said of that page")
        )
    return _Reading(reader, catalog, pages, name, findings).read(encrypted=encrypted, trimmed=trimmed)


def _pages(reader: PdfReader, name: str, findings: Findings) -> list[DictionaryObject]:
    found: list[DictionaryObject] = []
    try:
        for page in reader.pages:
            if len(found) >= _MOST_PAGES:
                findings.add(
                    faults.PART_NOT_READ.at(
                        None, f"`{name}` has more than {_MOST_PAGES:,} pages; the rest was not read"
                    )
                )
                break
            found.append(page)
    except Exception:
        findings.add(faults.PART_NOT_READ.at(None, f"the list of pages of `{name}` is broken after page {len(found)}"))
    return found


class _Reading:
    """One file being read."""

    def __init__(
        self, reader: PdfReader, catalog: DictionaryObject, pages: list[DictionaryObject], name: str, findings: Findings
    ) -> None:
        self.reader, self.catalog, self.pages, self.name, self.findings = reader, catalog, pages, name, findings
        self.numbers: dict[Reference, int] = {}
        for number, page in enumerate(pages, start=1):
            own = page.indirect_reference
            if own is not None:
                self.numbers.setdefault((own.idnum, own.generation), number)
        self.targets = Targets(catalog, self.numbers)
        self.layers = Layers(catalog)
        self.interpreter = Interpreter(reader, self.layers)

    def read(self, *, encrypted: bool, trimmed: bool) -> ReadBack:
        metadata = read_metadata(self.catalog)
        annotations: dict[Reference, Annotation] = {}
        facts: list[PageFact] = []
        loose: list[int] = []
        fields = Fields(self.catalog)
        annotations_of: list[list[tuple[Reference | None, Annotation]]] = []
        for number, page in enumerate(self.pages, start=1):
            listed = read_annotations(page, number, self.targets)
            annotations_of.append(listed)
            annotations.update((key, made) for key, made in listed if key is not None)
            sheet = (page_box(page) or PLAIN_PAGE).sheet(trimmed=trimmed)
            fact, outside = self.interpreter.read_page(number, sheet, page, notes_on(page, fields, self.layers).looks)
            facts.append(fact)
            loose.append(outside)
        tree = read_tree(self.catalog, self.numbers, self.interpreter.marks.all, annotations)
        heard = heard_links(tree.roots)
        links = [link for listed in annotations_of for link in links_of(listed, heard)]
        self._tell(tuple(tree.faults))
        return ReadBack(
            name=self.name,
            title=read_title(self.reader, metadata),
            language=text(entry(self.catalog, "/Lang")),
            declared=read_declared(self.reader, self.catalog, metadata, encrypted=encrypted),
            fonts=_font_facts(tuple(self.interpreter.fonts.values())),
            links=tuple(links),
            outline=read_outline(self.catalog, self.targets),
            tree=tree.roots,
            page_facts=PageFacts(pages=tuple(facts)),
            loose=tuple(loose),
            unclaimed=len(self.interpreter.marks.all.keys() - tree.claimed) if tree.roots else 0,
        )

    def _tell(self, tree_faults: tuple[str, ...]) -> None:
        broken = tuple(self.interpreter.broken)
        if self.interpreter.exhausted:
            message = f"`{self.name}` holds far more than any handout; reading stopped on page {broken[-1]}"
            self.findings.add(faults.PART_NOT_READ.at(None, message))
        elif broken:
            listed = ", ".join(map(str, broken[:10])) + (" and others" if len(broken) > 10 else "")
            pages = "page" if len(broken) == 1 else "pages"
            self.findings.add(
                faults.PART_NOT_READ.at(None, f"{pages} {listed} of `{self.name}` could not be read whole")
            )
        if tree_faults:
            self.findings.add(faults.TREE_DAMAGED.at(None, f"the tags of `{self.name}` are damaged", notes=tree_faults))


def _font_facts(fonts: Sequence[ReadFont]) -> tuple[FontFact, ...]:
    """One fact a font, those of the same name and making joined."""
    sizes: dict[tuple[str, str, bool, bool], set[float]] = {}
    for font in fonts:
        sizes.setdefault((font.name, font.kind, font.embedded, font.subset), set()).update(font.sizes)
    return tuple(
        FontFact(name=name, kind=kind, embedded=embedded, subset=subset, sizes=tuple(sorted(used)))
        for (name, kind, embedded, subset), used in sorted(sizes.items())
    )
