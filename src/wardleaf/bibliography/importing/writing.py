"""One entry of references.yaml as text: our own few lines of YAML, quoted wherever a reader of YAML could take it for
something else.
"""

from __future__ import annotations

import re

from wardleaf.bibliography.importing.entries import ImportedReference
from wardleaf.library.schema import Correction, Name

_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .()/'’+-])*")
_PLAIN_ELSE = re.compile(r"\d+-\d+|10\.\d{4,9}/[A-Za-z0-9./()_-]+|https?://[A-Za-z0-9./?=&_%~-]+")
_WORDS_WITH_MEANING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def written_entry(entry: ImportedReference, id: str, *, indent: str) -> tuple[str, ...]:
    """The lines of `entry` under `id`, without line ends; keys in the order of docs/authoring.md, empty ones left out."""
    lines = [
        *_line("id", id),
        *_line("type", entry.type or ""),
        *_line("title", quoted(entry.title)),
        *_line("original-title", quoted(entry.original_title)),
        *_line("language", quoted(entry.language)),
        *_people("author", entry.author),
        *_line("container-title", quoted(entry.container_title)),
        *_line("container-title-short", quoted(entry.container_title_short)),
        *_line("issued", str(entry.issued or "")),
        *_line("volume", quoted(entry.volume)),
        *_line("issue", quoted(entry.issue)),
        *_line("supplement", quoted(entry.supplement)),
        *_line("part", quoted(entry.part)),
        *_line("page", quoted(entry.page)),
        *_line("number", quoted(entry.number)),
        *_line("section", quoted(entry.section)),
        *_line("edition", quoted(entry.edition)),
        *_line("version", quoted(entry.version)),
        *_people("editor", entry.editor),
        *_line("publisher", quoted(entry.publisher)),
        *_line("publisher-place", quoted(entry.publisher_place)),
        *_line("genre", quoted(entry.genre)),
        *_line("contract", quoted(entry.contract)),
        *_line("event-title", quoted(entry.event_title)),
        *_line("event-date", str(entry.event_date or "")),
        *_line("event-place", quoted(entry.event_place)),
        *_correction(entry.correction),
        *_line("DOI", quoted(entry.doi)),
        *_line("PMID", quoted(entry.pmid)),
        *_line("PMCID", quoted(entry.pmcid)),
        *_line("URL", quoted(entry.url)),
        *_line("accessed", str(entry.accessed or "")),
        *_line("status", entry.status),
        *_line("note", quoted(entry.note)),
    ]
    return tuple(f"{indent}{'- ' if place == 0 else '  '}{line}" for place, line in enumerate(lines))


def _line(key: str, value: str) -> tuple[str, ...]:
    return (f"{key}: {value}",) if value else ()


def _correction(correction: Correction | None) -> tuple[str, ...]:
    if correction is None:
        return ()
    parts = (
        ("container-title", quoted(correction.container_title)),
        ("issued", str(correction.issued or "")),
        ("volume", quoted(correction.volume)),
        ("issue", quoted(correction.issue)),
        ("page", quoted(correction.page)),
    )
    return _line("correction", "{" + ", ".join(f"{key}: {value}" for key, value in parts if value) + "}")


def _people(key: str, names: tuple[Name, ...]) -> tuple[str, ...]:
    return (f"{key}:", *(f"  - {_person(name)}" for name in names)) if names else ()


def _person(name: Name) -> str:
    parts = (("family", name.family), ("given", name.given), ("suffix", name.suffix), ("literal", name.literal))
    return "{" + ", ".join(f"{key}: {quoted(value)}" for key, value in parts if value) + "}"


def quoted(text: str) -> str:
    """`text` as one YAML scalar that reads back the same, in a list in braces too; empty text stays empty."""
    if not text:
        return ""
    if (
        _PLAIN.fullmatch(text) and not text.endswith(" ") and text.casefold() not in _WORDS_WITH_MEANING
    ) or _PLAIN_ELSE.fullmatch(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
