"""A folder becomes a `Library`: every definition, section, reference, clinic, style file and picture in it.

A file with a mistake is left out and its findings are told; the others are read all the same. Nothing here follows a
name from one file to another, except `extends` between clinics and the library's default clinic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from wardleaf.findings import Fault, Finding, Findings, SourceFile, Span
from wardleaf.library import faults
from wardleaf.library.clinics import resolve_clinics
from wardleaf.library.files import FoundFile, find_library, has_folder, list_files, read_bytes, size_of
from wardleaf.library.front_matter import read_section
from wardleaf.library.label_files import label_languages
from wardleaf.library.labels import LabelSheet
from wardleaf.library.languages import base_language, is_code, usual_code
from wardleaf.library.names import check_name, same_name
from wardleaf.library.packs import with_packs
from wardleaf.library.pictures import (
    MOST_BYTES,
    MOST_PIXELS,
    MOST_PIXELS_IN_ALL,
    foreign_kind,
    picture_header,
    svg_reaches_out,
)
from wardleaf.library.schema import (
    Clinic,
    GlossaryWord,
    HandoutDefinition,
    Library,
    LibrarySettings,
    Picture,
    Reference,
    Section,
)
from wardleaf.library.translations import check_translations
from wardleaf.source import faults as source_faults
from wardleaf.source.decode import decode, decode_as_meant
from wardleaf.source.keys import At
from wardleaf.source.nodes import MOST_MISTAKES, TOO_MANY, Node, ScalarNode, SequenceNode, compose_nodes
from wardleaf.source.suggest import did_you_mean
from wardleaf.source.text import clean_text, has_long_line, has_too_many_lines

__all__ = ["find_library", "read_library"]

T = TypeVar("T")

RESERVED = ("library.yaml", "references.yaml", "glossary.yaml", "spelling.yaml", "words.txt", "approvals.yaml")
_IN_LABELS = 2  # slashes in the path of a sheet
_PICTURES = (".png", ".jpg", ".jpeg", ".svg")
_OTHER_PICTURES = (".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".eps", ".pdf")
_CITABLE = re.compile(r"[A-Za-z0-9_][\w.:/+-]*")  # as a citation in text may name it
_OWN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_UNCITABLE = re.compile(r"\A[^A-Za-z0-9_]+|[^\w.:/+-]+")
_MEANT_TO_BE_READ = (".yml", ".yaml", ".md", ".markdown", ".txt", ".doc", ".docx", ".odt", ".rtf")


def read_library(root: Path, *, findings: Findings) -> Library | None:
    """Everything in the library at `root`, a folder with `handouts/` and `styles/`; None when these or `library.yaml`
    cannot be read.

    Files with errors are left out and named in `unread` by id, address or picture path; `references.yaml`,
    `glossary.yaml` and `spelling.yaml` by those names when nothing of them could be read.
    """
    missing = [folder for folder in ("handouts", "styles") if not has_folder(root, folder)]
    for folder in missing:
        message = f"this library has no folder `{folder}/`"
        findings.add(
            faults.MISSING_FOLDER.at(
                FoundFile(root, folder).span, message, help="`wardleaf new library NAME` makes one that builds"
            )
        )
    return None if missing else _Reader(root, findings).read()


class _Reader:
    """Reads one library; remembers what could not be read."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self._root = root
        self._findings = findings
        self._unread: set[str] = set()
        self._meant: dict[str, HandoutDefinition] = {}
        files = list_files(root, "handouts", findings=findings)
        self._settled = {
            file.name: file for file in files if file.shown == f"handouts/{file.name}" and file.name in RESERVED
        }
        self._clinic_files = _below(files, "handouts/clinics/")
        self._section_files = _below(files, "handouts/sections/")
        self._figure_files = _below(files, "handouts/figures/")
        self._sheet_files = _below(files, "handouts/labels/")
        settled = (
            *self._clinic_files,
            *self._section_files,
            *self._figure_files,
            *self._sheet_files,
            *self._settled.values(),
        )
        placed = {file.shown for file in settled}
        self._handout_files = tuple(file for file in files if file.shown not in placed)
        self._style_files = list_files(root, "styles", findings=findings)

    def read(self) -> Library | None:
        settings, clinics = self._settings(), self._clinics()
        handouts, sections, references = self._handouts(), self._sections(), self._references()
        glossary, spelling = self._glossary(), self._spelling()
        words, sheets = self._words(), self._sheets()
        styles, pictures = self._styles(), self._pictures()
        if settings is None:
            return None
        self._check_default_clinic(settings, clinics.keys() | self._unread)
        return Library(
            settings=settings,
            handouts=self._translated(handouts),
            sections=sections,
            references=references,
            clinics=clinics,
            glossary=glossary,
            spelling=spelling,
            styles=styles,
            pictures=pictures,
            sheets=sheets,
            words=words,
            unread=frozenset(self._unread),
            meant=self._meant,
        )

    # --- one file ---------------------------------------------------------------------------------------------------

    def _text(self, file: FoundFile, findings: Findings) -> SourceFile | None:
        data = read_bytes(file, findings=findings)
        text = None if data is None else clean_text(file.shown, data, findings)
        return None if text is None or has_long_line(text, findings) else text

    def _node(self, file: FoundFile, findings: Findings) -> Node | None:
        text = self._text(file, findings)
        return compose_nodes(text, findings=findings) if text else None

    def _keep(self, name: str, value: T | None, own: Findings) -> T | None:
        """`value`, when nothing that was told in `own` is an error; otherwise None, and `name` is unread."""
        self._findings.extend(own)
        if value is None or own.has_errors:
            self._unread.add(name)
            return None
        return value

    def _take(self, file: FoundFile, ending: str, address: str) -> bool:
        """Whether `file` has the ending of its folder and a good name; tells of files that were probably meant to be
        read.
        """
        if file.ending == ending:
            if check_name(file, address, findings=self._findings):
                return True
            self._unread.add(address)
        elif file.ending.lower() in _MEANT_TO_BE_READ and file.stem.lower() != "readme":
            message = f"this file is not read: files here end in `{ending}`"
            self._findings.add(faults.FILE_NOT_READ.at(file.span, message, help="rename it or move it"))
        return False

    # --- settings and clinics ---------------------------------------------------------------------------------------

    def _settings(self) -> LibrarySettings | None:
        file = self._settled.get("library.yaml")
        if file is None:
            missing = FoundFile(self._root, "handouts/library.yaml").span
            help = "write it with `default-clinic: …` and `languages: [en-GB]`"
            self._findings.add(
                faults.MISSING_FILE.at(missing, "this library has no file `handouts/library.yaml`", help=help)
            )
            return None
        own = Findings()
        node = self._node(file, own)
        return self._keep("library.yaml", decode(node, LibrarySettings, findings=own) if node else None, own)

    def _check_default_clinic(self, settings: LibrarySettings, clinics: set[str]) -> None:
        name = settings.default_clinic
        if name.value not in clinics:
            hint = did_you_mean(name.value, clinics)
            self._findings.add(faults.UNKNOWN_CLINIC.at(name.span, f"there is no clinic `{name.value}`", hint=hint))

    def _clinics(self) -> dict[str, Clinic]:
        nodes: dict[str, Node | None] = {}
        for file in self._clinic_files:
            address = file.shown.removeprefix("handouts/clinics/").removesuffix(".yaml")
            if self._take(file, ".yaml", address):
                own = Findings()
                node = self._node(file, own)
                self._keep(address, node, own)
                nodes[address] = None if own.has_errors else node
        resolved = resolve_clinics(nodes, findings=self._findings)
        self._unread |= resolved.unread
        return dict(resolved.clinics)

    def _sheets(self) -> dict[str, LabelSheet]:
        """The words that Wardleaf prints, by language; a sheet that could not be read is unread by its path below
        `handouts/`.
        """
        nodes: dict[str, Node | None] = {}
        for file in self._sheet_files:
            if file.ending == ".yaml" and self._is_named_after_a_language(file):
                own = Findings()
                node = self._node(file, own)
                self._findings.extend(own)
                nodes[file.stem] = None if own.has_errors else node
            elif file.ending != ".yaml":
                self._take(file, ".yaml", file.stem)
        if not nodes:
            return {}
        from wardleaf.library.label_sheets import resolve_sheets

        resolved = resolve_sheets(nodes, findings=self._findings)
        self._unread |= {f"labels/{language}" for language in resolved.unread}
        return dict(resolved.sheets)

    def _is_named_after_a_language(self, file: FoundFile) -> bool:
        language = usual_code(file.stem)
        own = label_languages()
        if language in own:
            message = f"Wardleaf has its own words in `{language}`; a library adds those of other languages"
            help = "delete this file; another spelling, such as `en-AU.yaml`, may extend ours"
        elif file.stem != language or not is_code(language) or file.shown.count("/") > _IN_LABELS:
            message = f"the name `{file.shown.removeprefix('handouts/labels/')}` is no language's"
            help = f"rename it to `handouts/labels/{language if is_code(language) else 'es'}.yaml`: a sheet is named by its language's code"
        else:
            return True
        self._findings.add(faults.SHEET_LANGUAGE.at(file.span, message, help=help))
        return False

    # --- handouts and sections --------------------------------------------------------------------------------------

    def _handouts(self) -> dict[str, HandoutDefinition]:
        handouts: dict[str, HandoutDefinition] = {}
        codes: dict[str, str] = {}
        files: dict[str, FoundFile] = {}
        for file in self._handout_files:
            if not self._take(file, ".yaml", file.stem) or not self._is_first(
                files, file.stem, file, faults.DUPLICATE_HANDOUT, "handout"
            ):
                continue
            own = Findings()
            node = self._node(file, own)
            handout = decode(node, HandoutDefinition, findings=own) if node else None
            if handout:
                code = handout.code.value.casefold()
                first = codes.setdefault(code, file.stem)
                if first in handouts and handouts[first].translation and not handout.translation:
                    self._keep(first, None, _same_code(handouts.pop(first), handout))  # the original keeps its code
                    codes[code] = file.stem
                elif first in handouts:
                    own.extend(_same_code(handout, handouts[first]))
            kept = self._keep(file.stem, handout, own)
            if kept:
                handouts[file.stem] = kept
            elif node and handout is None and (meant := decode_as_meant(node, HandoutDefinition)):
                self._meant[file.stem] = meant
        return handouts

    def _translated(self, handouts: Mapping[str, HandoutDefinition]) -> Mapping[str, HandoutDefinition]:
        """`handouts` without those that are not the translation that they say, with what packs take in its place."""
        packed = with_packs(handouts)
        rejected = check_translations(packed, unread=self._unread, findings=self._findings)
        self._unread |= rejected
        return (
            with_packs({id: definition for id, definition in handouts.items() if id not in rejected})
            if rejected
            else packed
        )

    def _sections(self) -> dict[str, Section]:
        sections: dict[str, Section] = {}
        files: dict[str, FoundFile] = {}
        for file in self._section_files:
            address = file.shown.removeprefix("handouts/sections/").removesuffix(".md")
            if not self._is_first(files, address, file, faults.DUPLICATE_SECTION, "section") or not self._take(
                file, ".md", address
            ):
                continue
            own = Findings()
            text = self._text(file, own)
            text = None if text and has_too_many_lines(text, own) else text
            section = self._keep(address, read_section(text, address=address, findings=own) if text else None, own)
            if section:
                sections[address] = section
        return sections

    def _is_first(self, files: dict[str, FoundFile], address: str, file: FoundFile, fault: Fault, kind: str) -> bool:
        first = files.setdefault(same_name(address), file)
        if first is file:
            return True
        message = f"the {kind} `{address}` is there twice"
        notes = (f"the other is {first.shown}",)
        help = "give one of them another name; names that differ only in capitals or accents are one file on some computers"
        self._findings.add(fault.at(file.span, message, notes=notes, help=help))
        return False

    # --- lists ------------------------------------------------------------------------------------------------------

    def _list(self, name: str) -> tuple[Node, ...]:
        """The items of the list in file `name`; each is decoded on its own, so that one mistake costs one item."""
        file = self._settled.get(name)
        if file is None:
            return ()
        own = Findings()
        node = self._node(file, own)
        if node and not isinstance(node, SequenceNode):
            decode(node, tuple[str, ...], findings=own)
        kept = self._keep(name, node, own)
        return kept.items if isinstance(kept, SequenceNode) else ()

    def _given_up(self, name: str, node: Node, *, since: int) -> bool:
        """Whether so much is wrong above `node` that the rest of the list in file `name` is not looked at."""
        if len(self._findings) - since <= MOST_MISTAKES:
            return False
        self._findings.add(source_faults.TOO_LARGE.at(node.span, TOO_MANY, hint="mend these first"))
        self._unread.add(name)
        return True

    def _references(self) -> dict[str, Reference]:
        references: dict[str, Reference] = {}
        seen: dict[str, ScalarNode] = {}
        begun = len(self._findings)
        for number, node in enumerate(self._list("references.yaml"), 1):
            if self._given_up("references.yaml", node, since=begun):
                break
            own = Findings()
            reference = decode(node, Reference, findings=own, where=f"#{number}")
            key = _id_of(node)
            if key:
                first = seen.setdefault(key.text, key)
                if first is not key:
                    message = f"two references have the id `{key.text}`"
                    self._findings.add(
                        faults.DUPLICATE_REFERENCE.at(key.span, message, hint=f"the first is on line {first.span.line}")
                    )
                    continue
            if key and key.text and not _CITABLE.fullmatch(key.text):
                message = f"the id `{key.text}` cannot be cited: it has more in it than letters, digits and the signs _ . : / + -"
                own.add(faults.REFERENCE_ID.at(key.span, message, hint=f"write `{_UNCITABLE.sub('', key.text)}`"))
            kept = self._keep(key.text if key else "", reference, own)
            if kept:
                references[kept.id.value] = kept
        return references

    def _glossary(self) -> tuple[GlossaryWord, ...]:
        words: list[GlossaryWord] = []
        seen: dict[str, At[str]] = {}
        begun = len(self._findings)
        for number, node in enumerate(self._list("glossary.yaml"), 1):
            if self._given_up("glossary.yaml", node, since=begun):
                break
            own = Findings()
            entry = decode(node, GlossaryWord, findings=own, where=f"#{number}")
            for form in (entry.word, *entry.also) if entry else ():
                first = seen.setdefault(same_name(form.value), form)
                if first is not form:
                    message = f"the word `{form.value}` is explained twice"
                    own.add(
                        faults.DUPLICATE_WORD.at(form.span, message, hint=f"the first is on line {first.span.line}")
                    )
            kept = self._keep(entry.word.value if entry else "", entry, own)
            if kept:
                words.append(kept)
        return tuple(words)

    def _spelling(self) -> tuple[Mapping[str, str], ...]:
        begun = len(self._findings)
        decoded = [
            decode(node, Mapping[str, str], findings=self._findings)
            for node in takewhile(
                lambda node: not self._given_up("spelling.yaml", node, since=begun), self._list("spelling.yaml")
            )
        ]
        return tuple(
            {str(language): str(word) for language, word in pair.items()}
            for pair in decoded
            if isinstance(pair, Mapping)
        )

    def _words(self) -> frozenset[str]:
        """The library's own words: one or more a line of `words.txt`, `#` begins a remark."""
        file = self._settled.get("words.txt")
        text = self._text(file, self._findings) if file else None
        lines = text.text.split("\n") if text else ()
        return frozenset(word.casefold() for line in lines for word in _OWN_WORD.findall(line.partition("#")[0]))

    # --- styles and pictures ----------------------------------------------------------------------------------------

    def _styles(self) -> dict[str, SourceFile]:
        styles: dict[str, SourceFile] = {}
        for file in self._style_files:
            if file.shown.count("/") == 1 and self._take(file, ".yaml", file.stem):
                own = Findings()
                text = self._keep(file.stem, self._text(file, own), own)
                if text:
                    styles[file.stem] = text
        return styles

    def _pictures(self) -> dict[str, Picture]:
        pictures: dict[str, Picture] = {}
        logos = tuple((file, file.shown.removeprefix("styles/")) for file in _below(self._style_files, "styles/logos/"))
        figures = tuple((file, file.shown.removeprefix("handouts/")) for file in self._figure_files)
        for file, path in (*figures, *logos):
            own = Findings()
            picture = self._picture(file, path, own)
            if file.ending.lower() in (*_PICTURES, *_OTHER_PICTURES):
                kept = self._keep(path, picture, own)
                if kept:
                    pictures[path] = kept
        return pictures

    def _picture(self, file: FoundFile, path: str, findings: Findings) -> Picture | None:
        if file.ending.lower() not in _PICTURES:
            message = f"a picture that ends in {file.ending} cannot be printed"
            findings.add(faults.NOT_A_PICTURE.at(file.span, message, help="export it as PNG, JPEG or SVG"))
            return None
        if size_of(file) > MOST_BYTES:
            message = f"this picture's file is larger than {MOST_BYTES // 1_000_000} MB"
            findings.add(
                faults.HUGE_PICTURE.at(
                    file.span, message, help="scale the picture down; 2,000 pixels across fill a page"
                )
            )
            return None
        data = read_bytes(file, findings=findings)
        if data is None:
            return None
        header = picture_header(data)
        if header is None:
            kind = foreign_kind(data)
            message = (
                f"this file is {kind}, whatever its name says"
                if kind
                else "this file is not a picture that can be printed"
            )
            findings.add(faults.NOT_A_PICTURE.at(file.span, message, help="export it as PNG, JPEG or SVG"))
        elif header.refused:
            findings.add(faults.NOT_A_PICTURE.at(file.span, header.refused))
        elif header.kind != "svg" and (
            max(header.width, header.height) > MOST_PIXELS or header.width * header.height > MOST_PIXELS_IN_ALL
        ):
            # An SVG's units are not pixels.
            message = (
                f"this picture says it is {header.width:,} by {header.height:,} pixels; at most {MOST_PIXELS:,} a side can be used, "
                f"and {MOST_PIXELS_IN_ALL // 1_000_000} million in all"
            )
            findings.add(
                faults.HUGE_PICTURE.at(
                    file.span, message, help="scale the picture down; 2,000 pixels across fill a page"
                )
            )
        elif header.kind == "svg" and svg_reaches_out(data):
            message = "this SVG asks for something outside itself, or runs a script"
            findings.add(faults.SVG_REACHES_OUT.at(file.span, message, help="export it as a plain SVG, or as PNG"))
        elif header.kind == "svg":
            findings.extend(_svg_findings(file, data))
        return Picture(path=path, data=data)


def _same_code(handout: HandoutDefinition, first: HandoutDefinition) -> Findings:
    """What to tell of `handout`, whose code is that of `first`."""
    findings = Findings()
    code, language = handout.code, base_language(handout.language.value).upper()
    help = f"a translation has a code of its own, such as `{code.value}-{language}`" if handout.translation else ""
    findings.add(
        faults.DUPLICATE_CODE.at(
            code.span, f"the code {code.value} is another handout's already", hint=f"see {first.code.span}", help=help
        )
    )
    return findings


def _svg_findings(file: FoundFile, data: bytes) -> Iterator[Finding]:
    """What of the SVG `data` would not be printed as it looks. The lines of an SVG tell a reader nothing, and may be
    very long: they are not shown.
    """
    from wardleaf.library.svg import svg_faults

    source = SourceFile(file.shown, "")
    for fault in svg_faults(data):
        message = f"this SVG holds {fault.what}, which cannot be printed as it looks"
        yield faults.SVG_NOT_DRAWN.at(
            Span(source, fault.line),
            message,
            help="save it as PNG, 2,000 pixels across, or as an SVG of plain shapes with text turned into paths",
        )


def _below(files: tuple[FoundFile, ...], folder: str) -> tuple[FoundFile, ...]:
    return tuple(file for file in files if file.shown.startswith(folder))


def _id_of(node: Node) -> ScalarNode | None:
    found = None if isinstance(node, ScalarNode | SequenceNode) else node.get("id")
    return found if isinstance(found, ScalarNode) else None
