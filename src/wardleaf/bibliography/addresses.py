"""Forms of an address that are known to move or to be dropped, told without asking a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from wardleaf.bibliography import faults
from wardleaf.bibliography.pieces import bare_doi
from wardleaf.findings import Finding
from wardleaf.library.schema import Reference

_DOI = re.compile(r"10\.\d{4,9}/\S+\Z")
_DOI_ADDRESS = re.compile(r"(?:dx\.|www\.)?doi\.org/")
_PUBMED = re.compile(r"(?:(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/(\d+)/?\Z")
_PMC = re.compile(r"(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/(pmc\d+)/?\Z")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|jsessionid|phpsessid|sessionid)\Z", re.IGNORECASE)


def old_forms(reference: Reference) -> Iterator[Finding]:
    """What to tell of the address and the DOI of `reference`, each with what to write instead."""
    if reference.doi and not _DOI.match(reference.doi.value):
        bare = bare_doi(reference.doi.value)
        hint = (
            f"write `DOI: {bare}`"
            if _DOI.match(bare)
            else "look it up: a DOI begins with `10.` and a number, then a slash"
        )
        yield faults.MOVED_ADDRESS.at(
            reference.doi.span, "a DOI is written bare, without an address before it", hint=hint
        )
    if reference.url:
        told = _old_form(reference, reference.url.value)
        if told:
            yield faults.MOVED_ADDRESS.at(reference.url.span, told[0], hint=told[1])


def _old_form(reference: Reference, url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "this is no web address", "copy it again from the browser"
    place = f"{parts.hostname or ''}{parts.path}".casefold()
    for key, pattern, there in (
        ("DOI", _DOI_ADDRESS, reference.doi),
        ("PMID", _PUBMED, reference.pmid),
        ("PMCID", _PMC, reference.pmcid),
    ):
        if found := pattern.match(place):
            value = unquote(parts.path).strip("/") if key == "DOI" else found[1].upper()
            return _own_key(key, value, bare_doi(there.value) if there else "")
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in query if not _TRACKING.match(pair[0])]
    if len(kept) < len(query):
        return (
            "this address carries marks that track readers",
            f"write `{urlunsplit(parts._replace(query=urlencode(kept)))}`",
        )
    if parts.scheme == "http":
        return (
            "this address is not protected, and browsers warn of such pages",
            f"open `https{url[4:]}`; when it shows the page, write that",
        )
    return None


def _own_key(key: str, value: str, there: str) -> tuple[str, str] | None:
    """What to tell of an address that is a number, unless its own key says the same already."""
    if there.casefold() == value.casefold():
        return None
    if there:
        return (
            f"this address leads to `{value}`, and `{key}` says `{there}`",
            "look which is right, and take this line out",
        )
    written = f'"{value}"' if value.isdecimal() else value
    return f"this address is a {key}", f"write `{key}: {written}` instead"
