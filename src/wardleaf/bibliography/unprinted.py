"""What an entry says and neither style prints of its kind: told, so that nobody takes it for printed."""

from __future__ import annotations

from wardleaf.bibliography.formatting import format_reference
from wardleaf.library.schema import Reference
from wardleaf.values import replace

# Key of the entry and field of `Reference`. What a style leaves out by rule is not among them: a journal's publisher, an
# address beside a DOI, a journal's full name beside its abbreviation, the genre of an article.
_FIELDS = (
    ("original-title", "original_title"),
    ("language", "language"),
    ("editor", "editor"),
    ("updated", "updated"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("supplement", "supplement"),
    ("part", "part"),
    ("page", "page"),
    ("number", "number"),
    ("section", "section"),
    ("edition", "edition"),
    ("version", "version"),
    ("contract", "contract"),
    ("correction", "correction"),
)


def unprinted_keys(reference: Reference) -> tuple[str, ...]:
    """The keys of the entry whose value changes nothing in either style."""
    printed = _printed(reference)
    found = []
    for key, field in _FIELDS:
        value = getattr(reference, field)
        if not value:
            continue
        without = replace(reference, **{field: value[:0] if isinstance(value, (str, tuple)) else None})
        if _printed(without) == printed:
            found.append(key)
    return tuple(found)


def _printed(reference: Reference) -> tuple[object, ...]:
    return (format_reference(reference, style="ama"), format_reference(reference, style="nlm"))
