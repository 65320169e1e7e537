"""The content hash: eight hex digits that change when what a clinic's readers are told changes, and only then.

It is made of sources, not of what was printed: edition, style, approvals, filled-in fields and Wardleaf's own words and
version leave it as it is, so every edition of a handout prints the same. A library's sheet of those words in another
language is a source.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum

from wardleaf.findings import SourceFile, Span
from wardleaf.library.dates import PartialDate
from wardleaf.library.packs import PackedHandout
from wardleaf.library.schema import HandoutDefinition, HandoutUse, Reference
from wardleaf.source.keys import At
from wardleaf.values import is_value, parts_of

# Keys of a definition that put no word on paper, or choose how it looks.
_UNPRINTED = frozenset(
    {"span", "editions", "allow", "fit", "topic_words", "not_applicable", "contents", "translation", "specialty"}
)

# Keys of a source that only the staff reads.
_STAFF_ONLY = frozenset({"note", "checked", "verified", "span"})


def content_hash(
    definition: HandoutDefinition,
    *,
    parts: Iterable[object],
    facts: Mapping[str, object],
    references: Iterable[Mapping[str, object]],
    words: Mapping[str, object],
    pictures: Mapping[str, bytes],
) -> str:
    """The hash of `definition` for one clinic, as printed: two groups of four hex digits.

    `parts` are all its parts, whatever `when` says; `facts` what the clinic's file gives to them; `references` what can
    be printed of the entries cited; `words` glossary and spelling as far as they are used; `pictures` the bytes of
    each, by path. The order of mappings does not count.
    """
    told = {
        "definition": _printed(definition),
        "parts": tuple(parts),
        "facts": facts,
        "references": tuple(references),
        "words": words,
        "pictures": {path: hashlib.sha256(data).hexdigest() for path, data in pictures.items()},
    }
    canonical = json.dumps(_canonical(told), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digits = hashlib.sha256(unicodedata.normalize("NFC", canonical).encode()).hexdigest()
    return f"{digits[:4]} {digits[4:8]}"


def digest(value: object, *, length: int = 16) -> str:
    """The first `length` hex digits of the SHA-256 of `value`, whose places in files and order of keys do not count."""
    canonical = json.dumps(_canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", canonical).encode()).hexdigest()[:length]


def printed_keys(definition: HandoutDefinition) -> Mapping[str, object]:
    """The keys of `definition` that put words on paper or choose them, by field name."""
    return _printed(definition)


def printed_source(reference: Reference) -> Mapping[str, object]:
    """What can be printed of `reference`, by field name: a note or the day of a check changes no hash."""
    held = {name: getattr(reference, name) for name in reference.__struct_fields__ if name not in _STAFF_ONLY}
    return {name: str(value) if isinstance(value, PartialDate) else value for name, value in held.items() if value}


def written_words(definition: HandoutDefinition, texts: Iterable[str]) -> str:
    """Everything that authors wrote for `definition`, as one string to look names and words up in."""
    return "\n".join([json.dumps(_canonical(_printed(definition)), ensure_ascii=False, sort_keys=True), *texts])


def _printed(definition: HandoutDefinition) -> dict[str, object]:
    return {name: getattr(definition, name) for name in definition.__struct_fields__ if name not in _UNPRINTED}


def _canonical(value: object) -> object:
    """`value` as JSON can hold it: places in files left out, empty ones too, so that a new optional key changes no old
    hash.
    """
    if isinstance(value, At):
        return _canonical(value.value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _canonical(held) for key, held in value.items()}
    if isinstance(value, (tuple, list)):
        return [_canonical(held) for held in value if not isinstance(held, (Span, SourceFile))]
    if isinstance(value, (set, frozenset)):
        return sorted(str(held) for held in value)
    if isinstance(value, PackedHandout):  # its definition is told on its own
        value = HandoutUse(handout=value.handout, span=value.span)
    if is_value(value):
        held = {
            name: _canonical(part) for name, part in parts_of(value).items() if not isinstance(part, (Span, SourceFile))
        }
        return {"": type(value).__name__} | {
            name: part for name, part in held.items() if part not in (None, "", [], {}, False)
        }
    raise TypeError(type(value).__name__)
