"""What the words of a title or a name say against a source, whichever file they come from: it was retracted, it is a
notice, it is in capitals alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.bibliography import faults
from wardleaf.bibliography.markup import bare
from wardleaf.bibliography.names import cuts_short, is_others
from wardleaf.bibliography.unprinted import unprinted_keys
from wardleaf.findings import Finding, Severity, Span
from wardleaf.library.schema import Name, Reference

_RETRACTED = re.compile(
    r"\W*(?:retracted|withdrawn)(?:\s+(?:article|chapter|paper|study))?\s*[:\]).–—-]", re.IGNORECASE
)
_QUOTED = (
    r"\s*(?:[:\[“\"‘']|\Z)"  # what a notice is about follows; without that, "retraction" may be what a study is of
)
_NOTICE = re.compile(
    rf"\W*(?:erratum\b|errata\b|corrigend(?:um|a)\b|(?:retraction|correction) not(?:e|ice)\b|(?:author|publisher) correction\b|notice of (?:retraction|redundant publication)\b"
    rf"|(?:retraction|correction)(?: (?:to|of|for))?{_QUOTED}|(?:editorial )?expression of concern(?: (?:to|on|regarding|about))?{_QUOTED})",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_INITIALS = 4


def is_retracted(title: str) -> bool:
    """Whether a title says that the article was taken back: `RETRACTED: …`, `[Retracted] …`, `WITHDRAWN: …`."""
    return _RETRACTED.match(bare(title)) is not None


def is_notice(title: str) -> bool:
    """Whether a title is that of a journal's notice about another paper: `Erratum: …`, `Retraction notice to …`."""
    return _NOTICE.match(bare(title)) is not None


def _in_sentence_case(title: str) -> str:
    """A proposal for `title`, where it is in capitals alone: small letters after the first of the title; empty where it
    is not in capitals.
    """
    words = _LETTERS.findall(bare(title))
    long = [word for word in words if len(word) > _LONGEST_INITIALS]
    if len(words) < 2 or len(long) < 2 or any(not word.isupper() for word in words):
        return ""
    lowered = bare(title).lower()
    start = next((place for place, sign in enumerate(lowered) if sign.isalpha()), 0)
    return lowered[:start] + lowered[start].upper() + lowered[start + 1 :]


def _in_name_case(name: Name) -> Name | None:
    """A proposal for a person whose family name is in capitals alone; None where it is not."""
    letters = "".join(_LETTERS.findall(name.family))
    if len(letters) < 3 or not letters.isupper() or name.literal:
        return None
    given = name.given.title() if name.given.isupper() and re.search(r"[^\W\d_]{3,}", name.given) else name.given
    return Name(family=_LETTERS.sub(lambda found: found[0].capitalize(), name.family), given=given, suffix=name.suffix)


def capitals(title: str, names: tuple[Name, ...], span: Span) -> Iterator[Finding]:
    """What to tell of a title or of people in capitals alone, each with a proposal."""
    if proposal := _in_sentence_case(title):
        message = f"the title “{bare(title)}” is in capitals alone"
        yield faults.ALL_CAPITALS.at(
            span, message, hint=f"perhaps “{proposal}”, with capitals for its names and abbreviations"
        )
    for name in names:
        if (proposed := _in_name_case(name)) is not None:
            message = f"the name “{', '.join(filter(None, (name.family, name.given)))}” is in capitals alone"
            yield faults.ALL_CAPITALS.at(
                span, message, hint=f"perhaps “{', '.join(filter(None, (proposed.family, proposed.given)))}”"
            )


def doubtful_words(reference: Reference) -> Iterator[Finding]:
    """What the words of an entry that stands in the library say against it."""
    span, id = reference.title.span, reference.id.value
    if is_retracted(reference.title.value):
        yield faults.RETRACTED_SOURCE.at(
            span,
            f"the title of `{id}` says that it was retracted",
            help="its findings no longer stand: find another source",
        )
    elif is_notice(reference.title.value):
        yield faults.NOTICE_CITED.at(
            span,
            f"the title of `{id}` is that of a notice, no study",
            help="cite the paper that bears out what the text says",
        )
    if cut := [name for name in (*reference.author, *reference.editor) if cuts_short(name)]:
        message = f"the author list of `{id}` is cut short with “et al.”"
        stated = all(is_others(name) for name in cut)  # the form that says: the other names are not known
        severity = Severity.INFO if stated else Severity.WARNING
        yield faults.AUTHORS_CUT.at(span, message, help="add the names that are missing", severity=severity)
    yield from capitals(reference.title.value, (*reference.author, *reference.editor), span)
    if keys := unprinted_keys(reference):
        named, kind = ", ".join(f"`{key}`" for key in keys), reference.type.value
        yield faults.NOT_PRINTED.at(
            span,
            f"neither style prints {named} of `{id}`, which is of the kind `{kind}`",
            help="look whether the source is of another kind, or the fact belongs under another key",
        )
